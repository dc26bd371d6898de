// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/reading_wishes.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/schema/name_pattern.h"

#include <algorithm>

namespace leap {
namespace {

constexpr const char* kOption = "--na";

/// A token, and the columns that it is meant for.
struct Token {
    std::vector<size_t> columns;
    std::string text;
};

bool holdsOneValue(const Column& column)
{
    const auto* texts = std::get_if<TextValues>(&column.values);
    return std::holds_alternative<RealValues>(column.values) || (texts != nullptr && !texts->lists);
}

/// The columns before the '=' of "COL=TOKEN". Names may hold '=' too.
Token columnToken(const std::string& text, const std::vector<std::string>& names, const std::string& where)
{
    for (size_t at = text.find('='); at != std::string::npos; at = text.find('=', at + 1)) {
        std::vector<size_t> columns = placesMatching(text.substr(0, at), names);
        if (!columns.empty())
            return {std::move(columns), std::string(trimmed(std::string_view(text).substr(at + 1)))};
    }
    (void)namesMatching({text.substr(0, text.find('='))}, names, kOption, where); // says what is wrong
    return {};
}

Token tokenOf(const std::string& text, const SourceData& data)
{
    const size_t equals = text.find('=');
    Token token;
    if (equals != std::string::npos && equals > 0) {
        token = columnToken(text, namesOf(data), join(data.files, ", "));
        std::erase_if(token.columns, [&](size_t i) { return !holdsOneValue(data.columns[i]); });
        if (token.columns.empty())
            throw InputError(std::string(kOption) + " " + text
                             + ": its cells hold several values each; there only an element that is no number"
                               " (NaN) is missing.");
        return token;
    }
    token.text = trimmed(text);
    for (size_t i = 0; i < data.columns.size(); ++i) {
        if (holdsOneValue(data.columns[i]))
            token.columns.push_back(i);
    }
    return token;
}

ReadingWish signWish(const ReadOptions& options, bool typed)
{
    ReadingWish wish;
    wish.typed = typed;
    if (options.decimal != "auto")
        wish.decimal = options.decimal.front();
    if (options.thousands != "auto")
        wish.thousands = options.thousands == "none" ? '\0' : options.thousands.front();
    if (wish.decimal && wish.decimal == wish.thousands)
        throw InputError("--decimal and --thousands are both '" + options.decimal + "'; they must differ.");
    return wish;
}

} // namespace

std::vector<ReadingWish> readingWishes(const ReadOptions& options, const SourceData& data)
{
    std::vector<ReadingWish> wishes(data.columns.size(),
                                    signWish(options, data.fileFormat != FileFormat::Text));
    for (const std::string& text : options.missing) {
        const Token token = tokenOf(text, data);
        for (const size_t column : token.columns)
            wishes[column].missing.push_back(token.text);
    }
    return wishes;
}

} // namespace leap
