// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/names.h"
#include "tests/support/error_text.h"

#include <QtTest>

using namespace leap;
using leap::test::inputErrorOf;

namespace {

enum class Colour { Red = 4, Green = 7, Blue = 1 };

} // namespace

template <> struct leap::EnumNames<Colour> {
    static constexpr const char* what = "colour";
    static constexpr EnumName<Colour> entries[] = {{Colour::Red, "red", "Red", "As blood."},
                                                   {Colour::Green, "green"}};
};

static_assert(NamedEnum<Colour> && !NamedEnum<int>);

class TestNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesTitlesAndHelpComeFromTheTable()
    {
        QCOMPARE(nameOf(Colour::Red), "red");
        QCOMPARE(titleOf(Colour::Red), "Red");
        QCOMPARE(helpOf(Colour::Red), "As blood.");
        QCOMPARE(titleOf(Colour::Green), "green"); // no title: the name
        QCOMPARE(helpOf(Colour::Green), "");
        QCOMPARE(nameOf(Colour::Blue), ""); // not in the table
        QCOMPARE(namesOf<Colour>(), std::vector<std::string>({"red", "green"}));
    }

    void parsesWhatItNames()
    {
        QCOMPARE(parseName<Colour>("red"), Colour::Red);
        QCOMPARE(parseName<Colour>("green", "paint.json"), Colour::Green);
    }

    void refusesUnknownNamesInOneWay()
    {
        QCOMPARE(inputErrorOf([] { (void)parseName<Colour>("gren"); }),
                 "Unknown colour 'gren'. Did you mean 'green'? Known: red, green.");
        QCOMPARE(inputErrorOf([] { (void)parseName<Colour>("Mauve", "paint.json: wall"); }),
                 "paint.json: wall: unknown colour 'Mauve'. Known: red, green.");
        QCOMPARE(inputErrorOf([] { (void)parseName<Colour>(""); }), "Unknown colour ''. Known: red, green.");
        QCOMPARE(inputErrorOf([] {
                     requireKnown("backbone", "mpl", {"mlp", "dcn-v2"});
                 }),
                 "Unknown backbone 'mpl'. Did you mean 'mlp'? Known: mlp, dcn-v2.");
        requireKnown("backbone", "mlp", {"mlp", "dcn-v2"});
    }
};

QTEST_APPLESS_MAIN(TestNames)
#include "tst_names.moc"
