// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/text_table.h"
#include "core/study/ledger/ledger.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap {
namespace {

using Align = TextTable::Align;
constexpr int kLossDecimals = 5;

/// Prices of sparse fields are far below what five decimals show.
std::string loss(double value)
{
    constexpr double kShown = 5e-5;
    return value == 0 || std::abs(value) >= kShown ? fixed(value, kLossDecimals) : significant(value, 2);
}

std::string percent(double share)
{
    return fixed(100 * share, 1) + " %";
}

/// By what fields earn, most first.
std::vector<size_t> byEarnings(const Ledger& ledger)
{
    std::vector<size_t> order(ledger.fields.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return ledger.fields[a].measured.earns.mean > ledger.fields[b].measured.earns.mean;
    });
    return order;
}

std::string accounts(const Ledger& ledger, const std::vector<size_t>& order)
{
    TextTable table({{"field", Align::Left},
                     {"earns", Align::Right},
                     {"95 % interval", Align::Right},
                     {"lambda", Align::Right},
                     {"gate", Align::Right},
                     {"pays", Align::Right},
                     {"columns", Align::Right},
                     {"bytes", Align::Right},
                     {"FLOPs", Align::Right},
                     {"active rows", Align::Right},
                     {"changed", Align::Right}});
    for (const size_t i : order) {
        const LedgerField& field = ledger.fields[i];
        const Estimate& earns = field.measured.earns;
        table.add({field.name, loss(earns.mean), "[" + loss(earns.low()) + ", " + loss(earns.high()) + "]",
                   loss(field.lambda), fixed(field.gate, 3), loss(field.lambda * field.gate),
                   grouped(field.saves.columns), grouped(field.saves.bytes),
                   ledger.networkUnknown ? "?" : grouped(field.saves.flops), grouped(field.activeRows),
                   percent(field.measured.changedRows)});
    }
    return table.text();
}

std::string forces(const Ledger& ledger, const std::vector<size_t>& order)
{
    TextTable table({{"field", Align::Left},
                     {"dJ/dg", Align::Right},
                     {"lambda", Align::Right},
                     {"J(0)", Align::Right},
                     {"J(.25)", Align::Right},
                     {"J(.5)", Align::Right},
                     {"J(.75)", Align::Right}});
    for (const size_t i : order) {
        const LedgerField& field = ledger.fields[i];
        const auto& curve = field.measured.curve;
        table.add({field.name, loss(field.measured.force.mean), loss(field.lambda), loss(curve[0].mean),
                   loss(curve[1].mean), loss(curve[2].mean), loss(curve[3].mean)});
    }
    std::string text = table.text() + "\nWhy a gate stands where it stands:\n";
    for (const size_t i : order)
        text += "  " + ledger.fields[i].name + ": " + ledger.fields[i].words + "\n";
    return text;
}

std::string sharedInWords(const Ledger& ledger)
{
    std::string text;
    for (const SharedTable& table : ledger.shared) {
        std::vector<std::string> names;
        for (const size_t field : table.fields)
            names.push_back(ledger.fields[field].name);
        text += "A table of " + grouped(table.bytes) + " bytes goes with the last of: " + join(names, ", ")
            + ".\n";
    }
    return text;
}

} // namespace

std::string ledgerText(const Ledger& ledger)
{
    const auto order = byEarnings(ledger);
    return "Earns: rise of the log loss (" + loss(ledger.logLoss) + " on " + grouped(ledger.rows)
        + " validation rows) when the field is shuffled over the rows, mean of "
        + std::to_string(ledger.repeats) + ". Pays: lambda x gate.\nChanged: rows whose value a shuffle is "
        + "expected to change. Model: " + ledger.model + ", weights of epoch "
        + std::to_string(ledger.bestEpoch) + " (the best).\n" + accounts(ledger, order)
        + sharedInWords(ledger)
        + "\nForces: J(g) less J(1) with this field's gate at g and the others open; dJ/dg with all gates "
          "where they stand.\nWeights of the last step (epoch "
        + std::to_string(ledger.lastEpoch) + "), to which the gates belong.\n" + forces(ledger, order);
}

} // namespace leap
