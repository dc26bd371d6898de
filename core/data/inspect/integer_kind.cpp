// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/integer_kind.h"

#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/inspect/integer_shape.h"
#include "core/data/inspect/kind_words.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

constexpr double kCloseCall = 2; ///< points
constexpr double kMostOfValues = 5; ///< points
constexpr double kSureName = 6; ///< points: the name leaves no doubt
constexpr double kLargestExact = 9007199254740992.0; ///< 2^53: greater integers are no measurements
constexpr double kOften = 0.08; ///< `round` from here on: people round what they count or measure

/// One reason for a kind.
struct Sign {
    double points; ///< above 0: ids
    std::string words; ///< part of a sentence; empty: it is not said
};
using Signs = std::vector<Sign>;

void addName(const NameHint& name, Signs& signs)
{
    if (name.points != 0)
        signs.push_back({name.points, "the name says '" + name.word + "'"});
}

/// Seconds, milliseconds, microseconds or nanoseconds since 1970, of the years 2000 to 2040.
bool looksLikeTime(const IntegerShape& shape)
{
    constexpr double kFrom = 946'684'800, kTo = 2'208'988'800;
    for (const double unit : {1.0, 1e3, 1e6, 1e9}) {
        if (shape.minimum >= kFrom * unit && shape.maximum <= kTo * unit)
            return true;
    }
    return false;
}

/// Signs and sizes that one of the two has only.
void addRange(const IntegerShape& shape, Signs& signs)
{
    constexpr double kHashSpan = 1e9;
    if (looksLikeTime(shape))
        signs.push_back({-3, "they look like times since 1970"});
    if (shape.maximum > kLargestExact || shape.minimum < -kLargestExact)
        signs.push_back({5, "too large for a count"});
    else if (shape.minimum < 0 && !(shape.span() > kHashSpan && shape.uneven < 0.1))
        signs.push_back({-3, "some are negative"});
    else if (shape.span() > kHashSpan && shape.uneven < 0.1)
        signs.push_back({2, "spread evenly over a great range"});
}

/// A hump in the middle, or every number from 0 on up to an edge. Numbers by rank (the most popular thing is
/// 0) fall off as quantities do, but end at an edge that is still in use.
void addPlace(const IntegerShape& shape, Signs& signs)
{
    if (shape.ends < 0.03 && shape.topHalf > 0.1 && shape.topHalf < 0.9)
        signs.push_back({-2, "few are at either end of the range"});
    if ((shape.minimum == 0 || shape.minimum == 1) && shape.topHalf > 0.04 && shape.density() > 0.4)
        signs.push_back(
            {shape.topHalf < 0.2 ? 3.0 : 1.5, "numbered from " + shortest(shape.minimum) + " on"});
}

/// A long tail, round numbers and a smooth hump are of quantities.
void addTail(const IntegerShape& shape, Signs& signs)
{
    if (shape.topHalf < 0.01)
        signs.push_back({-2.5, "a long tail of large values"});
    else if (shape.topHalf < 0.03)
        signs.push_back({-1.5, "a long tail of large values"});
    if (shape.round >= 0.15)
        signs.push_back({-3, "round numbers are frequent"});
    else if (shape.round >= kOften)
        signs.push_back({-1.5, "round numbers are frequent"});
    if (shape.structure > 4)
        signs.push_back({shape.structure > 10 ? -2.5 : -1.0, "neighbouring values are about as frequent"});
    if (shape.valuesUneven > 0.3)
        signs.push_back(
            {shape.valuesUneven > 0.5 ? -2.5 : -1.5, "values are closer together where they are frequent"});
}

/// Ids are used by popularity, wherever they lie.
void addUse(const IntegerShape& shape, Signs& signs)
{
    const double times = shape.repeats();
    const std::string each =
        "each " + (times < 10 ? fixed(times, 1) : grouped(std::llround(times))) + " times";
    if (shape.round < kOften && shape.spread < 0.5)
        signs.push_back({3, "the same numbers with gaps between them, " + each});
    else if (shape.round < kOften && shape.spread < 0.75)
        signs.push_back({1.5, "the same numbers again, " + each});
    else if (shape.repeats() >= 3)
        signs.push_back({0.25, each});
    if (shape.round < kOften && shape.rough > 2)
        signs.push_back({shape.rough > 4 ? 2.0 : 1.0, "neighbouring values differ in frequency"});
    if (shape.uneven < 0.12)
        signs.push_back({shape.uneven < 0.06 ? 2.0 : 1.0, "used evenly over the range"});
    if (shape.structure < 2)
        signs.push_back({1.5, "used without regard to their size"});
    if (shape.valuesUneven < 0.05 && shape.topHalf > 0.03)
        signs.push_back({1, ""});
    if (shape.repeats() < 2)
        signs.push_back({-1, ""});
}

/// What the label says, if there is one.
void addAuc(const IntegerKind& kind, double error, Signs& signs)
{
    if (!kind.aucAsId || !kind.aucAsNumber || !(error > 0))
        return;
    const double more = (*kind.aucAsId - *kind.aucAsNumber) / error;
    if (std::abs(more) < 2)
        return;
    const std::string aucs =
        " (AUC alone " + fixed(*kind.aucAsId, 3) + " as ids, " + fixed(*kind.aucAsNumber, 3) + " as numbers)";
    signs.push_back({more > 4       ? 3.0
                         : more > 0 ? 2.0
                                    : -1.5,
                     (more > 0 ? "ids tell more" : "numbers tell more") + aucs});
}

/// The reasons for what was decided, the strongest first, three at most.
std::string inWords(Signs signs, double points)
{
    constexpr size_t kShown = 3;
    std::stable_sort(signs.begin(), signs.end(),
                     [](const Sign& a, const Sign& b) { return std::abs(a.points) > std::abs(b.points); });
    std::vector<std::string> words;
    for (const Sign& sign : signs) {
        if (!sign.words.empty() && (sign.points > 0) == (points > 0) && words.size() < kShown)
            words.push_back(sign.words);
    }
    return join(words, ", ");
}

/// Where (nearly) every row has its own value.
bool isRowId(const IntegerShape& shape, const NameHint& name)
{
    constexpr double kSaysId = 2.5, kDense = 0.9, kFlat = 0.06, kWide = 10;
    if (name.points < 0)
        return false;
    if (name.points >= kSaysId || shape.density() > kDense || shape.maximum > kLargestExact)
        return true;
    const bool random = shape.uneven < kFlat && shape.round < kOften && shape.density() * kWide < 1;
    return (shape.rising || random) && !looksLikeTime(shape);
}

std::string readingText(const char* kind, const std::optional<double>& auc)
{
    return std::string(kind) + (auc ? " (AUC alone " + fixed(*auc, 3) + ")" : std::string());
}

/// "it may be ids: read as categories it would ..."
std::string closeCall(const std::string& name, const IntegerKind& kind)
{
    const bool id = kind.points > 0;
    return "A close call: read as "
        + readingText(id ? "categorical" : "numeric", id ? kind.aucAsId : kind.aucAsNumber)
        + "; the other reading is "
        + readingText(id ? "numeric" : "categorical", id ? kind.aucAsNumber : kind.aucAsId) + ": "
        + (id ? "--numeric " : "--categorical ") + name + ".";
}

/// Are all numbers integers, and is there one? @param words other texts do not matter
bool holdsIntegers(const CodedColumn& column, bool words)
{
    bool any = false;
    for (size_t i = 0; i < column.distinct(); ++i) {
        const auto code = static_cast<int32_t>(i);
        const double number = column.number(code);
        if (std::isnan(number) ? !words && !column.isMissing(code) : number != std::floor(number))
            return false;
        any = any || !std::isnan(number);
    }
    return any;
}

/// Nobody writes ids with a currency, a percent sign, thousands or a decimal comma.
bool writtenAsQuantity(const NumberForm& form)
{
    return !form.unit.empty() || form.thousands != 0 || form.parentheses || form.decimal == ',';
}

} // namespace

IntegerKind integerKind(const CodedColumn& column, const AloneJudge* judge)
{
    const IntegerShape shape = shapeOf(column, column.counts());
    const NameHint name = kindByName(column.name());
    IntegerKind kind;
    if (judge != nullptr) {
        kind.aucAsId = judge->auc(column, InputKind::Categorical);
        kind.aucAsNumber = judge->auc(column, InputKind::Numeric);
    }
    Signs signs;
    addRange(shape, signs);
    addPlace(shape, signs);
    addTail(shape, signs);
    addUse(shape, signs);
    addAuc(kind, judge != nullptr ? judge->error() : 0, signs);
    for (const Sign& sign : signs)
        kind.points += sign.points;
    kind.points = std::clamp(kind.points, -kMostOfValues, kMostOfValues) + name.points;
    addName(name, signs);
    constexpr double kRowIdShare = 0.9;
    const bool unique = static_cast<double>(shape.distinct) > kRowIdShare * static_cast<double>(shape.rows);
    if (unique) {
        kind.rowId = isRowId(shape, name);
        kind.points = kind.rowId ? std::max(kind.points, 1.0) : std::min(kind.points, 0.0);
    }
    kind.close = !unique && std::abs(kind.points) < kCloseCall && std::abs(name.points) < kSureName;
    kind.why = inWords(signs, kind.points);
    return kind;
}

void decideIntegers(const CodedColumn& column, const AloneJudge* judge, ColumnReport& report)
{
    if (!holdsIntegers(column, report.kind == InputKind::Numeric) || !report.timeFormat.empty())
        return;
    if (report.kind != InputKind::Numeric) {
        report.rowIdLike = report.rowIdLike && integerKind(column, nullptr).rowId;
        return;
    }
    if (writtenAsQuantity(column.reading().form)) {
        report.rowIdLike = false;
        report.kindReason =
            "integers, " + counted(report.distinct, "value") + ", written as a quantity: numeric";
        return;
    }
    const IntegerKind kind = integerKind(column, judge);
    const bool id = kind.points > 0;
    report.kindReason = "integers, " + std::string(report.distinctAtLeast ? "at least " : "")
        + counted(report.distinct, "value") + (kind.why.empty() ? "" : "; " + kind.why)
        + (id ? ": categorical" : ": numeric");
    report.rowIdLike = report.rowIdLike && kind.rowId;
    report.aucAlone = id ? kind.aucAsId : kind.aucAsNumber;
    if (kind.close)
        report.hints.push_back(closeCall(column.name(), kind));
    if (!id)
        return;
    report.kind = InputKind::Categorical;
    const auto rows = static_cast<double>(std::max<size_t>(column.codes().size(), 1));
    report.missingShare = std::max(0.0, report.missingShare - static_cast<double>(report.badCells) / rows);
    report.badCells = 0;
    report.minimum.reset();
    report.maximum.reset();
}

} // namespace leap
