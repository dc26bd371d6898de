// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/form_votes.h"
#include "core/data/column/missing_tokens.h"
#include "core/data/column/number_text.h"
#include "core/data/column/plain_test.h"

#include <QtTest>
#include <algorithm>
#include <optional>

using namespace leap;

namespace {

NumberForm form(char decimal, char thousands, const char* unit = "")
{
    return {decimal, thousands, unit, true, true};
}

/// In the first form of all that are tried.
std::optional<double> inAnyForm(const std::string& text)
{
    for (const SignPair& pair : signPairs({})) {
        const auto parts = takeApart(text);
        if (parts && bodyFits(parts->body(), pair.decimal, pair.thousands))
            return readBody(parts->body(), pair.decimal, pair.thousands);
    }
    return std::nullopt;
}

} // namespace

class TestNumberText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<char>("decimal");
        QTest::addColumn<char>("thousands");
        QTest::addColumn<QByteArray>("unit");
        QTest::addColumn<double>("number");
        const auto row = [](const char* name, const char* text, char decimal, char thousands,
                            const char* unit, double number) {
            QTest::newRow(name) << QByteArray(text) << decimal << thousands << QByteArray(unit) << number;
        };
        row("plain", "-12.5e3", '.', 0, "", -12500);
        row("plus", "+.5", '.', 0, "", 0.5);
        row("decimal comma", "-1,5", ',', 0, "", -1.5);
        row("comma and exponent", "1,5e3", ',', 0, "", 1500);
        row("no sign below thousand", "999.25", '.', ',', "", 999.25);
        row("German thousands", "1.234.567,5", ',', '.', "", 1234567.5);
        row("Swiss", "1'234.50", '.', '\'', "", 1234.5);
        row("Swiss, typographic", "1\u2019234.50", '.', '\'', "", 1234.5);
        row("Indian", "1,23,45,678.5", '.', ',', "", 12345678.5);
        row("Indian lakh", "12,34,567", '.', ',', "", 1234567);
        row("French, no-break", "1\u00A0234,5", ',', ' ', "", 1234.5);
        row("French, narrow", "-1\u202F234\u202F567,5", ',', ' ', "", -1234567.5);
        row("blank", "12 345,25", ',', ' ', "", 12345.25);
        row("Latin-1 no-break",
            "1\xA0"
            "234,5",
            ',', ' ', "", 1234.5);
        row("euro after", "1.234,56 \u20AC", ',', '.', "\u20AC", 1234.56);
        row("euro, Windows-1252", "12,50 \x80", ',', 0, "\u20AC", 12.5);
        row("euro code", "13 EUR", '.', 0, "\u20AC", 13);
        row("small code", "13 eur", '.', 0, "\u20AC", 13);
        row("dollar", "$1,234.50", '.', ',', "$", 1234.5);
        row("dollar, minus inside", "$-5", '.', 0, "$", -5);
        row("dollar, minus outside", "-$5.25", '.', 0, "$", -5.25);
        row("accounting", "(12.50)", '.', 0, "", -12.5);
        row("accounting, dollar inside", "($1,234.50)", '.', ',', "$", -1234.5);
        row("accounting, dollar outside", "$(5)", '.', 0, "$", -5);
        row("rupees", "\u20B91,23,456.78", '.', ',', "\u20B9", 123456.78);
        row("rupees with dot", "Rs.500", '.', 0, "\u20B9", 500);
        row("percent", "12.5 %", '.', 0, "%", 12.5);
        row("percent, comma", "0,37%", ',', 0, "%", 0.37);
        row("unit", "12 kg", '.', 0, "kg", 12);
        row("minus sign",
            "\u2212"
            "5.5",
            '.', 0, "", -5.5);
        row("en dash", "\u20135", '.', 0, "", -5);
        row("minus after", "12.50-", '.', 0, "", -12.5);
        row("blank after the minus", "- 5", '.', 0, "", -5);
        row("full width", "\uFF11\uFF12\uFF0E\uFF15", '.', 0, "", 12.5);
        row("Fortran", "1.5D+03", '.', 0, "", 1500);
        row("no cents", "15,- \u20AC", ',', 0, "\u20AC", 15);
        row("no cents, dashes", "1.250,--", ',', '.', "", 1250);
        row("no cents, Swiss", "CHF 15.\u2013", '.', 0, "CHF", 15);
        row("own sign", "1_234", '.', '_', "", 1234);
    }
    void reads()
    {
        QFETCH(QByteArray, text);
        QFETCH(char, decimal);
        QFETCH(char, thousands);
        QFETCH(QByteArray, unit);
        QFETCH(double, number);
        const auto read = readNumber(text.toStdString(), form(decimal, thousands, unit.constData()));
        QVERIFY2(read.has_value(), text.constData());
        QCOMPARE(*read, number);
    }

    void isNoNumber_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"",
                                 "-",
                                 "abc",
                                 "0x1F",
                                 "1F",
                                 "2024-01-05",
                                 "05.01.2024",
                                 "5.1.24",
                                 "1/2",
                                 "12:30",
                                 "1.2.3",
                                 "192.168.0.1",
                                 "10.0.0.1",
                                 "user_12",
                                 "A12",
                                 "12A",
                                 "B7",
                                 "1 2",
                                 "12 34",
                                 "123 45",
                                 "00-950",
                                 "0171 234 567",
                                 "+49 30 123456",
                                 "555-1234",
                                 "1,2,3",
                                 "1,23,4",
                                 "01,234,567",
                                 "0.123.456",
                                 "1e",
                                 "e5",
                                 "1e5e5",
                                 "--5",
                                 "+-5",
                                 "5--",
                                 "(5",
                                 "5)",
                                 "((5))",
                                 "-(5)",
                                 "$",
                                 "EUR",
                                 "%",
                                 "$5 EUR",
                                 "5 xyz",
                                 "12 A",
                                 "1,,234",
                                 "1..5",
                                 ",",
                                 ".",
                                 "1.5.",
                                 "nan",
                                 "inf",
                                 "Infinity",
                                 "12kgs7",
                                 "1 234 56",
                                 "68fd1e64",
                                 "1D23",
                                 "a1,5",
                                 "1,5,"})
            QTest::newRow(text) << QByteArray(text);
    }
    void isNoNumber()
    {
        QFETCH(QByteArray, text);
        const auto number = inAnyForm(text.toStdString());
        QVERIFY2(!number.has_value(), qPrintable(QString::number(number.value_or(0))));
    }

    void formsKeepToTheirSigns()
    {
        QVERIFY(!readNumber("1,5", {}));
        QVERIFY(!readNumber("1.5", form(',', 0)));
        QVERIFY(!readNumber("1,234.5", form(',', '.')));
        QVERIFY(!readNumber("5 EUR", form('.', 0, "$")));
        QVERIFY(!readNumber("(5)", {',', 0, "", false, true}));
        QVERIFY(!readNumber("5-", {',', 0, "", true, false}));
        QCOMPARE(readNumber("5", form(',', '.', "$")).value_or(0), 5.0); // a number without the unit
        QVERIFY(!readNumber(std::string(200, '1'), form(',', 0)));
        QVERIFY(!readNumber("1e999", form(',', 0)));
    }

    void votes_data()
    {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<bool>("commaInFile");
        QTest::addColumn<char>("decimal");
        QTest::addColumn<char>("thousands");
        QTest::addColumn<int>("doubt");
        const auto row = [](const char* name, const QStringList& texts, char decimal, char thousands,
                            Doubt doubt = Doubt::None, bool commaInFile = false) {
            QTest::newRow(name) << texts << commaInFile << decimal << thousands << static_cast<int>(doubt);
        };
        row("points", {"1.5", "2.25"}, '.', 0);
        row("points in a file of commas", {"1.5", "2.25"}, '.', 0, Doubt::None, true);
        row("commas", {"1,5", "2,25", "1,234"}, ',', 0);
        row("both", {"1,234.5", "1.5"}, '.', ',');
        row("both, German", {"1.234,5", "1,5", "1.234"}, ',', '.');
        row("three digits after the comma", {"1,234", "2,500", "999"}, '.', ',', Doubt::Comma);
        row("the same in a file of commas", {"1,234", "2,500", "999"}, ',', 0, Doubt::Comma, true);
        row("a zero before the comma", {"1,234", "0,500"}, ',', 0);
        row("a long integer without a sign", {"1,234", "2500"}, ',', 0);
        row("two commas", {"1,234", "1,234,567"}, '.', ',');
        row("three digits after the point", {"1.234", "2.500", "999"}, '.', 0, Doubt::Point);
        row("the same in a file of commas ", {"1.234", "2.500", "999"}, ',', '.', Doubt::Point, true);
        QStringList tens{"7", "999"};
        for (int i = 100; i < 130; ++i)
            tens << "1." + QString::number(i);
        row("short integers and many points", tens, ',', '.', Doubt::Point);
        row("two points", {"1.234", "1.234.567"}, ',', '.');
        row("blanks", {"1 234,5", "12 345,25"}, ',', ' ');
        row("apostrophes", {"1'234.50", "5.25"}, '.', '\'');
    }
    void votes()
    {
        QFETCH(QStringList, texts);
        QFETCH(bool, commaInFile);
        QFETCH(char, decimal);
        QFETCH(char, thousands);
        QFETCH(int, doubt);
        FormVotes votes{ReadingWish()};
        for (const QString& text : texts)
            QVERIFY(votes.add(text.toStdString(), 1));
        const FormChoice choice = votes.choose(commaInFile);
        QCOMPARE(choice.form.decimal, decimal);
        QCOMPARE(choice.form.thousands, thousands);
        QCOMPARE(static_cast<int>(choice.doubt), doubt);
        QCOMPARE(choice.cells, static_cast<int64_t>(texts.size()));
    }

    void wishesLimitTheForms()
    {
        ReadingWish wish;
        wish.decimal = ',';
        for (const SignPair& pair : signPairs(wish))
            QVERIFY(pair.decimal == ',' && pair.thousands != ',');
        wish.thousands = '_';
        QCOMPARE(signPairs(wish).size(), size_t{1});
        QCOMPARE(signPairs(wish).front().thousands, '_');
        wish.decimal = std::nullopt;
        wish.thousands = '.';
        QCOMPARE(signPairs(wish).size(), size_t{1});
        QCOMPARE(signPairs(wish).front().decimal, ',');
    }

    void readsPlainly_data()
    {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<bool>("plain");
        QTest::newRow("integers") << QStringList{"1", "-20", "300"} << true;
        QTest::newRow("one number of decimals") << QStringList{"1.50", "-2.25", "0.10"} << true;
        QTest::newRow("shortest decimals") << QStringList{"1.5", "2", "2.25"} << true;
        QTest::newRow("dates") << QStringList{"2024-01-05", "2024-01-06"} << true; // nothing to be done
        QTest::newRow("twins") << QStringList{"3.5", "3", "3.0"} << false;
        QTest::newRow("plus") << QStringList{"3.5", "3", "+3"} << false;
        QTest::newRow("words") << QStringList{"1", "x"} << false;
        QTest::newRow("comma") << QStringList{"1,5"} << false;
        QTest::newRow("points between thousands") << QStringList{"1.234", "12.345"} << false;
        QTest::newRow("minus after") << QStringList{"1.5", "2.5-"} << false;
    }
    void readsPlainly()
    {
        QFETCH(QStringList, texts);
        QFETCH(bool, plain);
        TextDictionary dictionary;
        for (const QString& text : texts)
            dictionary.add(text.toStdString());
        QCOMPARE(leap::readsPlainly(dictionary), plain);
    }

    /// Tokens and words are disjoint, so that a text means one thing.
    void tokensAndWordsDiffer()
    {
        const auto tokens = missingTokens(), words = missingWords();
        for (const std::string& token : tokens)
            QVERIFY2(std::find(words.begin(), words.end(), token) == words.end(), token.c_str());
        QVERIFY(isMissingToken("<NA>") && isMissingToken("#DIV/0!") && !isMissingToken("missing"));
        for (const char* word : {"missing", "MISSING", "Missing", ".", "nil", "Inf", "-inf", ".a", ".Z"})
            QVERIFY2(std::find(words.begin(), words.end(), word) != words.end(), word);
    }

    void looksLikeTime()
    {
        for (const char* text : {"2024-01-05", "05.01.2024", "1/2/2024", "2024-01-05T10:00:00Z",
                                 "Mon, 05 Jan 2024 10:00:00 +0000", "10:00:05"})
            QVERIFY2(leap::looksLikeTime(text), text);
        for (const char* text : {"abc", "10.0.0.1", "1.5", "a-b-c", "12345"})
            QVERIFY2(!leap::looksLikeTime(text), text);
    }
};

QTEST_APPLESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
