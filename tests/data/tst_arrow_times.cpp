// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/time_columns.h"
#include "tests/data/arrow_writer.h"
#include "tests/data/data_files.h"

#include <QtTest>
#include <arrow/api.h>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;
using arrow::TimeUnit;

namespace {

using ArrayPtr = std::shared_ptr<arrow::Array>;

template <typename Builder> ArrayPtr numbers(const std::vector<std::optional<int64_t>>& values)
{
    Builder builder;
    for (const auto& value : values)
        check(value ? builder.Append(static_cast<typename Builder::value_type>(*value))
                    : builder.AppendNull());
    ArrayPtr array;
    check(builder.Finish(&array));
    return array;
}

/// Integers as they lie in the file, under a type.
ArrayPtr typed(const std::shared_ptr<arrow::DataType>& type,
               const std::vector<std::optional<int64_t>>& values)
{
    const bool small = type->id() == arrow::Type::DATE32 || type->id() == arrow::Type::TIME32;
    const ArrayPtr array =
        small ? numbers<arrow::Int32Builder>(values) : numbers<arrow::Int64Builder>(values);
    return array->View(type).ValueOrDie();
}

ArrayPtr texts(const std::vector<std::string>& values)
{
    arrow::StringBuilder builder;
    check(builder.AppendValues(values));
    ArrayPtr array;
    check(builder.Finish(&array));
    return array;
}

} // namespace

class TestArrowTimes : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    /// One file for each array, which is its column 't'.
    std::vector<std::filesystem::path> write(const std::vector<ArrayPtr>& parts)
    {
        std::vector<std::filesystem::path> paths;
        for (const ArrayPtr& part : parts) {
            paths.push_back(m_folder.path("p" + std::to_string(paths.size()) + ".arrow"));
            const auto schema = arrow::schema({arrow::field("t", part->type())});
            writeIpc(*arrow::Table::Make(schema, {part}), paths.back(), false);
        }
        return paths;
    }
    InspectReport read(const std::vector<ArrayPtr>& parts)
    {
        Progress progress;
        return leap::test::inspectTable(*loadTable(write(parts), {}, progress));
    }
    static std::vector<std::string> cells(const InspectReport& report)
    {
        std::vector<std::string> cells;
        for (const auto& row : report.preview)
            cells.push_back(row.back());
        return cells;
    }
    static std::filesystem::path casePath(const char* name)
    {
        return std::filesystem::path(LEAP_SOURCE_DIR) / "tests/data/cases" / name;
    }

private Q_SLOTS:
    /// 2014-01-31 15:30:59.25 UTC in each unit, a missing one, and the last moment before 1970.
    void unitsAreThoseOfTheSchema_data()
    {
        QTest::addColumn<int>("unit");
        QTest::addColumn<qlonglong>("units");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("fraction");
        QTest::addColumn<QString>("before");
        QTest::newRow("s") << int(TimeUnit::SECOND) << 1LL << ""
                           << ""
                           << "";
        QTest::newRow("ms") << int(TimeUnit::MILLI) << 1'000LL << ""
                            << ".25"
                            << ".999";
        QTest::newRow("us") << int(TimeUnit::MICRO) << 1'000'000LL << ""
                            << ".25"
                            << ".999999";
        QTest::newRow("ns") << int(TimeUnit::NANO) << 1'000'000'000LL << ""
                            << ".25"
                            << ".999999999";
        QTest::newRow("zone") << int(TimeUnit::MILLI) << 1'000LL << "Europe/Paris"
                              << ".25"
                              << ".999";
    }
    void unitsAreThoseOfTheSchema()
    {
        QFETCH(int, unit);
        QFETCH(qlonglong, units);
        QFETCH(QString, zone);
        QFETCH(QString, fraction);
        QFETCH(QString, before);
        const auto type = arrow::timestamp(static_cast<TimeUnit::type>(unit), zone.toStdString());
        const auto report = read({typed(type, {1'391'182'259 * units + units / 4, std::nullopt, -1})});
        const std::string z = zone.isEmpty() ? "" : "Z";
        const std::vector<std::string> expected{"2014-01-31T15:30:59" + fraction.toStdString() + z, "",
                                                "1969-12-31T23:59:59" + before.toStdString() + z};
        QCOMPARE(cells(report), expected);
        QCOMPARE(report.columns[0].timeFormat, type->ToString());
        QCOMPARE(timeColumns(report), std::vector{"t"s});
        QCOMPARE(report.columns[0].missingShare, 1.0 / 3);
    }
    void datesAndSpans()
    {
        QCOMPARE(cells(read({typed(arrow::date32(), {16101, -1})})),
                 (std::vector{"2014-01-31"s, "1969-12-31"s}));
        QCOMPARE(cells(read({typed(arrow::date64(), {16101 * 86'400'000LL})})), std::vector{"2014-01-31"s});
        QCOMPARE(cells(read({typed(arrow::time32(TimeUnit::MILLI), {50'136'500})})), std::vector{"50136.5"s});
        QCOMPARE(cells(read({typed(arrow::time64(TimeUnit::NANO), {50'136'000'000'001})})),
                 std::vector{"50136.000000001"s});
        const auto report = read({typed(arrow::duration(TimeUnit::MICRO), {-1'500'000, 3'000'000})});
        QCOMPARE(cells(report), (std::vector{"-1.5"s, "3"s}));
        QCOMPARE(report.columns[0].timeFormat, ""s);
    }
    void dictionaries()
    {
        const auto type = arrow::timestamp(TimeUnit::SECOND);
        const auto indices = numbers<arrow::Int32Builder>({1, 0, 1});
        const auto array =
            arrow::DictionaryArray::FromArrays(indices, typed(type, {1'391'182'259, 0})).ValueOrDie();
        const auto report = read({array});
        QCOMPARE(cells(report),
                 (std::vector{"1970-01-01T00:00:00"s, "2014-01-31T15:30:59"s, "1970-01-01T00:00:00"s}));
        QCOMPARE(report.columns[0].timeFormat, "timestamp[s]"s);
    }
    /// What lies beyond the years of ISO 8601 is no time, but breaks nothing.
    void farTimes()
    {
        const auto type = arrow::timestamp(TimeUnit::SECOND);
        const auto report = read({typed(type, {INT64_MAX, INT64_MIN, 0})});
        QCOMPARE(cells(report)[0], std::to_string(INT64_MAX) + " s since 1970");
        QCOMPARE(cells(report)[1], std::to_string(INT64_MIN) + " s since 1970");
    }

    void partsOfOtherUnits()
    {
        const auto report = read({typed(arrow::timestamp(TimeUnit::MILLI), {1'391'182'259'000, 0}),
                                  typed(arrow::timestamp(TimeUnit::NANO), {1'391'182'259'000'000'000}),
                                  typed(arrow::timestamp(TimeUnit::SECOND), {std::nullopt, 0})});
        QCOMPARE(cells(report),
                 (std::vector{"2014-01-31T15:30:59"s, "1970-01-01T00:00:00"s, "2014-01-31T15:30:59"s, ""s,
                              "1970-01-01T00:00:00"s}));
        QCOMPARE(report.columns[0].distinct, int64_t{2});
    }
    void datesAndTimesOfDays()
    {
        const auto days = read({typed(arrow::date32(), {16101, 0}),
                                typed(arrow::timestamp(TimeUnit::SECOND), {16101 * 86'400LL})});
        QCOMPARE(cells(days), (std::vector{"2014-01-31"s, "1970-01-01"s, "2014-01-31"s}));
        const auto times = read({typed(arrow::timestamp(TimeUnit::SECOND), {16101 * 86'400LL, 1}),
                                 typed(arrow::date32(), {16101})});
        QCOMPARE(cells(times),
                 (std::vector{"2014-01-31T00:00:00"s, "1970-01-01T00:00:01"s, "2014-01-31T00:00:00"s}));
        QCOMPARE(times.columns[0].distinct, int64_t{2});
    }
    void datesAndTexts()
    {
        const auto first =
            read({typed(arrow::date32(), {16101, 0}), texts({"2014-01-31", "2014/01/31", "", "1970-01-02"})});
        QCOMPARE(
            cells(first),
            (std::vector{"2014-01-31"s, "1970-01-01"s, "2014-01-31"s, "2014-01-31"s, ""s, "1970-01-02"s}));
        const auto second = read({texts({"2014-01-31T00:00:00"}), typed(arrow::date32(), {16101})});
        QCOMPARE(cells(second), (std::vector{"2014-01-31"s, "2014-01-31"s}));
        const std::string text = refusal([&] {
            (void)read({typed(arrow::date32(), {16101}), texts({"31/01/2014"})});
        });
        LEAP_CONTAINS(text, "column 't' has the types date32[day] and string");
        LEAP_CONTAINS(text, "'31/01/2014' is no time in ISO 8601");
    }
    void zonesOfSomeParts()
    {
        const auto report = read({typed(arrow::timestamp(TimeUnit::SECOND, "UTC"), {0}),
                                  typed(arrow::timestamp(TimeUnit::SECOND), {0})});
        QCOMPARE(report.columns[0].distinct, int64_t{1});
        QVERIFY(anyContains(report.warnings, "times without a zone are taken as UTC"));
    }
    /// As numbers they are seconds since 1970.
    void numericFields()
    {
        std::vector<std::optional<int64_t>> values;
        for (int64_t i = 0; i < 200; ++i)
            values.emplace_back(i * 1000);
        const auto report = read({typed(arrow::timestamp(TimeUnit::MILLI), values)});
        QCOMPARE(report.columns[0].kind, InputKind::Numeric);
        QCOMPARE(report.columns[0].maximum.value_or(-1), 199.0);
        QCOMPARE(report.columns[0].badCells, int64_t{0});
    }

    void cases()
    {
        const auto units = leap::test::inspectTable(*openTable(casePath("108_ts_units")));
        const ColumnReport* when = units.find("when");
        QVERIFY(when != nullptr);
        QCOMPARE(when->timeFormat, "timestamp[ms]"s);
        QCOMPARE(units.preview[0].back(), "2025-08-18T07:39:16"s);
        QVERIFY(when->minimum && *when->minimum > 1.7e9 && *when->maximum < 1.8e9);
        const auto dates = leap::test::inspectTable(*openTable(casePath("172_date_vs_string")));
        QVERIFY(dates.find("d")->distinct == 343);
        QCOMPARE(dates.find("d")->timeFormat, "date32[day]"s);
    }
};

QTEST_GUILESS_MAIN(TestArrowTimes)
#include "tst_arrow_times.moc"
