// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/source_data.h"

#include <arrow/type_fwd.h>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Dates, times and durations of Arrow. Private to core/data.
namespace leap {

/// Is it a timestamp or a date, whatever its unit?
[[nodiscard]] bool isTimestamp(const arrow::DataType& type);
/// Is it a time of day or a duration?
[[nodiscard]] bool isSpan(const arrow::DataType& type);

/// Element i, which is there, in one spelling whatever the unit: ISO 8601 for timestamps (with a Z where the
/// type has a zone) and dates, seconds for times of day and durations.
/// @param array isTimestamp() or isSpan()
[[nodiscard]] std::string timeText(const arrow::Array& array, int64_t i);

/// Watches the types that the files give one column. Where timestamps of one file meet dates, texts or zones
/// of another, equal times get equal texts in the end.
class TimeParts {
public:
    void see(const arrow::DataType& type);
    /// @param values all rows were appended
    /// @throws InputError naming column, types and value, where a value of another file is no time
    void finish(const std::string& name, TextValues& values, const std::shared_ptr<SpillArea>& area,
                std::vector<std::string>& warnings) const;

private:
    void unite(const std::string& name, TextValues& values, const std::shared_ptr<SpillArea>& area) const;

    std::vector<std::string> m_types; ///< different ones, in the order of the files
    std::string m_timeType; ///< the first timestamp or date
    bool m_dates = false;
    bool m_zoned = false;
    bool m_unzoned = false;
    bool m_texts = false; ///< or integers
};

} // namespace leap
