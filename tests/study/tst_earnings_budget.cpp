// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/decide/decide.h"
#include "core/decide/rule_record.h"
#include "core/study/ledger/earnings_budget.h"
#include "tests/support/error_text.h"

#include <QtTest>
#include <cmath>

using namespace leap;
using leap::test::inputErrorOf;

class TestEarningsBudget : public QObject {
    Q_OBJECT

    static int64_t costOf(const std::vector<BudgetUnit>& units, const std::vector<int64_t>& tables,
                          unsigned taken)
    {
        int64_t cost = 0;
        std::vector<uint8_t> paid(tables.size(), 0);
        for (size_t unit = 0; unit < units.size(); ++unit) {
            if ((taken >> unit & 1) == 0)
                continue;
            cost += units[unit].cost;
            for (const size_t table : units[unit].tables)
                paid[table] = 1;
        }
        for (size_t table = 0; table < tables.size(); ++table)
            cost += paid[table] ? tables[table] : 0;
        return cost;
    }

    /// Five fields, eight columns each but "thin"; "a" earns most. Names: a, b, c, thin, bad.
    static Ledger ledger()
    {
        Ledger made;
        const double earns[] = {0.05, 0.03, 0.02, 0.015, -0.001};
        const char* names[] = {"a", "b", "c", "thin", "bad"};
        for (size_t i = 0; i < 5; ++i) {
            LedgerField field;
            field.name = names[i];
            field.measured.earns = {earns[i], 0.001};
            field.saves = {i == 3 ? 2 : 8, i == 3 ? 200 : 800, i == 3 ? 20 : 80};
            made.fields.push_back(field);
        }
        return made;
    }
    static Ranking ranking()
    {
        Ranking made;
        made.selector = "leap";
        made.scoresAre = ScoresAre::Gates;
        int64_t start = 0;
        for (const LedgerField& page : ledger().fields) {
            FieldScore field;
            field.name = page.name;
            field.start = start;
            field.end = start += page.saves.columns;
            field.score = field.gate = 0.5;
            field.activeRows = 1000;
            made.fields.push_back(field);
        }
        return made;
    }
    static Rule within(int64_t budget, BudgetOf unit = BudgetOf::Columns)
    {
        Rule rule;
        rule.kind = Rule::Kind::Earnings;
        rule.budgetOf = unit;
        rule.budget = budget;
        return rule;
    }
    static QString keptOf(const Decision& decision)
    {
        QStringList names;
        for (const FieldDecision& field : decision.fields) {
            if (field.verdict == Verdict::Keep)
                names.append(QString::fromStdString(field.field.name));
        }
        return names.join(' ');
    }
    static QString kept(const Rule& rule, const Ledger& ledger, const Ranking& ranking)
    {
        return keptOf(decideByEarnings(ranking, rule, ledger));
    }

    static double earningsOf(const std::vector<BudgetUnit>& units, unsigned taken)
    {
        double earns = 0;
        for (size_t i = 0; i < units.size(); ++i)
            earns += (taken >> i & 1) != 0 ? units[i].earns : 0;
        return earns;
    }
    static double bestOfAll(const std::vector<BudgetUnit>& units, const std::vector<int64_t>& tables,
                            unsigned must, int64_t budget)
    {
        double best = -1e9;
        for (unsigned taken = 0; taken < 1u << units.size(); ++taken) {
            if ((taken & must) == must && costOf(units, tables, taken) <= budget)
                best = std::max(best, earningsOf(units, taken));
        }
        return best;
    }

private Q_SLOTS:
    /// Against all 1024 subsets, with shared tables, forced units and worthless ones.
    void exactAgainstAllSubsets()
    {
        for (uint64_t trial = 0; trial < 200; ++trial) {
            RandomStream draw(streamKey(trial, "budget"));
            std::vector<BudgetUnit> units(10);
            const std::vector<int64_t> tables{static_cast<int64_t>(draw.nextBelow(60)),
                                              static_cast<int64_t>(draw.nextBelow(60))};
            unsigned must = 0;
            for (size_t i = 0; i < units.size(); ++i) {
                units[i].earns = static_cast<double>(draw.nextBelow(50)) - 5;
                units[i].cost = static_cast<int64_t>(draw.nextBelow(40));
                if (draw.nextBelow(3) == 0)
                    units[i].tables.push_back(draw.nextBelow(2));
                units[i].must = draw.nextBelow(10) == 0;
                must |= units[i].must ? 1u << i : 0;
            }
            const int64_t budget = costOf(units, tables, must) + static_cast<int64_t>(draw.nextBelow(120));
            const double best = bestOfAll(units, tables, must, budget);
            const BudgetChoice choice = chooseByEarnings(units, tables, budget);
            QVERIFY(choice.exact);
            unsigned taken = 0;
            for (size_t i = 0; i < units.size(); ++i)
                taken |= choice.taken[i] ? 1u << i : 0;
            const double earns = earningsOf(units, taken);
            QCOMPARE(taken & must, must);
            QCOMPARE(costOf(units, tables, taken), choice.cost);
            QVERIFY(choice.cost <= budget);
            QVERIFY(std::abs(earns - best) < 1e-9 && std::abs(choice.earns - best) < 1e-9);
            const BudgetChoice greedy = chooseByEarnings(units, tables, budget, 1);
            QVERIFY(greedy.cost <= budget && greedy.earns <= best + 1e-9);
        }
    }

    /// The best for its cost is not in the best set; the greedy order takes it and says that it is greedy.
    void greedyIsNotExact()
    {
        std::vector<BudgetUnit> units(3);
        units[0] = {.earns = 6, .cost = 5, .tables = {}, .must = false};
        units[1] = {.earns = 5, .cost = 5, .tables = {}, .must = false};
        units[2] = {.earns = 8, .cost = 6, .tables = {}, .must = false};
        QCOMPARE(chooseByEarnings(units, {}, 10).earns, 11.0);
        const BudgetChoice greedy = chooseByEarnings(units, {}, 10, 1);
        QVERIFY(!greedy.exact);
        QCOMPARE(greedy.earns, 8.0);
        units[0].must = true;
        QVERIFY(inputErrorOf([&] { (void)chooseByEarnings(units, {}, 4); }).contains("more than the 4"));
    }

    void fieldsWithinABudget()
    {
        QCOMPARE(kept(within(10), ledger(), ranking()), QString("a thin"));
        QCOMPARE(kept(within(16), ledger(), ranking()), QString("a b"));
        QCOMPARE(kept(within(1000), ledger(), ranking()),
                 QString("a b c thin")); // what earns nothing stays out
        QCOMPARE(kept(within(1000, BudgetOf::Bytes), ledger(), ranking()), QString("a thin"));
        QCOMPARE(kept(within(100, BudgetOf::Flops), ledger(), ranking()), QString("a thin"));
        const Decision decision = decideByEarnings(ranking(), within(10), ledger());
        QCOMPARE(decision.columnsAfter, int64_t{10});
        QVERIFY(decision.rule == within(10));
        QCOMPARE(decision.fields[0].field.score, 0.5);
        const std::string reason = decision.fields[1].reason;
        QVERIFY2(reason.find("earns 0.03") == 0
                     && reason.find("for 8 columns; not in the set") != std::string::npos,
                 reason.c_str());
    }

    void forcedFieldsAndGroups()
    {
        Rule rule = within(16);
        rule.forceKeep = {"bad"};
        QCOMPARE(kept(rule, ledger(), ranking()), QString("a bad"));
        rule.forceDrop = {"a"};
        QCOMPARE(kept(rule, ledger(), ranking()), QString("b bad"));
        rule.budget = 7;
        QVERIFY(inputErrorOf([&] { (void)kept(rule, ledger(), ranking()); }).contains("forced"));
        Ledger grouped = ledger();
        grouped.fields[1].group = grouped.fields[2].group = "pair"; // 16 columns, .05
        QCOMPARE(kept(within(18), grouped, ranking()), QString("a thin"));
        QCOMPARE(kept(within(24), grouped, ranking()), QString("a b c"));
        rule = within(16);
        rule.forceKeep = {"c"};
        QCOMPARE(kept(rule, grouped, ranking()), QString("b c"));
        rule.forceDrop = {"b"};
        QVERIFY(inputErrorOf([&] { (void)kept(rule, grouped, ranking()); }).contains("'pair'"));
        rule = within(16);
        rule.forceDrop = {"bb"};
        QVERIFY(inputErrorOf([&] { (void)kept(rule, ledger(), ranking()); }).contains("no field 'bb'"));
    }

    /// A table of 900 bytes that a and c read: the second of them is cheap.
    void sharedTables()
    {
        Ledger shared = ledger();
        shared.shared = {{900, {0, 2}}};
        QCOMPARE(kept(within(3300, BudgetOf::Bytes), shared, ranking()), QString("a b c"));
        QCOMPARE(kept(within(3299, BudgetOf::Bytes), shared, ranking()), QString("a b thin"));
        QCOMPARE(kept(within(1600, BudgetOf::Bytes), shared, ranking()), QString("b thin"));
        QCOMPARE(kept(within(16), shared, ranking()), QString("a b")); // columns know no tables
    }

    /// Four searches that keep b or c in turn: one of the two stays, though each earns little alone.
    void substitutes()
    {
        Ranking swinging = ranking();
        for (const bool first : {true, false, true, false})
            swinging.repeats.seedScores.push_back({0.9, first ? 0.9 : 0.1, first ? 0.1 : 0.9, 0.9, 0.1});
        Ledger little = ledger();
        little.fields[1].measured.earns = {0.0001, 0.001};
        little.fields[2].measured.earns = {0.0002, 0.001};
        const Decision decision = decideByEarnings(swinging, within(16), little);
        QCOMPARE(keptOf(decision), QString("a c"));
        QVERIFY(decision.fields[2].reason.find("substitutes") != std::string::npos);
        QCOMPARE(decision.fields[2].evidence.doubts.size(), size_t{1}); // the interval includes 0
        QCOMPARE(kept(within(10), little, swinging), QString("c thin")); // one of the two comes first
        QCOMPARE(kept(within(7), little, swinging), QString("thin")); // no room for either
    }

    void refusals()
    {
        QVERIFY(inputErrorOf([&] {
                    (void)kept(within(1), ledger(), ranking());
                }).contains("No field that earns"));
        Ledger other = ledger();
        other.fields[0].name = "x";
        QVERIFY(inputErrorOf([&] { (void)kept(within(9), other, ranking()); }).contains("other fields"));
        Ledger head = ledger();
        head.networkUnknown = true;
        QVERIFY(
            inputErrorOf([&] { (void)kept(within(9, BudgetOf::Flops), head, ranking()); }).contains("FLOPs"));
        QVERIFY(inputErrorOf([&] { (void)decide(ranking(), within(9)); }).contains("leap ledger"));
        QVERIFY(inputErrorOf([&] { within(0).validate(); }).contains("1 or more"));
    }

    void theRuleAsJson()
    {
        for (const BudgetOf unit : {BudgetOf::Columns, BudgetOf::Bytes, BudgetOf::Flops}) {
            const Rule rule = within(1234, unit);
            QVERIFY(fromJson<Rule>(toJson(rule), "rule") == rule);
        }
        QCOMPARE(within(1234, BudgetOf::Bytes).text(), std::string("most earnings within 1,234 bytes"));
        Json json = toJson(within(5));
        json["budget_of"] = "byte";
        QVERIFY(inputErrorOf([&] { (void)fromJson<Rule>(json, "rule"); }).contains("Did you mean 'bytes'"));
    }
};

QTEST_APPLESS_MAIN(TestEarningsBudget)
#include "tst_earnings_budget.moc"
