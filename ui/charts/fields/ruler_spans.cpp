// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/fields/ruler_spans.h"

#include <map>
#include <optional>

namespace leap::ui {

QVector<RulerFault> rulerFaults(const QVector<RulerField>& fields, qint64 columns)
{
    std::map<qint64, int> changes{{0, 0}, {columns, 0}}; // of the number of fields that cover a column
    for (const RulerField& field : fields) {
        if (field.end <= field.start)
            continue;
        ++changes[field.start];
        --changes[field.end];
    }
    QVector<RulerFault> faults;
    int covering = 0;
    for (auto at = changes.begin(); at != changes.end(); ++at) {
        covering += at->second;
        const auto next = std::next(at);
        if (next == changes.end() || covering == 1
            || (covering == 0 && (at->first < 0 || at->first >= columns)))
            continue;
        const auto kind = covering == 0 ? RulerFault::Kind::Gap : RulerFault::Kind::Overlap;
        if (!faults.isEmpty() && faults.last().kind == kind && faults.last().end == at->first)
            faults.last().end = next->first;
        else
            faults.append({kind, at->first, next->first});
    }
    return faults;
}

} // namespace leap::ui
