// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"
#include "core/search/ranking.h"
#include "core/study/ledger/ledger.h"
#include "core/study/path/alpha_path.h"
#include "core/study/probes/probe_study.h"
#include "ui/models/cell_table.h"

namespace leap::ui {

/// The tables of the Evidence page: columns, and a run's results as their lines. A line's source is the
/// field's index in the schema (of a path: the point's).

[[nodiscard]] QVector<TableColumn> ledgerColumns();
[[nodiscard]] QVector<CellRow> ledgerRows(const Ledger& ledger); ///< most earnings first

[[nodiscard]] QVector<TableColumn> probeColumns();
[[nodiscard]] QVector<CellRow> probeRows(const ProbeStudy& study); ///< most standard errors first

[[nodiscard]] QVector<TableColumn> searchColumns();
/// What further searches say of each field under the study's rule, best gate first.
[[nodiscard]] QVector<CellRow> searchRows(const Ranking& ranking, const Decision& decision);

[[nodiscard]] QVector<TableColumn> pathColumns();
[[nodiscard]] QVector<CellRow> pathRows(const AlphaPath& path);

} // namespace leap::ui
