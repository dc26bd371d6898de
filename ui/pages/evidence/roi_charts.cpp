// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/roi_charts.h"

#include "core/study/roi/roi.h"
#include "ui/format.h"
#include "ui/widgets/page_layout.h"

#include <QLabel>
#include <QVBoxLayout>

#include <cmath>

namespace leap::ui {

RoiCharts::RoiCharts(QWidget* parent)
    : StudyCharts(parent)
    , m_axes(new QLabel(this))
    , m_chart(new LineChart(this))
{
    m_chart->setAccessibleName(tr("Loss by pruned columns"));
    m_chart->setEmptyText(tr("No curve was completed."));
    m_chart->setValueText(signedLossText);
    m_axes->setForegroundRole(QPalette::PlaceholderText);
    auto* column = columnLayout(this, 0);
    column->addWidget(m_axes);
    column->addWidget(m_chart, 1);
    connect(m_chart, &Chart::exportFailed, this, &StudyCharts::exportFailed);
    connect(m_chart, &StepChart::cursorMoved, m_chart,
            [this](qint64 columns) { m_chart->setCursor(columns); });
    connect(m_chart, &StepChart::cursorReleased, m_chart, [this] { m_chart->setCursor(std::nullopt); });
}

void RoiCharts::setResult(const StudyResult& result)
{
    m_chart->clearSeries();
    const auto* roi = result.as<Roi>();
    if (!roi)
        return;
    m_chart->setStepPlan({0, roi->columns, tr("columns pruned")});
    m_axes->setText(tr("%1 lost on validation rows, by the number of columns pruned")
                        .arg(QString::fromUtf8(lossMetricTitle(roi->metric))));
    int id = 0;
    for (const RoiCurve& curve : roi->curves) {
        QVector<QPointF> points;
        for (const RoiPoint& point : curve.points) {
            const double loss = point.columnsPruned == 0 ? 0 : point.paired.loss;
            if (std::isfinite(loss))
                points << QPointF(static_cast<double>(point.columnsPruned), loss);
        }
        m_chart->setSeries(id, QString::fromStdString(curve.title), id, points);
        ++id;
    }
}

void RoiCharts::choose(int) { }

QVector<std::pair<QString, Chart*>> RoiCharts::charts()
{
    if (!m_chart->hasData())
        return {};
    return {{QStringLiteral("roi"), m_chart}};
}

} // namespace leap::ui
