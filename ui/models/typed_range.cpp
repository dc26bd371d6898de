// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/typed_range.h"

#include "core/base/error.h"
#include "core/data/schema/field_edits.h"

#include <QRegularExpression>

#include <limits>
#include <optional>

namespace leap::ui {
namespace {

/// "1,234" -> 1234; nothing for an empty text or one that is no number.
std::optional<int64_t> columnNumber(QString digits)
{
    digits.remove(QLatin1Char(',')).remove(QLatin1Char('\''));
    bool good = false;
    const qlonglong number = digits.toLongLong(&good);
    return good ? std::optional<int64_t>(number) : std::nullopt;
}

struct TypedRange {
    std::optional<int64_t> start;
    int64_t end;
};

/// "[3, 9)", "3, 9", "9"
TypedRange typedRange(const QString& text)
{
    static const QRegularExpression kRange(
        QStringLiteral(R"(^\s*(?:\[?\s*([\d,']+)\s*[,;:-]\s+)?([\d,']+)\s*[)\]]?\s*$)"));
    const auto match = kRange.match(text);
    const auto end = columnNumber(match.captured(2));
    if (!end)
        throw InputError("'" + text.toStdString() + "' is not a range. Type [start, end), or only the end.");
    return {columnNumber(match.captured(1)), *end};
}

} // namespace

Schema withTypedRange(Schema schema, size_t field, const QString& text)
{
    const TypedRange range = typedRange(text);
    const auto ranges = schema.ranges();
    if (range.start && *range.start != ranges[field]) {
        if (field == 0)
            throw InputError("The first field starts at column 0.");
        if (*range.start >= range.end)
            throw InputError("A range must end after its start.");
        schema = withBorder(std::move(schema), field - 1, *range.start);
    }
    return withBorder(std::move(schema), field, range.end);
}

Schema withTypedSlice(Schema schema, size_t field, const QString& text)
{
    static const QRegularExpression kSlice(QStringLiteral(R"(^\s*(?:.*\[)?\s*(\d+)\s*:\s*(\d+)\s*\]?\s*$)"));
    const auto match = kSlice.match(text);
    const auto begin = columnNumber(match.captured(1)), end = columnNumber(match.captured(2));
    constexpr int64_t kMost = std::numeric_limits<int>::max();
    if (!begin || !end || *begin > kMost || *end > kMost)
        throw InputError("'" + text.toStdString()
                         + "' is not a slice. Type the matrix columns as begin:end (end not included).");
    return withSlice(std::move(schema), field, static_cast<int>(*begin), static_cast<int>(*end));
}

} // namespace leap::ui
