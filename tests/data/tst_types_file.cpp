// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/types_file.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

class TestTypesFile : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    std::vector<KindRule> read(const std::string& text) const { return readTypes(m_folder.write("t", text)); }
    std::string refused(const std::string& text) const
    {
        return refusal([&] { (void)read(text); });
    }

private Q_SLOTS:
    void lines()
    {
        const auto rules =
            read("\xEF\xBB\xBF*_id, categorical\r\n\r\n\"price, net\",numeric\nitem,categorical,24\n");
        QCOMPARE(rules.size(), size_t{3});
        QCOMPARE(rules[0].pattern, "*_id"s);
        QCOMPARE(rules[0].kind, InputKind::Categorical);
        QCOMPARE(rules[0].width, 0);
        QVERIFY(rules[0].from.ends_with("t: line 1"));
        QCOMPARE(rules[1].pattern, "price, net"s);
        QCOMPARE(rules[1].kind, InputKind::Numeric);
        QVERIFY(rules[1].from.ends_with("t: line 3"));
        QCOMPARE(rules[2].width, 24);
    }

    void headers()
    {
        for (const char* header : {"name,kind,width", "column,type,width"}) {
            const auto rules = read(header + "\nuser,categorical,4\nage,numeric,\n"s);
            QCOMPARE(rules.size(), size_t{2});
            QCOMPARE(rules[0].width, 4);
            QCOMPARE(rules[1].pattern, "age"s);
        }
        const auto turned = read("width,type,column\n4,bag,tags\n");
        QCOMPARE(turned.size(), size_t{1});
        QCOMPARE(turned[0].pattern, "tags"s);
        QCOMPARE(turned[0].kind, InputKind::Bag);
        QCOMPARE(turned[0].width, 4);
    }

    void json()
    {
        const auto rules = read("\n { \"c*\": \"categorical\", \"price\": \"numeric\", \"item\": {\"kind\": "
                                "\"categorical\", \"width\": 16} }");
        QCOMPARE(rules.size(), size_t{3});
        QCOMPARE(rules[0].pattern, "c*"s);
        QCOMPARE(rules[1].kind, InputKind::Numeric);
        QCOMPARE(rules[2].width, 16);
        QVERIFY(contains(rules[2].from, "'item'"));
    }

    void refuses()
    {
        LEAP_CONTAINS(refused("a,numeric\nb,number\n"),
                      "t: line 2: unknown kind 'number'. Known: categorical, numeric");
        LEAP_CONTAINS(refused("a,numeric\n\nb\n"), "t: line 3 has 1 cells");
        LEAP_CONTAINS(refused("a,numeric,1,2\n"), "line 1 has 4 cells");
        LEAP_CONTAINS(refused(",numeric\n"), "line 1 has no name");
        LEAP_CONTAINS(refused("a,categorical,wide\n"), "line 1: width is 'wide'");
        LEAP_CONTAINS(refused("a,categorical,0\n"), "line 1: width is 0; it must be 1 to 65,536");
        LEAP_CONTAINS(refused("a,categorical,4294967304\n"), "width is 4294967304");
        LEAP_CONTAINS(refused("a,numeric,8\n"), "a numeric field has none");
        LEAP_CONTAINS(refused("a,pretrained\n"), "--schema");
        LEAP_CONTAINS(refused(""), "names no column");
        LEAP_CONTAINS(refused("name,kind\n"), "names no column");
        LEAP_CONTAINS(refused("{\"a\": \"number\"}"), "'a': unknown kind 'number'");
        LEAP_CONTAINS(refused("{\"a\": 3}"), "'a'");
        LEAP_CONTAINS(refused("{\"a\": {\"kind\": \"bag\", \"widht\": 3}}"), "width");
        LEAP_CONTAINS(refused("{\"a\": {\"width\": 3}}"), "kind");
        LEAP_CONTAINS(refused("{\"a\": "), "t");
        LEAP_CONTAINS(refusal([&] { (void)readTypes(m_folder.path("none.csv")); }), "none.csv");
    }
};

QTEST_GUILESS_MAIN(TestTypesFile)
#include "tst_types_file.moc"
