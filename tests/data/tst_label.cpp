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
