// SPDX-License-Identifier: GPL-3.0-or-later
// A key of a file is told once, in the record that describes the struct (core/record, *_record.h).
#include "tests/lint/ceilings.h"
#include "tests/lint/source_tree.h"

#include <QRegularExpression>
#include <QtTest>

using namespace leap::lint;

namespace {

/// The code with all its literals empty: what they say is no code.
QString withEmptyLiterals(const QString& source)
{
    QString code;
    for (const Piece& piece : piecesOf(source)) {
        if (piece.kind != Piece::Kind::Comment)
            code += piece.kind == Piece::Kind::Literal ? QStringLiteral("\"\"") : piece.text;
    }
    return code;
}

/// Variables that are groups or files of HDF5, whose members have names too.
QStringList hdf5Names(const QString& code)
{
    static const QRegularExpression declared("\\bh5::\\w+[\\s&]+(\\w+)");
    QStringList names;
    for (auto match = declared.globalMatch(code); match.hasNext();)
        names << match.next().captured(1);
    return names;
}

/// Keys in a source: ["key"], [kKey] of something called json, .at("key") and its kin whatever the variable
/// is called (but for groups of HDF5), and lists {{"key", value}} of a Json.
int keysIn(const QString& source)
{
    static const QList<QRegularExpression> patterns{
        QRegularExpression("\\[\\s*\"\"\\s*\\]"),
        QRegularExpression("\\b\\w*[jJ]son\\w*\\s*\\[\\s*k[A-Z]\\w*"),
        QRegularExpression("(?<of>\\w*)(?:\\.|->)\\s*(?:at|get|list|value|contains|has|erase|emplace|placeOf)"
                           "\\s*(?:<[^;()]*>)?\\(\\s*\""),
        QRegularExpression("(?:\\bJson\\s*\\w*|push_back)\\s*\\(?\\s*\\{\\s*\\{\\s*\"")};
    const QString code = withEmptyLiterals(source);
    const QStringList hdf5 = hdf5Names(code);
    int count = 0;
    for (const QRegularExpression& pattern : patterns) {
        for (auto match = pattern.globalMatch(code); match.hasNext();) {
            if (!hdf5.contains(match.next().captured("of")))
                ++count;
        }
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
        QTest::newRow("brackets in texts")
            << "place + \"[\" + std::to_string(item) + \"]\"; say(\"json[\\\"a\\\"]\");" << 0;
        QTest::newRow("a group of HDF5")
            << "const h5::Group& root = reader.root(); if (root.has(\"rule\")) json.at(\"rule\");" << 1;
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
            const int count = knowsJson(codeOf(file.text)) ? keysIn(file.text) : 0;
            if (count > 0)
                counts.insert(file.path, count);
        }
        QVERIFY(withinCeilings("json_keys", counts, {}));
    }
};

QTEST_APPLESS_MAIN(TestJsonKeys)
#include "tst_json_keys.moc"
