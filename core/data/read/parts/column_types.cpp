// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/parts/column_types.h"

#include "core/base/error.h"
#include "core/data/read/arrow_cells.h"

#include <algorithm>
#include <arrow/type.h>
#include <arrow/type_traits.h>

namespace leap {
namespace {

using Kinds = std::array<CellKind, 4>;
constexpr Kinds kNumbers{CellKind::Bool, CellKind::Integer, CellKind::Decimal, CellKind::Real};

bool isOneOf(const Kinds& kinds, CellKind kind)
{
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool isList(CellKind kind)
{
    return kind == CellKind::NullList || kind == CellKind::IntegerList || kind == CellKind::RealList
        || kind == CellKind::TextList;
}

CellKind listOf(const arrow::DataType& items)
{
    switch (cellKindOf(items)) {
    case CellKind::Null:
        return CellKind::NullList;
    case CellKind::Real:
        return arrow::is_floating(items.id()) ? CellKind::RealList : CellKind::None;
    case CellKind::Integer:
        return CellKind::IntegerList;
    case CellKind::Bool:
    case CellKind::Decimal:
    case CellKind::Text:
    case CellKind::Time:
    case CellKind::DayTime:
    case CellKind::Duration:
        return CellKind::TextList;
    default:
        return CellKind::None;
    }
}

int scaleOf(const arrow::DataType& type)
{
    return static_cast<const arrow::DecimalType&>(type).scale();
}

/// Of the values, where the type codes them by a dictionary.
const arrow::DataType& valuesOf(const arrow::DataType& type)
{
    return type.id() == arrow::Type::DICTIONARY
        ? *static_cast<const arrow::DictionaryType&>(type).value_type()
        : type;
}

bool fit(CellKind a, CellKind b)
{
    if (a == b || (isOneOf(kNumbers, a) && isOneOf(kNumbers, b)))
        return true;
    if ((a == CellKind::Time && b == CellKind::Text) || (a == CellKind::Text && b == CellKind::Time))
        return true; // one text a time, or refused with the value that is none (arrow_times.h)
    const bool lists = isList(a) && isList(b);
    const bool text = a == CellKind::TextList || b == CellKind::TextList;
    return lists && (a == CellKind::NullList || b == CellKind::NullList || !text);
}

} // namespace

CellKind cellKindOf(const arrow::DataType& type)
{
    switch (type.id()) {
    case arrow::Type::NA:
        return CellKind::Null;
    case arrow::Type::BOOL:
        return CellKind::Bool;
    case arrow::Type::DATE32:
    case arrow::Type::DATE64:
    case arrow::Type::TIMESTAMP:
        return CellKind::Time;
    case arrow::Type::TIME32:
    case arrow::Type::TIME64:
        return CellKind::DayTime;
    case arrow::Type::DURATION:
        return CellKind::Duration;
    case arrow::Type::DICTIONARY:
        return cellKindOf(*static_cast<const arrow::DictionaryType&>(type).value_type());
    case arrow::Type::LIST:
    case arrow::Type::LARGE_LIST:
    case arrow::Type::FIXED_SIZE_LIST:
        return listOf(*type.field(0)->type());
    default:
        break;
    }
    if (arrow::is_decimal(type.id()))
        return !isText(type) ? CellKind::None : scaleOf(type) == 0 ? CellKind::Integer : CellKind::Decimal;
    return arrow::is_integer(type.id()) ? CellKind::Integer
        : arrow::is_floating(type.id()) ? CellKind::Real
        : isText(type)                  ? CellKind::Text
                                        : CellKind::None;
}

void PartTypes::add(const std::string& column, const arrow::DataType& type, const std::string& file)
{
    const CellKind kind = cellKindOf(type);
    const arrow::DataType& values = valuesOf(type);
    if (m_kind == CellKind::Null && kind != CellKind::Null) {
        m_kind = kind;
        m_type = type.ToString();
        m_file = file;
    }
    if (kind != CellKind::Null && !fit(m_kind, kind))
        throw InputError(file + ": column '" + column + "' has the type " + type.ToString()
                         + ", which does not " + "fit its type " + m_type + " in " + m_file
                         + "; write both files with one type, or read them apart.");
    m_seen[static_cast<size_t>(kind)] = true;
    m_double = m_double
        || (kind != CellKind::Null && values.id() != arrow::Type::FLOAT
            && values.id() != arrow::Type::HALF_FLOAT);
    if (kind == CellKind::Decimal) {
        m_scales = m_scales || (m_scale >= 0 && m_scale != scaleOf(values));
        m_scale = scaleOf(values);
    }
}

/// Decimals of one scale are read as texts, digit by digit; mixed with other numbers they are numbers.
bool PartTypes::readAsReal() const
{
    const bool others = has(CellKind::Integer) || has(CellKind::Bool) || m_scales;
    return has(CellKind::Real) || (has(CellKind::Decimal) && others);
}

ColumnShape PartTypes::shape() const
{
    if (has(CellKind::RealList))
        return {"vector", false, false};
    if (isList(m_kind))
        return {"bag", false, false};
    if (readAsReal())
        return {"numbers", !m_double, false};
    return {"text", false, has(CellKind::Bool) && has(CellKind::Integer)};
}

} // namespace leap
