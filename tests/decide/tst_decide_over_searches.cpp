// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/decide.h"
#include "core/decide/decide_over_searches.h"
#include "core/decide/substitutes.h"

#include <QtTest>
#include <cmath>

using namespace leap;

namespace {

/// Fields "a", "b", ... of width 8 (the last one 4) with a score a search each.
Ranking rankingOf(const std::vector<std::vector<double>>& scores)
{
    Ranking ranking;
    ranking.selector = "leap";
    ranking.scoresAre = ScoresAre::Gates;
    ranking.repeats.seedScores = scores;
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

/// Three identical copies of which each search keeps a different one, a clearly useful field and a useless
/// one.
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
        text += nameOf(field.verdict)[0];
    return text;
}

} // namespace

class TestDecideOverSearches : public QObject {
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

    void aSetDecidesThoughAGateOfItMoves()
    {
        Ranking ranking = threeCopies();
        ranking.fields[2].gateMove = 0.05;
        ranking.fields[3].crossing = true;
        const Decision decision = decide(ranking, {});
        QCOMPARE(verdicts(decision), std::string("kkddd"));
        QCOMPARE(decision.fields[2].evidence.doubts.size(), size_t{1}); // it is in the evidence
        ranking.course.lowestGate = 0.9; // but not where no gate could fall
        QCOMPARE(verdicts(decide(ranking, {})), std::string("uuuuu"));
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
            rankingOf({{.9, .9, .1}, {.9, .1, .1}, {.9, .9, .1}, {.9, .9, .1}}); // b has no substitute
        const Decision decision = decide(ranking, {});
        QCOMPARE(verdicts(decision), std::string("kud"));
        QVERIFY(decision.fields[1].reason.find("kept in 3 of 4 seeds") != std::string::npos);
        QCOMPARE(decision.fieldsAfter, int64_t{2}); // uncertain stays in
    }

    /// The same seed on halves of the rows: what differs between them has no verdict, substitutes aside.
    void halvesThatDifferLeaveNoVerdict()
    {
        Ranking ranking = rankingOf({{.99, .8, .1}});
        ranking.repeats.seedScores.clear();
        ranking.repeats.halfScores = {{.99, .9, .1}, {.98, .2, .02}, {.97, .7, .03}, {.96, .6, .04}};
        const Decision decision = decide(ranking, {});
        QCOMPARE(verdicts(decision), std::string("kud"));
        const FieldDecision& swinging = decision.fields[1];
        QVERIFY2(
            swinging.reason.find("kept in 1 of 1 seed, in 3 of 4 half-samples: its verdict differs between "
                                 "halves of the rows")
                != std::string::npos,
            swinging.reason.c_str());
        QCOMPARE(swinging.evidence.doubts.size(), size_t{1});
        QCOMPARE(swinging.evidence.halfSamples, 4);
        QCOMPARE(swinging.evidence.keptInHalfSamples, 3);
        // deviations of .9 .2 .7 .6 from .6: squares .09 + .16 + .01 + 0, over 3
        QVERIFY(std::abs(swinging.evidence.samplingSpread - std::sqrt(0.26 / 3)) < 1e-12);
        QVERIFY(std::isnan(swinging.evidence.seedSpread));
        QVERIFY(!decision.provisional);
        QCOMPARE(decision.halfStability.searches, 4);
        QVERIFY(decision.halfStability.index < 1 && decision.halfStability.index > 0);
        QVERIFY(std::isnan(decision.seedStability.index));
        QVERIFY(seedsInWords(ranking, {}).starts_with("1 seed and 4 half-samples"));
    }

    void seedSpreadAndSamplingSpreadStandApart()
    {
        Ranking ranking = rankingOf({{.9, .9}, {.7, .9}});
        ranking.repeats.halfScores = {{.9, .8}, {.9, .6}};
        const Decision decision = decide(ranking, {});
        QCOMPARE(verdicts(decision), std::string("kk"));
        QVERIFY(std::abs(decision.fields[0].evidence.seedSpread - std::sqrt(0.02)) < 1e-12);
        QVERIFY(decision.fields[0].evidence.samplingSpread < 1e-12);
        QVERIFY(decision.fields[1].evidence.seedSpread < 1e-12);
        QVERIFY(std::abs(decision.fields[1].evidence.samplingSpread - std::sqrt(0.02)) < 1e-12);
    }

    void copiesThatSwapBetweenHalvesAreSubstitutes()
    {
        Ranking ranking = rankingOf({{.9, .9, .1}});
        ranking.repeats.seedScores.clear();
        ranking.repeats.halfScores = {{.9, .1, .9}, {.9, .9, .2}, {.9, .2, .8}, {.9, .8, .1}};
        const Decision decision = decide(ranking, {});
        QCOMPARE(verdicts(decision), std::string("kkd"));
        QCOMPARE(decision.fields[2].evidence.substitutes, (std::vector<std::string>{"b", "c"}));
    }

    void placesGoByHowOftenAHalfKeepsAField()
    {
        Ranking ranking = rankingOf({{.6, .7, .1}});
        ranking.repeats.seedScores.clear();
        ranking.repeats.halfScores = {{.9, .1, .2}, {.9, .8, .2}, {.9, .1, .2}, {.9, .1, .2}};
        Rule rule;
        rule.kind = Rule::Kind::TopK;
        rule.topK = 1;
        QCOMPARE(verdicts(decide(ranking, rule)), std::string("kdd")); // the first search alone says b
    }

    void verdictsThatHangOnTheScaleAreNone()
    {
        Ranking ranking = rankingOf({{.9, .8, .1, .7}});
        ranking.repeats.seedScores.clear();
        ranking.repeats.rescaledScores = {.9, .3, .2, .6};
        ranking.repeats.raisedFloorScores = {.9, .9, .6, .6};
        Rule rule;
        const Decision decision = decide(ranking, rule);
        QCOMPARE(verdicts(decision), std::string("kuuk"));
        QVERIFY2(decision.fields[1].reason.find("its verdict depends on the field's scale")
                     != std::string::npos,
                 decision.fields[1].reason.c_str());
        QVERIFY(decision.fields[2].reason.find("its verdict depends on the floor of the divergence")
                != std::string::npos);
        QCOMPARE(decision.fieldsAfter, int64_t{4}); // uncertain stays in
        rule.forceDrop = {"b"};
        QCOMPARE(verdicts(decide(ranking, rule)), std::string("kduk"));
        rule = {};
        rule.kind = Rule::Kind::TopK;
        rule.topK = 2;
        const Decision places = decide(ranking, rule);
        QCOMPARE(verdicts(places), std::string("kkdd"));
        QCOMPARE(places.fields[1].evidence.doubts.size(), size_t{1}); // third when rescaled
    }

    void substitutesMaySwapWithTheScale()
    {
        Ranking ranking = threeCopies();
        ranking.repeats.rescaledScores = {.99, .02, .01, .98, .03}; // d instead of b
        const Decision decision = decide(ranking, {});
        QCOMPARE(verdicts(decision), std::string("kkddd"));
        QCOMPARE(decision.fields[1].evidence.doubts.size(), size_t{1});
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

QTEST_APPLESS_MAIN(TestDecideOverSearches)
#include "tst_decide_over_searches.moc"
