// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a GPU, on the CPU: compared with dense Adam over the whole table.
#include "core/base/random.h"
#include "core/model/device/device_adam.h"
#include "core/model/device/device_table.h"
#include "tests/model/dense_adam_reference.h"

#include <ATen/ops/tensor.h>

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace leap;

namespace {

const c10::Device kCpu(c10::kCPU);
constexpr int kWidth = 3;

EmbeddingTable::State freshState(int64_t rows)
{
    const AdamClock clock({});
    return EmbeddingTable(rows, kWidth, 0.5, 7, 0).save(clock);
}

template <class Expected> double farthest(const std::vector<float>& values, const Expected& expected)
{
    double largest = values.size() == expected.size() ? 0 : 1e9;
    for (size_t i = 0; i < std::min(values.size(), expected.size()); ++i) {
        const double error = std::abs(static_cast<double>(values[i]) - static_cast<double>(expected[i]));
        largest = error >= 0 ? std::max(largest, error) : 1e9;
    }
    return largest;
}

std::vector<double> doubles(const std::vector<float>& values)
{
    return {values.begin(), values.end()};
}

at::Tensor tensorOf(const std::vector<float>& values)
{
    return onDevice(values, kCpu).view({-1, kWidth});
}

/// A table under lazy Adam and its twin, every value of which moves at every step.
struct Twins {
    AdamHyper hyper{}; // rate 1e-3
    int64_t rows;
    DeviceClock clock{hyper, kCpu};
    DeviceTable lazy{kWidth, kCpu};
    test::DenseAdamReference dense; ///< in double
    EmbeddingTable host;
    AdamClock hostClock{hyper};

    explicit Twins(int64_t count)
        : rows(count)
        , dense(doubles(freshState(count).parameter))
        , host(count, kWidth, 0.5, 7, 0)
    {
        (void)lazy.append(freshState(count));
        lazy.allocate();
    }

    std::vector<float> read(const std::vector<int64_t>& ids)
    {
        const std::vector<int32_t> named(ids.begin(), ids.end());
        return onHost(lazy.read(at::tensor(named, at::kInt), clock));
    }

    std::vector<float> hostRead(const std::vector<int64_t>& ids)
    {
        const std::vector<int32_t> rowIds(ids.begin(), ids.end());
        std::vector<float> values(ids.size() * kWidth);
        host.read(hostClock, rowIds.data(), 1, static_cast<int64_t>(ids.size()), values.data(), kWidth);
        return values;
    }

    std::vector<double> expected(const std::vector<int64_t>& ids) const
    {
        const auto first = dense.parameter.begin();
        std::vector<double> values;
        for (const int64_t id : ids)
            values.insert(values.end(), first + id * kWidth, first + (id + 1) * kWidth);
        return values;
    }

    void step(const std::vector<int64_t>& ids, const std::vector<float>& gradients)
    {
        clock.advance();
        lazy.apply(clock, tensorOf(gradients));
        std::vector<double> sums(dense.parameter.size(), 0.0);
        for (size_t i = 0; i < gradients.size(); ++i)
            sums[static_cast<size_t>(ids[i / kWidth]) * kWidth + i % kWidth] += gradients[i];
        dense.update(sums, hyper.rate);
        const std::vector<int32_t> rowIds(ids.begin(), ids.end());
        hostClock.advance();
        host.addGradients(hostClock, rowIds.data(), 1, static_cast<int64_t>(ids.size()), gradients.data(),
                          kWidth, 1);
        host.applyGradients(hostClock);
    }
};

} // namespace

class TestDeviceTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Rows from every step to one in 500 steps: gaps shorter and longer than a first moment lives (160).
    void followsDenseAdam()
    {
        Twins twins(40);
        RandomStream stream(3);
        double worst = 0, hostWorst = 0, apart = 0;
        for (int64_t step = 1; step <= 1500; ++step) {
            std::vector<int64_t> ids{0, 0, static_cast<int64_t>(stream.nextBelow(4))};
            for (int64_t row = 4; row < 40; ++row) {
                if (step % (row * row / 3) == 0)
                    ids.push_back(row);
            }
            const auto values = twins.read(ids);
            worst = std::max(worst, farthest(values, twins.expected(ids)));
            const auto hostValues = twins.hostRead(ids);
            hostWorst = std::max(hostWorst, farthest(hostValues, twins.expected(ids)));
            apart = std::max(apart, farthest(values, hostValues));
            if (step % 5 == 0)
                continue; // a gate step: read, and nothing learns
            std::vector<float> gradients(ids.size() * kWidth);
            for (float& gradient : gradients)
                gradient = (stream.nextBelow(9) == 0 ? 1e-6F : 0.1F) * stream.normalAt(stream.nextBits());
            twins.step(ids, gradients);
        }
        twins.lazy.flush(twins.clock);
        const auto state = twins.lazy.save(0, 40);
        worst = std::max(worst, farthest(state.parameter, twins.dense.parameter));
        qInfo("farthest from dense Adam: %.1e, EmbeddingTable %.1e; from each other %.1e", worst, hostWorst,
              apart);
        // What floats allow over 1,500 steps: the table on the host is as far.
        QVERIFY2(worst < 1.5 * hostWorst, qPrintable(QString::number(worst)));
        QVERIFY2(worst < 4e-6, qPrintable(QString::number(worst)));
        QVERIFY(farthest(state.moment1, twins.dense.m) < 1e-6);
        std::vector<float> squares;
        for (const float root : state.moment2Root)
            squares.push_back(root * root);
        QVERIFY(farthest(squares, twins.dense.v) < 1e-6);
    }

    void howOftenARowIsReadChangesNothing()
    {
        Twins often(5), seldom(5);
        const std::vector<int64_t> all{0, 1, 2, 3, 4};
        const std::vector<float> gradients(15, 0.3F);
        for (Twins* twins : {&often, &seldom}) {
            (void)twins->read(all);
            twins->step(all, gradients);
        }
        for (int step = 0; step < 300; ++step) {
            for (Twins* twins : {&often, &seldom}) {
                (void)twins->read({0});
                twins->step({0}, {0.1F, -0.1F, 0.2F});
            }
            if (step % 7 == 0)
                (void)often.read(all);
        }
        QVERIFY(farthest(often.read(all), seldom.read(all)) < 1e-6);
    }

    void untouchedRowsStay()
    {
        Twins twins(4);
        const auto before = twins.read({3});
        for (int step = 0; step < 20; ++step) {
            (void)twins.read({1});
            twins.step({1}, {1.0F, 1.0F, 1.0F});
        }
        QCOMPARE(twins.read({3}), before);
    }

    void statesMoveBothWays()
    {
        Twins twins(6), other(6);
        for (int step = 0; step < 30; ++step) {
            const std::vector<int64_t> ids{step % 5, 2};
            (void)twins.read(ids);
            twins.step(ids, {0.1F, 0.2F, -0.3F, 0.5F, -0.1F, 0.0F});
        }
        twins.lazy.flush(twins.clock);
        const auto state = twins.lazy.save(0, 6);
        EmbeddingTable host(6, kWidth, 0.5, 7, 0);
        AdamClock clock(twins.hyper);
        clock.setSteps(twins.clock.clock().steps());
        host.load(clock, state);
        const auto back = host.save(clock);
        QCOMPARE(back.parameter, state.parameter);
        QCOMPARE(back.lastGradient, state.lastGradient);
        other.clock.setSteps(clock.steps());
        other.lazy.load(0, back, clock.steps());
        QCOMPARE(other.lazy.save(0, 6).moment2Root, state.moment2Root);
        QVERIFY(farthest(other.read({0, 5}), twins.read({0, 5})) < 1e-7);
        QCOMPARE(state.lastGradient[5], int64_t{0});
    }

    void aBatchWithoutRowsIsNothing()
    {
        Twins twins(3);
        QVERIFY(twins.read({}).empty());
        twins.clock.advance();
        twins.lazy.apply(twins.clock, tensorOf({}));
        QVERIFY(farthest(twins.read({1}), twins.expected({1})) < 1e-7);
    }
};

QTEST_APPLESS_MAIN(TestDeviceTable)
#include "tst_device_table.moc"
