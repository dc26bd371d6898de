// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/interval_charts.h"

#include "core/study/compare/comparison.h"
#include "core/study/fine_tune/fine_tune.h"
#include "core/study/path/alpha_path.h"
#include "core/study/probes/probe_study.h"
#include "core/study/stepwise/stepwise.h"
#include "ui/format.h"
#include "ui/widgets/page_layout.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace leap::ui {
namespace {

/// A loss that was measured in pairs, with its one-sided 95 % bounds. @param sign -1 shows the gain
IntervalRow pairedRow(int id, const QString& name, const PairedLoss& paired, int sign)
{
    const double one = sign * paired.lowerBound();
    const double other = sign * paired.upperBound();
    IntervalRow row{id, name, sign * paired.loss, std::min(one, other), std::max(one, other), {}, false};
    row.beyond = row.low > 0 || row.high < 0;
    return row;
}

/// A value without a measured error.
IntervalRow plainRow(int id, const QString& name, double value, bool filled = true)
{
    return {id, name, value, value, value, {}, filled};
}

} // namespace

IntervalCharts::IntervalCharts(Data make, const QString& fileName, const QString& title, QWidget* parent)
    : StudyCharts(parent)
    , m_make(std::move(make))
    , m_fileName(fileName)
    , m_chart(new IntervalRows(this))
{
    m_chart->setAccessibleName(title);
    columnLayout(this, 0)->addWidget(m_chart);
    connect(m_chart, &IntervalRows::chosen, this, &StudyCharts::chosen);
    connect(m_chart, &Chart::exportFailed, this, &StudyCharts::exportFailed);
}

void IntervalCharts::setResult(const StudyResult& result)
{
    m_chart->setData(m_make(result));
}

void IntervalCharts::choose(int source)
{
    m_chart->setSelected(source);
}

QVector<std::pair<QString, Chart*>> IntervalCharts::charts()
{
    if (!m_chart->hasData())
        return {};
    return {{m_fileName, m_chart}};
}

/// The mean of n searches' earnings in standard errors scatters by at most 1 / sqrt(n).
IntervalRows::Data probeIntervals(const StudyResult& result)
{
    const auto* study = result.as<ProbeStudy>();
    if (!study)
        return {};
    IntervalRows::Data data;
    data.unit = IntervalCharts::tr("earnings in standard errors, mean over the searches");
    data.key = IntervalCharts::tr("filled: above the noise");
    data.floor = noiseFloor(*study).standardised;
    data.floorText = IntervalCharts::tr("95 % of the shuffled copies");
    const double error = 1 / std::sqrt(static_cast<double>(std::max(1, study->plan.seeds)));
    for (size_t i = 0; i < study->fields.size(); ++i) {
        const ProbedField& field = study->fields[i];
        const Estimate earns{field.standardised, error};
        data.rows << IntervalRow{static_cast<int>(i), QString::fromStdString(field.name),
                                 earns.mean,          earns.low(),
                                 earns.high(),        std::nullopt,
                                 field.aboveNoise};
    }
    data.sort();
    return data;
}

IntervalRows::Data pathIntervals(const StudyResult& result)
{
    const auto* path = result.as<AlphaPath>();
    if (!path)
        return {};
    IntervalRows::Data data;
    data.unit = IntervalCharts::tr("AUC lost against the best point, on validation rows");
    data.key = IntervalCharts::tr("filled: a difference is shown");
    for (size_t i = 0; i < path->points.size(); ++i) {
        const AlphaPoint& point = path->points[i];
        const auto fields = static_cast<int64_t>(point.keptNames.size());
        const QString name =
            IntervalCharts::tr("alpha %1, %2")
                .arg(lambdaText(point.alpha),
                     countedText(fields, IntervalCharts::tr("field"), IntervalCharts::tr("fields")));
        if (i == path->best)
            data.rows << plainRow(static_cast<int>(i), name, 0, false); // against itself
        else if (point.loss.defined() && std::isfinite(point.loss.loss))
            data.rows << pairedRow(static_cast<int>(i), name, point.loss, 1);
    }
    return data;
}

IntervalRows::Data stepwiseIntervals(const StudyResult& result)
{
    const auto* study = result.as<Stepwise>();
    if (!study)
        return {};
    IntervalRows::Data data;
    data.unit = IntervalCharts::tr("gain in %1 on validation rows")
                    .arg(QString::fromUtf8(lossMetricTitle(study->metric)));
    data.key = IntervalCharts::tr("filled: helps or harms; hollow: no measurable difference");
    int id = 0;
    for (const auto* steps : {&study->built, &study->tested}) {
        const QString start = steps == &study->built ? QStringLiteral("+ ") : QStringLiteral("peak + ");
        for (const Step& step : *steps) {
            if (step.utility != Utility::First && step.paired.defined())
                data.rows << pairedRow(id, start + QString::fromStdString(step.added), step.paired, -1);
            ++id;
        }
    }
    return data;
}

/// Each selector's AUC with its spread over all retrainings, by dataset and ratio.
IntervalRows::Data comparisonIntervals(const StudyResult& result)
{
    const auto* study = result.as<Comparison>();
    if (!study)
        return {};
    IntervalRows::Data data;
    data.unit = IntervalCharts::tr("AUC above .5, on test rows");
    data.key = IntervalCharts::tr("dot: mean; line: one standard deviation over the trainings");
    const bool several = study->data.size() > 1;
    int id = 0;
    for (const CompareRow& row : study->result.rows) {
        QString name = IntervalCharts::tr("%1, keeps %2")
                           .arg(QString::fromStdString(row.title), shareText(row.keepRatio));
        if (several)
            name = QString::fromStdString(row.dataset) + QLatin1String(": ") + name;
        const double above = row.auc.value - 0.5;
        if (row.auc.defined())
            data.rows << IntervalRow{id, name, above, above - row.aucSd, above + row.aucSd, {}, true};
        ++id;
    }
    return data;
}

IntervalRows::Data fineTuningIntervals(const StudyResult& result)
{
    const auto* study = result.as<FineTuning>();
    if (!study)
        return {};
    IntervalRows::Data data;
    data.unit = IntervalCharts::tr("AUC against the model with all fields, on validation rows");
    const std::pair<QString, const Evaluation*> stages[]{{IntervalCharts::tr("all fields"), &study->full},
                                                         {IntervalCharts::tr("pruned"), &study->before},
                                                         {IntervalCharts::tr("fine-tuned"), &study->after},
                                                         {IntervalCharts::tr("retrained"), &study->scratch}};
    int id = 0;
    for (const auto& [name, figures] : stages) {
        const double gain = figures->auc.value - study->full.auc.value;
        if (std::isfinite(gain))
            data.rows << plainRow(id, name, gain);
        ++id;
    }
    return data;
}

} // namespace leap::ui
