// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/read/text/csv_kernels.h"
#include "core/data/read/text/csv_parser.h"
#include "tests/data/data_files.h"

#include <QtTest>
#include <arrow/array.h>
#include <arrow/csv/api.h>
#include <arrow/io/memory.h>
#include <arrow/table.h>

using namespace leap;
using namespace leap::test;

namespace {

using Rows = std::vector<std::vector<std::string>>;
constexpr int kColumns = 3;
std::vector<std::string> names()
{
    return {"a", "b", "c"};
}

struct Ours {
    Rows rows;
    int64_t bad = 0;
    std::string firstBad;
};

/// "line 17: 1 cell ...": Arrow counts rows, we count lines.
std::string withoutLine(const std::string& text)
{
    return text.substr(text.find(':'));
}

Ours cutByUs(const std::filesystem::path& path)
{
    CsvDialect dialect;
    dialect.names = names();
    ByteFile file(path, std::make_shared<Sha256>());
    TextBytes text(file, {}, 0);
    RejectedRows rejected(path.filename().string());
    CsvParser parser(dialect, text, rejected);
    Ours ours;
    CellBlock block;
    while (parser.next(block)) {
        for (size_t row = 0; row < block.rows(); ++row) {
            ours.rows.emplace_back();
            for (size_t column = 0; column < kColumns; ++column)
                ours.rows.back().emplace_back(block.text(block.column(column)[row]));
        }
    }
    ours.bad = rejected.bad();
    ours.firstBad = ours.bad > 0 ? withoutLine(rejected.first()) : "";
    return ours;
}

/// The independent reference: Arrow's parser.
Ours cutByArrow(const std::string& bytes)
{
    Ours theirs;
    RejectedRows rejected("text");
    auto read = arrow::csv::ReadOptions::Defaults();
    read.use_threads = false;
    read.block_size = 64 << 20;
    read.column_names = names();
    auto parse = arrow::csv::ParseOptions::Defaults();
    parse.newlines_in_values = true;
    parse.invalid_row_handler = [&](const arrow::csv::InvalidRow& row) {
        rejected.add(row.number, wrongCells(static_cast<size_t>(row.actual_columns), kColumns), row.text);
        return arrow::csv::InvalidRowResult::Skip;
    };
    auto convert = arrow::csv::ConvertOptions::Defaults();
    convert.check_utf8 = false;
    for (const std::string& name : names())
        convert.column_types[name] = arrow::binary();
    const auto input = std::make_shared<arrow::io::BufferReader>(arrow::Buffer::FromString(bytes));
    const auto reader =
        arrow::csv::TableReader::Make(arrow::io::default_io_context(), input, read, parse, convert)
            .ValueOrDie();
    const auto table = reader->Read().ValueOrDie()->CombineChunks().ValueOrDie();
    theirs.rows.resize(static_cast<size_t>(table->num_rows()));
    for (int column = 0; column < kColumns && table->num_rows() > 0; ++column) {
        const auto& cells = static_cast<const arrow::BinaryArray&>(*table->column(column)->chunk(0));
        for (int64_t row = 0; row < table->num_rows(); ++row)
            theirs.rows[static_cast<size_t>(row)].emplace_back(cells.GetView(row));
    }
    theirs.bad = rejected.bad();
    theirs.firstBad = theirs.bad > 0 ? withoutLine(rejected.first()) : "";
    return theirs;
}

/// Cells of all lengths, quotes in all places, every end of line. Rows mostly have their three cells.
std::string dirtyText(uint64_t seed, size_t bytes)
{
    static const std::vector<std::string> kCells{"",
                                                 "x",
                                                 "\"\"",
                                                 "\"a,b\"",
                                                 "\"two\nlines\"",
                                                 "\"q\"\"q\"",
                                                 "mid\"dle",
                                                 "\"a\"b",
                                                 "\"a\"b\"c\"",
                                                 " \"x\"",
                                                 "12345678",
                                                 "a longer text without anything special in it",
                                                 "\"\r\n\"",
                                                 "\"\"\"\""};
    static const std::vector<std::string> kEnds{"\n", "\n", "\n", "\r\n", "\r", "\n\n", "\r\n\r\n"};
    RandomStream random(seed);
    std::string text;
    while (text.size() < bytes) {
        const uint64_t cells = random.nextBelow(12) == 0 ? 1 + random.nextBelow(5) : kColumns;
        for (uint64_t i = 0; i < cells; ++i)
            text += (i > 0 ? "," : "") + kCells[random.nextBelow(kCells.size())];
        text += kEnds[random.nextBelow(kEnds.size())];
    }
    if (random.nextBelow(2) == 0)
        text += "1,2,3"; // no end of line at the end
    return text;
}

} // namespace

class TestCsvParser : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    void compare(const std::string& text)
    {
        const Ours ours = cutByUs(m_folder.write("text.csv", text));
        const Ours theirs = cutByArrow(text);
        QCOMPARE(ours.rows.size(), theirs.rows.size());
        QVERIFY(ours.rows == theirs.rows);
        QCOMPARE(ours.bad, theirs.bad);
        QCOMPARE(ours.firstBad, theirs.firstBad);
    }

private Q_SLOTS:
    void cutsAsArrowDoes()
    {
        for (uint64_t seed = 0; seed < 300; ++seed)
            compare(dirtyText(seed, 1 + seed));
    }
    /// Rows that begin in one block and end in the next.
    void cutsAcrossBlocks() { compare(dirtyText(1000, size_t{3} << 20)); }
    /// A row that fits no block of the usual size.
    void readsLongRows()
    {
        const std::string longCell(size_t{3} << 20, 'x');
        compare("1,2,3\n4,\"" + longCell + "\",5\n" + longCell + ",6,7\n8,9,10");
    }

    /// The line of a quote that is never closed is set aside; what follows is read.
    void setsOpenQuotesAside()
    {
        for (const char* text : {"1,2,\"x", "1,2,3\n4,5,\"x\n7,8,9\n", "1,2,3\n4,5,\"x\"\""}) {
            const Ours ours = cutByUs(m_folder.write("open.csv", text));
            QCOMPARE(ours.bad, int64_t{1});
            LEAP_CONTAINS(ours.firstBad, "never closed");
        }
        const Ours ours = cutByUs(m_folder.write("open.csv", "1,2,3\n4,5,\"x\n7,8,9\n"));
        QVERIFY(ours.rows == (Rows{{"1", "2", "3"}, {"7", "8", "9"}}));
    }
    /// Longer than any row that was read before.
    void readsVeryLongRows()
    {
        const std::string longCell(size_t{9} << 20, 'x');
        const Ours ours = cutByUs(m_folder.write("long.csv", "1,2,3\n4,\"" + longCell + "\",5\n6,7,8\n"));
        QCOMPARE(ours.rows.size(), size_t{3});
        QCOMPARE(ours.rows[1][1].size(), longCell.size());
    }
    /// Lines as an editor counts them, whatever ends them and wherever blocks end.
    void countsLines()
    {
        for (const std::string end : {"\n", "\r\n", "\r"}) {
            std::string text;
            int64_t line = 1;
            for (int i = 0; text.size() < (size_t{1} << 20) + 1000; ++i, ++line) {
                text += i % 7 == 0 ? "1,\"two" + end + "lines\",3" + end : i % 11 == 0 ? end : "1,2,3" + end;
                line += i % 7 == 0 ? 1 : 0;
            }
            text += "bad" + end + "1,2,3" + end;
            CsvDialect dialect;
            dialect.names = names();
            const auto path = m_folder.write("lines.csv", text);
            ByteFile file(path, std::make_shared<Sha256>());
            TextBytes bytes(file, {}, 0);
            RejectedRows rejected("lines.csv");
            CsvParser parser(dialect, bytes, rejected);
            CellBlock block;
            while (parser.next(block)) { }
            QCOMPARE(rejected.bad(), int64_t{1});
            QCOMPARE(rejected.rows().front().line, line);
        }
    }

    /// Every length up to a few vectors: against the plain search.
    void findsCuts()
    {
        for (size_t size = 0; size < 300; ++size) {
            RandomStream random(size);
            std::string text;
            for (size_t i = 0; i < size; ++i)
                text += ",;\"\n\rabc\x80\xFF"[random.nextBelow(10)];
            std::vector<uint32_t> expected;
            for (uint32_t i = 0; i < size; ++i)
                if (std::string_view(";\"\n\r").find(text[i]) != std::string_view::npos)
                    expected.push_back(i);
            std::vector<uint32_t> places(size + 1);
            places.resize(findCuts(text.data(), size, ';', '"', places.data()));
            QCOMPARE(places, expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestCsvParser)
#include "tst_csv_parser.moc"
