// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/options.h"
#include "core/data/schema/split_rule.h"
#include "core/record/record.h"

#include <string>

/// How the reading of files and the split of their rows are written.
namespace leap {

template <> struct Record<ReadOptions> {
    using T = ReadOptions;
    static constexpr auto members = std::tuple{member("header", &T::header),
                                               member("delimiter", &T::delimiter),
                                               member("quote", &T::quote, omitDefault),
                                               member("escape", &T::escape, omitDefault),
                                               member("skip", &T::skip, atLeast(0), omitDefault),
                                               member("comment", &T::comment, omitDefault),
                                               member("encoding", &T::encoding, omitDefault),
                                               member("decimal", &T::decimal, omitDefault),
                                               member("thousands", &T::thousands, omitDefault),
                                               member("missing", &T::missing, omitDefault),
                                               member("times", &T::times, omitDefault),
                                               member("bad_rows", &T::badRows),
                                               notStored(&T::rejected),
                                               member("matrix", &T::matrix),
                                               member("follow_links", &T::followLinks, omitDefault),
                                               member("threads", &T::threads)};
};

/// As on the command line: "random", "time:COL", ...
struct SplitText {
    static Json write(const SplitRule& rule) { return splitText(rule); }
    static SplitRule read(const Json& json, const std::string& where)
    {
        return parseSplit(checkedText(json, where));
    }
};

} // namespace leap
