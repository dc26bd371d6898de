// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;

namespace {

using Cells = std::vector<std::vector<std::string>>;

/// How a random file is written.
struct Writing {
    std::string delimiter;
    char quote = '"';
    bool backslash = false;
    bool blankAfterDelimiter = false;
    bool aligned = false;
    std::string end;
    int encoding = 0; ///< 0 UTF-8, 1 with a mark, 2 UTF-16 LE, 3 UTF-16 BE with a mark
    int titles = 0;
    int comments = 0;
    bool trailing = false;
    bool rowNames = false;
};

template <typename T> const T& pick(RandomStream& random, const std::vector<T>& from)
{
    return from[random.nextBelow(from.size())];
}

Writing randomWriting(RandomStream& random)
{
    Writing writing;
    writing.delimiter = pick<std::string>(random, {",", ";", "\t", "|", " "});
    writing.end = pick<std::string>(random, {"\n", "\r\n", "\r"});
    writing.backslash = random.nextBelow(4) == 0;
    writing.aligned = writing.delimiter == " " && random.nextBelow(2) == 0;
    writing.blankAfterDelimiter = writing.delimiter == "," && random.nextBelow(3) == 0;
    writing.encoding = static_cast<int>(random.nextBelow(4));
    writing.titles = random.nextBelow(3) == 0 ? static_cast<int>(1 + random.nextBelow(3)) : 0;
    writing.comments = random.nextBelow(3) == 0 ? static_cast<int>(1 + random.nextBelow(3)) : 0;
    writing.trailing = writing.delimiter != " " && random.nextBelow(4) == 0;
    writing.rowNames = !writing.trailing && random.nextBelow(4) == 0;
    return writing;
}

/// A label, a number, and texts that need their quotes.
Cells randomRows(RandomStream& random, size_t texts)
{
    static const std::vector<std::string> kTexts{"plain",
                                                 "two words",
                                                 "a, b",
                                                 "semi; colon",
                                                 "tab\there",
                                                 "bar|bar",
                                                 "it's",
                                                 "say \"so\" now",
                                                 "\"all\"",
                                                 "end\\",
                                                 "x\ny",
                                                 "Gr\xC3\xBC\xC3\x9F"
                                                 "e",
                                                 "C:\\dir\\x",
                                                 "1, \"two\", 3",
                                                 "#no"};
    Cells rows(20 + random.nextBelow(60));
    for (auto& row : rows) {
        row.push_back(std::to_string(random.nextBelow(2)));
        row.push_back(std::to_string(random.nextBelow(10'000)) + "."
                      + std::to_string(random.nextBelow(90) + 10));
        for (size_t i = 0; i < texts; ++i)
            row.push_back(pick(random, kTexts));
    }
    return rows;
}

std::string quoted(const std::string& cell, const Writing& writing)
{
    if (cell.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == std::string::npos)
        return cell;
    std::string text(1, writing.quote);
    for (const char c : cell) {
        if (c == writing.quote || (c == '\\' && writing.backslash))
            text += writing.backslash ? '\\' : c;
        text += c;
    }
    return text + writing.quote;
}

std::string lineOf(const std::vector<std::string>& cells, const Writing& writing, const std::string& first)
{
    std::string line = first;
    for (size_t i = 0; i < cells.size(); ++i) {
        line += i > 0 || !first.empty() ? writing.delimiter : "";
        line += (i > 0 && writing.blankAfterDelimiter) || writing.aligned ? " " : "";
        std::string cell = quoted(cells[i], writing);
        if (writing.aligned)
            cell.insert(0, cell.size() < 12 ? 12 - cell.size() : 0, ' ');
        line += cell;
    }
    return line + (writing.trailing ? writing.delimiter : "") + writing.end;
}

std::string encoded(const std::string& utf8, int encoding)
{
    if (encoding < 2)
        return (encoding == 1 ? "\xEF\xBB\xBF" : "") + utf8;
    const QString text = QString::fromStdString(utf8);
    std::string bytes = encoding == 3 ? "\xFE\xFF" : "";
    for (const QChar c : text) {
        const char high = static_cast<char>(c.unicode() >> 8);
        const char low = static_cast<char>(c.unicode() & 0xFF);
        bytes += encoding == 3 ? std::string{high, low} : std::string{low, high};
    }
    return bytes;
}

std::string textOf(const std::vector<std::string>& names, const Cells& rows, const Writing& writing)
{
    std::string text;
    for (int i = 0; i < writing.comments; ++i)
        text += "# made by a program, version " + std::to_string(i) + writing.end;
    for (int i = 0; i < writing.titles; ++i)
        text += "Report" + std::to_string(i) + writing.end;
    text += lineOf(names, writing, "");
    for (size_t i = 0; i < rows.size(); ++i)
        text += lineOf(rows[i], writing, writing.rowNames ? "\"" + std::to_string(i + 1) + "\"" : "");
    return encoded(text, writing.encoding);
}

} // namespace

/// Random tables in random dialects read back to the same cells.
class TestCsvRoundTrip : public QObject {
    Q_OBJECT

    DataFolder m_folder;

private Q_SLOTS:
    void readsBack_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 400; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void readsBack()
    {
        QFETCH(int, seed);
        RandomStream random(static_cast<uint64_t>(seed));
        const Writing writing = randomWriting(random);
        std::vector<std::string> names{"y", "price"};
        const size_t texts = 1 + random.nextBelow(3);
        for (size_t i = 0; i < texts; ++i)
            names.push_back("text" + std::to_string(i));
        const Cells rows = randomRows(random, texts);
        const auto path = m_folder.write("t.csv", textOf(names, rows, writing));
        const auto table = openTable(path);
        QCOMPARE(table->columnNames(), names);
        QCOMPARE(table->rows(), static_cast<int64_t>(rows.size()));
        const InspectReport report = leap::test::inspectTable(*table);
        QCOMPARE(report.rejectedRows, int64_t{0});
        for (size_t row = 0; row < rows.size(); ++row)
            QCOMPARE(report.preview[row], rows[row]);
    }
    /// The same, cut short anywhere or with a byte changed: refused or read, never a crash.
    void survivesDamage()
    {
        for (uint64_t seed = 0; seed < 300; ++seed) {
            RandomStream random(1000 + seed);
            std::string text = textOf({"y", "price", "text"}, randomRows(random, 1), randomWriting(random));
            if (random.nextBelow(2) == 0)
                text.resize(1 + random.nextBelow(text.size()));
            text[random.nextBelow(text.size())] = static_cast<char>(1 + random.nextBelow(255));
            const auto path = m_folder.write("damaged.csv", text);
            const std::string message = refusal([&] { (void)leap::test::inspectTable(*openTable(path)); });
            QVERIFY2(message.empty() || contains(message, "damaged.csv"), message.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestCsvRoundTrip)
#include "tst_csv_round_trip.moc"
