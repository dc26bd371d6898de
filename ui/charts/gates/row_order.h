// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>

namespace leap::ui {

/// Rows by descending value; ties keep their order, NaN comes last.
[[nodiscard]] QVector<int> sortedRows(const QVector<double>& values);

/// Returns `order` unchanged while no row is above one whose value is more than `slack` larger, else sorted.
/// So rows that merely jitter do not jump.
/// @param order a permutation of 0 .. values.size() - 1
[[nodiscard]] QVector<int> steadyRows(const QVector<int>& order, const QVector<double>& values, double slack);

} // namespace leap::ui
