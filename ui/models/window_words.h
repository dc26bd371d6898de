// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace leap::ui {

/// A message of core/ in the window's words: it names options of the command line, the window names the
/// controls that do the same. "--positive VALUE" becomes "'Positive' on the Data page".
[[nodiscard]] QString inWindowWords(QString message);

} // namespace leap::ui
