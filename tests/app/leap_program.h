// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QString>
#include <QStringList>

namespace leap::test {

/// What a call of the program left behind.
struct Outcome {
    int code = -1; ///< exit code; -1: it crashed or did not end
    QString output; ///< of stdout
    QString errors; ///< of stderr
    [[nodiscard]] Json json() const; ///< of stdout
    [[nodiscard]] QByteArray text() const; ///< all, for the message of a failed check
};

/// Runs a program in `folder` and waits for its end.
[[nodiscard]] Outcome programIn(const QString& folder, const QString& program, const QStringList& arguments);
/// Runs the program named by LEAP_PROGRAM in `folder` and waits for its end.
[[nodiscard]] Outcome leapIn(const QString& folder, const QStringList& arguments);
/// The program that leapIn() runs.
[[nodiscard]] QString leapProgram();

} // namespace leap::test
