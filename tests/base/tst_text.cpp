// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <QtTest>
#include <clocale>
#include <cmath>
#include <limits>

using namespace leap;

class TestText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nearestFindsTypos_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("expected"); // empty: none
        QTest::newRow("exact") << "carrier"
                               << "carrier";
        QTest::newRow("one letter less") << "carier"
                                         << "carrier";
        QTest::newRow("swapped") << "origni"
                                 << "origin";
        QTest::newRow("two of nine") << "passanger"
                                     << "passenger";
        QTest::newRow("nothing near") << "humidity"
                                      << "";
        QTest::newRow("one letter for one letter") << "x"
                                                   << "y";
        QTest::newRow("nothing near a short word") << "zz"
                                                   << "";
        QTest::newRow("empty word") << ""
                                    << "y";
    }
    void nearestFindsTypos()
    {
        QFETCH(QString, word);
        QFETCH(QString, expected);
        const auto found = nearest(word.toStdString(), {"carrier", "origin", "passenger", "y"});
        QCOMPARE(QString::fromStdString(found.value_or("")), expected);
        QCOMPARE(didYouMean("carier", {"carrier"}), std::string(" Did you mean 'carrier'?"));
        QCOMPARE(didYouMean("humidity", {"carrier"}), std::string());
        QVERIFY(!nearest("a", {}));
    }

    void splitAndJoinAreInverse()
    {
        for (const char* text : {"", "a", "a,b", ",", ",,", "a,,b,"})
            QCOMPARE(join(split(text, ','), ","), std::string(text));
        QCOMPARE(split("a,,b", ',').size(), size_t{3});
        QCOMPARE(split("", ',').size(), size_t{1});
        QCOMPARE(join({}, ", "), std::string());
    }

    void trimsSpaceAtBothEnds()
    {
        QCOMPARE(std::string(trimmed("  a b\t\r\n")), std::string("a b"));
        QCOMPARE(std::string(trimmed(" \t ")), std::string());
        QCOMPARE(std::string(trimmed("")), std::string());
        QCOMPARE(std::string(trimmed("x")), std::string("x"));
    }

    void groupsThousands_data()
    {
        QTest::addColumn<qint64>("number");
        QTest::addColumn<QString>("expected");
        QTest::newRow("0") << qint64{0} << "0";
        QTest::newRow("999") << qint64{999} << "999";
        QTest::newRow("1000") << qint64{1000} << "1,000";
        QTest::newRow("-999") << qint64{-999} << "-999";
        QTest::newRow("-1000") << qint64{-1000} << "-1,000";
        QTest::newRow("million") << qint64{1234567} << "1,234,567";
        QTest::newRow("least") << std::numeric_limits<qint64>::min() << "-9,223,372,036,854,775,808";
    }
    void groupsThousands()
    {
        QFETCH(qint64, number);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(grouped(number)), expected);
    }

    void numbersDoNotDependOnTheLocale()
    {
        const std::string before = std::setlocale(LC_ALL, nullptr);
        for (const char* locale : {"de_DE.UTF-8", "C.UTF-8", "C"}) {
            if (!std::setlocale(LC_ALL, locale))
                continue;
            QCOMPARE(fixed(1234.5678, 2), std::string("1234.57"));
            QCOMPARE(shortest(0.1), std::string("0.1"));
            QCOMPARE(parseDouble("1.5").value_or(0), 1.5);
            QVERIFY(!parseDouble("1,5"));
        }
        std::setlocale(LC_ALL, before.c_str());
    }

    void fixedShowsWhatIsNoNumber()
    {
        QCOMPARE(fixed(std::nan(""), 2), std::string("nan"));
        QCOMPARE(fixed(std::numeric_limits<double>::infinity(), 2), std::string("inf"));
        QCOMPARE(fixed(-std::numeric_limits<double>::infinity(), 2), std::string("-inf"));
        QCOMPARE(fixed(1e300, 0).size(), size_t{301});
    }

    void significantDropsWhatIsNotAskedFor()
    {
        QCOMPARE(significant(0.010600390140619604, 4), std::string("0.0106"));
        QCOMPARE(significant(123456, 3), std::string("1.23e+05"));
        QCOMPARE(significant(0.5, 4), std::string("0.5"));
        QCOMPARE(significant(0, 4), std::string("0"));
        QCOMPARE(significant(std::nan(""), 4), std::string("nan"));
    }

    void shortestReadsBackTheSame()
    {
        for (const double value : {0.1, 1.0 / 3, 1e-300, 5e-324, 1e22, -2.5, 123456789.123})
            QCOMPARE(parseDouble(shortest(value)).value_or(0), value);
    }

    void parsesWholeFiniteNumbersOnly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("number");
        for (const char* good : {"0", "-1", "+2.5", "1e3", ".5", "5.", "-0"})
            QTest::newRow(good) << good << true;
        for (const char* bad : {"", "+", "-", "1 ", " 1", "1x", "nan", "inf", "1e999", "0x10", "++1", "1,0"})
            QTest::newRow(*bad ? bad : "empty") << bad << false;
    }
    void parsesWholeFiniteNumbersOnly()
    {
        QFETCH(QString, text);
        QFETCH(bool, number);
        QCOMPARE(parseDouble(text.toStdString()).has_value(), number);
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
