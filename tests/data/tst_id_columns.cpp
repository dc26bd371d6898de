// SPDX-License-Identifier: GPL-3.0-or-later
// Integers that are ids and integers that are quantities. The rules were made with the columns at even places
// in view; those at odd places only judge them.
#include "core/base/text.h"
#include "tests/data/data_files.h"
#include "tests/data/integer_columns.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

/// How the columns of one half were read.
struct Tally {
    int ids = 0;
    int quantities = 0;
    std::vector<std::string> idsAsNumbers;
    std::vector<std::string> numbersAsIds;
    [[nodiscard]] double rightShare() const
    {
        const auto wrong = static_cast<double>(idsAsNumbers.size() + numbersAsIds.size());
        return 1 - wrong / (ids + quantities);
    }
};

} // namespace

class TestIdColumns : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    ColumnReport reportOf(const IntegerColumn& column)
    {
        const auto table = openTable(m_folder.write("column.csv", fileOf(column)));
        return *leap::test::inspectTable(*table, "y").find(column.name);
    }
    ColumnReport reportOfCase(const char* file, const char* column)
    {
        const auto table = openTable(std::filesystem::path(LEAP_SOURCE_DIR) / "tests/data/cases" / file);
        return *leap::test::inspectTable(*table, "click").find(column);
    }

    Tally tally(size_t half)
    {
        Tally tally;
        const std::vector<IntegerColumn> columns = integerColumns();
        for (size_t i = half; i < columns.size(); i += 2) {
            const bool id = reportOf(columns[i]).kind == InputKind::Categorical;
            ++(columns[i].id ? tally.ids : tally.quantities);
            if (columns[i].id && !id)
                tally.idsAsNumbers.emplace_back(columns[i].name);
            if (!columns[i].id && id)
                tally.numbersAsIds.emplace_back(columns[i].name);
        }
        return tally;
    }

private Q_SLOTS:
    /// Ten columns in a hundred may be wrong.
    void rightInNineOfTen_data()
    {
        QTest::addColumn<int>("half");
        QTest::newRow("columns in view") << 0;
        QTest::newRow("columns held back") << 1;
    }
    void rightInNineOfTen()
    {
        QFETCH(int, half);
        QVERIFY(integerColumns().size() >= 100);
        const Tally found = tally(static_cast<size_t>(half));
        qInfo("%d ids, read as numbers: %d (%s)", found.ids, int(found.idsAsNumbers.size()),
              join(found.idsAsNumbers, ", ").c_str());
        qInfo("%d quantities, read as ids: %d (%s)", found.quantities, int(found.numbersAsIds.size()),
              join(found.numbersAsIds, ", ").c_str());
        QVERIFY(found.ids >= 20 && found.quantities >= 20);
        QVERIFY2(found.rightShare() >= 0.9, qPrintable(QString::number(found.rightShare())));
    }

    void theReasonIsSaid()
    {
        const ColumnReport user = reportOfCase("56_user_ids_numeric.csv", "user_id");
        QCOMPARE(kindName(user.kind), "categorical"s);
        LEAP_CONTAINS(user.kindReason, "integers, 374 values; the name says 'id'");
        LEAP_CONTAINS(user.kindReason, "each 3.2 times");
        QVERIFY(!user.minimum);
        const ColumnReport item = reportOfCase("53_snowflake_ids.csv", "item");
        QCOMPARE(kindName(item.kind), "categorical"s);
        LEAP_CONTAINS(item.kindReason, "too large for a count");
        const ColumnReport flat = reportOf({"views", false, 4000, Effect::None, logNormal(5, 1.5)});
        QCOMPARE(kindName(flat.kind), "numeric"s);
        LEAP_CONTAINS(flat.kindReason, "the name says 'views', a long tail");
    }

    /// A name that says nothing and values that could be either.
    void aCloseCallIsSaid()
    {
        const IntegerColumn ranked{"f001", true, 20000, Effect::None, things(2000, 1, Naming::ByPopularity)};
        const ColumnReport report = reportOf(ranked);
        QCOMPARE(report.hints.size(), size_t{1});
        LEAP_CONTAINS(report.hints[0], "A close call: read as " + std::string(kindName(report.kind)));
        LEAP_CONTAINS(report.hints[0], "the other reading is");
        LEAP_CONTAINS(report.hints[0],
                      report.kind == InputKind::Numeric ? "--categorical f001" : "--numeric f001");
        LEAP_CONTAINS(report.hints[0], "(AUC alone ");
    }

    /// -1 and 9999 for "unknown" change nothing.
    void unknownsAreNoRange()
    {
        const auto with = [](IntegerProcess process, int64_t unknown) {
            return [=](int64_t rows, IntegerDraws& draws) {
                Integers cells = process(rows, draws);
                for (size_t i = 0; i < cells.size(); i += 3)
                    cells[i] = unknown;
                return cells;
            };
        };
        const auto ids = with(things(300, .8, Naming::Base), -1);
        QCOMPARE(kindName(reportOf({"c20", true, 6000, Effect::None, ids}).kind), "categorical"s);
        const auto numbers = with(bell(400, 60, 0, 900), 999999);
        QCOMPARE(kindName(reportOf({"x7", false, 6000, Effect::None, numbers}).kind), "numeric"s);
    }

    void oneHundredValuesAreCategories()
    {
        const auto days = each([](IntegerDraws& draws) { return static_cast<double>(draws.below(60)); });
        const ColumnReport report = reportOf({"minute", false, 3000, Effect::None, days});
        LEAP_CONTAINS(report.kindReason, "integers, 60 values (at most 100): categorical");
    }
};

QTEST_GUILESS_MAIN(TestIdColumns)
#include "tst_id_columns.moc"
