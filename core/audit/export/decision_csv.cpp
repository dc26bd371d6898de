// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/export/decision_export.h"
#include "core/base/text.h"

#include <cmath>

namespace leap {
namespace {

/// A text cell: nothing that a spreadsheet would compute, quoted where RFC 4180 asks for it.
std::string textCell(std::string text)
{
    static constexpr std::string_view kFormulaStarts = "=+-@\t\r";
    if (!text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos)
        text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string numberCell(double value)
{
    return std::isfinite(value) ? shortest(value) : std::string();
}

std::string columnCell(int64_t column)
{
    return column < 0 ? std::string() : std::to_string(column);
}

const char* flagCell(bool flag)
{
    return flag ? "yes" : "no";
}

std::string line(const FieldDecision& decision)
{
    const FieldScore& field = decision.field;
    const Evidence& evidence = decision.evidence;
    return join({textCell(field.name),
                 textCell(field.kind),
                 textCell(join(field.source, " ")),
                 std::to_string(field.start),
                 std::to_string(field.end),
                 columnCell(decision.newStart),
                 columnCell(decision.newEnd),
                 std::to_string(field.width()),
                 numberCell(field.gate),
                 numberCell(field.divergence),
                 numberCell(field.lambda),
                 verdictName(decision.verdict),
                 flagCell(decision.forced),
                 std::to_string(evidence.seeds),
                 flagCell(evidence.settled),
                 std::to_string(evidence.activeRows),
                 textCell(join(evidence.doubts, "; ")),
                 textCell(decision.reason),
                 std::to_string(evidence.keptInSeeds),
                 std::to_string(evidence.halfSamples),
                 std::to_string(evidence.keptInHalfSamples),
                 numberCell(evidence.seedSpread),
                 numberCell(evidence.samplingSpread),
                 textCell(join(evidence.substitutes, "; "))},
                ",");
}

} // namespace

std::string decisionToCsv(const Decision& decision)
{
    std::string text =
        "name,kind,source,start,end,new_start,new_end,width,gate,divergence,lambda,verdict,forced,"
        "seeds,settled,active_rows,doubts,reason,kept_in_seeds,half_samples,kept_in_half_samples,"
        "seed_spread,sampling_spread,substitutes\n";
    for (const FieldDecision& field : decision.fields)
        text += line(field) + "\n";
    return text;
}

} // namespace leap
