// SPDX-License-Identifier: GPL-3.0-or-later
// A key of a file is told once, in the record that describes the struct (core/record, *_record.h).
#include "tests/lint/ceilings.h"
#include "tests/lint/source_tree.h"

#include <QRegularExpression>
#include <QtTest>

using namespace leap::lint;

namespace {

/// Keys in a piece of code: ["key"], [kKey] of something called json, .at("key") and its kin whatever the
/// variable is called, and lists {{"key", value}} of a Json.
int keysIn(const QString& code)
{
    static const QList<QRegularExpression> patterns{
        QRegularExpression("\\[\\s*\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\]"),
        QRegularExpression("\\b\\w*[jJ]son\\w*\\s*\\[\\s*k[A-Z]\\w*"),
        QRegularExpression("(?:\\.|->)\\s*(?:at|get|list|value|contains|has|erase|emplace|placeOf)"
                           "\\s*(?:<[^;()]*>)?\\(\\s*\""),
        QRegularExpression("(?:\\bJson\\s*\\w*|push_back)\\s*\\(?\\s*\\{\\s*\\{\\s*\"")};
    int count = 0;
    for (const QRegularExpression& pattern : patterns) {
        for (auto match = pattern.globalMatch(code); match.hasNext(); match.next())
            ++count;
    }
    return count;
}

bool knowsJson(const QString& code)
{
    static const QRegularExpression json("\\b(Json|ObjectReader|nlohmann)\\b");
    return json.match(code).hasMatch();
}

} // namespace

class TestJsonKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysAreSeen_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("count");
        QTest::newRow("written") << "json[\"a\"] = 1; out[ \"b\" ] = 2;" << 2;
        QTest::newRow("read") << "reader.get<int>(\"a\"); r.at(\"b\"); run->get<std::vector<int>>(\"c\");"
                              << 3;
        QTest::newRow("a constant") << "json[kFormat] = 1;" << 1;
        QTest::newRow("pairs") << "list.push_back({{\"column\", left.column}}); const Json json{{\"a\", 1}};"
                               << 2;
        QTest::newRow("none") << "Table({{\"rank\", Align::Right}}); values[index]; text.find(\"x\");" << 0;
    }
    void keysAreSeen()
    {
        QFETCH(QString, code);
        QTEST(keysIn(code), "count");
    }

    void keysAreInRecords()
    {
        Counts counts;
        for (const SourceFile& file : filesBelow({"core"}, sourceNames())) {
            if (file.path.startsWith("core/record/") || file.path == "core/base/json.h"
                || stemOf(file.path).endsWith("_record"))
                continue;
            const QString code = codeOf(file.text);
            const int count = knowsJson(code) ? keysIn(code) : 0;
            if (count > 0)
                counts.insert(file.path, count);
        }
        QVERIFY(withinCeilings("json_keys", counts, {}));
    }
};

QTEST_APPLESS_MAIN(TestJsonKeys)
#include "tst_json_keys.moc"
