// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/cell_text.h"
#include "core/data/column/quantiles.h"
#include "core/data/column/text_dictionary.h"
#include "core/data/column/vocabulary.h"

#include <QtTest>
#include <limits>
#include <map>
#include <set>

using namespace leap;

/// The small parts that everything else is built on.
class TestTextDictionary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void codesCountFirstAppearances()
    {
        TextDictionary dictionary;
        QCOMPARE(dictionary.find("a"), std::optional<int32_t>());
        QCOMPARE(dictionary.add("b"), 0);
        QCOMPARE(dictionary.add(""), 1);
        QCOMPARE(dictionary.add("a"), 2);
        QCOMPARE(dictionary.add("b"), 0);
        QCOMPARE(dictionary.find(""), std::optional<int32_t>(1));
        QCOMPARE(dictionary.find("c"), std::optional<int32_t>());
        QVERIFY(dictionary[1].empty());
        QVERIFY(dictionary[2] == "a");
    }

    /// Against std::map, with bytes of all kinds.
    void agreesWithAMap()
    {
        TextDictionary dictionary;
        std::map<std::string, int32_t> map;
        uint32_t state = 1;
        for (int i = 0; i < 20'000; ++i) {
            state = state * 1664525 + 1013904223;
            std::string text(state >> 30, static_cast<char>(state >> 8));
            text += std::to_string((state >> 16) % 5000);
            const auto [at, isNew] = map.try_emplace(text, static_cast<int32_t>(map.size()));
            QCOMPARE(dictionary.add(text), at->second);
        }
        QCOMPARE(dictionary.size(), static_cast<int32_t>(map.size()));
        for (const auto& [text, code] : map)
            QVERIFY(dictionary[code] == text);
    }

    void cleansCells_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QByteArray>("clean");
        const char* missing[] = {"",     " ",    "NA",  "N/A", "n/a", "na", "null", "NULL", "Null",
                                 "None", "none", "NaN", "nan", "-",   "?",  " ? ",  "\\N",  "\t-\r"};
        for (const char* cell : missing)
            QTest::addRow("missing '%s'", cell) << QByteArray(cell) << QByteArray();
        const char* kept[] = {"0", "--", "Na", "NAN.", "-1", "Nancy", "No", "a b"};
        for (const char* cell : kept)
            QTest::addRow("kept '%s'", cell) << QByteArray(cell) << QByteArray(cell);
        QTest::newRow("spaces") << QByteArray("  a b\t") << QByteArray("a b");
    }
    void cleansCells()
    {
        QFETCH(QByteArray, cell);
        QFETCH(QByteArray, clean);
        QVERIFY(cleanCell(cell.toStdString()) == clean.toStdString());
    }

    void showsLatin1AsUtf8()
    {
        QCOMPARE(displayText("Caf\xE9"), std::string("Caf\xC3\xA9")); // Latin-1
        QCOMPARE(displayText("Caf\xC3\xA9"), std::string("Caf\xC3\xA9")); // UTF-8 stays
        QCOMPARE(displayText("\xC0\xAF"), std::string("\xC3\x80\xC2\xAF")); // overlong: no UTF-8
        QCOMPARE(displayText("\xED\xA0\x80").size(), size_t{6}); // a surrogate: no UTF-8
        QCOMPARE(displayText("\xF0\x9F\x98\x80"), std::string("\xF0\x9F\x98\x80"));
    }

    void knowsLeadingZeros()
    {
        for (const char* text : {"01234", "-01", "00"})
            QVERIFY2(hasLeadingZero(text), text);
        for (const char* text : {"0", "0.5", "1", "", "-", "0x1", "10"})
            QVERIFY2(!hasLeadingZero(text), text);
    }

    void bucketsHoldEqualShares()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<double> numbers{5, 1, nan, 2, 4, 3};
        const std::vector<int64_t> counts{1, 1, 100, 1, 1, 1};
        QCOMPARE(quantileEdges(numbers, counts, 5), (std::vector<double>{1, 2, 3, 4}));
        QCOMPARE(quantileEdges(numbers, counts, 2), (std::vector<double>{3}));
        const std::vector<double> edges{1, 3};
        QCOMPARE(bucketOf(0.5, edges), 0);
        QCOMPARE(bucketOf(1, edges), 0);
        QCOMPARE(bucketOf(3, edges), 1);
        QCOMPARE(bucketOf(3.1, edges), 2);
        QCOMPARE(bucketOf(nan, edges), -1);
    }
    void aFrequentNumberFillsItsBuckets()
    {
        // 60 % zeros take three fifths; 1 .. 4 share the rest: two buckets.
        const std::vector<double> numbers{0, 1, 2, 3, 4};
        const std::vector<int64_t> counts{60, 10, 10, 10, 10};
        QCOMPARE(quantileEdges(numbers, counts, 5), (std::vector<double>{0, 2}));
        QVERIFY(quantileEdges(numbers, std::vector<int64_t>{9, 0, 0, 0, 0}, 5).empty());
        QVERIFY(quantileEdges({}, {}, 5).empty());
    }

    void idsGoByTrainingRows()
    {
        const std::vector<int64_t> counts{2, 0, 7, 2, 1, 9};
        const Vocabulary vocabulary = makeVocabulary(counts, 5, 2);
        // code 5 is missing; 2 is most frequent; 0 and 3 tie in file order; 1 is unseen, 4 too rare
        QCOMPARE(vocabulary.idOf, (std::vector<int32_t>{3, 0, 2, 4, 0, 1}));
        QCOMPARE(vocabulary.size, int64_t{5});
        QCOMPARE(makeVocabulary({}, -1, 1).size, int64_t{2});
    }

    /// Numbers are rounded in the column's own form, so that they can be read in it.
    void staysBoundedWithDecimalCommas()
    {
        TextDictionary dictionary({.texts = 100, .bytes = 1 << 20, .buckets = 8});
        for (int i = 0; i < 100; ++i)
            (void)dictionary.add(std::to_string(i) + ",5");
        QVERIFY(dictionary[dictionary.add("3,14159265")] == "3,14159");
        QCOMPARE(dictionary.add("3,14159265"), dictionary.add("3,14159"));
        QVERIFY(dictionary[dictionary.add("12345678,5")] == "1,23457e+07");
        QVERIFY(dictionary[dictionary.add("x")].starts_with("(hash bucket"));
    }

    void rewrites()
    {
        TextDictionary dictionary;
        for (const char* text : {"3.0", "a", "", "3", "NA", "b"})
            (void)dictionary.add(text);
        std::vector<int32_t> codes;
        const TextDictionary other = dictionary.rewritten(
            [&](int32_t code) -> std::string_view {
                return dictionary[code] == "3.0" ? "3" : dictionary[code] == "NA" ? "" : dictionary[code];
            },
            codes);
        QCOMPARE(codes, (std::vector<int32_t>{0, 1, 2, 0, 2, 3}));
        QCOMPARE(other.size(), 4);
        QVERIFY(other[0] == "3" && other[3] == "b");
        QCOMPARE(other.find("b"), std::optional<int32_t>(3));
        QCOMPARE(other.find("3.0"), std::optional<int32_t>());
    }

    /// Beyond the limit: texts share hash buckets, numbers are rounded, nothing that is known changes.
    void staysBounded()
    {
        TextDictionary dictionary({.texts = 100, .bytes = 1 << 20, .buckets = 8});
        std::vector<int32_t> first;
        first.reserve(100);
        for (int i = 0; i < 100; ++i)
            first.push_back(dictionary.add("t" + std::to_string(i)));
        QCOMPARE(dictionary.fullAt(), 0);
        std::set<int32_t> buckets;
        for (int i = 100; i < 1100; ++i)
            buckets.insert(dictionary.add("t" + std::to_string(i)));
        QCOMPARE(dictionary.fullAt(), 100);
        QCOMPARE(buckets.size(), size_t{8});
        QCOMPARE(*buckets.begin(), 100);
        QCOMPARE(dictionary.size(), 108);
        QCOMPARE(dictionary.add("t500"), dictionary.add("t500"));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(dictionary.add("t" + std::to_string(i)), first[static_cast<size_t>(i)]);
        const int32_t number = dictionary.add("3.14159265");
        QCOMPARE(std::string(dictionary[number]), std::string("3.14159"));
        QCOMPARE(dictionary.add("3.1415926"), number);
        QVERIFY(dictionary.add("007") < 108); // a code, no number
        QCOMPARE(dictionary.add(""), dictionary.add(""));
        QVERIFY(dictionary.add("") >= 108); // missing has a code of its own
        for (int i = 0; i < 100000; ++i)
            (void)dictionary.add(std::to_string(i) + ".123");
        QVERIFY(dictionary.size() < 108 + 1 + 1 + 50 + 1000); // 2 digits once there are 50 numbers
    }
    /// A split by time may have more seconds than there are codes.
    void timesAreKeptToTheMinute()
    {
        TextDictionary dictionary({.texts = 100, .bytes = 1 << 20, .buckets = 8});
        for (int i = 0; i < 100; ++i)
            (void)dictionary.add("2014-01-31T15:30:" + std::to_string(100 + i));
        const int32_t minute = dictionary.add("2014-01-31T15:31:59.5Z");
        QCOMPARE(std::string(dictionary[minute]), std::string("2014-01-31T15:31Z"));
        QCOMPARE(dictionary.add("2014-01-31T15:31:07Z"), minute);
        QVERIFY(dictionary.add("job 15:31:07") < 108); // no time: a hash bucket
        for (int i = 0; i < 1000; ++i)
            (void)dictionary.add("31/01/" + std::to_string(1000 + i) + " 15:31:07");
        QVERIFY(dictionary.size() <= 108 + 50); // then hash buckets
    }
    void bytesAreBoundedToo()
    {
        TextDictionary dictionary({.texts = 1000, .bytes = 100, .buckets = 4});
        for (int i = 0; i < 50; ++i)
            (void)dictionary.add("a long text, number " + std::to_string(i));
        QCOMPARE(dictionary.fullAt(), 5);
        QCOMPARE(dictionary.size(), 9);
    }
};

QTEST_GUILESS_MAIN(TestTextDictionary)
#include "tst_text_dictionary.moc"
