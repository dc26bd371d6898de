// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

LabelRule equals(const std::string& value)
{
    return {"y", LabelRule::Kind::Equals, value, 0};
}
LabelRule above(double number)
{
    return {"y", LabelRule::Kind::Above, "", number};
}
const LabelRule kTwoValues{"y", LabelRule::Kind::TwoValues, "", 0};

LabelRule blankNegative(LabelRule rule)
{
    rule.blankIsNegative = true;
    return rule;
}
std::filesystem::path caseFile(const char* name)
{
    return std::filesystem::path(LEAP_SOURCE_DIR) / "tests/data/cases" / name;
}

} // namespace

class TestLabel : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    /// 80 rows whose labels repeat `pattern`.
    std::shared_ptr<const Dataset> encoded(const std::vector<std::string>& pattern, const LabelRule& rule)
    {
        std::string text = "x,y\n";
        for (size_t i = 0; i < 80; ++i)
            text += std::to_string(i % 3) + "," + pattern[i % pattern.size()] + "\n";
        const auto table = openTable(m_folder.write("l.csv", text));
        Schema schema = categoricalSchema({"x"}, "y");
        schema.label = rule;
        return leap::test::encodeTable(*table, schema);
    }

private Q_SLOTS:
    void rules_data()
    {
        QTest::addColumn<std::vector<std::string>>("pattern");
        QTest::addColumn<LabelRule>("rule");
        QTest::addColumn<std::vector<float>>("labels"); // of the first rows
        QTest::addColumn<QString>("words");
        using Cells = std::vector<std::string>;
        using Labels = std::vector<float>;
        QTest::newRow("0 and 1") << Cells{"1", "1", "1", "0"} << kTwoValues << Labels{1, 1, 1, 0} << "y = 1";
        QTest::newRow("1.0 and 1") << Cells{"1.0", "1", "0.0", "0"} << kTwoValues << Labels{1, 1, 0, 0}
                                   << "y = 1";
        QTest::newRow("-1 and 1") << Cells{"1", "1", "-1"} << kTwoValues << Labels{1, 1, 0} << "y = 1";
        QTest::newRow("yes and no") << Cells{"yes", "yes", "no"} << kTwoValues << Labels{1, 1, 0}
                                    << "y = yes";
        QTest::newRow("TRUE and FALSE") << Cells{"TRUE", "FALSE"} << kTwoValues << Labels{1, 0} << "y = TRUE";
        QTest::newRow("y and n") << Cells{"y", "n"} << kTwoValues << Labels{1, 0} << "y = y";
        QTest::newRow("the rarer") << Cells{"dog", "dog", "cat"} << kTwoValues << Labels{0, 0, 1}
                                   << "y = cat";
        QTest::newRow("numbers, the rarer")
            << Cells{"1", "2", "2"} << kTwoValues << Labels{1, 0, 0} << "y = 1";
        QTest::newRow("equals") << Cells{"a", "b", "c"} << equals("b") << Labels{0, 1, 0} << "y = b";
        QTest::newRow("equals a number")
            << Cells{"3.0", "4", "5"} << equals("3") << Labels{1, 0, 0} << "y = 3.0";
        QTest::newRow("above") << Cells{"3", "4", "3.5", "-1"} << above(3) << Labels{0, 1, 1, 0} << "y > 3";
        QTest::newRow("dots on all") << Cells{"<=50K.", ">50K."} << equals(">50K") << Labels{0, 1}
                                     << "y = >50K";
        QTest::newRow("dots on some") << Cells{"<=50K.", ">50K", "<=50K", ">50K."} << equals(">50K")
                                      << Labels{0, 1, 0, 1} << "y = >50K";
        QTest::newRow("dots, two values")
            << Cells{"no.", "yes", "no"} << kTwoValues << Labels{0, 1, 0} << "y = yes";
    }
    void rules()
    {
        QFETCH(std::vector<std::string>, pattern);
        QFETCH(LabelRule, rule);
        QFETCH(std::vector<float>, labels);
        QFETCH(QString, words);
        const auto dataset = encoded(pattern, rule);
        QCOMPARE(dataset->rows, int64_t{80});
        const auto rows = inFileOrder(*dataset);
        QCOMPARE(std::vector<float>(rows.label.begin(),
                                    rows.label.begin() + static_cast<std::ptrdiff_t>(labels.size())),
                 labels);
        QCOMPARE(dataset->card.label, words.toStdString());
        QCOMPARE(dataset->card.positives,
                 static_cast<int64_t>(std::count(rows.label.begin(), rows.label.end(), 1.0F)));
    }

    /// Words for yes come before rarity: all of these have more positive rows than negative ones.
    void words_data()
    {
        QTest::addColumn<QString>("positive");
        QTest::addColumn<QString>("negative");
        for (const auto& [yes, no] :
             std::vector<std::pair<const char*, const char*>>{{"converted", "lost"},
                                                              {"converted", "browse"},
                                                              {"Converted", "NotConverted"},
                                                              {"converted", "unconverted"},
                                                              {"on", "off"},
                                                              {"ON", "idle"},
                                                              {"clicked", "skipped"},
                                                              {"click", "no_click"},
                                                              {"clicked", "non-clicked"},
                                                              {"yes", "no"},
                                                              {"Ja", "Nein"},
                                                              {"s\xC3\xAD", "no"},
                                                              {"oui", "non"},
                                                              {"j", "n"},
                                                              {"o", "n"},
                                                              {"buyer", "visitor"},
                                                              {"purchased", "didn't purchase"},
                                                              {"bought", "nothing"},
                                                              {"success", "failure"},
                                                              {"won", "lost"},
                                                              {"active", "inactive"},
                                                              {"churned", "stayed"},
                                                              {"Attrited Customer", "Existing Customer"},
                                                              {"default", "no default"},
                                                              {"fraud", "legit"},
                                                              {"spam", "ham"},
                                                              {"responder", "non-responder"},
                                                              {"approved", "rejected"},
                                                              {"approved", "not approved"},
                                                              {"good", "bad"},
                                                              {"positive", "negative"},
                                                              {"pos", "neg"},
                                                              {"smoker", "non-smoker"},
                                                              {"failure", "no failure"},
                                                              {"stroke", "never stroke"},
                                                              {"1", "2"},
                                                              {"7", "0"},
                                                              {"1", "-1"},
                                                              {"malignant", "benign"},
                                                              {"attack", "normal"},
                                                              {"TRUE", "FALSE"}})
            QTest::addRow("%s, %s", yes, no) << yes << no;
    }
    void words()
    {
        QFETCH(QString, positive);
        QFETCH(QString, negative);
        const std::string yes = positive.toStdString(), no = negative.toStdString();
        for (const auto& pattern : {std::vector{yes, yes, no}, std::vector{no, yes, yes, yes}}) {
            const auto dataset = encoded(pattern, kTwoValues);
            QCOMPARE(dataset->card.label, "y = " + yes);
            QVERIFY(!anyContains(dataset->card.warnings, "rarer"));
        }
    }
    /// Nothing is read into words that say nothing, or both the same.
    void wordsThatSayNothing_data()
    {
        QTest::addColumn<QString>("often");
        QTest::addColumn<QString>("rare");
        for (const auto& [often, rare] :
             std::vector<std::pair<const char*, const char*>>{{"dog", "cat"},
                                                              {"m", "f"},
                                                              {"Windows", "Linux"},
                                                              {"unknown", "other"},
                                                              {"<=50K", ">50K"},
                                                              {"lost", "rejected"},
                                                              {"click", "buy"},
                                                              {"3", "5"},
                                                              {"known", "union"},
                                                              {"Noah", "Onno"}})
            QTest::addRow("%s, %s", often, rare) << often << rare;
    }
    void wordsThatSayNothing()
    {
        QFETCH(QString, often);
        QFETCH(QString, rare);
        const auto dataset =
            encoded({often.toStdString(), often.toStdString(), rare.toStdString()}, kTwoValues);
        QCOMPARE(dataset->card.label, "y = " + rare.toStdString());
        QVERIFY(anyContains(dataset->card.warnings, "the rarer value '" + rare.toStdString() + "'"));
    }
    void theChoiceIsSaid()
    {
        const auto warnings = [&](const std::vector<std::string>& pattern) {
            return encoded(pattern, kTwoValues)->card.warnings;
        };
        QVERIFY(
            anyContains(warnings({"converted", "converted", "browse"}),
                        "label 'y': 'converted' is taken as positive: the word says so; choose another one "
                        "with --positive VALUE."));
        QVERIFY(anyContains(warnings({"walked", "walked", "rejected"}), "'rejected' says no"));
        QVERIFY(anyContains(warnings({"smoker", "smoker", "non-smoker"}), "the other value is its negation"));
        QVERIFY(anyContains(warnings({"2", "1", "1"}), "'1' is taken as positive: of 1 and 2 it is 1"));
        QVERIFY(!anyContains(warnings({"yes", "yes", "no"}), "taken as positive"));
        QVERIFY(!anyContains(warnings({"0", "1", "1"}), "taken as positive"));
    }
    void casesOfWords()
    {
        for (const auto& [file, positive] : {std::pair{"42_label_majority_converted.csv", "converted"},
                                             std::pair{"43_label_majority_on.csv", "on"}}) {
            const auto table = openTable(caseFile(file));
            const auto dataset = leap::test::encodeTable(*table, proposed(*table, "click"));
            QCOMPARE(dataset->card.label, "click = "s + positive);
            QVERIFY(dataset->card.positives > dataset->card.rows / 2);
            QVERIFY(anyContains(leap::test::inspectTable(*table, "click").warnings, "the word says so"));
        }
    }

    void blankIsNegative()
    {
        const auto table = openTable(caseFile("49_label_positive_or_blank.csv"));
        ProposeOptions options;
        options.label = blankNegative({"click", LabelRule::Kind::TwoValues, "", 0});
        Progress progress;
        const InspectReport report = table->inspect(options.label, progress);
        QVERIFY(report.labelProblem.empty());
        const auto dataset = leap::test::encodeTable(*table, proposeSchema(report, options));
        QCOMPARE(dataset->rows, int64_t{1200});
        QCOMPARE(dataset->card.label, "click = 1, blank as negative"s);
        QVERIFY(dataset->card.positives > 0 && dataset->card.positives < 1200);
        LEAP_CONTAINS(leap::test::inspectTable(*table, "click").labelProblem,
                      "say so with --blank-negative.");

        // With two values and with the other rules a blank cell is negative, too.
        const auto three = encoded({"yes", "", "no", ""}, blankNegative(kTwoValues));
        QCOMPARE(three->card.positives, int64_t{20});
        QCOMPARE(three->card.rows, int64_t{80});
        QCOMPARE(encoded({"a", "", "b", ""}, blankNegative(equals("b")))->card.rows, int64_t{80});
        QCOMPARE(encoded({"1", "", "5", ""}, blankNegative(above(2)))->card.positives, int64_t{20});
        QCOMPARE(encoded({"+", "-"}, blankNegative(kTwoValues))->card.label, "y = +, blank as negative"s);
    }

    void saysWhichIsPositive()
    {
        QVERIFY(
            anyContains(encoded({"dog", "dog", "cat"}, kTwoValues)->card.warnings, "the rarer value 'cat'"));
        QVERIFY(!anyContains(encoded({"0", "0", "1"}, kTwoValues)->card.warnings, "rarer"));
    }

    void missingLabelsAreLeftOut()
    {
        const auto dataset = encoded({"1", "?", "0", "1", ""}, kTwoValues);
        QCOMPARE(dataset->rows, int64_t{48});
        QCOMPARE(dataset->card.rows, int64_t{48});
        QVERIFY(anyContains(dataset->card.warnings, "32 rows without a label"));
        // Row 1 of the dataset is row 2 of the file, whose x is 2.
        QCOMPARE(inFileOrder(*dataset).label[1], 0.0F);
        const auto words = encoded({"1", "high", "4"}, above(2));
        QVERIFY(anyContains(words->card.warnings, "without a label"));
    }

    void refuses_data()
    {
        QTest::addColumn<std::vector<std::string>>("pattern");
        QTest::addColumn<LabelRule>("rule");
        QTest::addColumn<QString>("named");
        using Cells = std::vector<std::string>;
        QTest::newRow("five numbers")
            << Cells{"1", "2", "3", "4", "5"} << kTwoValues
            << "has 5 values ('1', '2', '3', '4', '5'), not two: say which one is positive (--positive "
               "VALUE), or above which number (--positive-above X).";
        QTest::newRow("three words") << Cells{"a", "b", "c"} << kTwoValues << "--positive VALUE)";
        QTest::newRow("one class") << Cells{"1"} << kTwoValues << "one value only";
        QTest::newRow("one value and blank")
            << Cells{"1", ""} << kTwoValues
            << "label 'y' has one value only ('1') and 40 blank cells: two classes are needed. Where a blank "
               "cell means no, say so with --blank-negative.";
        QTest::newRow("one value and blank, equals")
            << Cells{"1", ""} << equals("1") << "(--blank-negative).";
        QTest::newRow("no and blank") << Cells{"no", ""} << blankNegative(kTwoValues) << "which says no";
        QTest::newRow("nothing") << Cells{"", "?"} << kTwoValues << "label 'y'";
        QTest::newRow("a value that is not there")
            << Cells{"good", "bad"} << equals("god") << "never has the value 'god'. Did you mean 'good'?";
        QTest::newRow("all above") << Cells{"4", "5"} << above(3)
                                   << "all rows are positive by the rule y > 3";
        QTest::newRow("none above") << Cells{"4", "5"} << above(5) << "no row is positive";
        QTest::newRow("words above") << Cells{"a", "b"} << above(5) << "no usable value";
    }
    void refuses()
    {
        QFETCH(std::vector<std::string>, pattern);
        QFETCH(LabelRule, rule);
        QFETCH(QString, named);
        LEAP_CONTAINS(refusal([&] { (void)encoded(pattern, rule); }), named.toStdString());
    }
};

QTEST_GUILESS_MAIN(TestLabel)
#include "tst_label.moc"
