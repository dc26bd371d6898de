// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/noise_view.h"

#include "core/base/text.h"
#include "core/study/probes/probe_table.h"
#include "ui/models/result_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/table_view.h"

#include <QLabel>

#include <algorithm>
#include <cmath>
#include <optional>

namespace leap::ui {
namespace {

/// The mean of n searches' earnings in standard errors scatters by at most 1 / sqrt(n).
IntervalRows::Data earningsOf(const ProbeStudy& study)
{
    IntervalRows::Data data;
    data.unit = NoiseView::tr("earnings in standard errors, mean over the searches");
    data.key = NoiseView::tr("filled: above the noise");
    data.floor = noiseFloor(study).standardised;
    data.floorText = NoiseView::tr("95 % of the shuffled copies");
    const double error = 1 / std::sqrt(static_cast<double>(std::max(1, study.plan.seeds)));
    for (size_t i = 0; i < study.fields.size(); ++i) {
        const ProbedField& field = study.fields[i];
        const Estimate earns{field.standardised, error};
        data.rows << IntervalRow{static_cast<int>(i), QString::fromStdString(field.name),
                                 earns.mean,          earns.low(),
                                 earns.high(),        std::nullopt,
                                 field.aboveNoise};
    }
    data.sort();
    return data;
}

} // namespace

NoiseView::NoiseView(QWidget* parent)
    : EvidenceView(QStringLiteral("evidence"), parent)
    , m_chart(new IntervalRows(this))
    , m_words(makeWords("noiseWords"))
    , m_model(new ResultModel(this))
    , m_table(new TableView(tr("Noise floor"), this))
{
    setContent(makeContent());
    connect(m_chart, &Chart::exportFailed, this, &NoiseView::exportFailed);
    connect(m_chart, &IntervalRows::chosen, this, &NoiseView::choose);
    connect(m_table, &TableView::rowsSelected, this, [this] {
        const QModelIndexList rows = m_table->selectedSourceRows();
        if (!rows.isEmpty())
            m_chart->setSelected(rows.first().data(TableModel::RowRole).toInt());
    });
}

QWidget* NoiseView::makeContent()
{
    m_chart->setAccessibleName(tr("Fields and the noise floor"));
    m_table->setObjectName(QStringLiteral("probes"));
    m_table->setSource(m_model);
    return makeColumn(makeSplit(Qt::Vertical, m_chart, 36, m_table, 24, this), {m_words});
}

QVector<std::pair<QString, Chart*>> NoiseView::chartsForExport()
{
    if (!m_chart->hasData())
        return {};
    return {{QStringLiteral("noise"), m_chart}};
}

void NoiseView::setRun(const RunPtr& run)
{
    if (run == m_run && run)
        return;
    m_run = run;
    const auto* study = run ? run->studies.find<ProbeStudy>() : nullptr;
    QString why = tr("The run is searched again with shuffled copies of fields next to the real ones. The "
                     "copies earn only by chance, so a field must rank above them to show that it is used.");
    if (const auto* stored = run ? run->studies.unreadable(studyName<ProbeStudy>) : nullptr)
        why = QString::fromStdString(stored->why);
    invitation().set(tr("The noise floor is not known yet"), why, tr("Find the noise floor"));
    showContent(study);
    m_chart->setData(study ? earningsOf(*study) : IntervalRows::Data{});
    if (study)
        show(*study);
}

void NoiseView::show(const ProbeStudy& study)
{
    const ResultTable table = probeTables(study).front();
    m_model->setTable(table);
    m_table->fitColumns(m_model->columnCount() - 1);
    m_words->setText(QString::fromStdString(join(table.notes, "\n")));
}

void NoiseView::choose(int field)
{
    m_chart->setSelected(field);
    m_table->selectSourceRows({m_model->rowOf(field)});
}

} // namespace leap::ui
