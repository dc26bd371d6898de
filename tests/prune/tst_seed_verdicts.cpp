// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prune/seed_verdicts.h"

#include <QtTest>

using namespace leap;

namespace {

/// Fields "a", "b", ... of width 8 (the last one 4) with a score a search each.
Ranking rankingOf(const std::vector<std::vector<double>>& scores)
{
    Ranking ranking;
    ranking.selector = "leap";
    ranking.settled = true;
    ranking.seeds = static_cast<int>(scores.size());
    ranking.seedScores = scores;
    for (size_t i = 0; i < scores.front().size(); ++i) {
        FieldScore field;
        field.name = std::string(1, static_cast<char>('a' + i));
        field.start = static_cast<int64_t>(i) * 8;
        field.end = field.start + (i + 1 == scores.front().size() ? 4 : 8);
        field.activeRows = 10'000;
        for (const auto& seed : scores)
            field.gate += seed[i] / static_cast<double>(scores.size());
        field.score = field.gate;
        ranking.fields.push_back(field);
    }
    return ranking;
}

/// Three identical copies of which each search keeps another one, beside a sure and a useless field.
Ranking threeCopies()
{
    return rankingOf({{.99, .98, .02, .01, .03},
                      {.99, .02, .97, .01, .02},
                      {.98, .01, .03, .96, .01},
                      {.99, .97, .02, .02, .04},
                      {.97, .02, .01, .98, .02},
                      {.99, .96, .03, .01, .01}});
}

std::string verdicts(const Decision& decision)
{
    std::string text;
    for (const FieldDecision& field : decision.fields)
        text += verdictName(field.verdict)[0];
    return text;
}

} // namespace

class TestSeedVerdicts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Their mean gates are .50, .18 and .33: a mean would drop all but one by luck, or all three.
    void exactlyOneOfThreeCopiesStays()
    {
        const Decision decision = decide(threeCopies(), {});
        QCOMPARE(verdicts(decision), std::string("kkddd"));
        QVERIFY(decision.fields[1].reason.find("kept in 3 of 6 seeds") != std::string::npos);
        QVERIFY(decision.fields[2].reason.find("at least one of {b, c, d}: b stays") != std::string::npos);
        QCOMPARE(decision.fields[0].evidence.seeds, 6);
        QVERIFY(!decision.provisional);
        QCOMPARE(decision.fieldsAfter, int64_t{2});
        QCOMPARE(decision.columnsAfter, int64_t{16});
        QCOMPARE(decision.fields[1].newStart, int64_t{8});
        QCOMPARE(decision.fields[2].newStart, int64_t{-1});
    }

    void forcesChooseTheRepresentative()
    {
        Rule rule;
        rule.forceDrop = {"b"};
        QCOMPARE(verdicts(decide(threeCopies(), rule)), std::string("kddkd")); // the next best
        rule.forceDrop.clear();
        rule.forceKeep = {"d"};
        QCOMPARE(verdicts(decide(threeCopies(), rule)), std::string("kddkd"));
    }

    void aSetTakesOnePlace()
    {
        Rule rule;
        rule.kind = Rule::Kind::TopK;
        rule.topK = 2;
        QCOMPARE(verdicts(decide(threeCopies(), rule)), std::string("kkddd"));
        rule.kind = Rule::Kind::MaxColumns;
        rule.maxColumns = 16;
        QCOMPARE(verdicts(decide(threeCopies(), rule)), std::string("kkddd"));
    }

    void aFieldThatComesAndGoesAloneIsUncertain()
    {
        const Ranking ranking =
            rankingOf({{.9, .9, .1}, {.9, .1, .1}, {.9, .9, .1}, {.9, .9, .1}}); // nothing stands in for b
        const Decision decision = decide(ranking, {});
        QCOMPARE(verdicts(decision), std::string("kud"));
        QVERIFY(decision.fields[1].reason.find("kept in 3 of 4 seeds") != std::string::npos);
        QCOMPARE(decision.fieldsAfter, int64_t{2}); // uncertain stays in
    }

    void substitutesNeedSeeds()
    {
        QVERIFY(substituteSets({}).empty());
        QVERIFY(substituteSets({{1, 0}, {0, 1}, {1, 0}}).empty()); // by chance one time in four
        const auto sets = substituteSets({{1, 0}, {0, 1}, {1, 0}, {1, 0}});
        QCOMPARE(sets, (std::vector<std::vector<size_t>>{{0, 1}}));
    }

    void severalSetsAndTheSmallestFirst()
    {
        // {0, 1} and {2, 3, 4}; field 5 is always kept, field 6 is in no set.
        const auto sets = substituteSets({{1, 0, 1, 0, 0, 1, 1},
                                          {0, 1, 1, 0, 0, 1, 1},
                                          {0, 1, 0, 1, 0, 1, 1},
                                          {1, 0, 0, 0, 1, 1, 1},
                                          {1, 0, 0, 0, 1, 1, 0}});
        QCOMPARE(sets, (std::vector<std::vector<size_t>>{{0, 1}, {2, 3, 4}}));
    }

    void saysHowTheSeedsAgree()
    {
        const std::string text = seedsInWords(threeCopies(), {});
        for (const char* part : {"6 seeds", "kept in all: a", "at least one of {b, c, d}", "stability"})
            QVERIFY2(text.find(part) != std::string::npos, text.c_str());
    }
};

QTEST_APPLESS_MAIN(TestSeedVerdicts)
#include "tst_seed_verdicts.moc"
