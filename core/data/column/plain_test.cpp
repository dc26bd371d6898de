// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/plain_test.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace leap {
namespace {

enum : uint8_t { kDigit = 1, kPoint = 2, kSign = 4, kExponent = 8, kPlus = 16, kOther = 32 };

constexpr auto kClass = [] {
    std::array<uint8_t, 256> classes{};
    classes.fill(kOther);
    for (char c = '0'; c <= '9'; ++c)
        classes[static_cast<uint8_t>(c)] = kDigit;
    classes['.'] = kPoint;
    classes['-'] = kSign;
    classes['+'] = kSign | kPlus;
    classes['e'] = classes['E'] = kExponent;
    return classes;
}();

/// Classes of all bytes, or-ed; not all are looked at once there is another one than those of numbers.
uint8_t classesOf(std::string_view bytes)
{
    constexpr size_t kSome = 4096;
    uint8_t classes = 0;
    while (!bytes.empty() && (classes & kOther) == 0) {
        for (const char c : bytes.substr(0, kSome))
            classes |= kClass[static_cast<uint8_t>(c)];
        bytes.remove_prefix(std::min(kSome, bytes.size()));
    }
    return classes;
}

/// Asks text by text until nothing is open. Most columns answer with one of their first texts.
class OpenQuestions {
public:
    OpenQuestions(uint8_t classes, bool few)
        : m_thousands((classes & kPoint) != 0)
        , m_minus((classes & kSign) != 0)
        , m_twins((classes & (kPoint | kExponent | kPlus)) != 0)
        , m_few(few)
    {
    }
    /// False where the column needs a closer look.
    bool ask(std::string_view text)
    {
        if (text.empty())
            return true;
        const size_t point = text.find('.');
        if (m_minus) {
            if (text.back() == '-')
                return false;
            m_minus = text.front() != '-' || text.size() == 1;
        }
        if (point == std::string_view::npos)
            return askInteger(text);
        if (m_thousands)
            m_thousands = mayBeThousands(text, point);
        return !m_twins || askFraction(text, point);
    }
    [[nodiscard]] bool open() const { return m_thousands || m_minus || m_twins; }
    [[nodiscard]] bool answered() const { return !m_thousands; }

private:
    bool askInteger(std::string_view text)
    {
        m_integers = true;
        return !m_twins
            || (text.front() != '+' && text.find_first_of("eE") == std::string_view::npos
                && (!m_zeros || !m_decimals));
    }
    /// May the text be another spelling of a number that is there? Where values are many and one has
    /// decimals, the column is one of measurements, and nobody asks.
    bool askFraction(std::string_view text, size_t point)
    {
        const std::string_view decimals = text.substr(point + 1);
        if (!m_few && decimals.find_first_not_of('0') != std::string_view::npos) {
            m_twins = false;
            return true;
        }
        if (text.front() == '+' || decimals.find_first_not_of("0123456789") != std::string_view::npos)
            return false;
        m_zeros = m_zeros || decimals.empty() || decimals.back() == '0';
        m_sameDecimals = m_sameDecimals && (!m_decimals || m_size == decimals.size());
        m_decimals = true;
        m_size = decimals.size();
        return !m_zeros || (m_sameDecimals && !m_integers);
    }
    static bool mayBeThousands(std::string_view text, size_t point)
    {
        constexpr size_t kGroup = 3;
        const size_t begin = std::min(text.find_first_not_of("+-"), text.size());
        return begin < point && point - begin <= kGroup && text[begin] != '0'
            && text.size() >= point + 1 + kGroup
            && (text.size() == point + 1 + kGroup || text[point + 1 + kGroup] == '.');
    }

    bool m_thousands, m_minus, m_twins, m_few;
    bool m_integers = false; ///< a text without a point
    bool m_decimals = false; ///< a text with a point
    bool m_zeros = false; ///< one that ends with a zero after the point
    bool m_sameDecimals = true; ///< as many in all of them
    size_t m_size = 0; ///< decimals of the last one
};

} // namespace

bool readsPlainly(const TextDictionary& dictionary)
{
    constexpr int32_t kFew = 4096;
    const uint8_t classes = classesOf(dictionary.bytes());
    if ((classes & kOther) != 0)
        return false;
    OpenQuestions questions(classes, dictionary.size() <= kFew);
    for (int32_t code = 0; code < dictionary.size() && questions.open(); ++code) {
        if (!questions.ask(dictionary[code]))
            return false;
    }
    return questions.answered();
}

} // namespace leap
