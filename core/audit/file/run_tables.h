// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"
#include "core/audit/file/h5.h"

/// The arrays of a run in the audit file: one group each, one dataset a column. Private to core/audit.
namespace leap {

void writeFacts(const h5::Group& run, const std::vector<FieldFacts>& facts);
[[nodiscard]] std::vector<FieldFacts> readFacts(const h5::Group& run);

void writeRanking(const h5::Group& run, const Ranking& ranking);
[[nodiscard]] Ranking readRanking(const h5::Group& run);

void writeTrajectory(const h5::Group& run, const Trajectory& trajectory);
[[nodiscard]] Trajectory readTrajectory(const h5::Group& run);

void writeEpochs(const h5::Group& run, const std::vector<EpochReport>& epochs);
[[nodiscard]] std::vector<EpochReport> readEpochs(const h5::Group& run);

void writeChanges(const h5::Group& run, const std::vector<ChangeMark>& changes);
[[nodiscard]] std::vector<ChangeMark> readChanges(const h5::Group& run);

/// The final figures (test AUC of the last step and of the best epoch, test log loss).
void writeMetrics(const h5::Group& run, const SearchResult& result);
void readMetrics(const h5::Group& run, SearchResult& result);

void writeState(const h5::Group& run, const StateDict& state);
[[nodiscard]] StateDict readState(const h5::Group& run);

} // namespace leap
