// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

namespace leap::ui {

/// A field's columns [start, end) in the concatenated row; a field in several pieces has several spans.
struct RulerField {
    QString name;
    qint64 start = 0;
    qint64 end = 0;
    int colour = -1; ///< the field whose colour it takes; -1 = its own
    bool operator==(const RulerField&) const = default;
};

/// Columns that belong to no field, or to more than one.
struct RulerFault {
    enum class Kind { Gap, Overlap };
    Kind kind = Kind::Gap;
    qint64 start = 0;
    qint64 end = 0;
    bool operator==(const RulerFault&) const = default;
};

/// Gaps and overlaps of the fields over columns [0, columns), from left to right. Fields may come in any
/// order.
[[nodiscard]] QVector<RulerFault> rulerFaults(const QVector<RulerField>& fields, qint64 columns);

} // namespace leap::ui
