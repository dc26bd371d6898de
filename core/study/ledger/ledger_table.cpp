// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/ledger/ledger_table.h"

#include "core/base/text.h"
#include "core/record/number_format.h"

#include <algorithm>
#include <numeric>

namespace leap {
namespace {

using Cell = ResultTable::Cell;
using Format = ResultTable::Format;

/// Where every table of the ledger has its fields: those that earn most come first.
std::vector<size_t> byEarnings(const Ledger& ledger)
{
    std::vector<size_t> order(ledger.fields.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return ledger.fields[a].measured.earns.mean > ledger.fields[b].measured.earns.mean;
    });
    return order;
}

/// A row a field. @param cells of a field, after its name
template <typename Cells> void addFields(ResultTable& table, const Ledger& ledger, Cells cells)
{
    for (const size_t i : byEarnings(ledger)) {
        const LedgerField& field = ledger.fields[i];
        std::vector<Cell> row = cells(field);
        row.insert(row.begin(), Cell(field.name));
        table.add({std::move(row), field.words, {}, static_cast<int64_t>(i)});
    }
}

Cell flopsOf(const Ledger& ledger, const LedgerField& field)
{
    if (ledger.networkUnknown)
        return {};
    return field.saves.flops;
}

ResultTable accounts(const Ledger& ledger)
{
    ResultTable table;
    table.key = "ledger";
    table.title = "Ledger";
    table.notes = {"Earns: rise of the log loss (" + formatLoss(ledger.logLoss) + " on "
                       + grouped(ledger.rows)
                       + " validation rows) when the field is shuffled over the rows, mean of "
                       + std::to_string(ledger.repeats) + ". Pays: lambda x gate.",
                   "Changed: rows whose value a shuffle is expected to change. Model: " + ledger.model
                       + ", weights of epoch " + std::to_string(ledger.bestEpoch) + " (the best)."};
    table.columns = {
        {"field", "Field"},
        {"earns", "Earns", Format::Loss,
         "Rise of the log loss on validation rows when the field is shuffled."},
        {"interval", "95 % interval", Format::Loss,
         "Of what the field earns; where it includes 0, no use is shown.", true},
        {"lambda", "Lambda", Format::Loss, "The price of the open gate, in log loss per row."},
        {"gate", "Gate", Format::Gate, "Its value after the search's last step."},
        {"pays", "Pays", Format::Loss, "The price at the gate's value: lambda x gate."},
        {"columns", "Columns", Format::Count, "Removed with the field while the others stay."},
        {"bytes", "Bytes", Format::Count, "Of tables and first-layer weights."},
        {"flops", "FLOPs", Format::Count, "Of the first layer, per row."},
        {"active_rows", "Active rows", Format::Count,
         "Rows whose value is not the field's most frequent one."},
        {"changed", "Changed", Format::Share, "Rows whose value a shuffle is expected to change."}};
    addFields(table, ledger, [&](const LedgerField& field) -> std::vector<Cell> {
        const Estimate& earns = field.measured.earns;
        return {earns.mean,
                ResultTable::Interval{earns.low(), earns.high()},
                field.lambda,
                field.gate,
                field.lambda * field.gate,
                field.saves.columns,
                field.saves.bytes,
                flopsOf(ledger, field),
                field.activeRows,
                field.measured.changedRows};
    });
    return table;
}

ResultTable forces(const Ledger& ledger)
{
    ResultTable table;
    table.key = "forces";
    table.title = "Forces on the gates";
    table.notes = {"J(g) less J(1) with this field's gate at g and the others open; dJ/dg with all gates at "
                   "their values.",
                   "Weights of the last step (epoch " + std::to_string(ledger.lastEpoch)
                       + "), to which the gates belong."};
    table.columns = {
        {"field", "Field"},
        {"force", "dJ/dg", Format::Loss, "The pull of the loss on the gate; at rest it is minus lambda."},
        {"lambda", "Lambda", Format::Loss, "The price of the open gate, in log loss per row."},
        {"j_0", "J(0)", Format::Loss, "Rise of the loss with this gate at 0 and all others open."},
        {"j_25", "J(.25)", Format::Loss, "The same with the gate at .25."},
        {"j_50", "J(.5)", Format::Loss, "The same with the gate at .5."},
        {"j_75", "J(.75)", Format::Loss, "The same with the gate at .75."}};
    addFields(table, ledger, [](const LedgerField& field) -> std::vector<Cell> {
        const auto& curve = field.measured.curve;
        return {field.measured.force.mean,
                field.lambda,
                curve[0].mean,
                curve[1].mean,
                curve[2].mean,
                curve[3].mean};
    });
    return table;
}

ResultTable reasons(const Ledger& ledger)
{
    ResultTable table;
    table.key = "reasons";
    table.title = "Why each gate is where it is";
    constexpr int kNames = 16, kWords = 84; // of the page's width
    table.columns = {{"field", "Field", Format::Text, {}, false, kNames},
                     {"reason", "Reason", Format::Text, {}, false, kWords}};
    addFields(table, ledger, [](const LedgerField& field) -> std::vector<Cell> { return {field.words}; });
    return table;
}

} // namespace

std::vector<ResultTable> ledgerTables(const Ledger& ledger)
{
    return {accounts(ledger), forces(ledger), reasons(ledger)};
}

std::vector<std::string> ledgerWords(const Ledger& ledger)
{
    std::vector<std::string> words;
    for (const SharedTable& table : ledger.shared) {
        std::vector<std::string> names;
        for (const size_t field : table.fields)
            names.push_back(ledger.fields[field].name);
        words.push_back("A table of " + grouped(table.bytes)
                        + " bytes goes with the last of: " + join(names, ", ") + ".");
    }
    words.push_back(grouped(ledger.rows)
                    + " validation rows were read; test rows stayed closed. Earnings are measured one field "
                      "at a time: fields that stand in for one another each earn little, though one of them "
                      "is needed.");
    return words;
}

} // namespace leap
