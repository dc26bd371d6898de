// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace leap {

/// The rule by which rows go to the four parts.
struct SplitRule {
    enum class Kind {
        Random, ///< 80 / 5 / 5 / 10
        Time, ///< the same shares in the order of a column: the newest rows are test
        Column, ///< a column says train, gate, validation (valid, val) or test; gate and validation rows that
                ///< it does not name are taken from train
        Group, ///< random, but rows with the same value of a column stay together
        Stream, ///< as Time, for a single pass: rows are kept in the order of the column, whatever the
                ///< file's, and of every five that are older than validation one, drawn by chance, learns
                ///< gates
    };
    Kind kind = Kind::Random;
    std::string column;
    bool operator==(const SplitRule&) const = default;
};
/// "random", "time:COL", "column:COL", "group:COL", "stream:COL". @throws InputError.
[[nodiscard]] SplitRule parseSplit(const std::string& text);
[[nodiscard]] std::string splitText(const SplitRule& rule);

} // namespace leap
