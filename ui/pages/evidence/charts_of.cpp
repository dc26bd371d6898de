// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/charts_of.h"

#include "core/study/compare/comparison.h"
#include "core/study/fine_tune/fine_tune.h"
#include "core/study/ledger/ledger.h"
#include "core/study/path/alpha_path.h"
#include "core/study/probes/probe_study.h"
#include "core/study/roi/roi.h"
#include "core/study/stepwise/stepwise.h"
#include "ui/pages/evidence/interval_charts.h"
#include "ui/pages/evidence/ledger_charts.h"
#include "ui/pages/evidence/roi_charts.h"

#include <array>

namespace leap::ui {
namespace {

struct Entry {
    const char* study;
    StudyCharts* (*make)(QWidget* parent);
};

template <typename Charts> StudyCharts* make(QWidget* parent)
{
    return new Charts(parent);
}

StudyCharts* makeProbes(QWidget* parent)
{
    return new IntervalCharts(probeIntervals, QStringLiteral("noise"),
                              IntervalCharts::tr("Fields and the noise floor"), parent);
}

StudyCharts* makePath(QWidget* parent)
{
    return new IntervalCharts(pathIntervals, QStringLiteral("path"),
                              IntervalCharts::tr("Loss of each alpha of the path"), parent);
}

StudyCharts* makeStepwise(QWidget* parent)
{
    return new IntervalCharts(stepwiseIntervals, QStringLiteral("stepwise"),
                              IntervalCharts::tr("Gain of each added field"), parent);
}

StudyCharts* makeComparison(QWidget* parent)
{
    return new IntervalCharts(comparisonIntervals, QStringLiteral("comparison"),
                              IntervalCharts::tr("AUC by selector"), parent);
}

StudyCharts* makeFineTuning(QWidget* parent)
{
    return new IntervalCharts(fineTuningIntervals, QStringLiteral("fine-tuning"),
                              IntervalCharts::tr("AUC of the pruned models"), parent);
}

constexpr std::array kEntries{
    Entry{studyName<Ledger>, make<LedgerCharts>}, Entry{studyName<ProbeStudy>, makeProbes},
    Entry{studyName<AlphaPath>, makePath},        Entry{studyName<Stepwise>, makeStepwise},
    Entry{studyName<Roi>, make<RoiCharts>},       Entry{studyName<FineTuning>, makeFineTuning},
    Entry{studyName<Comparison>, makeComparison},
};

} // namespace

StudyCharts* chartsOf(const std::string& study, QWidget* parent)
{
    for (const Entry& entry : kEntries) {
        if (study == entry.study)
            return entry.make(parent);
    }
    return nullptr;
}

} // namespace leap::ui
