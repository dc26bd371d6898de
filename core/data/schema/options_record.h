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
    static constexpr auto members = std::tuple{
        member("header", &T::header), member("delimiter", &T::delimiter), member("bad_rows", &T::badRows),
        member("matrix", &T::matrix), member("threads", &T::threads)};
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
