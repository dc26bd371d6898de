// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/source_data.h"

#include <limits>
#include <span>

namespace leap {

/// The codes of a column's rows, without what they mean.
class ColumnCodes {
public:
    ColumnCodes() = default;
    explicit ColumnCodes(const RowArray<int32_t>& codes) ///< borrowed
        : m_values(codes.values())
        , m_borrowed(&codes)
    {
    }
    explicit ColumnCodes(std::vector<int32_t> codes)
        : m_own(std::move(codes))
        , m_values(m_own)
    {
    }
    [[nodiscard]] std::span<const int32_t> values() const { return m_values; } ///< [rows]
    /// Pages of a spilled column that were read may leave the memory.
    void release() const
    {
        if (m_borrowed != nullptr)
            m_borrowed->release();
    }

private:
    std::vector<int32_t> m_own; ///< of a real column
    std::span<const int32_t> m_values;
    const RowArray<int32_t>* m_borrowed = nullptr;
};

/// A text or real column as codes with one entry per distinct value: everything that is asked of a value
/// (is it missing, which number is it) is answered once per distinct value. Borrows from the column.
class CodedColumn {
public:
    explicit CodedColumn(const Column& column);
    CodedColumn(CodedColumn&&) = default;
    CodedColumn(const CodedColumn&) = delete;
    CodedColumn& operator=(CodedColumn&&) = delete;
    CodedColumn& operator=(const CodedColumn&) = delete;
    ~CodedColumn() { m_codes.release(); }

    [[nodiscard]] const std::string& name() const { return m_column->name; }
    [[nodiscard]] std::span<const int32_t> codes() const { return m_codes.values(); } ///< [rows]
    [[nodiscard]] ColumnCodes takeCodes() && { return std::move(m_codes); }
    /// Values that were told apart before the rest were rounded or went to hash buckets; 0 = all were.
    [[nodiscard]] int64_t fullAt() const { return m_fullAt; }
    [[nodiscard]] size_t distinct() const { return m_numbers.size(); } ///< missing counts as a value here
    [[nodiscard]] bool isMissing(int32_t code) const { return code == m_missing; }
    [[nodiscard]] int32_t missingCode() const { return m_missing; } ///< -1 = nothing is missing
    /// NaN where the value is missing or no finite number.
    [[nodiscard]] double number(int32_t code) const { return m_numbers[static_cast<size_t>(code)]; }
    [[nodiscard]] std::span<const double> numbers() const { return m_numbers; } ///< [distinct]
    /// The bytes of the value; a number of a typed column in its shortest form.
    [[nodiscard]] std::string text(int32_t code) const;
    [[nodiscard]] bool lists() const { return m_text != nullptr && m_text->lists; }
    [[nodiscard]] const ColumnReading& reading() const { return m_column->reading; }
    [[nodiscard]] bool typedNumbers() const { return m_text == nullptr; }
    /// Type of a column of times in a typed file; its numbers are seconds since 1970. Empty: no such column.
    [[nodiscard]] std::string timeType() const { return m_text == nullptr ? std::string() : m_text->times; }

    /// Rows of each value, [distinct]: of all rows, or of some.
    [[nodiscard]] std::vector<int64_t> counts() const;
    [[nodiscard]] std::vector<int64_t> counts(std::span<const int64_t> rows) const;

private:
    void codeReals(const RealValues& reals);

    const Column* m_column;
    const TextValues* m_text = nullptr;
    bool m_single = false;
    int32_t m_missing = -1;
    int64_t m_fullAt = 0;
    ColumnCodes m_codes;
    std::vector<double> m_numbers;
};

} // namespace leap
