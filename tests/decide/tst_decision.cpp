// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/decide.h"
#include "core/decide/decide_one.h"
#include "tests/support/error_text.h"

#include <QtTest>
#include <limits>

using namespace leap;
using leap::test::inputErrorOf;

namespace {

/// Fields a, b, c, ... of the given scores and widths; settled, with many active rows.
Ranking rankingOf(const std::vector<double>& scores, const std::vector<int64_t>& widths)
{
    Ranking ranking;
    ranking.selector = "leap";
    ranking.scoresAre = ScoresAre::Gates;
    int64_t start = 0;
    for (size_t i = 0; i < scores.size(); ++i) {
        FieldScore field;
        field.name = std::string(1, static_cast<char>('a' + i));
        field.kind = "categorical";
        field.source = {field.name};
        field.start = start;
        field.end = start += widths[i];
        field.score = field.gate = scores[i];
        field.gateMove = 0.001;
        field.activeRows = 5000;
        ranking.fields.push_back(field);
    }
    return ranking;
}

/// One letter a field: K keep, D drop, u uncertain; upper-case names are forced.
std::string verdicts(const Decision& decision)
{
    std::string text;
    for (const FieldDecision& field : decision.fields)
        text += field.verdict == Verdict::Keep ? 'K' : field.verdict == Verdict::Drop ? 'D' : 'u';
    return text;
}

Rule topK(int64_t k)
{
    Rule rule;
    rule.kind = Rule::Kind::TopK;
    rule.topK = k;
    return rule;
}

Rule ratio(double r)
{
    Rule rule;
    rule.kind = Rule::Kind::KeepRatio;
    rule.keepRatio = r;
    return rule;
}

Rule maxColumns(int64_t columns)
{
    Rule rule;
    rule.kind = Rule::Kind::MaxColumns;
    rule.maxColumns = columns;
    return rule;
}

} // namespace

class TestDecision : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thresholdKeepsFromTheThresholdOn()
    {
        const auto ranking = rankingOf({0.9, 0.5, 0.49999, 0.1}, {8, 8, 8, 1});
        const Decision decision = decide(ranking, Rule{});
        QCOMPARE(verdicts(decision), std::string("KKDD"));
        QCOMPARE(decision.fields[2].reason, std::string("gate 0.49999 is below 0.5"));
        QCOMPARE(decision.fields[3].reason, std::string("gate 0.10 is below 0.5"));
        QCOMPARE(decision.fields[1].reason, std::string("gate 0.50 is not below 0.5"));
        QVERIFY(decision.provisional);
    }

    void oneSearchIsJudgedByItsOwnScores()
    {
        const auto ranking = rankingOf({0.9, 0.1}, {8, 8});
        const Decision decision = decideOne(ranking, {0.2, 0.8}, Rule{});
        QCOMPARE(verdicts(decision), std::string("DK"));
        QCOMPARE(decision.fields[0].field.score, 0.2);
        QCOMPARE(decision.fields[0].field.gate, 0.9); // the ranking's
    }

    void columnsAreCountedAndLaidOutAnew()
    {
        auto ranking = rankingOf({0.9, 0.1, 0.8, 0.2, 0.7}, {3, 8, 1, 256, 17});
        ranking.fields[4].gateMove = 0.5; // uncertain: stays in the pruned row
        const Decision decision = decide(ranking, Rule{});
        QCOMPARE(verdicts(decision), std::string("KDKDu"));
        QCOMPARE(decision.fieldsBefore, int64_t(5));
        QCOMPARE(decision.fieldsAfter, int64_t(3));
        QCOMPARE(decision.columnsBefore, int64_t(3 + 8 + 1 + 256 + 17));
        QCOMPARE(decision.columnsAfter, int64_t(3 + 1 + 17));
        QCOMPARE(decision.fields[0].newStart, int64_t(0));
        QCOMPARE(decision.fields[0].newEnd, int64_t(3));
        QCOMPARE(decision.fields[1].newStart, int64_t(-1));
        QCOMPARE(decision.fields[1].newEnd, int64_t(-1));
        QCOMPARE(decision.fields[2].newStart, int64_t(3));
        QCOMPARE(decision.fields[4].newStart, int64_t(4));
        QCOMPARE(decision.fields[4].newEnd, int64_t(21));
    }

    void topKBreaksTiesByOrder()
    {
        const auto ranking = rankingOf({0.5, 0.9, 0.5, 0.5}, {1, 1, 1, 1});
        QCOMPARE(verdicts(decide(ranking, topK(2))), std::string("KKDD"));
        QCOMPARE(verdicts(decide(ranking, topK(4))), std::string("KKKK"));
        QCOMPARE(decide(ranking, topK(2)).fields[2].reason,
                 std::string("rank 3 of 4, beyond the 2 places, though its gate is open (0.50)"));
    }

    /// The verdict is the rule's; that it goes against the gate is said.
    void aCutThroughOpenGatesIsDoubted()
    {
        const auto ranking = rankingOf({0.999, 0.998, 0.2, 0.1}, {1, 1, 1, 1});
        const Decision few = decide(ranking, topK(1));
        QCOMPARE(verdicts(few), std::string("KDDD"));
        QVERIFY(few.fields[0].evidence.doubts.empty());
        QCOMPARE(few.fields[1].evidence.doubts,
                 std::vector<std::string>{"its gate is open (1.00): the rule drops what the search keeps"});
        QCOMPARE(few.fields[1].reason,
                 std::string("rank 2 of 4, beyond the 1 place, though its gate is open (1.00)"));
        QVERIFY(few.fields[2].evidence.doubts.empty());
        const Decision many = decide(ranking, topK(3));
        QCOMPARE(many.fields[2].evidence.doubts,
                 std::vector<std::string>{"its gate is closed (0.20): the rule keeps what the search drops"});
        auto scores = ranking;
        scores.scoresAre = ScoresAre::Values;
        QVERIFY(decide(scores, topK(1)).fields[1].evidence.doubts.empty());
    }

    void forcedKeepsCountInK()
    {
        const auto ranking = rankingOf({0.9, 0.8, 0.7, 0.1}, {1, 1, 1, 1});
        Rule rule = topK(2);
        rule.forceKeep = {"d"};
        const Decision decision = decide(ranking, rule);
        QCOMPARE(verdicts(decision), std::string("KDDK"));
        QVERIFY(decision.fields[3].forced);
        QVERIFY(!decision.fields[0].forced);
        QCOMPARE(decision.fields[3].reason, std::string("forced by the user to be kept"));
        rule.forceKeep = {};
        rule.forceDrop = {"a"}; // its place goes to the next
        QCOMPARE(verdicts(decide(ranking, rule)), std::string("DKKD"));
    }

    void ratioKeepsAtLeastOneAndRoundsDown_data()
    {
        QTest::addColumn<double>("r");
        QTest::addColumn<int>("fields");
        QTest::addColumn<int>("kept");
        QTest::newRow("floor(.5 x 9) = 4") << 0.5 << 9 << 4;
        QTest::newRow("floor(.25 x 9) = 2") << 0.25 << 9 << 2;
        QTest::newRow("never none") << 0.01 << 9 << 1;
        QTest::newRow("all") << 1.0 << 9 << 9;
        QTest::newRow("one field") << 0.5 << 1 << 1;
        QTest::newRow("floor(.7 x 10) = 7") << 0.7 << 10 << 7;
        QTest::newRow(".29 x 100 is 29, though 28.999999999999996 in binary") << 0.29 << 100 << 29;
    }

    void ratioKeepsAtLeastOneAndRoundsDown()
    {
        QFETCH(double, r);
        QFETCH(int, fields);
        QFETCH(int, kept);
        std::vector<double> scores(static_cast<size_t>(fields));
        for (int i = 0; i < fields; ++i)
            scores[static_cast<size_t>(i)] = 1.0 / (i + 1);
        const auto ranking = rankingOf(scores, std::vector<int64_t>(scores.size(), 2));
        QCOMPARE(decide(ranking, ratio(r)).fieldsAfter, int64_t(kept));
    }

    void columnBudgetSkipsWhatDoesNotFit()
    {
        // down the ranking: a 8 fits (2 left), b 3 does not, c 2 fits, d 1 does not
        const auto ranking = rankingOf({0.9, 0.8, 0.7, 0.6}, {8, 3, 2, 1});
        const Decision decision = decide(ranking, maxColumns(10));
        QCOMPARE(verdicts(decision), std::string("KDKD"));
        QCOMPARE(decision.columnsAfter, int64_t(10));
        QCOMPARE(decision.fields[1].reason,
                 std::string("rank 2 of 4, width 3 does not fit into the 2 columns left of 10, though its "
                             "gate is open (0.80)"));
        Rule rule = maxColumns(10);
        rule.forceKeep = {"b"}; // 7 left: a does not fit, c and d do
        QCOMPARE(verdicts(decide(ranking, rule)), std::string("DKKK"));
    }

    void columnBudgetIsRefusedWhereForcedFieldsDoNotFit()
    {
        const auto ranking = rankingOf({0.9, 0.8}, {8, 3});
        Rule rule = maxColumns(5);
        rule.forceKeep = {"a"};
        QVERIFY(inputErrorOf([&] { (void)decide(ranking, rule); }).contains("8 columns"));
    }

    void thresholdsOnGatesLieInTheirRange()
    {
        auto ranking = rankingOf({0.9, 0.1}, {1, 1});
        Rule rule;
        for (const double beyond : {-0.01, 1.01}) {
            rule.threshold = beyond;
            QVERIFY(inputErrorOf([&] { (void)decide(ranking, rule); }).contains("between 0 and 1"));
        }
        rule.threshold = 0;
        QCOMPARE(verdicts(decide(ranking, rule)), std::string("KK"));
        rule.threshold = 1;
        QCOMPARE(verdicts(decide(ranking, rule)), std::string("DD"));
        ranking.scoresAre = ScoresAre::Values; // such as losses of AUC
        rule.threshold = -0.01;
        QCOMPARE(verdicts(decide(ranking, rule)), std::string("KK"));
    }

    void doubtsDecideUnderAThresholdOnly()
    {
        auto ranking = rankingOf({0.9, 0.8, 0.1, 0.05}, {1, 1, 1, 1});
        ranking.fields[0].gateMove = 0.02;
        ranking.fields[2].activeRows = 99;
        ranking.fields[3].activeRows = 0;
        const Decision decision = decide(ranking, Rule{});
        QCOMPARE(verdicts(decision), std::string("uKuu"));
        QCOMPARE(decision.fields[0].reason,
                 std::string("gate 0.90 is not below 0.5, but still moving (by 0.02 in the last epoch): no "
                             "verdict, the field stays"));
        QCOMPARE(decision.fields[2].reason,
                 std::string("gate 0.10 is below 0.5, but only 99 active rows (fewer than 100): no verdict, "
                             "the field stays"));
        QVERIFY(decision.fields[3].reason.starts_with("gate 0.05 is below 0.5, but constant"));
        QVERIFY(!decision.fields[0].evidence.settled);
        QVERIFY(decision.fields[2].evidence.settled);

        const Decision byRank = decide(ranking, topK(2));
        QCOMPARE(verdicts(byRank), std::string("KKDD"));
        QCOMPARE(byRank.fields[0].evidence.doubts.size(), size_t(1));
        QCOMPARE(byRank.fields[1].evidence.doubts.size(), size_t(0));
        QCOMPARE(byRank.fields[2].evidence.doubts.size(), size_t(1));
    }

    void aGateThatCouldNotFallIsNoVerdict()
    {
        auto ranking = rankingOf({0.98, 0.97}, {1, 1});
        ranking.course.lowestGate = 0.62;
        const Decision decision = decide(ranking, Rule{});
        QCOMPARE(verdicts(decision), std::string("uu"));
        QVERIFY(decision.fields[0].reason.find("too few steps to tell (no gate could have fallen below 0.62)")
                != std::string::npos);
        QVERIFY(!decision.fields[0].evidence.settled);
        ranking.course.lowestGate = 0.5;
        QCOMPARE(verdicts(decide(ranking, Rule{})), std::string("KK"));
    }

    void fewGateRowsKeepOnlyWhatIsPushed()
    {
        auto ranking = rankingOf({0.999, 0.98, 0.02}, {1, 1, 1});
        ranking.fields[0].push = 5;
        ranking.fields[1].push = -0.6;
        ranking.fields[2].push = -11;
        ranking.course.gateRows = 500;
        QCOMPARE(verdicts(decide(ranking, Rule{})), std::string("KuD"));
        ranking.course.gateRows = 1000;
        QCOMPARE(verdicts(decide(ranking, Rule{})), std::string("KKD"));
        ranking.course.gateRows = 99;
        QCOMPARE(verdicts(decide(ranking, Rule{})), std::string("uuu"));
        QCOMPARE(verdicts(decide(ranking, topK(2))), std::string("KKD")); // a rule that decides at once
    }

    void limitsOfDoubtAreExact()
    {
        auto ranking = rankingOf({0.9, 0.9}, {1, 1});
        ranking.fields[0].gateMove = 0.01; // "more than .01" is moving
        ranking.fields[0].activeRows = 100;
        ranking.fields[1].gateMove = 0.0100001;
        QCOMPARE(verdicts(decide(ranking, Rule{})), std::string("Ku"));
    }

    void forceOverridesDoubt()
    {
        auto ranking = rankingOf({0.9, 0.1}, {1, 1});
        for (FieldScore& field : ranking.fields)
            field.gateMove = 0.3;
        Rule rule;
        rule.forceKeep = {"b"};
        rule.forceDrop = {"a"};
        const Decision decision = decide(ranking, rule);
        QCOMPARE(verdicts(decision), std::string("DK"));
        QCOMPARE(decision.fields[0].evidence.doubts.size(), size_t(1));
    }

    void aRunWithoutAWholeEpochSettlesNothing()
    {
        auto ranking = rankingOf({0.9, 0.1}, {1, 1});
        ranking.course.wholeEpoch = false;
        ranking.fields[0].gateMove = 0; // three steps were done: nothing moved yet
        const Decision decision = decide(ranking, Rule{});
        QCOMPARE(verdicts(decision), std::string("uu"));
        QVERIFY(decision.fields[0].reason.find("but stopped before the first epoch's end")
                != std::string::npos);
    }

    void severalSeedsAreNotProvisional()
    {
        auto ranking = rankingOf({0.9}, {1});
        ranking.repeats.seedScores = {{0.9}, {0.8}, {0.9}};
        const Decision decision = decide(ranking, Rule{});
        QVERIFY(!decision.provisional);
        QCOMPARE(decision.fields[0].evidence.seeds, 3);
    }

    void refusesWhatCannotBeMet()
    {
        const auto ranking = rankingOf({0.9, 0.1}, {1, 1});
        QVERIFY(inputErrorOf([&] { (void)decide(ranking, topK(3)); }).contains("more fields than there are"));
        QVERIFY(inputErrorOf([] { (void)decide(Ranking{}, Rule{}); }).contains("no ranking"));
        Rule rule = ratio(0.5);
        rule.forceKeep = {"a", "b"};
        QVERIFY(inputErrorOf([&] { (void)decide(ranking, rule); }).contains("2 fields"));

        auto named = ranking;
        named.fields[0].name = "carrier";
        Rule typo;
        typo.forceKeep = {"carier"};
        QVERIFY(inputErrorOf([&] { (void)decide(named, typo); }).contains("Did you mean 'carrier'?"));
    }
};

QTEST_APPLESS_MAIN(TestDecision)
#include "tst_decision.moc"
