// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

namespace leap::ui {

/// Data shipped with the program.
struct Sample {
    QString name;
    QString description;
    QString data;
    QString schema; ///< empty = proposed
    QString label; ///< column; empty = the schema says it
    bool header = true;
};

/// The samples found next to the program: installed, or in the source tree that it was built from.
[[nodiscard]] QVector<Sample> findSamples(const QString& applicationFolder);

} // namespace leap::ui
