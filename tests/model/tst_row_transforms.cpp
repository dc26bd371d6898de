// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/model/transform/row_transform.h"
#include "core/model/transform/sampled_transform.h"

#include <QtTest>

#include <array>
#include <cmath>
#include <functional>

using namespace leap;
using Replacement = SampledTransform::Replacement;

namespace {

const std::vector<int64_t> kRanges{0, 1, 4, 6}; // fields of widths 1, 3, 2
constexpr int64_t kStride = 8;
constexpr int64_t kRows = 3;
constexpr int64_t kFields = 3;
constexpr double kTau = 0.5;

std::vector<float> someRows(int64_t count = kRows)
{
    std::vector<float> x(static_cast<size_t>(count * kStride), 0.0F);
    const RandomStream draw(streamKey(3, "rows"));
    for (int64_t row = 0; row < count; ++row) {
        for (int64_t column = 0; column < kRanges.back(); ++column)
            x[static_cast<size_t>(row * kStride + column)] =
                draw.normalAt(static_cast<uint64_t>(row * kStride + column));
    }
    return x;
}

/// A row's loss: no linear function of its columns, and fields act together.
double lossOf(const float* row)
{
    return row[0] * row[1] + std::sin(row[2] * 2.0) * row[4] - 0.5 * row[3] * row[5] + row[0] * row[5] * 0.7
        + row[1] * row[1];
}

double meanLoss(const std::vector<float>& rows)
{
    double sum = 0;
    for (int64_t row = 0; row < kRows; ++row)
        sum += lossOf(&rows[static_cast<size_t>(row * kStride)]) / kRows;
    return sum;
}

std::vector<float> lossGradient(const std::vector<float>& rows)
{
    std::vector<float> gradient(rows.size(), 0.0F);
    for (int64_t row = 0; row < kRows; ++row) {
        const float* r = &rows[static_cast<size_t>(row * kStride)];
        const double by[] = {r[1] + r[5] * 0.7, r[0] + 2.0 * r[1],    2 * std::cos(r[2] * 2.0) * r[4],
                             -0.5 * r[5],       std::sin(r[2] * 2.0), -0.5 * r[3] + r[0] * 0.7};
        for (int64_t column = 0; column < 6; ++column)
            gradient[static_cast<size_t>(row * kStride + column)] = static_cast<float>(by[column] / kRows);
    }
    return gradient;
}

double gateOf(float theta)
{
    return 1 / (1 + std::exp(-theta / kTau));
}

std::array<float, 6> meansOf(const std::vector<float>& x)
{
    std::array<double, 6> sum{};
    for (int64_t row = 0; row < kRows; ++row) {
        for (size_t column = 0; column < 6; ++column)
            sum[column] += x[static_cast<size_t>(row * kStride) + column] / kRows;
    }
    std::array<float, 6> means{};
    std::copy(sum.begin(), sum.end(), means.begin());
    return means;
}

/// A row whose fields keep their own values where the mask has their bit, and have `other(field, column)`
/// elsewhere.
template <typename Other>
std::array<float, 8> masked(const std::vector<float>& x, int64_t row, int mask, const Other& other)
{
    std::array<float, 8> out{};
    for (size_t field = 0; field < 3; ++field) {
        const bool own = (mask >> field & 1) != 0;
        for (int64_t column = kRanges[field]; column < kRanges[field + 1]; ++column)
            out[static_cast<size_t>(column)] =
                own ? x[static_cast<size_t>(row * kStride + column)] : other(field, column);
    }
    return out;
}

/// d P(mask) / d theta of one field.
double slopeOf(const std::vector<float>& theta, size_t field, int mask)
{
    double slope = 1;
    for (size_t at = 0; at < 3; ++at) {
        const double g = gateOf(theta[at]);
        const bool open = (mask >> at & 1) != 0;
        if (at == field)
            slope *= (open ? 1 : -1) * g * (1 - g) / kTau;
        else
            slope *= open ? g : 1 - g;
    }
    return slope;
}

/// d J / d theta of every field by enumeration: all masks of a row, all replacements it may meet.
std::vector<double> exactGradient(const std::vector<float>& x, const std::vector<float>& theta,
                                  Replacement how)
{
    const auto means = meansOf(x);
    const bool permute = how == Replacement::Permute;
    const int64_t sources = permute ? kRows * kRows * kRows : 1;
    std::vector<double> gradient(kFields, 0.0);
    for (int64_t each = 0; each < kRows * sources * 8; ++each) {
        const int64_t row = each / 8 / sources, source = each / 8 % sources;
        const auto mask = static_cast<int>(each % 8);
        const int64_t from[] = {source % kRows, source / kRows % kRows, source / kRows / kRows};
        const auto out = masked(x, row, mask, [&](size_t field, int64_t column) {
            return permute ? x[static_cast<size_t>(from[field] * kStride + column)]
                           : means[static_cast<size_t>(column)];
        });
        const double loss = lossOf(out.data()) / static_cast<double>(kRows * sources);
        for (size_t field = 0; field < 3; ++field)
            gradient[field] += slopeOf(theta, field, mask) * loss;
    }
    return gradient;
}

/// One step's estimate of d J / d theta.
std::vector<float> estimate(SampledTransform& transform, const std::vector<float>& x,
                            const std::vector<float>& theta, uint64_t key,
                            const std::vector<float>& weight = {})
{
    const HostRows rows{x.data(), kRows, kStride};
    std::vector<float> base(x.size(), 0.0F), switched(x.size(), 0.0F), baseLoss(kRows), switchedLoss(kRows);
    transform.forward(rows, {theta, kTau, key}, base.data());
    const auto losses = [](const std::vector<float>& from, std::vector<float>& to) {
        for (size_t row = 0; row < kRows; ++row)
            to[row] = static_cast<float>(lossOf(&from[row * kStride]));
    };
    losses(base, baseLoss);
    for (int64_t pass = 0; pass < transform.switches(); ++pass) {
        transform.switchOne(rows, base.data(), pass, switched.data());
        losses(switched, switchedLoss);
        transform.addLosses(baseLoss, switchedLoss, weight);
    }
    std::vector<float> gradient(kFields);
    transform.finishGradient(weight, gradient);
    return gradient;
}

} // namespace

class TestRowTransforms : public QObject {
    Q_OBJECT

    /// d loss / d x and d loss / d theta of `transform` against central differences.
    static void compareWithDifferences(RowTransform& transform, const std::vector<float>& theta, bool alsoX)
    {
        std::vector<float> x = someRows(), out(x.size(), 0.0F), dtheta(kFields);
        const auto loss = [&](const std::vector<float>& at, const std::vector<float>& gates) {
            transform.forward({at.data(), kRows, kStride}, {gates, kTau, 5}, out.data());
            return meanLoss(out);
        };
        (void)loss(x, theta);
        std::vector<float> gradient = lossGradient(out);
        transform.backward({x.data(), kRows, kStride}, gradient.data(), dtheta);
        constexpr float kStep = 1e-2F;
        for (size_t field = 0; field < kFields; ++field) {
            auto above = theta, below = theta;
            above[field] += kStep;
            below[field] -= kStep;
            const double expected = (loss(x, above) - loss(x, below)) / (2.0 * kStep);
            QVERIFY2(std::abs(dtheta[field] - expected) < 1e-3 + 1e-3 * std::abs(expected),
                     qPrintable(QString("%1 against %2").arg(dtheta[field]).arg(expected)));
        }
        for (size_t at = 0; alsoX && at < x.size(); ++at) {
            if (static_cast<int64_t>(at) % kStride >= kRanges.back())
                continue;
            auto above = x, below = x;
            above[at] += kStep;
            below[at] -= kStep;
            const double expected = (loss(above, theta) - loss(below, theta)) / (2.0 * kStep);
            QVERIFY(std::abs(gradient[at] - expected) < 1e-3 + 1e-3 * std::abs(expected));
        }
    }

private Q_SLOTS:
    void scaleEqualsDifferences()
    {
        const auto transform = makeScaleTransform(kRanges);
        compareWithDifferences(*transform, {0.5F, -1.5F, 2}, true);
        QVERIFY(transform->divergence().empty());
    }

    /// No gradient through the mean, so that x's gradient is g times that of x~ and not the difference.
    void meanEqualsDifferences()
    {
        const auto transform = makeMeanTransform(kRanges);
        compareWithDifferences(*transform, {0.5F, -0.3F, 1}, false);
        const auto x = someRows();
        std::vector<float> out(x.size(), 0.0F), gradient(x.size(), 1.0F);
        const std::vector<float> theta{0.5F, -0.3F, 1};
        transform->forward({x.data(), kRows, kStride}, {theta, kTau, 5}, out.data());
        transform->backward({x.data(), kRows, kStride}, gradient.data(), {});
        for (size_t field = 0; field < 3; ++field)
            QVERIFY(std::abs(gradient[static_cast<size_t>(kRanges[field])] - gateOf(theta[field])) < 1e-6);
        // first field, one column: |x - mean| averaged
        const double mean = (x[0] + x[kStride] + x[2 * kStride]) / 3;
        const double distance =
            (std::abs(x[0] - mean) + std::abs(x[kStride] - mean) + std::abs(x[2 * kStride] - mean)) / 3;
        QVERIFY(std::abs(transform->divergence()[0] - distance) < 1e-6);
        QVERIFY(std::abs(out[0] - (gateOf(0.5F) * x[0] + (1 - gateOf(0.5F)) * mean)) < 1e-6);
    }

    void samplesKeepWithProbabilityG_data()
    {
        QTest::addColumn<bool>("permute");
        QTest::newRow("permute") << true;
        QTest::newRow("drop") << false;
    }
    void samplesKeepWithProbabilityG()
    {
        QFETCH(bool, permute);
        constexpr int64_t kMany = 6000;
        SampledTransform transform(kRanges, permute ? Replacement::Permute : Replacement::Drop);
        const auto x = someRows(kMany);
        std::vector<float> out(x.size(), 0.0F), gradient(x.size(), 1.0F);
        const std::vector<float> theta{0.5F, -0.4F, 0.1F};
        transform.forward({x.data(), kMany, kStride}, {theta, kTau, 9}, out.data());
        transform.backward({x.data(), kMany, kStride}, gradient.data(), {});
        for (size_t field = 0; field < 3; ++field) {
            int64_t kept = 0, replacedByItself = 0;
            for (int64_t row = 0; row < kMany; ++row) {
                const auto at = static_cast<size_t>(row * kStride + kRanges[field]);
                const bool own = gradient[at] == 1; // no gradient goes through a replaced value
                QVERIFY(own || gradient[at] == 0);
                QVERIFY(!own || out[at] == x[at]);
                kept += own ? 1 : 0;
                replacedByItself += !own && out[at] == x[at] ? 1 : 0;
            }
            QVERIFY(replacedByItself < 10); // a permutation leaves one row in place on average
            const double g = gateOf(theta[field]);
            QVERIFY(std::abs(static_cast<double>(kept) / kMany - g) < 5 * std::sqrt(g * (1 - g) / kMany));
        }
    }

    /// The mean of many steps' estimates is the gradient of the expected loss.
    void theGradientIsUnbiased_data() { samplesKeepWithProbabilityG_data(); }
    void theGradientIsUnbiased()
    {
        QFETCH(bool, permute);
        const Replacement how = permute ? Replacement::Permute : Replacement::Drop;
        SampledTransform transform(kRanges, how);
        const auto x = someRows();
        const std::vector<float> theta{0.4F, -0.2F, 0.1F};
        const auto expected = exactGradient(x, theta, how);
        constexpr int kSteps = 40000;
        std::vector<double> sum(kFields, 0.0), squares(kFields, 0.0);
        for (int step = 0; step < kSteps; ++step) {
            const auto gradient =
                estimate(transform, x, theta, streamKey(1, "step", static_cast<uint64_t>(step)));
            for (size_t field = 0; field < kFields; ++field) {
                sum[field] += gradient[field];
                squares[field] += double{gradient[field]} * gradient[field];
            }
        }
        for (size_t field = 0; field < kFields; ++field) {
            const double mean = sum[field] / kSteps;
            const double error = std::sqrt((squares[field] / kSteps - mean * mean) / kSteps);
            QVERIFY(std::abs(expected[field]) > 10 * error); // the test can tell
            QVERIFY2(std::abs(mean - expected[field]) < 4.5 * error,
                     qPrintable(QString("%1 +- %2, not %3").arg(mean).arg(error).arg(expected[field])));
        }
    }

    /// Row 0 with weight 3 counts as three rows do; rows of weight 0 count for nothing.
    void weightsCount()
    {
        SampledTransform transform(kRanges, Replacement::Drop);
        const auto x = someRows();
        const std::vector<float> theta{0.4F, -0.2F, 0.1F};
        const auto all = estimate(transform, x, theta, 8, {1, 1, 1});
        const auto plain = estimate(transform, x, theta, 8);
        const auto first = estimate(transform, x, theta, 8, {1, 0, 0});
        const auto rest = estimate(transform, x, theta, 8, {0, 1, 1});
        const auto mixed = estimate(transform, x, theta, 8, {3, 1, 1});
        for (size_t field = 0; field < kFields; ++field) {
            QVERIFY(std::abs(all[field] - plain[field]) < 1e-6);
            QVERIFY(std::abs(mixed[field] - (3 * first[field] + 2 * rest[field]) / 5) < 1e-5);
        }
        QCOMPARE(estimate(transform, x, theta, 8, {0, 0, 0}), std::vector<float>(kFields, 0.0F));
    }

    /// With more fields than passes, every field is switched in as many rows as any other, give or take one.
    void switchesAreDealtEvenly()
    {
        constexpr int64_t kWide = 20;
        std::vector<int64_t> ranges;
        for (int64_t field = 0; field <= kWide; ++field)
            ranges.push_back(field);
        SampledTransform transform(ranges, Replacement::Drop);
        QCOMPARE(transform.switches(), SampledTransform::kMostSwitches);
        constexpr int64_t kCount = 50;
        std::vector<float> x, base(kCount * kWide), switched(kCount * kWide);
        const RandomStream draw(4);
        for (uint64_t i = 0; i < kCount * kWide; ++i)
            x.push_back(draw.normalAt(i));
        const std::vector<float> theta(kWide, 0.2F);
        const HostRows rows{x.data(), kCount, kWide};
        transform.forward(rows, {theta, kTau, 2}, base.data());
        std::vector<int> times(kWide, 0);
        for (int64_t pass = 0; pass < transform.switches(); ++pass) {
            transform.switchOne(rows, base.data(), pass, switched.data());
            for (size_t row = 0; row < kCount; ++row) {
                int changed = 0;
                for (size_t field = 0; field < kWide; ++field) {
                    const bool differs = base[row * kWide + field] != switched[row * kWide + field];
                    changed += differs ? 1 : 0;
                    times[field] += differs ? 1 : 0;
                }
                QCOMPARE(changed, 1);
            }
        }
        for (const int count : times)
            QCOMPARE(count, 20); // 50 rows x 8 passes / 20 fields
    }
};

QTEST_APPLESS_MAIN(TestRowTransforms)
#include "tst_row_transforms.moc"
