// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/verdict/verdict_reasons.h"

#include "core/base/text.h"
#include "core/data/column/messages.h"

#include <cmath>

namespace leap {
namespace {

std::string standardErrors(double z)
{
    return fixed(z, 1) + " standard errors";
}

std::string boundText(const VerdictCheck& check)
{
    return fixed(check.loss.upperBound(), 4);
}

} // namespace

std::string reasonToStay(const SetEvidence& evidence)
{
    return "adds to predictions of rows that the models never saw: " + standardErrors(evidence.z);
}

std::string reasonToStayForAll(const VerdictField& field, const SetEvidence& together)
{
    return "one of " + join(field.substitutes, ", ")
        + " must stay: they can replace one another, and together " + "they add "
        + standardErrors(together.z);
}

std::string reasonTooSmallToSee(const VerdictField& field)
{
    if (std::isnan(field.visible))
        return "the models gain nothing over the base rate";
    return "adds " + standardErrors(field.evidence.z) + ", but these rows would miss an effect of less than "
        + fixed(100 * field.visible, 1) + " % of all that the models gain";
}

std::string reasonUseless(const VerdictField& field, double cut)
{
    return "adds no more than chance would (" + standardErrors(field.evidence.z) + ", below " + shortest(cut)
        + "), and models trained without it lose nothing that counts";
}

std::string reasonNotNeeded(const VerdictField& field, const VerdictCheck& check)
{
    return "the models use it (" + standardErrors(field.evidence.z) + "), but trained without it they "
        + (check.loss.loss <= 0 ? "are better" : "lose nothing that counts");
}

std::string reasonNotShown(const VerdictCheck& check, double margin)
{
    if (!check.loss.defined())
        return "no comparison is possible: " + check.loss.reason;
    return "adds no more than chance would, but without " + counted(std::ssize(check.dropped), "field")
        + " like it the models might lose " + boundText(check) + ", more than " + shortest(margin);
}

std::string reasonGivenBack(const VerdictCheck& check)
{
    return "adds little by itself, but the models lost " + fixed(check.loss.loss, 4) + " without it and "
        + counted(std::ssize(check.dropped) - 1, "other field");
}

} // namespace leap
