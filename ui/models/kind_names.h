// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"

#include <QIcon>
#include <QString>

namespace leap::ui {

/// An input's kind for people: "category", "number", "list of values", "vector", "given vectors".
[[nodiscard]] QString kindTitle(InputKind kind);
[[nodiscard]] QString kindTitle(const Field& field); ///< or "mixed"
[[nodiscard]] QString kindHelp(InputKind kind); ///< one sentence
[[nodiscard]] QIcon kindIcon(InputKind kind);

/// The kinds that can be chosen in the window; Pretrained needs a table, which only a schema file names.
inline constexpr InputKind kAllKinds[] = {InputKind::Categorical, InputKind::Numeric, InputKind::Bag,
                                          InputKind::Vector};

} // namespace leap::ui
