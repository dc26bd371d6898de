// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/arrow_times.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"

#include <algorithm>
#include <arrow/array.h>
#include <arrow/type.h>

namespace leap {
namespace {

constexpr int64_t kSecondsOfDay = 86'400;
constexpr int64_t kNanos = 1'000'000'000;

int64_t unitsOf(arrow::TimeUnit::type unit)
{
    switch (unit) {
    case arrow::TimeUnit::SECOND:
        return 1;
    case arrow::TimeUnit::MILLI:
        return 1'000;
    case arrow::TimeUnit::MICRO:
        return 1'000'000;
    default:
        return kNanos;
    }
}

/// Beyond the years that ISO 8601 writes, a text that is no time: a split by it names the row.
std::string momentText(const Moment& moment, bool time, bool zoned)
{
    constexpr int64_t kYear1 = -62'135'596'800, kYear10000 = 253'402'300'800;
    if (moment.second < kYear1 || moment.second >= kYear10000)
        return std::to_string(moment.second) + " s since 1970";
    return isoText(moment, time, zoned);
}

/// 50136.5
std::string spanText(int64_t value, int64_t units)
{
    const bool negative = value < 0;
    const Moment span = momentOfUnits(negative && value != INT64_MIN ? -value : value, units);
    std::string text = (negative ? "-" : "") + std::to_string(span.second);
    if (span.nanos != 0) {
        const std::string nanos = std::to_string(span.nanos);
        text += '.' + std::string(9 - nanos.size(), '0') + nanos;
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

bool hasZone(const arrow::DataType& type)
{
    return type.id() == arrow::Type::TIMESTAMP
        && !static_cast<const arrow::TimestampType&>(type).timezone().empty();
}

const arrow::DataType& valueType(const arrow::DataType& type)
{
    return type.id() == arrow::Type::DICTIONARY
        ? *static_cast<const arrow::DictionaryType&>(type).value_type()
        : type;
}

} // namespace

bool isTimestamp(const arrow::DataType& type)
{
    const arrow::Type::type id = valueType(type).id();
    return id == arrow::Type::TIMESTAMP || id == arrow::Type::DATE32 || id == arrow::Type::DATE64;
}

bool isSpan(const arrow::DataType& type)
{
    const arrow::Type::type id = valueType(type).id();
    return id == arrow::Type::TIME32 || id == arrow::Type::TIME64 || id == arrow::Type::DURATION;
}

std::string timeText(const arrow::Array& array, int64_t i)
{
    const arrow::DataType& type = *array.type();
    switch (type.id()) {
    case arrow::Type::DATE32:
        return momentText({static_cast<const arrow::Date32Array&>(array).Value(i) * kSecondsOfDay, 0}, false,
                          false);
    case arrow::Type::DATE64: // milliseconds of a whole day, but not all writers keep to it
        return momentText(momentOfUnits(static_cast<const arrow::Date64Array&>(array).Value(i), 1'000), false,
                          false);
    case arrow::Type::TIMESTAMP:
        return momentText(momentOfUnits(static_cast<const arrow::TimestampArray&>(array).Value(i),
                                        unitsOf(static_cast<const arrow::TimestampType&>(type).unit())),
                          true, hasZone(type));
    case arrow::Type::TIME32:
        return spanText(static_cast<const arrow::Time32Array&>(array).Value(i),
                        unitsOf(static_cast<const arrow::Time32Type&>(type).unit()));
    case arrow::Type::TIME64:
        return spanText(static_cast<const arrow::Time64Array&>(array).Value(i),
                        unitsOf(static_cast<const arrow::Time64Type&>(type).unit()));
    default:
        return spanText(static_cast<const arrow::DurationArray&>(array).Value(i),
                        unitsOf(static_cast<const arrow::DurationType&>(type).unit()));
    }
}

void TimeParts::see(const arrow::DataType& given)
{
    const arrow::DataType& type = valueType(given);
    const std::string name = type.ToString();
    if (type.id() == arrow::Type::NA || std::find(m_types.begin(), m_types.end(), name) != m_types.end())
        return;
    m_types.push_back(name);
    if (!isTimestamp(type)) {
        m_texts = true;
        return;
    }
    if (m_timeType.empty())
        m_timeType = name;
    const bool date = type.id() != arrow::Type::TIMESTAMP;
    m_dates = m_dates || date;
    m_zoned = m_zoned || hasZone(type);
    m_unzoned = m_unzoned || (!date && !hasZone(type));
}

void TimeParts::finish(const std::string& name, TextValues& values, const std::shared_ptr<SpillArea>& area,
                       std::vector<std::string>& warnings) const
{
    if (m_timeType.empty())
        return;
    values.times = m_timeType;
    if (static_cast<int>(m_dates) + static_cast<int>(m_zoned) + static_cast<int>(m_unzoned)
            + static_cast<int>(m_texts)
        == 1)
        return;
    if (m_zoned && (m_unzoned || m_dates || m_texts))
        warnings.push_back("column '" + name + "' has the types " + join(m_types, " and ")
                           + " in different files: times without a zone are taken as UTC.");
    unite(name, values, area);
}

/// Codes of equal times become one, in the order of their first appearance.
void TimeParts::unite(const std::string& name, TextValues& values,
                      const std::shared_ptr<SpillArea>& area) const
{
    const TextDictionary& old = values.dictionary;
    std::vector<std::optional<Moment>> moments;
    bool wholeDays = true;
    for (int32_t code = 0; code < old.size(); ++code) {
        moments.push_back(parseTime(old[code], {TimeForm::YearFirst, 0, {}}));
        const bool bucket = old.fullAt() > 0 && code >= old.fullAt(); // the text of many values, or of none
        if (!moments.back() && !old[code].empty() && !bucket)
            throw InputError("column '" + name + "' has the types " + join(m_types, " and ")
                             + " in different files, and its value '" + displayText(old[code])
                             + "' is no time in ISO 8601: write it as one type, or leave the column out.");
        wholeDays = wholeDays
            && (!moments.back()
                || (moments.back()->second % kSecondsOfDay == 0 && moments.back()->nanos == 0));
    }
    TextDictionary united = area == nullptr ? TextDictionary() : TextDictionary(DictionaryLimit());
    std::vector<int32_t> codes;
    codes.reserve(moments.size());
    for (int32_t code = 0; code < old.size(); ++code) {
        const auto& moment = moments[static_cast<size_t>(code)];
        codes.push_back(united.add(moment ? isoText(*moment, !wholeDays, m_zoned) : std::string(old[code])));
    }
    values.codes.finish();
    RowArray<int32_t> rows(area);
    for (const int32_t code : values.codes.values())
        rows.push_back(codes[static_cast<size_t>(code)]);
    values.dictionary = std::move(united);
    values.codes = std::move(rows);
}

} // namespace leap
