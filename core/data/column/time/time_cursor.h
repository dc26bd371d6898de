// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace leap {

/// Digits at a place of a text.
struct DigitRun {
    int value = 0;
    uint8_t digits = 0;
};

/// A text that is read from its front: each function takes what it names, or takes nothing and says so.
/// Private to core/data, as is all of this file.
class TimeCursor {
public:
    explicit TimeCursor(std::string_view text)
        : m_rest(text)
    {
    }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    [[nodiscard]] char next() const { return m_rest.empty() ? '\0' : m_rest.front(); }
    [[nodiscard]] std::string_view rest() const { return m_rest; }
    [[nodiscard]] bool nextIsDigit() const { return next() >= '0' && next() <= '9'; }
    [[nodiscard]] bool nextIsLetter() const;

    bool take(char c);
    bool takeAnyOf(std::string_view characters);
    /// The text whatever its case. @param text in small letters
    bool takeWord(std::string_view text);
    /// Spaces, also those that do not break (U+00A0, U+202F). @return there were some
    bool takeBlanks();
    /// The digits that come now: from `least` to `most`, at most 9; nothing where there are fewer or more.
    std::optional<DigitRun> takeDigits(int least, int most);
    /// Up to `most` digits, however many follow.
    std::optional<DigitRun> takeSomeDigits(int least, int most);
    /// Digits of a fraction as nanoseconds; those beyond the ninth are dropped.
    std::optional<int32_t> takeFraction();
    /// Letters that follow each other, up to the first other byte.
    [[nodiscard]] std::string_view letters() const;
    void skip(size_t bytes) { m_rest.remove_prefix(bytes); }

private:
    std::string_view m_rest;
};

} // namespace leap
