// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/step_rail.h"

#include <QString>

#include <span>

class QWidget;

namespace leap::ui {

class RunActions;
class SaveThen;
class SourcePanel;
class StepPage;
class Workbench;

/// The steps of an audit, in the order of the rail.
enum class Step { Data, Fields, Search, Decide, Evidence, Prove, Report };

/// How far a step of the audit is, with the reason in one line.
struct StepStatus {
    StepState state = StepState::Empty;
    QString reason;
};

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

[[nodiscard]] StepStatus dataStatus(Workbench& bench);
[[nodiscard]] StepStatus fieldsStatus(Workbench& bench);
[[nodiscard]] StepStatus searchStatus(Workbench& bench);
[[nodiscard]] StepStatus decideStatus(Workbench& bench);
[[nodiscard]] StepStatus evidenceStatus(Workbench& bench);
[[nodiscard]] StepStatus proveStatus(Workbench& bench);
[[nodiscard]] StepStatus reportStatus(Workbench& bench);

[[nodiscard]] StepPage* makeDataPage(const PageParts& parts, QWidget* parent);
[[nodiscard]] StepPage* makeFieldsPage(const PageParts& parts, QWidget* parent);
[[nodiscard]] StepPage* makeSearchPage(const PageParts& parts, QWidget* parent);
[[nodiscard]] StepPage* makeDecidePage(const PageParts& parts, QWidget* parent);
[[nodiscard]] StepPage* makeEvidencePage(const PageParts& parts, QWidget* parent);
[[nodiscard]] StepPage* makeProvePage(const PageParts& parts, QWidget* parent);
[[nodiscard]] StepPage* makeReportPage(const PageParts& parts, QWidget* parent);

/// Every step, in the order of the rail and of Step. Menu, rail and page stack are made from it. A new one is
/// a name in Step, its two functions above (defined with its page) and a row here.
inline constexpr StepEntry kSteps[] = {
    {Step::Data, QT_TRANSLATE_NOOP("leap::ui::Steps", "&Data"), "data", dataStatus, makeDataPage},
    {Step::Fields, QT_TRANSLATE_NOOP("leap::ui::Steps", "&Fields"), "fields", fieldsStatus, makeFieldsPage},
    {Step::Search, QT_TRANSLATE_NOOP("leap::ui::Steps", "&Search"), "search", searchStatus, makeSearchPage},
    {Step::Decide, QT_TRANSLATE_NOOP("leap::ui::Steps", "D&ecide"), "decide", decideStatus, makeDecidePage},
    {Step::Evidence, QT_TRANSLATE_NOOP("leap::ui::Steps", "E&vidence"), "evidence", evidenceStatus,
     makeEvidencePage},
    {Step::Prove, QT_TRANSLATE_NOOP("leap::ui::Steps", "&Prove"), "prove", proveStatus, makeProvePage},
    {Step::Report, QT_TRANSLATE_NOOP("leap::ui::Steps", "Rep&ort"), "report", reportStatus, makeReportPage},
};
[[nodiscard]] constexpr std::span<const StepEntry> steps()
{
    return kSteps;
}

/// The title with its mark, as a menu shows it: "D&ecide".
[[nodiscard]] QString stepMenuTitle(const StepEntry& step);
/// The title without it: "Decide".
[[nodiscard]] QString stepTitle(const StepEntry& step);

} // namespace leap::ui
