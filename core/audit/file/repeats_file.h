// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/file/h5.h"
#include "core/search/ranking.h"

#include <string>

/// The scores of a run's further searches in the audit file, as JSON texts. Private to core/audit.
namespace leap {

void writeRepeats(const h5::Group& run, const Ranking& ranking);
/// Reads what there is. @throws InputError when it is no table of a row per search and a number per field
void readRepeats(const h5::Group& run, const std::string& file, Ranking& ranking);

} // namespace leap
