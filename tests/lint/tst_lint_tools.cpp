// SPDX-License-Identifier: GPL-3.0-or-later
// What the lints see with: each would pass silently if these saw nothing.
#include "tests/lint/ceilings.h"
#include "tests/lint/source_tree.h"

#include <QtTest>

using namespace leap::lint;

class TestLintTools : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTreeIsSeen()
    {
        QVERIFY(filesBelow({"core"}, sourceNames()).size() > 400);
        QVERIFY(filesBelow({""}, {"*.md"}).size() > 40);
        for (const SourceFile& file : filesBelow({""}, {"*.md"}))
            QVERIFY2(!file.path.startsWith("build"), qPrintable(file.path));
    }

    void literalsAreJoinedAndCommentsLeftOut()
    {
        const QString source = "#include \"a.h\"\n"
                               "// \"no\"\n"
                               "call(\"one \"\n    \"two\", u'\"', 1'000, \"thr\\\"ee\"); /* \"no\" */\n"
                               "auto raw = R\"(a \"b\")\";\n";
        QStringList texts;
        for (const Piece& literal : literalsOf(source))
            texts << literal.text;
        QCOMPARE(texts, (QStringList{"one two", "thr\\\"ee", "a \"b\""}));
        QCOMPARE(literalsOf(source)[0].line, 3);
        QCOMPARE(literalsOf(source)[2].line, 5);
    }

    void codeHasNoComments()
    {
        QCOMPARE(codeOf("a(\"x\"); // json[\"y\"]\n/* b */c"), QString("a(\"x\"); \nc"));
    }

    void wordsAreLowerCase()
    {
        QCOMPARE(wordsOf("The model's AUC: 0.5, so_many"),
                 (QStringList{"the", "model's", "auc", "0", "5", "so", "many"}));
    }

    void chainsFollowIncludes()
    {
        const IncludeGraph graph({{"a.h", "#include \"b.h\"\n"},
                                  {"b.h", "#include \"a.h\"\n#include <core/c.h>\n"},
                                  {"core/c.h", "#include <vector>\n"}});
        const auto inCore = [](const QString& path) { return path.startsWith("core/"); };
        QCOMPARE(graph.chainTo("a.h", inCore), (QStringList{"a.h", "b.h", "core/c.h"}));
        QVERIFY(graph.chainTo("core/c.h", inCore).isEmpty());
    }

    void ceilingsOnlyFall()
    {
        const Counts allowed = countsFrom("# more words\n3 core/a.cpp\n2 core/b c.cpp\n");
        QCOMPARE(allowed, (Counts{{"core/a.cpp", 3}, {"core/b c.cpp", 2}}));
        QVERIFY(differences(allowed, allowed).isEmpty());
        const Counts more{{"core/a.cpp", 4}, {"core/b c.cpp", 2}};
        QCOMPARE(differences(more, allowed), QStringList{"core/a.cpp: 4, allowed are 3"});
        const Counts fewer{{"core/a.cpp", 3}};
        QCOMPARE(differences(fewer, allowed).size(), 1);
        const Counts other{{"core/a.cpp", 3}, {"core/b c.cpp", 2}, {"core/new.cpp", 1}};
        QCOMPARE(differences(other, allowed).size(), 1);
        QCOMPARE(lowered({{"core/a.cpp", 9}, {"core/new.cpp", 1}}, allowed), (Counts{{"core/a.cpp", 3}}));
    }
};

QTEST_APPLESS_MAIN(TestLintTools)
#include "tst_lint_tools.moc"
