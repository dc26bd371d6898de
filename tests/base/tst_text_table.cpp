// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_table.h"

#include <QtTest>

using namespace leap;
using Align = TextTable::Align;

class TestTextTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void alignsColumns()
    {
        TextTable table({{"name", Align::Left}, {"n", Align::Right}, {"note", Align::Left}});
        table.add({"a", "1000", "x"});
        table.add({"longer", "2", ""});
        QCOMPARE(table.text(),
                 std::string("name       n  note\n"
                             "a       1000  x\n"
                             "longer     2\n"));
    }

    void countsCodePointsNotBytes()
    {
        TextTable table({{"a", Align::Left}, {"b", Align::Left}});
        table.add({"\xC3\xA4\xC3\xB6", "x"});
        table.add({"abc", "y"});
        QCOMPARE(table.text(), std::string("a    b\n\xC3\xA4\xC3\xB6   x\nabc  y\n"));
    }

    void cutsLongCellsAndControlCharacters()
    {
        TextTable table({{"a", Align::Left}, {"b", Align::Left}});
        table.add({std::string(100, 'x') + "\xC3\xA4", "y"});
        table.add({"line\nbreak\x1b[31m"});
        const std::string text = table.text();
        QVERIFY(text.find(std::string(69, 'x') + "...  y\n") != std::string::npos);
        QVERIFY(text.find("line break [31m\n") != std::string::npos);
    }

    void theLastCellMayBeLonger()
    {
        TextTable table({{"a", Align::Left}, {"b", Align::Left}});
        table.add({"1", std::string(160, 'x')});
        table.add({"2", std::string(161, 'y')});
        const std::string text = table.text();
        QVERIFY(text.find("1  " + std::string(160, 'x') + "\n") != std::string::npos);
        QVERIFY(text.find("2  " + std::string(157, 'y') + "...\n") != std::string::npos);
    }

    void fillsMissingCells()
    {
        TextTable table({{"a", Align::Left}, {"b", Align::Left}});
        table.add({"1"});
        QCOMPARE(table.text(), std::string("a  b\n1\n"));
    }
};

QTEST_APPLESS_MAIN(TestTextTable)
#include "tst_text_table.moc"
