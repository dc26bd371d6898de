// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema.h"

#include <QIcon>
#include <QString>

namespace leap::ui {

/// An input's kind for people: "category", "number", "list of values", "vector".
[[nodiscard]] QString kindTitle(InputKind kind);
[[nodiscard]] QString kindTitle(const Field& field); ///< or "mixed"
[[nodiscard]] QString kindHelp(InputKind kind); ///< one sentence
[[nodiscard]] QIcon kindIcon(InputKind kind);

inline constexpr InputKind kAllKinds[] = {InputKind::Categorical, InputKind::Numeric, InputKind::Bag,
                                          InputKind::Vector};

} // namespace leap::ui
