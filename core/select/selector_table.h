// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/select/selector.h"

#include <memory>

/// All selectors. A new one is a function, defined in the selector's own file, and its name in the list
/// below.
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

using SelectorMaker = std::unique_ptr<Selector> (*)();

/// In the order in which people see them.
inline constexpr SelectorMaker kSelectorMakers[] = {makeNoSelect,
                                                    makeRandomSubset,
                                                    makeAucAlone,
                                                    makeLasso,
                                                    makeLassoFair,
                                                    makeForest,
                                                    makeForestFair,
                                                    makeXgb,
                                                    makeXgbFair,
                                                    makePermutation,
                                                    makeShark,
                                                    makeSfs,
                                                    makeAutoField,
                                                    makeLpfs,
                                                    makeLeapBase,
                                                    makeLeap,
                                                    makeLeapMean,
                                                    makeLeapExactPermuteBase,
                                                    makeLeapExactPermute,
                                                    makeLeapExactDropBase,
                                                    makeLeapExactDrop};

} // namespace leap
