// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/gate/cpu/simd_targets.h"
#include "core/model/fused/fused_tower.h"
#include "core/model/fused/tower_kernels.h"
#include "core/model/network/gradients.h"
#include "core/model/transform/split_work.h"

#include <ATen/ops/empty.h>
#include <QtTest>
#include <c10/core/GradMode.h>

#include <cmath>
#include <numeric>
#include <optional>

using namespace leap;

namespace {

AlignedVector<float> randomValues(size_t size, uint64_t seed)
{
    const RandomStream stream(streamKey(seed, "values"));
    AlignedVector<float> values(size);
    for (size_t i = 0; i < size; ++i)
        values[i] = stream.normalAt(i);
    return values;
}

/// Rows of the tower's stride, zero behind the columns.
AlignedVector<float> randomRows(int64_t rows, int64_t columns, uint64_t seed)
{
    const int64_t stride = tower::rowStride(columns);
    auto values = randomValues(static_cast<size_t>(rows * stride), seed);
    for (int64_t row = 0; row < rows; ++row)
        std::fill_n(values.data() + row * stride + columns, stride - columns, 0.0F);
    return values;
}

double distance(std::span<const float> a, std::span<const float> b)
{
    double largest = a.size() == b.size() ? 0 : 1e9;
    for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        const double here = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
        largest = here >= 0 ? std::max(largest, here) : 1e9; // NaN
    }
    return largest;
}

/// The tower and its autograd twin with the same parameters.
struct Twins {
    BackboneSpec spec;
    ParameterSet fusedParameters, plainParameters;
    FusedTower fused;
    std::unique_ptr<Backbone> plain;

    explicit Twins(BackboneSpec given)
        : spec(std::move(given))
        , fused(spec, fusedParameters)
        , plain(makeWideDeep(spec, plainParameters, c10::Device(c10::kCPU)))
    {
        for (ParameterSet* set : {&fusedParameters, &plainParameters}) {
            set->allocate(3, c10::Device(c10::kCPU));
            const RandomStream stream(streamKey(4, "shift")); // norm weights that are not all one
            for (size_t i = 0; i < set->host().size(); ++i)
                set->host()[i] += 0.1F * stream.normalAt(i);
        }
        fused.parametersChanged();
    }
};

struct PlainStep {
    std::vector<float> logits, inputGradient, parameterGradients;
};

/// One forward and backward pass by autograd; the running statistics move.
PlainStep plainStep(Twins& twins, const AlignedVector<float>& x, int64_t rows,
                    std::span<const float> gradient)
{
    const int64_t columns = twins.spec.columns;
    at::Tensor input = at::empty({rows, columns}, at::kFloat);
    for (int64_t row = 0; row < rows; ++row)
        std::copy_n(x.data() + row * tower::rowStride(columns), columns,
                    input.mutable_data_ptr<float>() + row * columns);
    input.set_requires_grad(true);
    const at::Tensor logits = twins.plain->forward(input, {true, true, 9});
    at::Tensor top = at::empty({rows}, at::kFloat);
    std::copy(gradient.begin(), gradient.end(), top.mutable_data_ptr<float>());
    std::vector<at::Tensor> sources = twins.plainParameters.tensors();
    sources.push_back(input);
    const auto gradients = gradientsOf(logits, sources, top);
    PlainStep step;
    step.logits.assign(logits.const_data_ptr<float>(), logits.const_data_ptr<float>() + rows);
    const at::Tensor back = gradients.back().contiguous();
    step.inputGradient.assign(back.const_data_ptr<float>(), back.const_data_ptr<float>() + back.numel());
    step.parameterGradients.resize(twins.plainParameters.host().size());
    twins.plainParameters.collect({gradients.data(), gradients.size() - 1}, step.parameterGradients);
    return step;
}

/// What has the target's name for as long as it lives.
class ForcedTarget {
public:
    explicit ForcedTarget(const std::string& name) { gate::forceSimdTarget(name); }
    ~ForcedTarget() { gate::forceSimdTarget(""); }
    ForcedTarget(const ForcedTarget&) = delete;
};

double valueAt(const float* values, int64_t index)
{
    return static_cast<double>(values[index]);
}

/// Block by block, in two runs of columns for wide rows.
void scaledInputGradient(const FusedTower& tower, int64_t rows, std::span<const float> scale,
                         std::span<float> out, int64_t stride, int64_t columns)
{
    const int64_t cut = columns / 2 / tower::kPad * tower::kPad;
    for (const auto& [first, last] : {std::pair(int64_t{0}, cut), std::pair(cut, columns)}) {
        if (first == last)
            continue;
        overRowBlocks(rows, 1, [&](const RowBlock& block) {
            tower.inputGradient(block,
                                {.out = out.data() + block.first * stride + first,
                                 .stride = stride,
                                 .firstColumn = first,
                                 .columns = last - first,
                                 .scale = scale.data() + first});
        });
    }
}

void addFirstLayerByParts(FusedTower& tower, const FusedTower::Rows& x, int64_t columns)
{
    for (int64_t first = 0; first < columns; first += 2 * tower::kPad)
        forRowBlocks(x.count, 0, rowBlocks(x.count), [&](const RowBlock& block) {
            tower.addFirstLayer(block, x, first, std::min(2 * tower::kPad, columns - first));
        });
}

BackboneSpec network(int64_t columns, std::vector<int64_t> hidden, double dropout)
{
    BackboneSpec spec;
    spec.columns = columns;
    spec.hidden = std::move(hidden);
    spec.dropout = dropout;
    return spec;
}

} // namespace

class TestFusedTower : public QObject {
    Q_OBJECT

private:
    static void compare(const BackboneSpec& spec, int64_t rows);

private Q_SLOTS:
    void productMatchesItsDefinition_data()
    {
        QTest::addColumn<QString>("target");
        for (const std::string& name : gate::simdTargets())
            QTest::addRow("%s", name.c_str()) << QString::fromStdString(name);
    }
    void productMatchesItsDefinition()
    {
        QFETCH(QString, target);
        const ForcedTarget forced(target.toStdString());
        QCOMPARE(QString(tower::simdName()), target);
        for (const int64_t rows : {1, 5, 6, 7, 12, 13, 25, 33})
            for (const int64_t depth : {0, 1, 3, 72, 700})
                for (const int64_t columns : {16, 48, 80, 1040})
                    for (const bool turned : {false, true})
                        productCase(rows, depth, columns, turned);
    }
    static void productCase(int64_t rows, int64_t depth, int64_t columns, bool turned)
    {
        const auto a = randomValues(static_cast<size_t>(std::max<int64_t>(1, rows * depth)), 1);
        const auto b = randomValues(static_cast<size_t>(std::max<int64_t>(1, depth * columns)), 2);
        const auto start = randomValues(static_cast<size_t>(columns), 3);
        const auto scale = randomValues(static_cast<size_t>(columns), 4);
        AlignedVector<float> c(static_cast<size_t>(rows * columns), std::nanf(""));
        const int64_t aRow = turned ? 1 : depth, aDepth = turned ? rows : 1;
        tower::multiply({a.data(), aRow, aDepth, b.data(), columns, c.data(), columns, rows, depth, columns,
                         turned ? start.data() : nullptr, turned ? nullptr : scale.data()});
        for (int64_t row = 0; row < rows; ++row)
            for (int64_t column = 0; column < columns; column += 7) {
                double sum = turned ? valueAt(start.data(), column) : 0;
                double size = 1;
                for (int64_t k = 0; k < depth; ++k) {
                    const double term =
                        valueAt(a.data(), row * aRow + k * aDepth) * valueAt(b.data(), k * columns + column);
                    sum += term;
                    size += std::abs(term);
                }
                const double factor = turned ? 1 : valueAt(scale.data(), column);
                const double error = std::abs(valueAt(c.data(), row * columns + column) - sum * factor);
                QVERIFY2(
                    error <= 1e-6 * size * std::max(1.0, std::abs(factor)),
                    qPrintable(
                        QString("%1 x %2 x %3: off by %4").arg(rows).arg(depth).arg(columns).arg(error)));
            }
    }

    /// Parts of the columns and rows give the numbers of the whole to the last bit: threads may share the
    /// work.
    void partsOfAProductAreBitEqual()
    {
        const int64_t rows = 33, depth = 300, columns = 1104;
        const auto a = randomValues(static_cast<size_t>(rows * depth), 1);
        const auto b = randomValues(static_cast<size_t>(depth * columns), 2);
        AlignedVector<float> whole(static_cast<size_t>(rows * columns)), parts = whole;
        tower::Product product{a.data(),     depth,   1,    b.data(), columns,
                               whole.data(), columns, rows, depth,    columns};
        tower::multiply(product);
        for (const auto& [first, last] : {std::pair<int64_t, int64_t>{0, 48}, {48, 1104}}) {
            for (const auto& [top, end] : {std::pair<int64_t, int64_t>{0, 5}, {5, 33}}) {
                tower::Product part = product;
                part.a += top * depth;
                part.b += first;
                part.c = parts.data() + top * columns + first;
                part.rows = end - top;
                part.columns = last - first;
                tower::multiply(part);
            }
        }
        QVERIFY(whole == parts);
    }

    void transposition()
    {
        const auto from = randomValues(35 * 48, 1);
        AlignedVector<float> to(40 * 48, -1.0F);
        tower::transpose({from.data(), 48, to.data(), 48, 35, 40});
        for (size_t row = 0; row < 35; ++row)
            for (size_t column = 0; column < 40; ++column)
                QCOMPARE(to[column * 48 + row], from[row * 48 + column]);
        QCOMPARE(to[35], -1.0F);
    }

    void followsAutograd_data()
    {
        QTest::addColumn<int>("columns");
        QTest::addColumn<QList<int>>("hidden");
        QTest::addColumn<int>("rows");
        QTest::addColumn<double>("dropout");
        for (const int rows : {1, 2, 3, 63, 64, 65, 255, 257})
            QTest::addRow("32-16, %d rows", rows) << 72 << QList<int>{32, 16} << rows << 0.2;
        QTest::addRow("7") << 13 << QList<int>{7} << 100 << 0.2;
        QTest::addRow("5-3-2") << 13 << QList<int>{5, 3, 2} << 100 << 0.5;
        QTest::addRow("1") << 1 << QList<int>{1} << 100 << 0.0;
        QTest::addRow("15, the wide part in the padding") << 17 << QList<int>{15} << 70 << 0.1;
        QTest::addRow("100-33-16, stride off 4 KiB") << 1024 << QList<int>{100, 33, 16} << 130 << 0.2;
        QTest::addRow("two column blocks") << 2100 << QList<int>{9} << 80 << 0.2;
    }
    void followsAutograd()
    {
        QFETCH(int, columns);
        QFETCH(QList<int>, hidden);
        QFETCH(int, rows);
        QFETCH(double, dropout);
        compare(network(columns, {hidden.begin(), hidden.end()}, dropout), rows);
    }

    void everySimdTargetFollowsAutograd()
    {
        for (const std::string& name : gate::simdTargets()) {
            const ForcedTarget forced(name);
            compare(network(29, {7, 5}, 0.2), 100);
        }
    }

    void biasBeforeBatchNormHasNoGradient()
    {
        Twins twins(network(13, {7}, 0.2));
        const auto x = randomRows(20, 13, 5);
        (void)twins.fused.train({x.data(), 20}, 9);
        const auto gradient = randomValues(20, 6);
        twins.fused.backward({gradient.data(), 20});
        std::vector<float> flat(twins.fusedParameters.host().size());
        twins.fused.parameterGradients({x.data(), 20}, flat);
        const auto& bias = twins.fusedParameters.entries()[1];
        QCOMPARE(QString::fromStdString(bias.name), QString("mlp.0.bias"));
        for (int64_t i = 0; i < bias.size; ++i)
            QCOMPARE(flat[static_cast<size_t>(bias.offset + i)], 0.0F);
    }
};

void TestFusedTower::compare(const BackboneSpec& spec, int64_t rows)
{
    Twins twins(spec);
    const int64_t stride = tower::rowStride(spec.columns);
    AlignedVector<float> back(static_cast<size_t>(rows * stride));
    const auto scale = randomValues(static_cast<size_t>(stride), 8);
    std::vector<float> flat(twins.fusedParameters.host().size());
    for (uint64_t round = 0; round < 3; ++round) { // buffers are reused
        const auto x = randomRows(rows, spec.columns, 5 + round);
        const auto gradient = randomValues(static_cast<size_t>(rows), 6 + round);
        const PlainStep plain = plainStep(twins, x, rows, gradient);
        const auto logits = twins.fused.train({x.data(), rows}, 9);
        QVERIFY2(distance(logits, plain.logits) < 2e-5,
                 qPrintable(QString::number(distance(logits, plain.logits))));
        twins.fused.backward(gradient);
        twins.fused.parameterGradients({x.data(), rows}, flat);
        twins.fused.moveStatistics();
        const double size = std::sqrt(static_cast<double>(rows));
        QVERIFY2(distance(flat, plain.parameterGradients) < 2e-5 * size,
                 qPrintable(QString::number(distance(flat, plain.parameterGradients))));
        for (const bool scaled : {false, true}) {
            if (scaled)
                scaledInputGradient(twins.fused, rows, scale, back, stride, tower::padded(spec.columns));
            else
                twins.fused.inputGradient(back.data());
            for (int64_t row = 0; row < rows; ++row)
                for (int64_t column = 0; column < spec.columns; ++column) {
                    const double expected = valueAt(plain.inputGradient.data(), row * spec.columns + column)
                        * (scaled ? valueAt(scale.data(), column) : 1);
                    QVERIFY(std::abs(valueAt(back.data(), row * stride + column) - expected) < 1e-4);
                }
        }
        addFirstLayerByParts(twins.fused, {x.data(), rows}, tower::padded(spec.columns));
        std::vector<float> again(flat.size());
        twins.fused.parameterGradients({x.data(), rows}, again, FusedTower::FirstLayer::Added);
        QCOMPARE(again, flat); // the same to the bit
    }
    const auto statistics = twins.plain->statistics();
    const auto own = twins.fused.statistics();
    QCOMPARE(own.size(), statistics.size());
    for (size_t i = 0; i < own.size(); ++i) {
        QCOMPARE(own[i].name, statistics[i].name);
        const float* values = statistics[i].values.const_data_ptr<float>();
        QVERIFY(distance(own[i].values, {values, static_cast<size_t>(statistics[i].values.numel())}) < 1e-5);
    }
    const auto x = randomRows(rows, spec.columns, 50);
    const c10::NoGradGuard noGrad;
    at::Tensor input = at::empty({rows, spec.columns}, at::kFloat);
    for (int64_t row = 0; row < rows; ++row)
        std::copy_n(x.data() + row * stride, spec.columns,
                    input.mutable_data_ptr<float>() + row * spec.columns);
    const at::Tensor expected = twins.plain->forward(input, {});
    QVERIFY(distance(twins.fused.predict({x.data(), rows}),
                     {expected.const_data_ptr<float>(), static_cast<size_t>(rows)})
            < 5e-5);
}

QTEST_GUILESS_MAIN(TestFusedTower)
#include "tst_fused_tower.moc"
