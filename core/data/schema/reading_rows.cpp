// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/reading_rows.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace leap {
namespace {

constexpr std::array kHeader{ReadingChoice{"yes", "first row"}, ReadingChoice{"no", "none"}};
constexpr std::array kDelimiters{ReadingChoice{"auto", "automatic"}, ReadingChoice{",", "comma"},
                                 ReadingChoice{";", "semicolon"},    ReadingChoice{"tab", "tab"},
                                 ReadingChoice{"|", "bar |"},        ReadingChoice{"space", "spaces"}};
constexpr std::array kQuotes{ReadingChoice{"\"", "double \""}, ReadingChoice{"'", "single '"},
                             ReadingChoice{"none", "none"}};
constexpr std::array kEscapes{ReadingChoice{"auto", "automatic"}, ReadingChoice{"none", "a doubled quote"},
                              ReadingChoice{"\\", "backslash"}};
constexpr std::array kLines{ReadingChoice{"0", "none"}};
constexpr std::array kComments{ReadingChoice{"auto", "automatic"}, ReadingChoice{"none", "none"},
                               ReadingChoice{"#", "#"}, ReadingChoice{"//", "//"}};
constexpr std::array kEncodings{ReadingChoice{"auto", "automatic"}, ReadingChoice{"utf-8", "UTF-8"},
                                ReadingChoice{"utf-16le", "UTF-16 LE"},
                                ReadingChoice{"utf-16be", "UTF-16 BE"}, ReadingChoice{"latin-1", "Latin-1"}};
constexpr std::array kDecimals{ReadingChoice{"auto", "automatic"}, ReadingChoice{".", "point 1.5"},
                               ReadingChoice{",", "comma 1,5"}};
constexpr std::array kThousands{ReadingChoice{"auto", "automatic"},     ReadingChoice{"none", "none"},
                                ReadingChoice{",", "comma 1,000"},      ReadingChoice{".", "point 1.000"},
                                ReadingChoice{"'", "apostrophe 1'000"}, ReadingChoice{" ", "space 1 000"}};
constexpr std::array kNone{ReadingChoice{"", "none"}};
constexpr std::array kBadRows{ReadingChoice{"set-aside", "set aside"}, ReadingChoice{"fail", "refuse"}};
constexpr std::array kMatrix{ReadingChoice{"X", "X"}};
constexpr std::array kLinks{ReadingChoice{"no", "refused"}, ReadingChoice{"yes", "read too"}};

/// One character, or one of `names`. @throws InputError
std::string checkedCharacter(const std::string& option, const std::string& text,
                             const std::vector<std::string>& names)
{
    if (text.size() != 1 && std::find(names.begin(), names.end(), text) == names.end())
        throw InputError(option + " is '" + text + "'; it must be one character"
                         + (names.empty() ? "" : " or ") + join(names, ", ") + ".");
    return text;
}

std::string checkedName(const std::string& option, const std::string& text,
                        std::span<const ReadingChoice> choices)
{
    std::vector<std::string> known;
    for (const ReadingChoice& choice : choices)
        known.emplace_back(choice.value);
    requireKnown(option, text, known);
    return text;
}

std::vector<std::string> namesIn(const std::string& text)
{
    std::vector<std::string> names;
    for (const std::string& name : split(text, ',')) {
        if (!trimmed(name).empty())
            names.emplace_back(trimmed(name));
    }
    return names;
}

int64_t checkedLines(const std::string& text)
{
    const auto lines = parseDouble(text);
    if (!lines || !(*lines >= 0 && *lines <= 1e9) || *lines != std::floor(*lines))
        throw InputError("--skip is '" + text + "'; it must be a number of lines, 0 or more.");
    return static_cast<int64_t>(*lines);
}

const std::array kRows{
    ReadingRow{"--no-header", "Header",
               "Whether the first line has the columns' names; without names they are called c0, c1, ...",
               kHeader, false, "no", true, true,
               [](const ReadOptions& o) { return std::string(o.header ? "yes" : "no"); },
               [](ReadOptions& o, const std::string& t) {
                   o.header = checkedName("--no-header", t, kHeader) == "yes";
               }},
    ReadingRow{"--delimiter", "Delimiter",
               "The character between two cells: auto, one character, tab, or space (runs of blanks).",
               kDelimiters, true, nullptr, true, true, [](const ReadOptions& o) { return o.delimiter; },
               [](ReadOptions& o, const std::string& t) {
                   o.delimiter = checkedCharacter("--delimiter", t, {"auto", "tab", "\\t", "space"});
               }},
    ReadingRow{"--skip", "Skip lines", "Lines before the header that are no part of the table.", kLines, true,
               nullptr, true, true, [](const ReadOptions& o) { return std::to_string(o.skip); },
               [](ReadOptions& o, const std::string& t) { o.skip = checkedLines(t); }},
    ReadingRow{"--comment", "Comments",
               "How lines begin that are no rows: auto (found above the header), none, or a text such as #.",
               kComments, true, nullptr, true, true, [](const ReadOptions& o) { return o.comment; },
               [](ReadOptions& o, const std::string& t) { o.comment = t.empty() ? "none" : t; }},
    ReadingRow{
        "--quote", "Quotes", "The character around a cell that holds delimiters, or none.", kQuotes, true,
        nullptr, true, true, [](const ReadOptions& o) { return o.quote; },
        [](ReadOptions& o, const std::string& t) { o.quote = checkedCharacter("--quote", t, {"none"}); }},
    ReadingRow{
        "--escape", "Quote in quotes",
        "How a quote is written inside quotes: auto, none (it is doubled), or the character before it.",
        kEscapes, true, nullptr, true, true, [](const ReadOptions& o) { return o.escape; },
        [](ReadOptions& o, const std::string& t) {
            o.escape = checkedCharacter("--escape", t, {"auto", "none"});
        }},
    ReadingRow{
        "--encoding", "Encoding", "The encoding of text files.", kEncodings, false, nullptr, true, true,
        [](const ReadOptions& o) { return o.encoding; },
        [](ReadOptions& o, const std::string& t) { o.encoding = checkedName("--encoding", t, kEncodings); }},
    ReadingRow{
        "--decimal", "Decimal", "The decimal sign of numbers: auto (each column's values tell), . or ,",
        kDecimals, false, nullptr, true, true, [](const ReadOptions& o) { return o.decimal; },
        [](ReadOptions& o, const std::string& t) { o.decimal = checkedName("--decimal", t, kDecimals); }},
    ReadingRow{"--thousands", "Thousands",
               "The sign between thousands: auto (each column's values tell), none, or one character.",
               kThousands, true, nullptr, true, true, [](const ReadOptions& o) { return o.thousands; },
               [](ReadOptions& o, const std::string& t) {
                   o.thousands = checkedCharacter("--thousands", t, {"auto", "none"});
               }},
    ReadingRow{
        "--na", "Missing values",
        "Texts that mean a missing value, besides the known ones: a,b or COL=a (COL may be a pattern).",
        kNone, true, nullptr, false, true, [](const ReadOptions& o) { return join(o.missing, ","); },
        [](ReadOptions& o, const std::string& t) { o.missing = namesIn(t); }},
    ReadingRow{"--text-time", "Times",
               "Columns of times that are written in a form of their own: COL=d/m/Y, COL=m/d/Y, ...", kNone,
               true, nullptr, false, true, [](const ReadOptions& o) { return join(o.times, ","); },
               [](ReadOptions& o, const std::string& t) { o.times = namesIn(t); }},
    ReadingRow{"--bad-rows", "Bad rows", "Rows that cannot be read: set them aside (up to 1 %), or fail.",
               kBadRows, false, nullptr, true, true,
               [](const ReadOptions& o) { return std::string(nameOf(o.badRows)); },
               [](ReadOptions& o, const std::string& t) { o.badRows = parseName<BadRows>(t); }},
    ReadingRow{"--rejected", "Rows set aside",
               "File that gets the rows set aside; otherwise they are counted.", kNone, true, nullptr, true,
               false, [](const ReadOptions& o) { return o.rejected; },
               [](ReadOptions& o, const std::string& t) { o.rejected = t; }},
    ReadingRow{"--matrix", "Matrix", "Name of the dense matrix: HDF5 dataset or list column.", kMatrix, true,
               nullptr, false, true, [](const ReadOptions& o) { return o.matrix; },
               [](ReadOptions& o, const std::string& t) { o.matrix = t; }},
    ReadingRow{"--follow-links", "Linked files", "HDF5: read datasets that lie in other files, too.", kLinks,
               false, "yes", false, true,
               [](const ReadOptions& o) { return std::string(o.followLinks ? "yes" : "no"); },
               [](ReadOptions& o, const std::string& t) {
                   o.followLinks = checkedName("--follow-links", t, kLinks) == "yes";
               }},
};

} // namespace

std::span<const ReadingRow> readingRows()
{
    return kRows;
}

const ReadingRow& readingRow(std::string_view option)
{
    for (const ReadingRow& row : kRows) {
        if (row.option == option)
            return row;
    }
    throw std::logic_error("there is no reading option " + std::string(option));
}

} // namespace leap
