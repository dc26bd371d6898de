// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/step.h"
#include "ui/pages/step_states.h"

#include <span>

class QWidget;

namespace leap::ui {

class RunActions;
class SaveThen;
class SourcePanel;
class StepPage;

/// What pages are made with. Everything outlives the pages; the panel becomes part of its page.
struct PageParts {
    Workbench& bench;
    RunActions& runActions;
    SaveThen& saving;
    SourcePanel* sources = nullptr;
};

/// A step of the audit: how it is named and drawn, how far it is, and its page.
struct StepEntry {
    Step step = Step::Data;
    const char* title = ""; ///< translated by stepTitle(); & marks the key in menus
    const char* icon = ""; ///< of resources/icons
    StepStatus (*status)(Workbench& bench) = nullptr;
    StepPage* (*makePage)(const PageParts& parts, QWidget* parent) = nullptr;
};

/// Every step, in the order of the rail and of Step. Menu, rail and page stack are made from it.
[[nodiscard]] std::span<const StepEntry> steps();

/// The title with its mark, as a menu shows it: "D&ecide".
[[nodiscard]] QString stepMenuTitle(const StepEntry& step);
/// The title without it: "Decide".
[[nodiscard]] QString stepTitle(const StepEntry& step);

} // namespace leap::ui
