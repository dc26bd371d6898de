// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/decision.h"

namespace leap {

void layOut(Decision& decision)
{
    decision.fieldsBefore = decision.fieldsAfter = decision.columnsBefore = decision.columnsAfter = 0;
    for (FieldDecision& field : decision.fields) {
        field.newStart = field.newEnd = -1;
        const int64_t width = field.field.width();
        ++decision.fieldsBefore;
        decision.columnsBefore += width;
        if (field.verdict == Verdict::Drop)
            continue;
        ++decision.fieldsAfter;
        field.newStart = decision.columnsAfter;
        decision.columnsAfter += width;
        field.newEnd = decision.columnsAfter;
    }
}

} // namespace leap
