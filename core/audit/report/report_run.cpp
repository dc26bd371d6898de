// SPDX-License-Identifier: GPL-3.0-or-later
// The report's sections on data, method and run.
#include "core/audit/audit_run.h"
#include "core/audit/report/html_text.h"
#include "core/audit/report/report_parts.h"
#include "core/base/text.h"
#include "core/record/table.h"
#include "core/search/gate_course.h"
#include "core/settings/settings_table.h"
#include "core/study/path/alpha_path.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace leap {
namespace {

using Format = ResultTable::Format;
using Facts = std::vector<std::pair<std::string, std::string>>;

std::string share(int64_t part, int64_t all)
{
    return all > 0 ? grouped(part) + " ("
            + fixed(100.0 * static_cast<double>(part) / static_cast<double>(all), 1) + " %)"
                   : grouped(part);
}

std::string figureText(const MetricValue& metric)
{
    return metric.defined() ? fixed(metric.value, 4) : "undefined: " + metric.reason;
}

/// "adaptive: each open gate costs ..."
template <typename E> std::string choiceInWords(E value)
{
    return std::string(nameOf(value)) + ": " + helpOf(value);
}

/// Settings that the section words itself, together with what the search made of them.
constexpr std::array kWorded{"penalty",       "gate_form",
                             "search",        "alpha",
                             "alpha_share",   "beta",
                             "tau",           "epochs",
                             "patience",      "single_pass",
                             "stream_blocks", "batch",
                             "learning_rate", "gate_learning_rate",
                             "backbone",      "hidden",
                             "cross_layers",  "cross_rank",
                             "head",          "head_mode",
                             "head_sha256",   "seed",
                             "threads",       "device"};

/// Every other setting that is not at its default.
void addFurther(const Settings& settings, Facts& facts)
{
    for (const SettingRow& row : settingsTable()) {
        const bool isWorded =
            std::find(kWorded.begin(), kWorded.end(), std::string_view(row.key)) != kWorded.end();
        if (!isWorded && !sameSetting(row, settings, Settings{}))
            facts.emplace_back(row.title, settingText(row, settings));
    }
}

std::string alphaInWords(const RunRecord& run)
{
    const std::string alpha = significant(run.result.plan.alpha, 4);
    if (run.studies.has<AlphaPath>())
        return alpha + ", chosen from a path of alphas by what the retrained model loses";
    if (run.result.plan.alphaAuto)
        return alpha + ", calibrated: open gates may cost " + fixed(100 * run.settings.alphaShare, 0)
            + " % of what a throw-away model gains over the base rate"
            + (run.settings.singlePass ? " on the first blocks" : "");
    return alpha + ", set by hand";
}

/// A streak of epochs is a table, and a long one stays readable.
std::string epochTable(const SearchResult& result)
{
    if (result.epochs.empty())
        return element("p", "No epoch was finished.");
    ResultTable table;
    table.columns = {{"epoch", "Epoch", Format::Count},
                     {"loss", "Training loss", Format::Loss},
                     {"auc", "Validation AUC", Format::Auc},
                     {"log_loss", "Validation log loss", Format::Loss},
                     {"move", "Largest move of a gate", Format::Gate},
                     {"best", ""}};
    for (const EpochReport& epoch : result.epochs)
        table.add({{std::to_string(epoch.epoch), fixed(epoch.trainLoss, 4), figureText(epoch.validationAuc),
                    figureText(epoch.validationLogLoss), fixed(epoch.largestGateMove, 3),
                    epoch.epoch == result.bestEpoch ? "best" : ""}});
    return gridHtml(table);
}

/// The same of a single pass: what was said of each block before it was trained on.
std::string blockTable(const RunRecord& run)
{
    if (run.result.epochs.empty())
        return element("p", "No block was finished.");
    ResultTable table;
    table.columns = {{"block", "Trained on block", Format::Count},
                     {"loss", "Training loss", Format::Loss},
                     {"move", "Largest move of a gate", Format::Gate},
                     {"judged", "Then judged on"},
                     {"auc", "AUC", Format::Auc},
                     {"log_loss", "Log loss", Format::Loss}};
    for (const EpochReport& block : run.result.epochs)
        table.add({{std::to_string(block.epoch), fixed(block.trainLoss, 4), fixed(block.largestGateMove, 3),
                    nextRows(run.settings, block.epoch), figureText(block.validationAuc),
                    figureText(block.validationLogLoss)}});
    return gridHtml(table);
}

std::string lengthInWords(const Settings& settings, const SearchPlan& plan)
{
    if (settings.singlePass)
        return "a single pass in the order of time, in " + grouped(settings.streamBlocks)
            + " blocks, each judged before it is trained on";
    return grouped(plan.epochs) + ", patience " + grouped(settings.patience);
}

std::vector<std::string> changesInWords(const SearchResult& result)
{
    std::vector<std::string> changes;
    for (const ChangeMark& mark : result.changes)
        changes.push_back("From step " + grouped(mark.step) + " on: " + mark.what);
    return changes;
}

std::string leftOutTable(const Schema& schema)
{
    if (schema.leftOut.empty())
        return {};
    ResultTable table;
    table.columns = {{"column", "Column"}, {"reason", "Why it is left out"}};
    for (const LeftOut& left : schema.leftOut)
        table.add({{left.column, left.reason}});
    return element("h3", "Columns that no field reads") + gridHtml(table);
}

} // namespace

std::string dataSection(const RunRecord& run)
{
    const DatasetCard& card = run.card;
    Facts facts{{"Files", join(card.files, ", ")},
                {"SHA-256", card.fingerprint},
                {"Rows", grouped(card.rows)},
                {"Rejected rows", grouped(card.rejectedRows)},
                {"Label", card.label},
                {"Positive rows", share(card.positives, card.rows)},
                {"Split", card.split}};
    static constexpr const char* kPartNames[kParts] = {"training", "gate", "validation", "test"};
    std::vector<std::string> parts;
    parts.reserve(kParts);
    for (int part = 0; part < kParts; ++part)
        parts.push_back(grouped(card.rowsOfPart[part]) + " " + kPartNames[part]);
    facts.emplace_back("Rows of the parts", join(parts, ", "));
    if (card.groups > 0)
        facts.emplace_back("Groups", grouped(card.groups) + " of " + run.schema.groupId);
    facts.emplace_back("Fields",
                       grouped(static_cast<int64_t>(run.schema.fields.size())) + " with "
                           + grouped(run.schema.columns()) + " columns");
    std::string html = element("h2", "Data") + factTable(facts) + leftOutTable(run.schema);
    if (!card.warnings.empty())
        html += element("h3", "Findings") + bulletList(card.warnings);
    return html;
}

std::string methodSection(const RunRecord& run)
{
    const Settings& settings = run.settings;
    const SearchPlan& plan = run.result.plan;
    Facts facts{
        {"Selector", run.result.ranking.selector},
        {"Penalty", choiceInWords(settings.penalty)},
        {"Gates", helpOf(settings.gateForm)},
        {"Alpha", alphaInWords(run)},
        {"Beta", shortest(settings.beta) + ", momentum of the divergence's average"},
        {"Tau", shortest(settings.tau) + ", temperature of the gates"},
        {"Search", choiceInWords(settings.search)},
        {"Model", modelInWords(settings)},
        {"Learning rates",
         shortest(settings.learningRate) + " model, " + significant(plan.gateLearningRate, 4) + " gates"},
        {"Batch", grouped(plan.batch)},
        {"Epochs", lengthInWords(settings, plan)},
        {"Lowest gate that these steps can reach", fixed(plan.lowestReachableGate, 4)},
        {"Seed", std::to_string(settings.seed)},
        {"Engine", plan.engine}};
    addFurther(settings, facts);
    return element("h2", "Method and settings")
        + element(
               "p",
               "LeAP puts a learnable gate behind each field, between its columns and the model. A closed "
               "gate "
               "replaces the field's values by those of other rows; an open one costs a price. Gates learn "
               "with the model: those that fall to 0 belong to fields that this model does without (arXiv "
               "2606.01111).")
        + factTable(facts);
}

std::string runSection(const RunRecord& run)
{
    const SearchResult& result = run.result;
    const Ranking& ranking = result.ranking;
    const auto settled =
        std::count_if(ranking.fields.begin(), ranking.fields.end(), [&](const FieldScore& field) {
            return standingOf(ranking, field) == Standing::Settled;
        });
    const Facts facts{
        {"Made", run.created},
        {"Outcome", std::string(nameOf(result.outcome)) + " after " + grouped(result.steps) + " steps"},
        {"Time", fixed(result.seconds, 1) + " s"},
        {"Test AUC, last weights", figureText(result.testAuc)},
        {"Test AUC, best epoch's weights", figureText(result.testAucBest)},
        {"Test log loss, last weights", figureText(result.testLogLoss)},
        {"Settled gates", grouped(settled) + " of " + grouped(static_cast<int64_t>(ranking.fields.size()))},
        {"Polarisation", fixed(result.polarisation, 3) + " (1 = every gate at 0 or 1)"}};
    std::string html = element("h2", "The search") + factTable(facts)
        + (run.settings.singlePass ? blockTable(run) : epochTable(result));
    html += bulletList(changesInWords(result)) + bulletList(result.messages);
    if (const std::string figure = gatesFigure(run); !figure.empty())
        html += element("h3", "Gates over time") + "<div class=\"figure\">" + figure + "</div>\n";
    return html;
}

} // namespace leap
