// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/coded_column.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace leap;

namespace {

Column realColumn(const std::vector<double>& values)
{
    RealValues reals;
    for (const double value : values)
        reals.values.push_back(value);
    reals.values.finish();
    return {"x", std::move(reals)};
}

} // namespace

class TestCodedColumn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void realsAreCodedInTheirOrder()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const Column column = realColumn({2.5, nan, 0.0, 2.5, -0.0, -nan, 1e308});
        const CodedColumn coded(column);
        QVERIFY(std::ranges::equal(coded.codes(), std::vector<int32_t>{0, 1, 2, 0, 2, 1, 3}));
        QVERIFY(coded.isMissing(1) && !coded.isMissing(0));
        QCOMPARE(coded.number(3), 1e308);
        QCOMPARE(coded.fullAt(), int64_t{0});
    }

    /// A column of measurements, each its own: what is kept stays bounded, and near to what was read.
    void manyRealsAreBounded()
    {
        constexpr int kRows = 5'000'000;
        const auto limit = static_cast<size_t>(DictionaryLimit().texts);
        std::vector<double> values(kRows);
        for (size_t i = 0; i < values.size(); ++i)
            values[i] = (i % 2 == 0 ? 1 : -1) * std::exp(1e-5 * static_cast<double>(i)) * 1e-9;
        values.push_back(std::numeric_limits<double>::max());
        values.push_back(std::numeric_limits<double>::quiet_NaN());
        const Column column = realColumn(values);
        const CodedColumn coded(column);
        QCOMPARE(coded.fullAt(), static_cast<int64_t>(limit));
        QVERIFY2(coded.distinct() < limit + limit / 2 + limit / 4,
                 qPrintable(QString::number(coded.distinct())));
        double worst = 0;
        for (size_t i = 0; i + 1 < values.size(); ++i) {
            const double kept = coded.number(coded.codes()[i]);
            QVERIFY(i >= limit || kept == values[i]);
            worst = std::max(worst, std::abs(kept / values[i] - 1));
        }
        QVERIFY2(worst > 0 && worst < 0.004, qPrintable(QString::number(worst)));
        QVERIFY(coded.isMissing(coded.codes()[values.size() - 1]));
    }
};

QTEST_GUILESS_MAIN(TestCodedColumn)
#include "tst_coded_column.moc"
