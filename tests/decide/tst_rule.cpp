// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/rule_record.h"
#include "tests/support/error_text.h"

#include <QtTest>
#include <cmath>
#include <limits>

using namespace leap;
using leap::test::inputErrorOf;

namespace {

Rule ruleOf(Rule::Kind kind)
{
    Rule rule;
    rule.kind = kind;
    rule.threshold = 0.25;
    rule.topK = 3;
    rule.keepRatio = 0.5;
    rule.maxColumns = 72;
    return rule;
}

} // namespace

class TestRule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysItselfInWords()
    {
        QCOMPARE(ruleOf(Rule::Kind::Threshold).text(), std::string("threshold 0.25"));
        QCOMPARE(ruleOf(Rule::Kind::TopK).text(), std::string("top 3"));
        QCOMPARE(ruleOf(Rule::Kind::KeepRatio).text(), std::string("ratio 0.5"));
        QCOMPARE(ruleOf(Rule::Kind::MaxColumns).text(), std::string("at most 72 columns"));
    }

    void readsBackWhatItWrites()
    {
        for (const auto kind :
             {Rule::Kind::Threshold, Rule::Kind::TopK, Rule::Kind::KeepRatio, Rule::Kind::MaxColumns}) {
            Rule rule; // the numbers of the other kinds are not written
            rule.kind = kind;
            const Rule full = ruleOf(kind);
            if (kind == Rule::Kind::Threshold)
                rule.threshold = full.threshold;
            if (kind == Rule::Kind::TopK)
                rule.topK = full.topK;
            if (kind == Rule::Kind::KeepRatio)
                rule.keepRatio = full.keepRatio;
            if (kind == Rule::Kind::MaxColumns)
                rule.maxColumns = full.maxColumns;
            rule.forceKeep = {"age", "sex"};
            rule.forceDrop = {"zip"};
            QVERIFY(fromJson<Rule>(toJson(rule), "rule") == rule);
        }
    }

    void refusesUnknownKindsAndKeys()
    {
        Json json = toJson(ruleOf(Rule::Kind::TopK));
        json["kind"] = "top-q";
        QVERIFY(inputErrorOf([&] { (void)fromJson<Rule>(json, "rule"); }).contains("Did you mean 'top-k'"));
        json["kind"] = "top-k";
        json["force_kep"] = Json::array();
        QVERIFY(inputErrorOf([&] { (void)fromJson<Rule>(json, "rule"); }).contains("force_keep"));
    }

    void refusesWhatMakesNoSense_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("number");
        QTest::addColumn<QString>("part");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("threshold NaN") << int(Rule::Kind::Threshold) << nan << "threshold";
        QTest::newRow("K 0") << int(Rule::Kind::TopK) << 0.0 << "at least 1";
        QTest::newRow("K -2") << int(Rule::Kind::TopK) << -2.0 << "at least 1";
        QTest::newRow("ratio 0") << int(Rule::Kind::KeepRatio) << 0.0 << "above 0";
        QTest::newRow("ratio 1.1") << int(Rule::Kind::KeepRatio) << 1.1 << "at most 1";
        QTest::newRow("ratio NaN") << int(Rule::Kind::KeepRatio) << nan << "above 0";
        QTest::newRow("columns 0") << int(Rule::Kind::MaxColumns) << 0.0 << "1 or more";
    }

    void refusesWhatMakesNoSense()
    {
        QFETCH(int, kind);
        QFETCH(double, number);
        QFETCH(QString, part);
        Rule rule;
        rule.kind = static_cast<Rule::Kind>(kind);
        rule.threshold = rule.keepRatio = number;
        rule.topK = rule.maxColumns = std::isnan(number) ? 1 : static_cast<int64_t>(number);
        const QString message = inputErrorOf([&] { rule.validate(); });
        QVERIFY2(message.contains(part), qPrintable(message));
    }

    void refusesContradictingForces()
    {
        Rule rule;
        rule.forceKeep = {"age"};
        rule.forceDrop = {"age"};
        QVERIFY(inputErrorOf([&] { rule.validate(); }).contains("'age'"));
        rule.forceDrop = {};
        rule.forceKeep = {"age", "age"};
        QVERIFY(inputErrorOf([&] { rule.validate(); }).contains("twice"));
        rule = ruleOf(Rule::Kind::TopK);
        rule.topK = 1;
        rule.forceKeep = {"age", "sex"};
        QVERIFY(inputErrorOf([&] { rule.validate(); }).contains("2 fields"));
    }
};

QTEST_APPLESS_MAIN(TestRule)
#include "tst_rule.moc"
