// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/verdict/verdict_words.h"

#include "core/base/text.h"
#include "core/data/column/messages.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

constexpr size_t kNamed = 4; ///< fields of a sentence

std::vector<const VerdictField*> fieldsThatGo(const VerdictResult& verdict)
{
    std::vector<const VerdictField*> fields;
    for (const VerdictField& field : verdict.fields) {
        if (canGo(field.status))
            fields.push_back(&field);
    }
    return fields;
}

/// "a, b, c, d, ..."
std::string someOf(const std::vector<std::string>& names)
{
    const auto shown = std::min(kNamed, names.size());
    return join({names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown)}, ", ")
        + (names.size() > shown ? ", ..." : "");
}

std::string figure(double value)
{
    return fixed(value, std::abs(value) < 0.0095 ? 4 : 3); // .0034, .016
}

/// What the smaller model loses or wins.
std::string comparison(const VerdictResult& verdict)
{
    const std::string metric = lossMetricTitle(verdict.metric);
    const double loss = verdict.loss.loss, upper = verdict.loss.upperBound();
    if (upper < 0)
        return "the smaller model is better by " + figure(-loss) + " " + metric + " (at least "
            + figure(-upper) + ")";
    if (loss <= 0)
        return "the smaller model is no worse: by " + figure(-loss) + " " + metric + " better, at most "
            + figure(upper) + " worse";
    return "the smaller model loses " + figure(loss) + " " + metric + ", at most " + figure(upper)
        + " (less than " + shortest(verdict.margin) + " does not count)";
}

/// The last set that was looked at and not shown, or null.
const VerdictCheck* missed(const VerdictResult& verdict)
{
    for (const VerdictCheck& check : verdict.checks) {
        if (!check.shown && check.what != "also what closed gates propose")
            return &check;
    }
    return nullptr;
}

/// Rows that would bring the bound below the margin if the loss stays what it is.
std::string rowsNeeded(const VerdictResult& verdict, const VerdictCheck& check)
{
    const double room = verdict.margin - std::max(0.0, check.loss.loss);
    const double reach = check.loss.upperBound() - check.loss.loss;
    if (!(room > 0) || !(reach > 0))
        return {};
    const double rows = static_cast<double>(verdict.rows) * (reach / room) * (reach / room);
    constexpr double kTwoDigits = 10;
    const double unit = std::pow(10.0, std::floor(std::log10(rows / kTwoDigits)));
    return "; about " + grouped(static_cast<int64_t>(std::ceil(rows / unit) * unit)) + " would do";
}

std::string nothingCanGo(const VerdictResult& verdict)
{
    if (!(verdict.gain > 0))
        return "Nothing can be said: models of all fields predict rows that they never saw no better than "
               "the "
               "base rate does.";
    if (const VerdictCheck* check = missed(verdict)) {
        if (!check->loss.defined())
            return "Nothing can go yet: " + check->loss.reason + ".";
        return "Nothing can go yet: without " + counted(std::ssize(check->dropped), "field") + " ("
            + someOf(check->dropped) + ") a loss of " + figure(check->loss.upperBound()) + " "
            + lossMetricTitle(verdict.metric) + " could hide in these " + grouped(verdict.rows) + " rows"
            + rowsNeeded(verdict, *check) + ".";
    }
    const auto uncertain = verdict.named(FieldStatus::Uncertain);
    if (!uncertain.empty())
        return "Nothing can go yet: " + counted(std::ssize(uncertain), "field") + " (" + someOf(uncertain)
            + ") may add something that these " + grouped(verdict.rows) + " rows are too few to show.";
    return "Nothing can go: each of the " + std::to_string(verdict.fields.size())
        + " fields tells something about rows that the models never saw.";
}

using Tone = ResultTable::Tone;

Tone toneOf(FieldStatus status)
{
    return canGo(status) ? Tone::Bad : status == FieldStatus::Stays ? Tone::Good : Tone::Muted;
}

ResultTable fieldTable(const VerdictResult& verdict)
{
    using Format = ResultTable::Format;
    ResultTable table;
    table.key = "verdict";
    table.title = "Verdict";
    table.notes = {verdictSentence(verdict)};
    table.columns = {
        {"field", "Field"},
        {"status", "Status", Format::Text, "Useless and not needed fields can go."},
        {"z", "In errors", Format::Seconds,
         "What it tells about rows that the models never saw, in standard errors."},
        {"effect", "Adds", Format::Loss, "The same in nats of log loss."},
        {"visible", "Would be seen", Format::Share,
         "The smallest effect that these rows show four times in five, as a share of all that the "
         "models gain."},
        {"columns", "Columns", Format::Count},
        {"why", "Why"}};
    std::vector<size_t> order(verdict.fields.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        const VerdictField &first = verdict.fields[a], &second = verdict.fields[b];
        if (first.status != second.status)
            return first.status < second.status;
        return first.evidence.z < second.evidence.z;
    });
    for (const size_t i : order) {
        const VerdictField& field = verdict.fields[i];
        const std::string status = titleOf(field.status);
        table.add({{field.name, ResultTable::Cell(status, status, toneOf(field.status)), field.evidence.z,
                    field.evidence.effect, field.visible, field.columns, field.reason},
                   {},
                   {},
                   static_cast<int64_t>(i)});
    }
    for (const std::string& constant : verdict.constants)
        table.add(
            {{constant, ResultTable::Cell("Useless", "Useless", Tone::Bad), {}, {}, {}, {}, "constant"}});
    return table;
}

ResultTable checkTable(const VerdictResult& verdict)
{
    using Format = ResultTable::Format;
    ResultTable table;
    table.key = "checks";
    table.title = "Sets left out of models trained anew";
    table.columns = {{"what", "What was left out"},
                     {"fields", "Fields", Format::Count},
                     {"loss", "Loss", Format::Difference, "Positive: the smaller model is worse."},
                     {"upper_95", "Upper 95 %", Format::Difference, "Its one-sided bound."},
                     {"models", "Models a fold", Format::Count},
                     {"shown", "Within the margin"}};
    for (const VerdictCheck& check : verdict.checks)
        table.add({{check.what, check.dropped.size(), check.loss.loss, check.loss.upperBound(),
                    check.loss.seeds, check.shown ? "yes" : "no"},
                   "Left out: " + join(check.dropped, ", ") + "."});
    return table;
}

std::string whatCanGo(const VerdictResult& verdict, const std::vector<const VerdictField*>& fields)
{
    int64_t columns = 0, all = 0;
    std::vector<std::string> names;
    for (const VerdictField* field : fields) {
        columns += field->columns;
        names.push_back(field->name);
    }
    for (const VerdictField& field : verdict.fields)
        all += field.columns;
    return std::to_string(fields.size()) + " of " + counted(std::ssize(verdict.fields), "field") + " ("
        + someOf(names) + "; " + grouped(columns) + " of " + grouped(all)
        + " columns) can go: judged row by row by models that never saw the row, " + comparison(verdict)
        + ".";
}

} // namespace

std::string verdictSentence(const VerdictResult& verdict)
{
    const auto fields = fieldsThatGo(verdict);
    return (verdict.provisional ? "Provisional: " : "")
        + (fields.empty() ? nothingCanGo(verdict) : whatCanGo(verdict, fields));
}

std::vector<std::string> verdictWords(const VerdictResult& verdict)
{
    const bool byTime = verdict.by == FoldsBy::Time;
    std::string basis = grouped(verdict.rows) + " rows (" + grouped(verdict.positives) + " positive) in "
        + std::to_string(verdict.folds)
        + (verdict.by == FoldsBy::Groups ? " folds of whole groups" : " folds")
        + (byTime ? " in the order of time" : "") + ", " + counted(verdict.trainings, "training") + ", "
        + counted(std::ssize(verdict.checks), "set") + " of fields compared; margin " + figure(verdict.margin)
        + ". Test rows stayed closed.";
    return {verdictSentence(verdict), basis};
}

std::vector<ResultTable> verdictTables(const VerdictResult& verdict)
{
    std::vector<ResultTable> tables{fieldTable(verdict)};
    if (!verdict.checks.empty())
        tables.push_back(checkTable(verdict));
    return tables;
}

} // namespace leap
