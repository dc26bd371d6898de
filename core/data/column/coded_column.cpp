// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/coded_column.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/column/number_text.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>

namespace leap {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

/// The nearest double with `bits` bits after the leading one.
double rounded(double value, int bits)
{
    const uint64_t dropped = (uint64_t{1} << (std::numeric_limits<double>::digits - 1 - bits)) - 1;
    const auto exact = std::bit_cast<uint64_t>(value);
    const auto near = std::bit_cast<double>((exact + dropped / 2 + 1) & ~dropped);
    return std::isfinite(near) ? near : std::bit_cast<double>(exact & ~dropped);
}

/// Distinct doubles, coded in the order of their first appearance; all NaNs are one value, as are 0 and -0.
/// Of new ones beyond the limit of texts, some 6 digits count, in the end 2.
class RealDictionary {
public:
    int32_t add(double value)
    {
        const size_t slot = slotOf(value);
        if (m_slots[slot] >= 0)
            return m_slots[slot];
        if (m_values.size() < kLimit || std::isnan(value))
            return append(value, slot);
        m_full = true;
        const double near = rounded(value, m_values.size() < kLimit + kLimit / 2 ? kManyBits : kFewBits);
        const size_t shared = slotOf(near);
        return m_slots[shared] >= 0 ? m_slots[shared] : append(near, shared);
    }
    [[nodiscard]] std::vector<double> take() { return std::move(m_values); }
    [[nodiscard]] int64_t fullAt() const { return m_full ? int64_t{kLimit} : 0; }

private:
    static constexpr size_t kLimit = DictionaryLimit().texts;
    static constexpr int kManyBits = 20, kFewBits = 7;

    static uint64_t bitsOf(double value)
    {
        return std::bit_cast<uint64_t>(std::isnan(value) ? kNoNumber : value == 0 ? 0.0 : value);
    }
    /// The slot that holds `value`, or the free one where it belongs.
    size_t slotOf(double value)
    {
        if (m_slots.size() < 2 * (m_values.size() + 1))
            grow();
        const uint64_t bits = bitsOf(value);
        size_t slot = mix64(bits) & (m_slots.size() - 1);
        while (m_slots[slot] >= 0 && bitsOf(m_values[static_cast<size_t>(m_slots[slot])]) != bits)
            slot = (slot + 1) & (m_slots.size() - 1);
        return slot;
    }
    int32_t append(double value, size_t slot)
    {
        m_slots[slot] = static_cast<int32_t>(m_values.size());
        m_values.push_back(value);
        return m_slots[slot];
    }
    void grow()
    {
        m_slots.assign(m_slots.empty() ? 16 : 2 * m_slots.size(), -1);
        for (size_t code = 0; code < m_values.size(); ++code) {
            size_t slot = mix64(bitsOf(m_values[code])) & (m_slots.size() - 1);
            while (m_slots[slot] >= 0)
                slot = (slot + 1) & (m_slots.size() - 1);
            m_slots[slot] = static_cast<int32_t>(code);
        }
    }

    std::vector<double> m_values;
    std::vector<int32_t> m_slots;
    bool m_full = false;
};

/// Times of typed files are numbers, too: seconds since 1970.
double secondsOfText(std::string_view text)
{
    const auto moment = parseTime(text, {TimeForm::YearFirst, 0, {}});
    return moment ? secondsOf(*moment) : kNoNumber;
}

std::string shortestSingle(float value)
{
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

} // namespace

CodedColumn::CodedColumn(const Column& column)
    : m_column(&column)
{
    if (const auto* reals = std::get_if<RealValues>(&column.values)) {
        codeReals(*reals);
        return;
    }
    m_text = std::get_if<TextValues>(&column.values);
    if (m_text == nullptr)
        throw InputError("column '" + column.name
                         + "' holds several numbers in each row: only a vector input can read it.");
    m_codes = ColumnCodes(m_text->codes);
    m_fullAt = m_text->dictionary.fullAt();
    const TextDictionary& dictionary = m_text->dictionary;
    m_missing = dictionary.find({}).value_or(-1);
    m_numbers.reserve(static_cast<size_t>(dictionary.size()));
    const NumberForm& form = column.reading.form;
    for (int32_t code = 0; code < dictionary.size(); ++code)
        m_numbers.push_back(m_text->times.empty() ? readNumber(dictionary[code], form).value_or(kNoNumber)
                                                  : secondsOfText(dictionary[code]));
}

void CodedColumn::codeReals(const RealValues& reals)
{
    m_single = reals.single;
    RealDictionary dictionary;
    std::vector<int32_t> codes;
    codes.reserve(reals.values.values().size());
    for (const double value : reals.values.values()) {
        const int32_t code = dictionary.add(value);
        if (std::isnan(value))
            m_missing = code;
        codes.push_back(code);
    }
    reals.values.release();
    m_codes = ColumnCodes(std::move(codes));
    m_fullAt = dictionary.fullAt();
    m_numbers = dictionary.take();
}

std::string CodedColumn::text(int32_t code) const
{
    if (m_text != nullptr)
        return std::string(m_text->dictionary[code]);
    if (isMissing(code))
        return {};
    return m_single ? shortestSingle(static_cast<float>(number(code))) : shortest(number(code));
}

std::vector<int64_t> CodedColumn::counts() const
{
    std::vector<int64_t> counts(distinct());
    for (const int32_t code : codes())
        ++counts[static_cast<size_t>(code)];
    return counts;
}

std::vector<int64_t> CodedColumn::counts(std::span<const int64_t> rows) const
{
    std::vector<int64_t> counts(distinct());
    for (const int64_t row : rows)
        ++counts[static_cast<size_t>(codes()[static_cast<size_t>(row)])];
    return counts;
}

} // namespace leap
