// SPDX-License-Identifier: GPL-3.0-or-later
// What is not yet as it should be: counted, and allowed only to become less.
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace leap::lint {

using Counts = QMap<QString, int>;

/// Reads lines "count key"; '#' starts a comment.
[[nodiscard]] Counts countsFrom(const QString& text);

/// What differs from what is allowed, a line each: more than allowed, or less, which has to be written down
/// so that it cannot come back. A key missing in either counts as 0.
[[nodiscard]] QStringList differences(const Counts& found, const Counts& allowed);

/// The lower of both, without zeros.
[[nodiscard]] Counts lowered(const Counts& found, const Counts& allowed);

/// Whether `found` is what tests/lint/ceilings/NAME.txt allows, where a missing file allows nothing; shows
/// the differences if not, and after them the `places` that were counted. With LEAP_LINT_LOWER=1 in the
/// environment the file is first rewritten with the lower counts; it is never raised.
[[nodiscard]] bool withinCeilings(const QString& name, const Counts& found, const QStringList& places);

/// Whether there are no findings; shows each on a line of its own, since Qt Test cuts long messages.
[[nodiscard]] bool nothingIn(const QStringList& findings);

} // namespace leap::lint
