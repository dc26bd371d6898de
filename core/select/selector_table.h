// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/select/selector.h"

#include <memory>

/// One function per selector; each is defined in the selector's own file and named in selector.cpp's table.
namespace leap {

[[nodiscard]] std::unique_ptr<Selector> makeNoSelect();
[[nodiscard]] std::unique_ptr<Selector> makeRandomSubset();
[[nodiscard]] std::unique_ptr<Selector> makeLeap();
[[nodiscard]] std::unique_ptr<Selector> makeLeapBase();

} // namespace leap
