// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/inspect/inspect_matrix.h"

#include <QtTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace leap;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// A matrix "in files" from a function of row and element, which counts the rows that are read.
class MadeRows : public MatrixRows {
public:
    using Element = std::function<float(int64_t, int64_t)>;
    MadeRows(int64_t rows, int64_t width, Element element)
        : MatrixRows(rows, width)
        , m_element(std::move(element))
    {
    }
    [[nodiscard]] int64_t blockEnd(int64_t row) const override { return (row / 100 + 1) * 100; }
    int64_t read(int64_t first, int64_t count, float* out) const override
    {
        m_read += count;
        for (int64_t row = first; row < first + count; ++row)
            for (int64_t k = 0; k < width(); ++k)
                *out++ = m_element(row, k);
        return 0;
    }
    [[nodiscard]] int64_t rowsRead() const { return m_read; }

private:
    Element m_element;
    mutable int64_t m_read = 0;
};

std::vector<float> labels(int64_t rows)
{
    std::vector<float> label;
    for (int64_t row = 0; row < rows; ++row)
        label.push_back(row % 7 == 3 ? kNan : static_cast<float>(row % 3 == 0));
    return label;
}

MatrixReport inspected(const MatrixRows& matrix, const std::vector<float>& label)
{
    Progress progress;
    return inspectMatrix("X", matrix, label, 0.95, progress);
}

} // namespace

class TestInspectMatrix : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Elements at both ends of the groups that are judged together.
    void namesTheElementsThatLeak_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<QList<int>>("leaks");
        QTest::newRow("1, none") << 1 << QList<int>{};
        QTest::newRow("1") << 1 << QList<int>{0};
        QTest::newRow("16") << 16 << QList<int>{0, 15};
        QTest::newRow("17") << 17 << QList<int>{15, 16};
        QTest::newRow("40") << 40 << QList<int>{0, 16, 31, 32, 39};
    }
    void namesTheElementsThatLeak()
    {
        QFETCH(int, width);
        QFETCH(QList<int>, leaks);
        const auto label = labels(900);
        const RandomStream noise(1);
        const MadeRows matrix(900, width, [&](int64_t row, int64_t k) {
            const float random = noise.normalAt(static_cast<uint64_t>(row * width + k));
            const float truth = row % 3 == 0 ? 3.0F : -3.0F;
            if (!leaks.contains(static_cast<int>(k)))
                return random;
            return k % 2 == 0 ? truth + random : -truth + random; // upside down
        });
        const MatrixReport report = inspected(matrix, label);
        QCOMPARE(QList<int>(report.leaks.begin(), report.leaks.end()), leaks);
        QCOMPARE(matrix.rowsRead(), int64_t{900}); // once
        QCOMPARE(report.column.width, width);
        QVERIFY(inspected(matrix, {}).leaks.empty());
    }

    void longRowsAreJudgedByFewer()
    {
        constexpr int64_t kRows = 1100, kWidth = 1 << 17; // 512 rows at most: every second
        const auto label = labels(kRows);
        const MadeRows matrix(kRows, kWidth, [&](int64_t row, int64_t k) {
            return k == 70'000 ? static_cast<float>(row % 3 == 0) : 0.0F;
        });
        QCOMPARE(inspected(matrix, label).leaks, std::vector<int64_t>{70'000});
    }

    void tooFewOfAClassTellNothing()
    {
        std::vector<float> label(100, 0.0F);
        const MadeRows matrix(100, 2, [&](int64_t row, int64_t) { return label[static_cast<size_t>(row)]; });
        for (int64_t row = 0; row < 5; ++row) {
            QVERIFY(inspected(matrix, label).leaks.empty());
            label[static_cast<size_t>(row * 9)] = 1;
        }
        QCOMPARE(inspected(matrix, label).leaks.size(), size_t{2});
    }

    void sharesOfRows()
    {
        const MadeRows matrix(10, 3, [](int64_t row, int64_t k) {
            return row < 2 ? kNan : row < 5 ? 0.0F : row == 5 && k == 1 ? kNan : 1.0F;
        });
        const ColumnReport column = inspected(matrix, {}).column;
        QCOMPARE(column.missingShare, 0.2);
        QCOMPARE(column.defaultShare, 0.3);
        QCOMPARE(column.defaultValue, std::string("all zero"));
        QVERIFY(!column.constant);
        QVERIFY(inspected(MadeRows(10, 3, [](int64_t, int64_t k) { return static_cast<float>(k); }), {})
                    .column.constant);
        QVERIFY(inspected(MadeRows(0, 3, [](int64_t, int64_t) { return 0.0F; }), {}).column.constant);
    }

    void canBeCancelled()
    {
        const MadeRows matrix(100'000, 3, [](int64_t, int64_t) { return 1.0F; });
        Progress* job = nullptr;
        Progress progress([&job](const ProgressReport& report) {
            if (report.done >= 1000)
                job->cancel();
        });
        job = &progress;
        QVERIFY_THROWS_EXCEPTION(Cancelled, (void)inspectMatrix("X", matrix, {}, 0.95, progress));
        QVERIFY(matrix.rowsRead() < 2000);
    }
};

QTEST_APPLESS_MAIN(TestInspectMatrix)
#include "tst_inspect_matrix.moc"
