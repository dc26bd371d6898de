// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/steps.h"

#include "ui/pages/data/data_page.h"
#include "ui/pages/data/source_panel.h"
#include "ui/pages/decide/decide_page.h"
#include "ui/pages/evidence/evidence_page.h"
#include "ui/pages/fields/fields_page.h"
#include "ui/pages/prove/prove_page.h"
#include "ui/pages/report/report_page.h"
#include "ui/pages/search/search_page.h"

#include <QCoreApplication>

namespace leap::ui {
namespace {

/// A page that needs nothing but the workbench.
template <typename Page> StepPage* make(const PageParts& parts, QWidget* parent)
{
    return new Page(parts.bench, parent);
}

StepPage* makeData(const PageParts& parts, QWidget* parent)
{
    return new DataPage(parts.bench, parts.sources, parent);
}

StepPage* makeSearch(const PageParts& parts, QWidget* parent)
{
    return new SearchPage(parts.bench, parts.runActions, parent);
}

StepPage* makeProve(const PageParts& parts, QWidget* parent)
{
    return new ProvePage(parts.bench, parts.saving, parent);
}

constexpr StepEntry kSteps[] = {
    {Step::Data, QT_TRANSLATE_NOOP("leap::ui::Steps", "&Data"), "data", dataStatus, makeData},
    {Step::Fields, QT_TRANSLATE_NOOP("leap::ui::Steps", "&Fields"), "fields", fieldsStatus, make<FieldsPage>},
    {Step::Search, QT_TRANSLATE_NOOP("leap::ui::Steps", "&Search"), "search", searchStatus, makeSearch},
    {Step::Decide, QT_TRANSLATE_NOOP("leap::ui::Steps", "D&ecide"), "decide", decideStatus, make<DecidePage>},
    {Step::Evidence, QT_TRANSLATE_NOOP("leap::ui::Steps", "E&vidence"), "evidence", evidenceStatus,
     make<EvidencePage>},
    {Step::Prove, QT_TRANSLATE_NOOP("leap::ui::Steps", "&Prove"), "prove", proveStatus, makeProve},
    {Step::Report, QT_TRANSLATE_NOOP("leap::ui::Steps", "Rep&ort"), "report", reportStatus, make<ReportPage>},
};

} // namespace

std::span<const StepEntry> steps()
{
    return kSteps;
}

QString stepMenuTitle(const StepEntry& step)
{
    return QCoreApplication::translate("leap::ui::Steps", step.title);
}

QString stepTitle(const StepEntry& step)
{
    return stepMenuTitle(step).remove(QLatin1Char('&'));
}

} // namespace leap::ui
