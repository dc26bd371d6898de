// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/label.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/coded_column.h"
#include "core/data/column/messages.h"
#include "core/data/schema/label_words.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
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
    int64_t blankRows = 0;
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
        if (column.isMissing(i))
            labels.blankRows += counts[code];
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

std::string notTwoValues(const std::string& name, const LabelValues& labels)
{
    const auto& values = labels.values;
    if (values.empty())
        return "label '" + name + "' has no value: " + counted(labels.blankRows, "cell")
            + ", all of them blank.";
    const bool numbers = std::all_of(values.begin(), values.end(),
                                     [](const LabelValue& value) { return !std::isnan(value.number); });
    return "label '" + name + "' has " + counted(static_cast<int64_t>(values.size()), "value") + " ("
        + listOf(labels) + "), not two: say which one is positive (--positive VALUE)"
        + (numbers ? ", or above which number (--positive-above X)" : "") + ".";
}

/// What a value says by itself. A number says something as 1, 0 or -1 only.
LabelMeaning meaningOf(const LabelValue& value)
{
    if (std::isnan(value.number))
        return leap::meaningOf(value.text);
    return {value.number == 1 ? 1 : value.number == 0 || value.number == -1 ? -1 : 0, false, true};
}

/// The positive one of two values and why.
struct Choice {
    size_t positive;
    std::string why; ///< part of a sentence; empty: nobody is in doubt
};

/// Two numbers: 1 of {0, 1}, {-1, 1} and {1, 2}; the one that is not 0. Nothing: they do not tell.
std::optional<Choice> positiveOfNumbers(const LabelValue& one, const LabelValue& other)
{
    const auto isPair = [&](double a, double b) { return one.number == a && other.number == b; };
    if (isPair(1, 0) || isPair(1, -1))
        return Choice{0, {}};
    if (isPair(0, 1) || isPair(-1, 1))
        return Choice{1, {}};
    if (isPair(1, 2) || isPair(2, 1))
        return Choice{one.number == 1 ? 0U : 1U, "of 1 and 2 it is 1"};
    if (one.number == 0 || other.number == 0)
        return Choice{other.number == 0 ? 0U : 1U, "the other value is 0"};
    return std::nullopt;
}

/// By what the values say: one says yes or the other no. Of "smoker" and "non-smoker", "failure" and "no
/// failure" the one without the "no" is meant.
std::optional<Choice> positiveOfWords(const LabelValue& one, const LabelValue& other)
{
    if (const int letters = lettersMean(one.text, other.text); letters != 0)
        return Choice{letters > 0 ? 0U : 1U, {}};
    const LabelMeaning first = meaningOf(one), second = meaningOf(other);
    if (first.negated != second.negated && first.base == second.base)
        return Choice{first.negated ? 1U : 0U, "the other value is its negation"};
    if (first.sign() == second.sign())
        return std::nullopt;
    const bool plain = first.plain && second.plain;
    const size_t positive = first.sign() > second.sign() ? 0 : 1;
    const bool says = (positive == 0 ? first : second).sign() > 0;
    return Choice{positive,
                  plain      ? std::string()
                      : says ? "the word says so"
                             : "'" + (positive == 0 ? other : one).text + "' says no"};
}

/// Index of the positive one of two values.
size_t positiveOfTwo(const std::string& name, LabelValues& labels)
{
    const auto& values = labels.values;
    if (values.size() != 2)
        throw InputError(notTwoValues(name, labels));
    const bool numbers = !std::isnan(values[0].number) && !std::isnan(values[1].number);
    const auto choice =
        numbers ? positiveOfNumbers(values[0], values[1]) : positiveOfWords(values[0], values[1]);
    const size_t positive = choice ? choice->positive : values[1].rows < values[0].rows ? 1 : 0;
    const std::string& text = values[positive].text;
    const std::string other = "; choose another one with --positive VALUE.";
    if (!choice)
        labels.warnings.push_back("label '" + name + "': the rarer value '" + text + "' is taken as positive"
                                  + other);
    else if (!choice->why.empty())
        labels.warnings.push_back("label '" + name + "': '" + text + "' is taken as positive: " + choice->why
                                  + other);
    return positive;
}

/// The one value of a label whose other rows are blank. @throws InputError where blank is not said to be
/// negative, or the value itself is
size_t positiveOfOne(const std::string& name, const LabelRule& rule, const LabelValues& labels)
{
    const std::string start = "label '" + name + "' has one value only (" + listOf(labels) + ")";
    if (labels.blankRows == 0)
        throw InputError(start + ": two classes are needed.");
    const std::string blank = counted(labels.blankRows, "blank cell");
    if (!rule.blankIsNegative)
        throw InputError(start + " and " + blank
                         + ": two classes are needed. Where a blank cell means no, say so with "
                           "--blank-negative.");
    if (meaningOf(labels.values.front()).sign() < 0)
        throw InputError(start + ", which says no, and " + blank
                         + " that are to be negative, too: two classes are needed. Leave --blank-negative "
                           "out, or name the positive value with --positive VALUE.");
    return 0;
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
        : labels.values.size() == 1 ? positiveOfOne(name, rule, labels)
                                    : positiveOfTwo(name, labels);
    classes[positive] = 1;
    words = name + " = " + labels.values[positive].text;
    return classes;
}

/// Is the row's cell there, or does the rule say what a blank one means?
float classOf(int value, const LabelRule& rule, const std::vector<float>& classes)
{
    if (value < 0)
        return rule.blankIsNegative ? 0.0F : kMissing;
    return classes[static_cast<size_t>(value)];
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
                           "--positive-above X)"
                         + (result.positives == known && result.missing > 0
                                ? ", or count the " + counted(result.missing, "row")
                                    + " without a label as negative (--blank-negative)."
                                : std::string(".")));
}

} // namespace

Labels resolveLabel(const Column& source, const LabelRule& rule)
{
    const CodedColumn column(source);
    LabelValues values = valuesOf(column);
    Labels result;
    const std::vector<float> classes = classesOf(source.name, rule, values, result.rule);
    if (rule.blankIsNegative)
        result.rule += ", blank as negative";
    result.warnings = std::move(values.warnings);
    result.values.reserve(column.codes().size());
    for (const int32_t code : column.codes()) {
        const float label = classOf(values.ofCode[static_cast<size_t>(code)], rule, classes);
        result.missing += std::isnan(label) ? 1 : 0;
        result.positives += label == 1.0F ? 1 : 0;
        result.values.push_back(label);
    }
    refuseOneClass(result, source.name, values);
    return result;
}

} // namespace leap
