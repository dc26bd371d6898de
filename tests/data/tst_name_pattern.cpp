// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/name_pattern.h"
#include "tests/support/error_text.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;

using Names = std::vector<std::string>;

class TestNamePattern : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char* pattern, const char* name, bool fits) {
            QTest::addRow("%s on %s", pattern, name) << pattern << name << fits;
        };
        row("c*", "c", true);
        row("c*", "c12", true);
        row("c*", "xc12", false);
        row("*_id", "user_id", true);
        row("*_id", "_id", true);
        row("*_id", "user_id2", false);
        row("*", "", true);
        row("a*b*c", "abcbc", true);
        row("a*b*c", "abcb", false);
        row("*a*a*", "banana", true);
        row("c?", "c1", true);
        row("c?", "c", false);
        row("c?", "c12", false);
        row("gr?n", "gr\xC3\xBCn", true); // one character, two bytes
        row("\xE5\x93\x81*", "\xE5\x93\x81\xE7\x89\x8C", true);
        row("c[123]", "c2", true);
        row("c[123]", "c4", false);
        row("c[1-3]x", "c2x", true);
        row("c[!1-3]", "c4", true);
        row("c[^1-3]", "c2", false);
        row("c[]]", "c]", true);
        row("c[1-]", "c-", true);
        row("c[1", "c[1", true);
        row("c[1", "c1", false);
        row("c[*", "c[99", true);
        row("price\\*", "price*", true);
        row("price\\*", "price1", false);
        row("a\\", "a\\", true);
        row("price[EUR]", "price[EUR]", true); // its own text always fits
        row("price[EUR]", "priceE", true);
        row("User", "user", false);
        row("", "", true);
        row("", "a", false);
    }
    void matches()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, name);
        QFETCH(bool, fits);
        QCOMPARE(matchesPattern(pattern.toStdString(), name.toStdString()), fits);
    }

    void aLongPatternTakesNoExponentialTime()
    {
        std::string pattern;
        for (int i = 0; i < 40; ++i)
            pattern += "*a";
        QVERIFY(!matchesPattern(pattern, std::string(4000, 'a') + "b"));
    }

    void namesInTheirOrderEachOnce()
    {
        const Names names{"label", "c1", "user_id", "c2", "item_id"};
        QCOMPARE(namesMatching({"*_id", "c*", "user_id"}, names, "--x"),
                 (Names{"c1", "user_id", "c2", "item_id"}));
        QCOMPARE(namesMatching({}, names, "--x"), Names{});
    }

    void aNameWinsOverAPattern()
    {
        const Names names{"a*", "ab", "x[1]", "x1"};
        QCOMPARE(namesMatching({"a*"}, names, "--x"), Names{"a*"});
        QCOMPARE(namesMatching({"x[1]"}, names, "--x"), Names{"x[1]"});
        QCOMPARE(namesMatching({"a\\*", "x?"}, names, "--x"), (Names{"a*", "x1"}));
    }

    void nothingFits()
    {
        const Names names{"user_age", "user_id", "item"};
        QCOMPARE(inputErrorOf([&] {
                     (void)namesMatching({"item", "usr_*"}, names, "--exclude", "a.csv");
                 }),
                 QString("--exclude: no column of a.csv matches 'usr_*'. Did you mean 'user_*'? Its "
                         "columns: user_age, user_id, item."));
        QCOMPARE(inputErrorOf([&] { (void)namesMatching({"itm"}, names, "--exclude", "a.csv"); }),
                 QString("--exclude: there is no column 'itm' in a.csv. Did you mean 'item'? Its "
                         "columns: user_age, user_id, item."));
        QVERIFY(inputErrorOf([&] {
                    (void)namesMatching({"zz*"}, names, "--exclude");
                }).contains("no column of the data matches 'zz*'. Its columns"));
    }

    void nearestPattern_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("nearest");
        QTest::newRow("a letter too few") << "usr_*"
                                          << "user_*";
        QTest::newRow("a letter too many") << "userr_*"
                                           << "user_*";
        QTest::newRow("another letter") << "*_lenght"
                                        << "*_lenghs";
        QTest::newRow("case") << "USER_*"
                              << "user_*";
        QTest::newRow("one sign too many") << "user_???"
                                           << "user_??";
        QTest::newRow("a set") << "usir_[a-i]?"
                               << "user_[a-i]?";
        QTest::newRow("nothing near") << "price*"
                                      << "";
    }
    void nearestPattern()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, nearest);
        const Names names{"label", "user_id", "word_lenghs"};
        const std::string found = leap::nearestPattern(pattern.toStdString(), names);
        QCOMPARE(QString::fromStdString(found), nearest);
        if (!found.empty())
            QCOMPARE(placesMatching(found, names).size(), size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestNamePattern)
#include "tst_name_pattern.moc"
