// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/time/time_rules.h"
#include "core/data/column/time/time_text.h"
#include "tests/data/data_files.h"
#include "tests/data/time_texts.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

class TestTimeText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads()
    {
        for (const TimeText& row : kTimeTexts) {
            const auto moment = parseTime(row.text, parseTimeFormat(row.format));
            QVERIFY2(moment.has_value(), row.text);
            QVERIFY2(
                moment->second == row.second,
                qPrintable(QString("%1: %2 is not %3").arg(row.text).arg(moment->second).arg(row.second)));
            QVERIFY2(moment->nanos == row.nanos, row.text);
        }
    }
    void refuses()
    {
        for (const NoTimeText& row : kNoTimeTexts)
            QVERIFY2(!parseTime(row.text, parseTimeFormat(row.format)), row.text);
    }
    /// No text, however cut, breaks the parser.
    void cutTexts()
    {
        for (const TimeText& row : kTimeTexts) {
            const std::string text = row.text;
            for (const auto& format : {"iso", "d/m/Y", "m/d/Y", "d-Mon-Y", "%a, %d %b %Y %T.%f %p %z %s"}) {
                for (size_t size = 0; size <= text.size(); ++size) {
                    (void)parseTime(text.substr(0, size), parseTimeFormat(format));
                    (void)parseTime(text.substr(size), parseTimeFormat(format));
                    (void)withoutSeconds(text.substr(size));
                }
            }
        }
    }

    /// Doubles of seconds would make the last two equal.
    void keepsTheOrder()
    {
        const char* sorted[] = {"1890-01-01",
                                "1969-12-31T23:59:59.5Z",
                                "1970-01-01",
                                "2014-01-01T00:30:00+01:00",
                                "2013-12-31T23:30:00.000000001Z",
                                "2014-01-01T00:30:00.000000001Z",
                                "2014-01-01T00:30:00.000000002Z"};
        std::optional<Moment> before;
        for (const char* text : sorted) {
            const auto moment = parseTime(text, {TimeForm::YearFirst, 0, {}});
            QVERIFY2(moment && (!before || *before < *moment), text);
            before = moment;
        }
    }

    void writesIso()
    {
        QCOMPARE(isoText({1391182259, 250'000'000}, true, true), "2014-01-31T15:30:59.25Z"s);
        QCOMPARE(isoText({-1, 0}, true, false), "1969-12-31T23:59:59"s);
        QCOMPARE(isoText({-86'401, 0}, false, false), "1969-12-30"s);
        QCOMPARE(isoText({-62'135'596'800, 1}, true, false), "0001-01-01T00:00:00.000000001"s);
        for (const TimeText& row : kTimeTexts)
            QVERIFY(*parseTime(isoText({row.second, row.nanos}, true, true), {})
                    == (Moment{row.second, row.nanos}));
    }

    void namesOfFormats()
    {
        for (const char* name : {"Y-m-d", "d/m/Y", "m/d/Y", "epoch-s", "epoch-ns", "YYMMDDHH", "%d.%m.%Y"})
            QCOMPARE(nameOf(parseTimeFormat(name)), std::string(name));
        QCOMPARE(titleOf(parseTimeFormat("iso")), "ISO 8601"s);
        QCOMPARE(titleOf(TimeFormat{TimeForm::DayFirst, '.', {}}), "d.m.Y"s);
        LEAP_CONTAINS(refusal([] { (void)parseTimeFormat("epoch_ms"); }), "Did you mean 'epoch-ms'?");
        LEAP_CONTAINS(refusal([] { (void)parseTimeFormat("%q"); }), "%q is not known");
        LEAP_CONTAINS(refusal([] { (void)parseTimeFormat("100%"); }), "ends with %");
    }
    void rules()
    {
        const auto rules = parseTimeRules({"when=d/m/Y", "a=b=m/d/Y", "c=%a", "%d %b %Y"});
        QCOMPARE(rules.size(), size_t{3});
        QCOMPARE(rules[1].column, "a=b"s);
        QCOMPARE(rules[2].format.pattern, "%a, %d %b %Y"s);
        for (const char* wrong : {"when", "=iso", "when="})
            LEAP_CONTAINS(refusal([&] { (void)parseTimeRules({wrong}); }), "as in when=d/m/Y");
    }
    void toTheMinute()
    {
        QCOMPARE(withoutSeconds("2014-01-31T15:30:59.25Z").value_or(""), "2014-01-31T15:30Z"s);
        QCOMPARE(withoutSeconds("[10/Oct/2000:13:55:36 -0700]").value_or(""), "[10/Oct/2000:13:55 -0700]"s);
        QCOMPARE(withoutSeconds("1/31/2014 3:05:09 PM").value_or(""), "1/31/2014 3:05 PM"s);
        for (const char* text : {"2014-01-31T15:30Z", "host:80:15:30:59", "15:30:59", ""})
            QVERIFY2(!withoutSeconds(text), text);
    }
};

QTEST_GUILESS_MAIN(TestTimeText)
#include "tst_time_text.moc"
