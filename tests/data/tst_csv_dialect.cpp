// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

using Cells = std::vector<std::vector<std::string>>;

struct Layout {
    const char* name;
    std::string text;
    ReadOptions options;
    std::vector<std::string> columns;
    Cells cells;
    std::string said; ///< part of a warning; empty = none at all
    int64_t aside = 0; ///< lines set aside
};

ReadOptions having(const std::function<void(ReadOptions&)>& change)
{
    ReadOptions options;
    change(options);
    return options;
}
ReadOptions delimiter(const char* text)
{
    return having([&](auto& o) { o.delimiter = text; });
}
ReadOptions skip(int64_t lines)
{
    return having([&](auto& o) { o.skip = lines; });
}
ReadOptions comment(const char* text)
{
    return having([&](auto& o) { o.comment = text; });
}
ReadOptions quote(const char* text)
{
    return having([&](auto& o) { o.quote = text; });
}
ReadOptions escape(const char* text)
{
    return having([&](auto& o) { o.escape = text; });
}
ReadOptions encoding(const char* text)
{
    return having([&](auto& o) { o.encoding = text; });
}
const ReadOptions kNoHeader = having([](auto& o) { o.header = false; });

std::string utf16(const std::string& ascii, bool bigEndian)
{
    std::string text;
    for (const char c : ascii)
        text += bigEndian ? std::string{'\0', c} : std::string{c, '\0'};
    return text;
}

std::string repeated(const std::string& line, int times)
{
    std::string text;
    for (int i = 0; i < times; ++i)
        text += line;
    return text;
}

const std::vector<std::string> kNames{"y", "country", "price"};
const Cells kRows{{"1", "us", "1.5"}, {"0", "in", "2.5"}, {"1", "de", "3.5"}};

const std::vector<Layout> kLayouts{
    // sep=
    {"sep=;",
     "sep=;\ny;country;price\n1;us;1.5\n0;in;2.5\n1;de;3.5\n",
     {},
     kNames,
     kRows,
     "names the delimiter"},
    {"sep=, in quotes",
     "\"sep=,\"\ny,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "sep=,"},
    {"SEP= CRLF",
     "SEP=|\r\ny|country|price\r\n1|us|1.5\r\n0|in|2.5\r\n1|de|3.5\r\n",
     {},
     kNames,
     kRows,
     "SEP=|"},
    {"sep=^", "sep=^\ny^country^price\n1^us^1.5\n0^in^2.5\n1^de^3.5\n", {}, kNames, kRows, "sep=^"},
    {"sep=tab",
     "sep=\\t\ny\tcountry\tprice\n1\tus\t1.5\n0\tin\t2.5\n1\tde\t3.5\n",
     {},
     kNames,
     kRows,
     "sep="},
    {"sep= after a byte-order mark",
     "\xEF\xBB\xBFsep=;\ny;country;price\n1;us;1.5\n0;in;2.5\n1;de;3.5\n",
     {},
     kNames,
     kRows,
     "sep=;"},
    {"sep= against --delimiter", "sep=;\ny,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n", delimiter(","),
     kNames, kRows, "--delimiter is obeyed"},
    {"sep= is a name", "sep=x,b\n1,2\n3,4\n", {}, {"sep=x", "b"}, {{"1", "2"}, {"3", "4"}}, ""},
    // comments and titles
    {"comments above",
     "# made by x\n# rows: 3, more\ny,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "2 lines above the header were passed over"},
    {"comments of as many cells",
     "# a, b, c\ny,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "1 line above the header was passed over"},
    {"slashes above",
     "// made by x\ny,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "passed over"},
    {"percent above",
     "% made by x\n%\n\ny,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "passed over"},
    {"names in a comment",
     "# y,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "has the names after '#'"},
    {"names in the last comment",
     "# made by x\n# y country price\n1 us 1.5\n0 in 2.5\n1 de 3.5\n",
     {},
     kNames,
     kRows,
     "has the names after '#'"},
    {"a name begins with the mark",
     "#y,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     {"#y", "country", "price"},
     kRows,
     ""},
    {"comments among rows",
     "# made by x\ny,country,price\n1,us,1.5\n# here\n0,in,2.5\n1,de,3.5\n# end, of all\n",
     {},
     kNames,
     kRows,
     "2 lines that begin with '#' among the rows"},
    {"a row may begin with the mark found",
     "# made\nx,y\n#1,5\n#2,6\n",
     {},
     {"x", "y"},
     {{"#1", "5"}, {"#2", "6"}},
     "passed over"},
    {"--comment", "y,country,price\n1,us,1.5\n;a,b,c\n0,in,2.5\n; \"open\n1,de,3.5\n;end", comment(";"),
     kNames, kRows, "3 lines that begin with ';'"},
    {"--comment of a word", "REM a\ny,country,price\n1,us,1.5\nREM b\n0,in,2.5\n1,de,3.5\n", comment("REM"),
     kNames, kRows, "1 line that begins with 'REM'"},
    {"--comment none",
     "#y,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     comment("none"),
     {"#y", "country", "price"},
     kRows,
     ""},
    {"one title",
     "Sales of March\ny,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "1 line above the header was passed over: 'Sales of March'"},
    {"titles and empty lines",
     "Sales\n\nof,March\n\ny,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "2 lines above the header"},
    {"more titles than rows",
     "a\nb\nc\nd\ne\nf\ny,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "6 lines above the header"},
    {"padded titles",
     "Sales,,\n,,\ny,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "2 lines above the header"},
    {"titles of words, rows with blanks",
     "Sales of March\ny, country, price\n1, us, 1.5\n0, in, 2.5\n1, de, 3.5\n",
     {},
     kNames,
     kRows,
     "1 line above the header"},
    {"title over semicolons",
     "Umsatz, netto\ny;country;price\n1;us;1.5\n0;in;2.5\n1;de;3.5\n",
     {},
     kNames,
     kRows,
     "1 line above the header"},
    {"title over texts",
     "Names\nfirst,last\nann,smith\nbob,jones\n",
     {},
     {"first", "last"},
     {{"ann", "smith"}, {"bob", "jones"}},
     "1 line above the header"},
    {"--skip", "x\ny,z\ny,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n", skip(2), kNames, kRows, ""},
    {"--skip counts empty lines", "x\n\n\ny,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n", skip(3), kNames,
     kRows, ""},
    {"--skip and CRLF", "x,1\r\ny,country,price\r\n1,us,1.5\r\n0,in,2.5\r\n1,de,3.5\r\n", skip(1), kNames,
     kRows, ""},
    // units, rules
    {"units in brackets",
     "y,country,price\n[-],[iso],[EUR]\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "units, not values",
     1},
    {"units plain", "y,country,price\n,,EUR\n1,us,1.5\n0,in,2.5\n1,de,3.5\n", {}, kNames, kRows, "units", 1},
    {"types",
     "y,country,price\n(int),(string),(float)\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "units",
     1},
    {"units of physics",
     "speed,mass\nkm/h,kg\n1,2\n3,4\n5,6\n",
     {},
     {"speed", "mass"},
     {{"1", "2"}, {"3", "4"}, {"5", "6"}},
     "line 2: units",
     1},
    {"units with a comment above",
     "# x\nspeed,mass\n%,m^2\n1,2\n3,4\n5,6\n",
     {},
     {"speed", "mass"},
     {{"1", "2"}, {"3", "4"}, {"5", "6"}},
     "line 3: units",
     1},
    {"a second line of names",
     "a,b,c\nmean,sd,max\n1,2,3\n4,5,6\n7,8,9\n",
     {},
     {"a", "b", "c"},
     {{"1", "2", "3"}, {"4", "5", "6"}, {"7", "8", "9"}},
     "a second line of names",
     1},
    {"a word is no unit",
     "y,price\n1,twelve\n0,2.5\n1,3.5\n",
     {},
     {"y", "price"},
     {{"1", "twelve"}, {"0", "2.5"}, {"1", "3.5"}},
     ""},
    {"missing first row",
     "y,price\nNA,NA\n0,2.5\n1,3.5\n",
     {},
     {"y", "price"},
     {{"", ""}, {"0", "2.5"}, {"1", "3.5"}},
     ""},
    {"ruling line",
     " y | country | price \n---+---------+------\n 1 | us | 1.5\n 0 | in | 2.5\n 1 | de | 3.5\n(3 rows)\n",
     {},
     kNames,
     kRows,
     "a ruling line",
     2},
    // row names and trailing delimiters
    {"row names",
     "y country price\n\"1\" 1 us 1.5\n\"2\" 0 in 2.5\n\"3\" 1 de 3.5\n",
     {},
     kNames,
     kRows,
     "left out"},
    {"row names are words",
     "y,country,price\nann,1,us,1.5\nbob,0,in,2.5\ncid,1,de,3.5\n",
     {},
     kNames,
     kRows,
     "left out"},
    {"row numbers without a name",
     ",y,country,price\n0,1,us,1.5\n1,0,in,2.5\n2,1,de,3.5\n",
     {},
     kNames,
     kRows,
     "left out"},
    {"quoted row numbers without a name",
     "\"\",\"y\",\"country\",\"price\"\n\"1\",1,\"us\",1.5\n\"2\",0,\"in\",2.5\n\"3\",1,\"de\",3.5\n",
     {},
     kNames,
     kRows,
     "left out"},
    {"a first column without a name",
     ",b\n5,x\n3,y\n9,z\n",
     {},
     {"column_1", "b"},
     {{"5", "x"}, {"3", "y"}, {"9", "z"}},
     "no name"},
    {"rows end with a delimiter",
     "y,country,price\n1,us,1.5,\n0,in,2.5,\n1,de,3.5,\n",
     {},
     kNames,
     kRows,
     "rows end with a delimiter"},
    {"all end with a delimiter",
     "y;country;price;\n1;us;1.5;\n0;in;2.5;\n1;de;3.5;\n",
     {},
     kNames,
     kRows,
     "header and rows end"},
    {"the header ends with a delimiter",
     "y\tcountry\tprice\t\n1\tus\t1.5\n0\tin\t2.5\n1\tde\t3.5\n",
     {},
     kNames,
     kRows,
     "the header ends"},
    {"some rows end with a delimiter",
     "y,country,price\n1,us,1.5\n0,in,2.5,\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "rows end with a delimiter"},
    {"three empty columns",
     "y,country,price,,,\n1,us,1.5,,,\n0,in,2.5,,,\n1,de,3.5,,,\n",
     {},
     kNames,
     kRows,
     "3 last cells"},
    {"last column often empty",
     "a,b,c\n1,2,\n3,4,\n5,6,\n",
     {},
     {"a", "b", "c"},
     {{"1", "2", ""}, {"3", "4", ""}, {"5", "6", ""}},
     ""},
    // blanks
    {"single blanks", "y country price\n1 us 1.5\n0 in 2.5\n1 de 3.5\n", {}, kNames, kRows, ""},
    {"aligned",
     " y  country   price\n 1       us     1.5\n 0       in     2.5\n 1       de     3.5\n",
     {},
     kNames,
     kRows,
     ""},
    {"aligned to the left",
     "y  country price  \n1  us      1.5    \n0  in      2.5    \n1  de      3.5    ",
     {},
     kNames,
     kRows,
     ""},
    {"blanks and tabs", "y \tcountry  price\n1\t us  1.5\n0 \t in 2.5\n1\t  de\t 3.5\n", delimiter("space"),
     kNames, kRows, ""},
    {"blanks and quotes",
     "y title price\n1 \"a b c\" 1.5\n0 \"say \"\"x y\"\"\" 2.5\n1 plain 3.5\n",
     {},
     {"y", "title", "price"},
     {{"1", "a b c", "1.5"}, {"0", "say \"x y\"", "2.5"}, {"1", "plain", "3.5"}},
     ""},
    {"blanks, decimal comma",
     "y country price\n1 us 1,5\n0 in 2,5\n1 de 3,5\n",
     {},
     kNames,
     {{"1", "us", "1,5"}, {"0", "in", "2,5"}, {"1", "de", "3,5"}},
     ""},
    {"blanks, empty lines of blanks",
     "y country price\n1 us 1.5\n   \n0 in 2.5\n\n1 de 3.5\n  ",
     {},
     kNames,
     kRows,
     ""},
    {"blanks under titles",
     "Sales\ny country price\n1 us 1.5\n0 in 2.5\n1 de 3.5\n",
     {},
     kNames,
     kRows,
     "1 line above"},
    {"--delimiter space", "a b\n1 2\n3 4\n", delimiter("space"), {"a", "b"}, {{"1", "2"}, {"3", "4"}}, ""},
    {"one blank, empty cells",
     "a b c\n1  3\n4 5 \n 8 9\n",
     delimiter(" "),
     {"a", "b", "c"},
     {{"1", "", "3"}, {"4", "5", ""}, {"", "8", "9"}},
     ""},
    {"words of a text",
     "text\nhello there\ngood day to you\nbye\n",
     {},
     {"text"},
     {{"hello there"}, {"good day to you"}, {"bye"}},
     ""},
    {"blanks in a comma file",
     "full name,age now\nann b,1\nbob c,2\n",
     {},
     {"full name", "age now"},
     {{"ann b", "1"}, {"bob c", "2"}},
     ""},
    // quotes
    {"blank before quotes",
     "y, title, price\n1, \"us, best\", 1.5\n0, \"in, best\", 2.5\n",
     {},
     {"y", "title", "price"},
     {{"1", "us, best", "1.5"}, {"0", "in, best", "2.5"}},
     ""},
    {"blank before quotes, nothing inside",
     "\"y\", \"title\"\n\"1\", \"us\"\n\"0\", \"in\"\n",
     {},
     {"y", "title"},
     {{"1", "us"}, {"0", "in"}},
     ""},
    {"backslash before quotes",
     "y,title,price\n1,\"the \\\"best\\\", v. 1\",1.5\n0,\"a \\\"b\\\"\",2.5\n",
     {},
     {"y", "title", "price"},
     {{"1", "the \"best\", v. 1", "1.5"}, {"0", "a \"b\"", "2.5"}},
     ""},
    {"backslash, no delimiter inside",
     "y,title\n1,\"the \\\"best\\\" one\"\n0,\"x\"\n",
     {},
     {"y", "title"},
     {{"1", "the \"best\" one"}, {"0", "x"}},
     ""},
    {"backslash twice",
     "y,title\n1,\"a \\\"b\\\" c\\\\\"\n0,\"x\\n\"\n",
     {},
     {"y", "title"},
     {{"1", "a \"b\" c\\"}, {"0", "x\\n"}},
     ""},
    {"a folder's backslash",
     "y,path\n1,\"C:\\dir\\\"\n0,\"D:\\\"\n",
     {},
     {"y", "path"},
     {{"1", "C:\\dir\\"}, {"0", "D:\\"}},
     ""},
    {"--escape",
     "y,title\n1,\"a ^\"b^\" c\"\n0,\"x\"\n",
     escape("^"),
     {"y", "title"},
     {{"1", "a \"b\" c"}, {"0", "x"}},
     ""},
    {"single quotes",
     "y,title\n1,'a, b'\n0,'c, d'\n",
     {},
     {"y", "title"},
     {{"1", "a, b"}, {"0", "c, d"}},
     "single quotes"},
    {"--quote '",
     "y,title\n1,'it''s \"a\", b'\n0,'c'\n",
     quote("'"),
     {"y", "title"},
     {{"1", "it's \"a\", b"}, {"0", "c"}},
     ""},
    {"--quote none",
     "y\tsize\n1\t\"5\n0\t6\"\n",
     quote("none"),
     {"y", "size"},
     {{"1", "\"5"}, {"0", "6\""}},
     ""},
    {"apostrophes are no quotes",
     "y,title\n1,'tis\n0,it's\n",
     {},
     {"y", "title"},
     {{"1", "'tis"}, {"0", "it's"}},
     ""},
    // encodings
    {"UTF-16 LE", utf16("y,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n", false), {}, kNames, kRows, ""},
    {"UTF-16 BE",
     utf16("y,country,price\r\n1,us,1.5\r\n0,in,2.5\r\n1,de,3.5\r\n", true),
     {},
     kNames,
     kRows,
     ""},
    {"UTF-16 LE with a mark",
     "\xFF\xFE" + utf16("y\tcountry\tprice\n1\tus\t1.5\n0\tin\t2.5\n1\tde\t3.5\n", false),
     {},
     kNames,
     kRows,
     ""},
    {"UTF-16 BE with a mark",
     "\xFE\xFF" + utf16("y;country;price\n1;us;1.5\n0;in;2.5\n1;de;3.5", true),
     {},
     kNames,
     kRows,
     ""},
    {"--encoding utf-16le", utf16("a,b\n1,2\n", false), encoding("utf-16le"), {"a", "b"}, {{"1", "2"}}, ""},
    {"a pair of UTF-16",
     "\xFF\xFE" + utf16("a,b\n1,", false) + "\x3D\xD8\x00\xDE"s + utf16("\n", false),
     {},
     {"a", "b"},
     {{"1", "\xF0\x9F\x98\x80"}},
     ""},
    {"Latin-1",
     "a,b\n1,Gr\xFC\xDF"
     "e\n2,5 \x80\n",
     encoding("latin-1"),
     {"a", "b"},
     {{"1",
       "Gr\xC3\xBC\xC3\x9F"
       "e"},
      {"2", "5 \xE2\x82\xAC"}},
     ""},
    // lines that are no rows
    {"header again",
     "y,country,price\n1,us,1.5\ny,country,price\n0,in,2.5\ny,country,price\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "line 3: the header again",
     2},
    {"total",
     "y,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\nTotal,,7.5\n",
     {},
     kNames,
     kRows,
     "a total below",
     1},
    {"total without numbers",
     "y,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\nSumme,,\n",
     {},
     kNames,
     kRows,
     "a total",
     1},
    {"count of rows",
     "y,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n(3 rows)\n",
     {},
     kNames,
     kRows,
     "below the table",
     1},
    {"footer of several lines",
     "y,country,price\n1,us,1.5\n0,in,2.5\n1,de,3.5\n\nTotal: 3\nSource: office\n",
     {},
     kNames,
     kRows,
     "below the table",
     2},
    {"a row named total",
     "name,y,price\ntotal,1,2\nx,0,5\ntotal,1,5\n",
     {},
     {"name", "y", "price"},
     {{"total", "1", "2"}, {"x", "0", "5"}, {"total", "1", "5"}},
     ""},
    {"mixed line ends", "y,country,price\r1,us,1.5\r\n0,in,2.5\n1,de,3.5", {}, kNames, kRows, ""},
    {"a quote that is never closed",
     "y,country,price\n1,us,1.5\n1,\"fr,9.5\n0,in,2.5\n1,de,3.5\n",
     {},
     kNames,
     kRows,
     "line 3: a quote is never closed; it would swallow 202 rows (lines 4 to 205)",
     -1},
    // first line
    {"a row as header",
     "1,68fd1e64,0.5\n0,287e684f,0.25\n1,68fd1e64,0.75\n",
     {},
     {"1", "68fd1e64", "0.5"},
     {{"0", "287e684f", "0.25"}, {"1", "68fd1e64", "0.75"}},
     "(--no-header)"},
    {"years as names",
     "name,2019,2020\nx,1,2\nz,3,4\n",
     {},
     {"name", "2019", "2020"},
     {{"x", "1", "2"}, {"z", "3", "4"}},
     ""},
    {"numbered columns",
     "0,1,2,3,4,5\n7,8,9,7,8,9\n1,2,3,1,2,3\n",
     {},
     {"0", "1", "2", "3", "4", "5"},
     {{"7", "8", "9", "7", "8", "9"}, {"1", "2", "3", "1", "2", "3"}},
     ""},
    {"comments without a header",
     "# x\n1,us,1.5\n0,in,2.5\n1,de,3.5\n",
     kNoHeader,
     {"c0", "c1", "c2"},
     kRows,
     "passed over"},
    {"blanks without a header", "1 us 1.5\n0 in 2.5\n1 de 3.5\n", kNoHeader, {"c0", "c1", "c2"}, kRows, ""},
};

std::filesystem::path caseFile(const std::string& name)
{
    return std::filesystem::path(LEAP_SOURCE_DIR) / "tests/data/cases" / name;
}

} // namespace

/// Where the table is in a text, and how it is cut: every row of the table is a small file.
class TestCsvDialect : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    struct Read {
        std::vector<std::string> columns;
        InspectReport report;
    };
    Read read(const std::filesystem::path& path, const ReadOptions& options = {})
    {
        const auto table = openTable(path, options);
        return {table->columnNames(), leap::test::inspectTable(*table)};
    }

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Layout& layout : kLayouts)
            QTest::newRow(layout.name) << index++;
    }
    void finds()
    {
        QFETCH(int, index);
        const Layout& layout = kLayouts[static_cast<size_t>(index)];
        std::string text = layout.text;
        const int64_t aside = std::max<int64_t>(layout.aside, 0);
        if (layout.aside < 0) // a bad row: at most one in a hundred
            text += repeated("0,xx,1\n", 200);
        const Read got = read(m_folder.write("d.csv", text), layout.options);
        QVERIFY2(got.columns == layout.columns, got.columns.front().c_str());
        for (size_t i = 0; i < layout.cells.size(); ++i) {
            QVERIFY(i < got.report.preview.size());
            QCOMPARE(got.report.preview[i], layout.cells[i]);
        }
        if (layout.aside >= 0) {
            QCOMPARE(got.report.rows, static_cast<int64_t>(layout.cells.size()));
            QCOMPARE(got.report.rejectedRows, aside);
        }
        std::string all;
        for (const std::string& warning : got.report.warnings)
            all += warning + "\n";
        if (layout.said.empty())
            QCOMPARE(all, std::string());
        else
            LEAP_CONTAINS(all, layout.said);
    }

    /// The case files: the same table as the plain one.
    void caseFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("format");
        const auto row = [](const char* name, const char* said, const char* format) {
            QTest::newRow(name) << name << said << format;
        };
        row("11_sep_line.csv", "sep=;", "CSV, semicolon, header");
        row("12_comment_top.csv", "2 lines above the header were passed over", "CSV, comma, header");
        row("14_trailing_delim_rows.csv", "the empty last cell is dropped", "CSV, comma, header");
        row("16_r_rownames.txt", "left out", "CSV, spaces, header");
        row("18_spaces.txt", "", "CSV, spaces, header");
        row("19_aligned_spaces.txt", "", "CSV, spaces, header");
        row("39_units_row.csv", "line 2: units, not values", "CSV, comma, header");
        row("26_utf16le_nobom.csv", "", "CSV, comma, header, UTF-16 LE");
        row("72_gz_zero_padded.csv.gz", "", "CSV, comma, header, gzip");
        row("73_gz_garbage.csv.gz", "what follows the end of the gzip data", "CSV, comma, header, gzip");
    }
    void caseFiles()
    {
        QFETCH(QString, name);
        QFETCH(QString, said);
        QFETCH(QString, format);
        const Read plain = read(caseFile("00_plain.csv"));
        const Read got = read(caseFile(name.toStdString()));
        QCOMPARE(got.columns, plain.columns);
        QCOMPARE(got.report.rows, plain.report.rows);
        QCOMPARE(got.report.format, format.toStdString());
        for (size_t i = 0; i < plain.columns.size(); ++i) {
            QCOMPARE(got.report.columns[i].distinct, plain.report.columns[i].distinct);
            for (size_t row = 0; row < plain.report.preview.size(); ++row) {
                const std::string& cell = got.report.preview[row][i];
                const std::string& expected = plain.report.preview[row][i];
                if (parseDouble(expected)) // the aligned file writes .4920
                    QCOMPARE(parseDouble(cell), parseDouble(expected));
                else
                    QCOMPARE(cell, expected);
            }
        }
        if (said.isEmpty())
            QCOMPARE(got.report.warnings, plain.report.warnings);
        else
            QVERIFY2(anyContains(got.report.warnings, said.toStdString()),
                     got.report.warnings.front().c_str());
    }
    void quotedCaseFiles()
    {
        const Read spark = read(caseFile("21_backslash_quotes.csv"));
        QCOMPARE(spark.columns, (std::vector<std::string>{"click", "title", "price"}));
        QCOMPARE(spark.report.rows, int64_t{1200});
        QCOMPARE(spark.report.preview[0][1], "the \"best\" of us, vol. 0"s);
        QCOMPARE(spark.report.warnings, std::vector<std::string>());
        const Read blanks = read(caseFile("170_space_before_quote.csv"));
        QCOMPARE(blanks.columns, (std::vector<std::string>{"click", "title", "price"}));
        QCOMPARE(blanks.report.rows, int64_t{1200});
        QCOMPARE(blanks.report.preview[0][1], "us, best"s);
    }

    /// What does not fit is refused with options that read it.
    void adviceWorks()
    {
        const auto message = [&](const std::string& text, const ReadOptions& options = {}) {
            const auto path = m_folder.write("odd.csv", text);
            return refusal([&] { (void)openTable(path, options); });
        };
        std::string text = "a,b,c\n1,2\n3,4\n";
        LEAP_CONTAINS(message(text), "the first line has 3 cells, but the rows have 2; line 1 is 'a,b,c'");
        LEAP_CONTAINS(message(text), "(--skip 1 --no-header)");
        ReadOptions options = skip(1);
        options.header = false;
        QCOMPARE(read(m_folder.path("odd.csv"), options).report.rows, int64_t{2});

        text = "x,y,z\na,b\nann,ny\nbob,la\n";
        LEAP_CONTAINS(message(text), "If line 2 has the names, pass over what is above it (--skip 1)");
        QVERIFY2(!contains(message(text), "--no-header"), "its first line is no row");
        QCOMPARE(read(m_folder.path("odd.csv"), skip(1)).columns, (std::vector<std::string>{"a", "b"}));

        text = "a,b\n1,2\n3,4\n";
        LEAP_CONTAINS(message(text, delimiter(";")), "--delimiter ';' is in no line; they look like '3,4'");
        LEAP_CONTAINS(message(text, delimiter(";")), "(--delimiter ',')");
        QCOMPARE(read(m_folder.path("odd.csv"), delimiter(",")).columns.size(), size_t{2});

        LEAP_CONTAINS(message(text, skip(7)), "--skip 7 leaves nothing of 3 lines");
        LEAP_CONTAINS(message("#a\n#b\n", comment("#")), "every line begins with '#' (--comment)");
        LEAP_CONTAINS(message(text, encoding("utf-16le")), "odd.csv");
        LEAP_CONTAINS(message(text, encoding("utf-16le")), "--encoding");
    }
    void adviceOnBadRowsWorks()
    {
        std::string text = "y,size\n";
        for (int i = 0; i < 100; ++i)
            text += std::to_string(i % 2) + (i % 10 == 3 ? ",\"5\n" : ",7\n");
        const auto path = m_folder.write("inch.csv", text);
        LEAP_CONTAINS(refusal([&] { (void)openTable(path); }), "(--quote none)");
        QCOMPARE(read(path, quote("none")).report.rows, int64_t{100});

        text = "y,size\n";
        for (int i = 0; i < 100; ++i)
            text += i % 10 == 3 ? "! note\n"s : "1,7\n"s;
        const auto noted = m_folder.write("noted.csv", text);
        LEAP_CONTAINS(refusal([&] { (void)openTable(noted); }), "(--comment '!')");
        QCOMPARE(read(noted, comment("!")).report.rows, int64_t{90});
    }
    void adviceOnOneColumnWorks()
    {
        const auto path = m_folder.write("hat.csv", "y^a\n1^x\n0^z\n");
        LEAP_CONTAINS(refusal([&] { (void)leap::test::inspectTable(*openTable(path), "y"); }),
                      "(--delimiter '^')");
        QCOMPARE(read(path, delimiter("^")).columns, (std::vector<std::string>{"y", "a"}));
    }
    /// Blanks that do not make a table by themselves: what the advice reads is refused with its lines.
    void adviceOnRaggedBlanks()
    {
        const auto path = m_folder.write("ragged.txt", "y country price\n1 us\n0 in 2\n1 de 3\n0 fr 4\n");
        LEAP_CONTAINS(refusal([&] { (void)leap::test::inspectTable(*openTable(path), "y"); }),
                      "(--delimiter space)");
        LEAP_CONTAINS(refusal([&] { (void)openTable(path, delimiter("space")); }),
                      "line 2: 2 cells instead of 3");
    }
    void refusesWebPages()
    {
        const auto path =
            m_folder.write("page.csv", "<!DOCTYPE html>\n<html><body>Not found, sorry</body></html>\n");
        LEAP_CONTAINS(refusal([&] { (void)openTable(path); }), "web page");
    }
    void readsYearsUnderTitles()
    {
        const Read got = read(m_folder.write(
            "years.csv", "Year ended,,,\nIn thousands,,,\nItem,2021,2022,2023\nSales,1,2,3\nCost,4,5,6\n"));
        QCOMPARE(got.columns, (std::vector<std::string>{"Item", "2021", "2022", "2023"}));
        QCOMPARE(got.report.rows, int64_t{2});
    }
    void noHeaderIsAdvisedOnlyForRows()
    {
        for (const std::string text : {"# x\na,b\n1,2\n", "a b\n1 2 3 4\n5 6 7 8\n", "y;p\n1,5;2\n2,5;3\n"}) {
            const auto path = m_folder.write("names.csv", text);
            std::string said = refusal([&] { (void)leap::test::inspectTable(*openTable(path), "label"); });
            QVERIFY2(!contains(said, "--no-header") || contains(said, "--skip"), said.c_str());
        }
    }

    /// 12,000 names of 150 bytes, rows to match.
    void readsWideTables()
    {
        constexpr int kWide = 12'000;
        std::string text;
        for (int i = 0; i < kWide; ++i)
            text += (i > 0 ? "," : "") + std::string(140, 'n') + "_" + std::to_string(i);
        for (int row = 0; row < 3; ++row) {
            text += "\n";
            for (int i = 0; i < kWide; ++i)
                text += (i > 0 ? "," : "") + std::to_string(i * 7 + row);
        }
        const auto table = openTable(m_folder.write("wide.csv", text + "\n"));
        QCOMPARE(table->columnNames().size(), size_t{kWide});
        QCOMPARE(table->rows(), int64_t{3});
    }
    void manyEqualNames()
    {
        std::string text = "a";
        std::string row = "1";
        for (int i = 1; i < 60'000; ++i)
            text += ",a", row += ",2";
        const auto table = openTable(m_folder.write("equal.csv", text + "\n" + row + "\n" + row + "\n"));
        QCOMPARE(table->columnNames().back(), "a_60000"s);
    }

    /// A cell of several lines stays one, also where its lines look a little like rows.
    void readsCellsOfSeveralLines()
    {
        std::string text = "id,text,size\n";
        for (int i = 0; i < 300; ++i)
            text +=
                std::to_string(i) + ",\"first line\nand, then\n7,8\nlast\"," + std::to_string(i % 9) + "\n";
        const Read got = read(m_folder.write("lines.csv", text));
        QCOMPARE(got.report.rows, int64_t{300});
        QCOMPARE(got.report.preview[5][1], "first line\nand, then\n7,8\nlast"s);
        QCOMPARE(got.report.warnings, std::vector<std::string>());
    }
    /// Whatever closes it by chance: no row is merged into another one.
    void openQuotesMergeNoRows_data()
    {
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("said");
        QTest::newRow("quote of the next row") << "2,\"y\",4\n"
                                               << "swallow 1 row (line 18)";
        QTest::newRow("two rows on") << "2,z,4\n3,\"y\",4\n"
                                     << "swallow 2 rows (lines 18 to 19)";
        QTest::newRow("quote at the end of a cell") << "2,z,4\n3,y\",4\n"
                                                    << "swallow 2 rows (lines 18 to 19)";
        QTest::newRow("doubled quotes") << "2,\"\",4\n3,\"y\",4\n"
                                        << "swallow 2 rows (lines 18 to 19)";
        QTest::newRow("never") << ""
                               << "it would swallow";
    }
    void openQuotesMergeNoRows()
    {
        QFETCH(QString, after);
        QFETCH(QString, said);
        const std::string rows = after.toStdString();
        const std::string text =
            "a,b,c\n" + repeated("1,u,2\n", 15) + "1,\"open,3\n" + rows + repeated("5,v,6\n", 5000);
        const Read got = read(m_folder.write("open.csv", text));
        QCOMPARE(got.report.rows, 15 + std::count(rows.begin(), rows.end(), '\n') + 5000);
        QCOMPARE(got.report.rejectedRows, int64_t{1});
        QVERIFY2(anyContains(got.report.warnings, "line 17: a quote is never closed"),
                 got.report.warnings.front().c_str());
        QVERIFY2(anyContains(got.report.warnings, said.toStdString()), got.report.warnings.front().c_str());
    }
    /// Wherever the blocks of the parser end.
    void findsATotalInABlockOfItsOwn()
    {
        const std::string row = "1,us,1.50\n";
        for (size_t rows = (size_t{512} << 10) / row.size() - 3; rows < (size_t{512} << 10) / row.size() + 3;
             ++rows) {
            const std::string text =
                "y,country,price\n" + repeated(row, static_cast<int>(rows)) + "Total,,12.50\n";
            const Read got = read(m_folder.write("total.csv", text));
            QCOMPARE(got.report.rows, static_cast<int64_t>(rows));
            QVERIFY(anyContains(got.report.warnings, "a total below the table"));
        }
    }
    /// Parts of a table may all have the same remark.
    void saysThingsOfManyFilesOnce()
    {
        std::vector<std::filesystem::path> files;
        for (int i = 0; i < 30; ++i)
            files.push_back(m_folder.write("part" + std::to_string(i) + ".csv", "# x\na,b\n1,2\n3,4\n"));
        Progress progress;
        const auto report = leap::test::inspectTable(*loadTable(files, {}, progress));
        QCOMPARE(report.rows, int64_t{60});
        QCOMPARE(report.warnings.size(), size_t{11});
        QVERIFY(anyContains(report.warnings, "20 more files gave remarks like these."));
    }
    /// A value where the header has no name is not dropped.
    void valuesInTheTailAreBadRows()
    {
        const std::string text = "a,b,\n" + repeated("1,2,\n", 300) + "1,2,3\n" + repeated("1,2,\n", 100);
        const Read got = read(m_folder.write("tail.csv", text));
        QCOMPARE(got.report.rows, int64_t{400});
        QVERIFY(anyContains(got.report.warnings, "line 302: a value in a column that has no name: '1,2,3'"));
    }
};

QTEST_GUILESS_MAIN(TestCsvDialect)
#include "tst_csv_dialect.moc"
