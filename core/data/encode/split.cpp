// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/encode/split.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/encode/split_times.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace leap {
namespace {

constexpr int64_t kLeastRows = 20;
constexpr std::array<double, kParts> kShares{0.80, 0.05, 0.05, 0.10};
constexpr size_t kStreamStretch = 5;

struct SplitInput {
    uint64_t seed;
    std::span<const float> label;
    const CodedColumn* column;
    const TimeFormat* times;
    std::span<const int64_t> sourceRows;
    [[nodiscard]] int32_t code(int64_t row) const
    {
        return column->codes()[static_cast<size_t>(sourceRows[static_cast<size_t>(row)])];
    }
    [[nodiscard]] int64_t rows() const { return static_cast<int64_t>(label.size()); }
};

/// How many of `rows` rows go to each part: the shares, but no part without a row where there are enough.
std::array<int64_t, kParts> sizesOf(int64_t rows)
{
    std::array<int64_t, kParts> sizes{};
    int64_t left = rows;
    for (size_t part = kParts; part-- > 1;) {
        const auto wanted = static_cast<int64_t>(std::llround(kShares[part] * static_cast<double>(rows)));
        sizes[part] = std::min(left, std::max<int64_t>(wanted, rows >= kParts ? 1 : 0));
        left -= sizes[part];
    }
    sizes[0] = left;
    return sizes;
}

/// Gives the parts to `rows` in the order of kParts.
void deal(std::span<const int64_t> rows, std::vector<Part>& parts)
{
    const auto sizes = sizesOf(static_cast<int64_t>(rows.size()));
    size_t next = 0;
    for (size_t part = 0; part < kParts; ++part) {
        for (int64_t i = 0; i < sizes[part]; ++i)
            parts[static_cast<size_t>(rows[next++])] = static_cast<Part>(part);
    }
}

/// Each class is dealt by itself, so that rare positives reach every part.
void splitAtRandom(const SplitInput& in, std::vector<Part>& parts)
{
    for (const bool positive : {false, true}) {
        std::vector<int64_t> rows;
        for (int64_t row = 0; row < in.rows(); ++row) {
            if ((in.label[static_cast<size_t>(row)] > 0.5F) == positive)
                rows.push_back(row);
        }
        shuffle(rows, RandomStream(streamKey(in.seed, "split", positive ? 1 : 0)));
        deal(rows, parts);
    }
}

/// One in kStreamStretch of the rows, which come in the order of time, learns gates; by chance, so that no
/// pattern of the rows meets one of the deal.
void takeStreamGateRows(std::span<const int64_t> rows, uint64_t seed, std::vector<Part>& parts)
{
    for (size_t begin = 0; begin < rows.size(); begin += kStreamStretch) {
        RandomStream draw(streamKey(seed, "split/stream", begin / kStreamStretch));
        const size_t gate = begin + draw.nextBelow(kStreamStretch);
        for (size_t row = begin; row < std::min(begin + kStreamStretch, rows.size()); ++row)
            parts[static_cast<size_t>(rows[row])] = row == gate ? Part::Gate : Part::Train;
    }
}

void splitByTime(const SplitInput& in, bool stream, SplitResult& result)
{
    const TimeOrder order = timeOrderOf(*in.column, in.times, in.sourceRows);
    const auto& ranks = order.ranks;
    std::vector<int64_t> rows(in.label.size());
    std::iota(rows.begin(), rows.end(), 0);
    int64_t missing = 0;
    for (const int64_t row : rows)
        missing += in.column->isMissing(in.code(row)) ? 1 : 0;
    std::stable_sort(rows.begin(), rows.end(), [&](int64_t a, int64_t b) {
        return ranks[static_cast<size_t>(in.code(a))] < ranks[static_cast<size_t>(in.code(b))];
    });
    deal(rows, result.parts);
    if (stream) {
        const auto sizes = sizesOf(in.rows());
        takeStreamGateRows(std::span(rows).first(static_cast<size_t>(sizes[0] + sizes[1])), in.seed,
                           result.parts);
        result.order = std::move(rows);
    }
    result.rule += order.reading.empty() ? "" : ", read as " + order.reading;
    result.warnings = order.warnings;
    if (missing > 0)
        result.warnings.push_back("time column '" + in.column->name() + "': " + counted(missing, "row")
                                  + (stream ? " without a time come first, as if they were the oldest"
                                            : " without a time went to the training part")
                                  + ".");
}

void splitByGroup(const SplitInput& in, SplitResult& result)
{
    std::vector<int64_t> groups(in.column->distinct());
    std::iota(groups.begin(), groups.end(), 0);
    shuffle(groups, RandomStream(streamKey(in.seed, "split/groups")));
    const auto counts = in.column->counts(in.sourceRows);
    std::vector<Part> partOf(groups.size());
    int64_t before = 0;
    for (const int64_t group : groups) {
        // A group goes where its middle row would go.
        const auto count = counts[static_cast<size_t>(group)];
        const double middle =
            (static_cast<double>(before) + 0.5 * static_cast<double>(count)) / static_cast<double>(in.rows());
        double upTo = 0;
        size_t part = 0;
        while (part + 1 < kParts && middle >= (upTo += kShares[part]))
            ++part;
        partOf[static_cast<size_t>(group)] = static_cast<Part>(part);
        before += count;
    }
    for (int64_t row = 0; row < in.rows(); ++row)
        result.parts[static_cast<size_t>(row)] = partOf[static_cast<size_t>(in.code(row))];
}

/// The rows of the training part, of one class or of all.
std::vector<int64_t> trainingRows(const SplitInput& in, const SplitResult& result,
                                  std::optional<bool> positive)
{
    std::vector<int64_t> train;
    for (int64_t row = 0; row < in.rows(); ++row) {
        const auto at = static_cast<size_t>(row);
        if (result.parts[at] == Part::Train && (!positive || (in.label[at] > 0.5F) == *positive))
            train.push_back(row);
    }
    return train;
}

/// The part gets `share` of the rows, at least one, as chance will have it.
void takeRows(std::vector<int64_t> rows, double share, Part part, uint64_t key, SplitResult& result)
{
    shuffle(rows, RandomStream(key));
    const auto count = static_cast<size_t>(std::llround(share * static_cast<double>(rows.size())));
    for (size_t i = 0; i < std::min(rows.size(), std::max<size_t>(count, 1)); ++i)
        result.parts[static_cast<size_t>(rows[i])] = part;
}

/// Where nobody marked rows to judge by, they get their usual share of the training rows, of each class.
void takeValidationRows(const SplitInput& in, SplitResult& result)
{
    for (const bool positive : {false, true})
        takeRows(trainingRows(in, result, positive), kShares[2] / (kShares[0] + kShares[1] + kShares[2]),
                 Part::Validation, streamKey(in.seed, "split/validation", positive ? 1 : 0), result);
}

/// Where nobody marked rows for the gates, they get their usual share of the training rows.
void takeGateRows(const SplitInput& in, SplitResult& result)
{
    takeRows(trainingRows(in, result, std::nullopt), kShares[1] / (kShares[0] + kShares[1]), Part::Gate,
             streamKey(in.seed, "split/gate"), result);
}

void splitByColumn(const SplitInput& in, SplitResult& result)
{
    std::vector<std::optional<Part>> partOf;
    for (size_t code = 0; code < in.column->distinct(); ++code)
        partOf.push_back(parsePart(in.column->text(static_cast<int32_t>(code))));
    std::array<bool, kParts> has{};
    for (int64_t row = 0; row < in.rows(); ++row) {
        const auto part = partOf[static_cast<size_t>(in.code(row))];
        if (!part)
            throw InputError("split column '" + in.column->name() + "': data row "
                             + grouped(in.sourceRows[static_cast<size_t>(row)] + 1) + " says '"
                             + displayText(in.column->text(in.code(row)))
                             + "'; it must say train, gate, validation (valid, val) or test.");
        result.parts[static_cast<size_t>(row)] = *part;
        has[static_cast<size_t>(*part)] = true;
    }
    std::vector<std::string> taken;
    if (!has[static_cast<size_t>(Part::Validation)] && has[0]) {
        takeValidationRows(in, result);
        taken.emplace_back("validation");
    }
    if (!has[static_cast<size_t>(Part::Gate)]) {
        takeGateRows(in, result);
        taken.emplace_back("gate");
    }
    if (!taken.empty())
        result.rule +=
            ", " + join(taken, " and ") + " rows taken from train, seed " + std::to_string(in.seed);
}

void checkParts(const SplitInput& in, const SplitResult& result)
{
    std::array<std::array<int64_t, 2>, kParts> rows{};
    for (size_t row = 0; row < result.parts.size(); ++row)
        ++rows[static_cast<size_t>(result.parts[row])][in.label[row] > 0.5F ? 1 : 0];
    for (size_t part = 0; part < kParts; ++part) {
        const std::string name = partName(static_cast<Part>(part));
        const auto [negative, positive] = rows[part];
        if (negative + positive == 0)
            throw InputError("split " + result.rule + ": the " + name
                             + " part has no row; use another --split.");
        if (static_cast<Part>(part) != Part::Gate && (negative == 0 || positive == 0))
            throw InputError("split " + result.rule + ": the " + name + " part has "
                             + counted(negative + positive, "row") + ", but no "
                             + (positive == 0 ? "positive" : "negative")
                             + " one: too few rows of that class, or another --split is needed.");
    }
}

/// "80/5/5/10"
std::string sharesText(const std::array<double, kParts>& shares)
{
    std::vector<std::string> texts;
    for (const double share : shares)
        texts.push_back(std::to_string(std::llround(100 * share)));
    return join(texts, "/");
}

/// What parts a stream gets: gate rows are taken from all that are older than validation.
std::array<double, kParts> streamShares()
{
    const double older = kShares[0] + kShares[1];
    const double gate = older / static_cast<double>(kStreamStretch);
    return {older - gate, gate, kShares[2], kShares[3]};
}

std::string wordsOf(const SplitRule& rule, uint64_t seed)
{
    const std::string shares = sharesText(kShares);
    const std::string seedText = ", seed " + std::to_string(seed);
    switch (rule.kind) {
    case SplitRule::Kind::Random:
        return "random " + shares + ", each class by itself" + seedText;
    case SplitRule::Kind::Time:
        return "by time " + shares + " in the order of '" + rule.column + "'";
    case SplitRule::Kind::Stream:
        return "stream " + sharesText(streamShares()) + " in the order of '" + rule.column + "'" + seedText;
    case SplitRule::Kind::Column:
        return "as column '" + rule.column + "' says";
    default:
        return "random " + shares + " by groups of '" + rule.column + "'" + seedText;
    }
}

} // namespace

SplitResult splitRows(const SplitRule& rule, uint64_t seed, std::span<const float> label,
                      const CodedColumn* column, const TimeFormat* times, std::span<const int64_t> sourceRows)
{
    const SplitInput in{seed, label, column, times, sourceRows};
    if (in.rows() < kLeastRows)
        throw InputError("The data have " + counted(in.rows(), "labelled row") + "; at least "
                         + std::to_string(kLeastRows) + " are needed for train, gate, validation and test.");
    SplitResult result{std::vector<Part>(label.size(), Part::Train), {}, wordsOf(rule, seed), {}};
    switch (rule.kind) {
    case SplitRule::Kind::Time:
    case SplitRule::Kind::Stream:
        splitByTime(in, rule.kind == SplitRule::Kind::Stream, result);
        break;
    case SplitRule::Kind::Column:
        splitByColumn(in, result);
        break;
    case SplitRule::Kind::Group:
        splitByGroup(in, result);
        break;
    default:
        splitAtRandom(in, result.parts);
    }
    checkParts(in, result);
    return result;
}

} // namespace leap
