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
[[nodiscard]] std::unique_ptr<Selector> makeLeapMean();
[[nodiscard]] std::unique_ptr<Selector> makeLeapExactPermute();
[[nodiscard]] std::unique_ptr<Selector> makeLeapExactPermuteBase();
[[nodiscard]] std::unique_ptr<Selector> makeLeapExactDrop();
[[nodiscard]] std::unique_ptr<Selector> makeLeapExactDropBase();
[[nodiscard]] std::unique_ptr<Selector> makeAucAlone();
[[nodiscard]] std::unique_ptr<Selector> makeLasso();
[[nodiscard]] std::unique_ptr<Selector> makeLassoFair();
[[nodiscard]] std::unique_ptr<Selector> makeForest();
[[nodiscard]] std::unique_ptr<Selector> makeForestFair();
[[nodiscard]] std::unique_ptr<Selector> makeXgb();
[[nodiscard]] std::unique_ptr<Selector> makeXgbFair();
[[nodiscard]] std::unique_ptr<Selector> makePermutation();
[[nodiscard]] std::unique_ptr<Selector> makeShark();
[[nodiscard]] std::unique_ptr<Selector> makeSfs();
[[nodiscard]] std::unique_ptr<Selector> makeAutoField();
[[nodiscard]] std::unique_ptr<Selector> makeLpfs();

} // namespace leap
