// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/label.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/coded_column.h"
#include "core/data/column/messages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace leap {
namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

/// A distinct label: values that differ only in spelling ("1" and "1.0", "<=50K" and "<=50K.") are one.
struct LabelValue {
    std::string text;
    double number = std::numeric_limits<double>::quiet_NaN();
    int64_t rows = 0;
};

/// The distinct labels of a column and which code is which of them.
struct LabelValues {
    std::vector<LabelValue> values;
    std::vector<int> ofCode; ///< [codes] index into values; -1 = missing
    std::vector<std::string> warnings;
};

std::string withoutDot(const std::string& text)
{
    return text.size() > 1 && text.back() == '.' ? text.substr(0, text.size() - 1) : text;
}

/// Some files end their lines, and so their labels, with a dot. It is taken off where every label has one, or
/// where the same label is there without it.
bool dotsAreNoise(const CodedColumn& column, const std::vector<int64_t>& counts)
{
    std::set<std::string> texts;
    size_t dotted = 0;
    for (size_t code = 0; code < counts.size(); ++code) {
        const auto i = static_cast<int32_t>(code);
        if (counts[code] > 0 && !column.isMissing(i) && std::isnan(column.number(i)))
            texts.insert(column.text(i));
    }
    const auto twin = [&](const std::string& text) { return texts.count(withoutDot(text)) != 0; };
    bool paired = false;
    for (const std::string& text : texts) {
        const bool dot = withoutDot(text) != text;
        dotted += dot ? 1 : 0;
        paired = paired || (dot && twin(text));
    }
    return dotted > 0 && (paired || dotted == texts.size());
}

LabelValues valuesOf(const CodedColumn& column)
{
    const std::vector<int64_t> counts = column.counts();
    LabelValues labels;
    labels.ofCode.assign(counts.size(), -1);
    const bool cutDots = dotsAreNoise(column, counts);
    if (cutDots)
        labels.warnings.push_back("label '" + column.name()
                                  + "': the dot at the end of its values is left out.");
    std::map<std::string, int> known;
    for (size_t code = 0; code < counts.size(); ++code) {
        const auto i = static_cast<int32_t>(code);
        if (counts[code] == 0 || column.isMissing(i))
            continue;
        const double number = column.number(i);
        std::string text = displayText(column.text(i));
        if (std::isnan(number) && cutDots)
            text = withoutDot(text);
        const std::string key = std::isnan(number) ? "t" + text : "n" + shortest(number);
        const auto [at, isNew] = known.try_emplace(key, static_cast<int>(labels.values.size()));
        if (isNew)
            labels.values.push_back({text, number, 0});
        labels.values[static_cast<size_t>(at->second)].rows += counts[code];
        labels.ofCode[code] = at->second;
    }
    return labels;
}

std::string listOf(const LabelValues& labels)
{
    constexpr size_t kShown = 10;
    std::vector<std::string> texts;
    for (const LabelValue& value : labels.values)
        texts.push_back("'" + value.text + "'");
    return listed(texts, kShown);
}

/// -1, 0 or 1: does the value's spelling say that it is the negative or the positive one?
int meaningOf(const LabelValue& value)
{
    static const std::array<std::string, 4> kPositive{"yes", "true", "y", "t"};
    static const std::array<std::string, 4> kNegative{"no", "false", "n", "f"};
    std::string lower = value.text;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (value.number == 1 || std::find(kPositive.begin(), kPositive.end(), lower) != kPositive.end())
        return 1;
    const bool negative = value.number == 0 || value.number == -1
        || std::find(kNegative.begin(), kNegative.end(), lower) != kNegative.end();
    return negative ? -1 : 0;
}

/// Index of the positive one of two values.
size_t positiveOfTwo(const std::string& name, LabelValues& labels)
{
    const auto& values = labels.values;
    if (values.size() != 2) {
        const bool numbers = std::all_of(values.begin(), values.end(),
                                         [](const LabelValue& value) { return !std::isnan(value.number); });
        throw InputError("label '" + name + "' has " + counted(static_cast<int64_t>(values.size()), "value")
                         + " (" + listOf(labels) + "), not two: say which one is positive (--positive VALUE)"
                         + (numbers ? ", or above which number (--positive-above X)" : "") + ".");
    }
    for (size_t i = 0; i < 2; ++i) {
        if (meaningOf(values[i]) == 1 && meaningOf(values[1 - i]) == -1)
            return i;
    }
    const size_t rarer = values[1].rows < values[0].rows ? 1 : 0;
    labels.warnings.push_back("label '" + name + "': the rarer value '" + values[rarer].text
                              + "' is taken as positive; choose another one with --positive VALUE.");
    return rarer;
}

size_t positiveByValue(const std::string& name, const std::string& wanted, const LabelValues& labels)
{
    const auto number = parseDouble(trimmed(wanted));
    for (size_t i = 0; i < labels.values.size(); ++i) {
        const LabelValue& value = labels.values[i];
        if (value.text == trimmed(wanted) || (number && value.number == *number)
            || withoutDot(value.text) == withoutDot(wanted))
            return i;
    }
    std::vector<std::string> texts;
    for (const LabelValue& value : labels.values)
        texts.push_back(value.text);
    throw InputError("label '" + name + "' never has the value '" + wanted + "'." + didYouMean(wanted, texts)
                     + " Its values: " + listOf(labels) + ".");
}

/// For each distinct label: 1, 0, or NaN.
std::vector<float> classesOf(const std::string& name, const LabelRule& rule, LabelValues& labels,
                             std::string& words)
{
    std::vector<float> classes(labels.values.size(), 0);
    if (rule.kind == LabelRule::Kind::Above) {
        for (size_t i = 0; i < classes.size(); ++i) {
            const double number = labels.values[i].number;
            classes[i] = std::isnan(number) ? kMissing : number > rule.above ? 1.0F : 0.0F;
        }
        words = name + " > " + shortest(rule.above);
        return classes;
    }
    const size_t positive = rule.kind == LabelRule::Kind::Equals
        ? positiveByValue(name, rule.positive, labels)
        : positiveOfTwo(name, labels);
    classes[positive] = 1;
    words = name + " = " + labels.values[positive].text;
    return classes;
}

void refuseOneClass(const Labels& result, const std::string& name, const LabelValues& labels)
{
    const auto known = static_cast<int64_t>(result.values.size()) - result.missing;
    if (known == 0)
        throw InputError("label '" + name + "' has no usable value" + (labels.values.empty() ? " at all" : "")
                         + (result.values.empty() ? "" : " in " + counted(result.missing, "row")) + ".");
    if (result.positives == 0 || result.positives == known)
        throw InputError("label '" + name + "': " + (result.positives == 0 ? "no row is" : "all rows are")
                         + " positive by the rule " + result.rule + "; its values: " + listOf(labels)
                         + ". Two classes are needed: choose another label or rule (--positive VALUE, "
                           "--positive-above X).");
}

} // namespace

Labels resolveLabel(const Column& source, const LabelRule& rule)
{
    const CodedColumn column(source);
    LabelValues values = valuesOf(column);
    Labels result;
    if (values.values.size() == 1 && rule.kind == LabelRule::Kind::TwoValues)
        throw InputError("label '" + source.name + "' has one value only (" + listOf(values)
                         + "): two classes are needed.");
    const std::vector<float> classes = classesOf(source.name, rule, values, result.rule);
    result.warnings = std::move(values.warnings);
    result.values.reserve(column.codes().size());
    for (const int32_t code : column.codes()) {
        const int value = values.ofCode[static_cast<size_t>(code)];
        const float label = value < 0 ? kMissing : classes[static_cast<size_t>(value)];
        result.missing += std::isnan(label) ? 1 : 0;
        result.positives += label == 1.0F ? 1 : 0;
        result.values.push_back(label);
    }
    refuseOneClass(result, source.name, values);
    return result;
}

} // namespace leap
