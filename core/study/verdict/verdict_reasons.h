// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/verdict/verdict.h"

#include <string>

/// Why a field has its status, in one sentence without a full stop. Private to this room.
namespace leap {

[[nodiscard]] std::string reasonToStay(const SetEvidence& evidence);
/// The best of fields that stand in for one another. @param together what they add as one
[[nodiscard]] std::string reasonToStayForAll(const VerdictField& field, const SetEvidence& together);
[[nodiscard]] std::string reasonTooSmallToSee(const VerdictField& field);
[[nodiscard]] std::string reasonUseless(const VerdictField& field, double cut);
[[nodiscard]] std::string reasonNotNeeded(const VerdictField& field, const VerdictCheck& check);
[[nodiscard]] std::string reasonNotShown(const VerdictCheck& check, double margin);
[[nodiscard]] std::string reasonGivenBack(const VerdictCheck& check);

} // namespace leap
