// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/run_charts.h"

#include "ui/charts/base/line_chart.h"
#include "ui/charts/gates/gate_heat_map.h"
#include "ui/charts/gates/gate_strip.h"
#include "ui/format.h"
#include "ui/models/delegates.h"
#include "ui/models/gate_table_model.h"
#include "ui/models/run_log_model.h"
#include "ui/pages/search/field_lines.h"
#include "ui/pages/search/run_curves.h"
#include "ui/theme.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/scrub_bar.h"
#include "ui/widgets/table_view.h"

#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

constexpr qint64 kSortEveryMs = 2000;

QVector<double> vectorOf(const std::vector<double>& values)
{
    return {values.begin(), values.end()};
}

LineChart* lineChart(const QString& name, const QString& empty, QWidget* parent)
{
    auto* chart = new LineChart(parent);
    chart->setAccessibleName(name);
    chart->setEmptyText(empty);
    return chart;
}

} // namespace

RunCharts::RunCharts(LiveRun& run, QWidget* parent)
    : QWidget(parent)
    , m_run(run)
    , m_gates(new GateTableModel(run, this))
    , m_log(new RunLogModel(run, this))
    , m_rows(new QSplitter(Qt::Vertical, this))
    , m_columns(new QSplitter(Qt::Horizontal, this))
    , m_heat(new GateHeatMap(this))
    , m_lines(new FieldLines(run, this))
    , m_rightTabs(new QTabWidget(this))
    , m_strip(new GateStrip(this))
{
    m_heat->setAccessibleName(tr("All gates over the steps"));
    m_strip->setAccessibleName(tr("All gates at the step shown"));
    m_strip->setMaximumHeight(m_strip->minimumSizeHint().height() + kGrid);
    wire(m_heat);
    for (LineChart* chart : m_lines->charts())
        wire(chart);
    layOut();
    shareSelection();
    connect(m_strip, &Chart::exportFailed, this, &RunCharts::exportFailed);
    connect(&m_run, &LiveRun::restarted, this, &RunCharts::restart);
    connect(&m_run, &LiveRun::advanced, this, &RunCharts::advance);
    connect(&m_run, &LiveRun::shownChanged, this, &RunCharts::showStep);
    restoreLayout({});
    restart();
}

void RunCharts::layOut()
{
    m_columns->addWidget(m_lines);
    m_columns->addWidget(makeRightTabs());
    m_columns->setChildrenCollapsible(false);
    m_rows->addWidget(m_heat);
    m_rows->addWidget(m_columns);
    m_rows->setChildrenCollapsible(false);
    auto* layout = columnLayout(this, kGrid / 2);
    layout->addWidget(m_rows, 1);
    layout->addWidget(m_strip);
    layout->addWidget(new ScrubBar(m_run, this));
}

void RunCharts::shareSelection()
{
    connect(m_heat, &GateHeatMap::selectionChanged, this, &RunCharts::select);
    connect(m_strip, &GateStrip::selectionChanged, this, &RunCharts::select);
    connect(m_table, &TableView::rowsSelected, this, [this] {
        QVector<int> fields;
        for (const QModelIndex& row : m_table->selectedSourceRows())
            fields << row.row();
        select(fields);
    });
}

QWidget* RunCharts::makeRightTabs()
{
    m_rightTabs->setDocumentMode(true);
    m_rightTabs->setAccessibleName(tr("Loss, AUC, table and log"));
    m_loss = lineChart(tr("Loss"), tr("The loss appears with the first steps."), m_rightTabs);
    m_loss->setValueText(lossText);
    m_auc =
        lineChart(tr("Validation AUC"), tr("The validation AUC appears after the first epoch."), m_rightTabs);
    m_auc->setValueText(aucText);
    wire(m_loss);
    wire(m_auc);
    makeTables();
    m_rightTabs->addTab(m_loss, tr("Loss"));
    m_rightTabs->addTab(m_auc, tr("Validation AUC"));
    m_rightTabs->addTab(m_table, tr("Table"));
    m_rightTabs->addTab(m_logTable, tr("Log"));
    connect(m_rightTabs, &QTabWidget::currentChanged, this, &RunCharts::advance);
    return m_rightTabs;
}

void RunCharts::makeTables()
{
    m_table = new TableView(tr("Gates at the step shown"), m_rightTabs);
    m_table->setSource(m_gates);
    m_table->setItemDelegateForColumn(GateTableModel::Gate, new BarDelegate(m_table));
    m_table->sortByColumn(GateTableModel::Gate, Qt::DescendingOrder);
    m_logTable = new TableView(tr("What happened"), m_rightTabs);
    m_logTable->setSource(m_log);
    m_logTable->horizontalHeader()->setStretchLastSection(true);
}

void RunCharts::wire(StepChart* chart)
{
    m_stepCharts << chart;
    connect(chart, &Chart::exportFailed, this, &RunCharts::exportFailed);
    connect(chart, &StepChart::cursorMoved, this, [this](qint64 step) { m_run.lookAtStep(step); });
    connect(chart, &StepChart::cursorReleased, this, [this] { m_run.lookAt(std::nullopt); });
    connect(chart, &StepChart::stepsShown, this, [this, chart](double begin, double end) {
        for (StepChart* other : m_stepCharts) {
            if (other != chart)
                other->showSteps(begin, end);
        }
    });
}

void RunCharts::setLive(bool live)
{
    const bool ended = !live && m_heat->live();
    for (StepChart* chart : m_stepCharts)
        chart->setLive(live);
    m_table->setSteady(live);
    if (!ended)
        return;
    if (!m_heat->rowsInView().zoomed()) // where the user looks at some rows, they stay
        m_heat->sortRows();
    m_lines->chooseAgain();
}

void RunCharts::restart()
{
    m_selection.clear();
    m_heat->setFields(m_run.fields());
    m_heat->setCourse(m_run.course()); // grows in place on this thread; setNow tells the map of it
    m_strip->setFields(m_run.fields());
    m_lines->restart();
    m_loss->clearSeries();
    m_auc->clearSeries();
    advance();
    m_table->fitColumns(-1);
    m_table->setColumnWidth(GateTableModel::Gate, 16 * kGrid);
}

void RunCharts::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    fill();
    fillStep();
}

void RunCharts::advance()
{
    if (isVisible())
        fill();
}

void RunCharts::showStep()
{
    if (isVisible())
        fillStep();
}

void RunCharts::fill()
{
    QVector<StepMark> marks;
    for (const ChangeMark& change : m_run.changes())
        marks.push_back({change.step, QString::fromStdString(change.what)});
    for (StepChart* chart : m_stepCharts) {
        chart->setStepPlan({m_run.stepsPerEpoch(), m_run.totalSteps()});
        chart->setMarks(marks);
    }
    m_heat->setNow(m_run.newest().step, vectorOf(m_run.newest().gates));
    m_lines->advance();
    if (m_rightTabs->currentWidget() == m_loss)
        fillLoss(*m_loss, m_run);
    if (m_rightTabs->currentWidget() == m_auc)
        fillAuc(*m_auc, m_run);
    if (m_rightTabs->currentWidget() == m_logTable)
        m_logTable->resizeColumnToContents(RunLogModel::Step);
    sortInCalmMoments();
}

/// The table while live: not under the mouse, and not at every snapshot.
void RunCharts::sortInCalmMoments()
{
    const bool due = !m_sinceSort.isValid() || m_sinceSort.hasExpired(kSortEveryMs);
    if (!m_heat->live() || m_table->underMouse() || !due)
        return;
    m_table->sortAgain();
    m_sinceSort.start();
}

void RunCharts::fillStep()
{
    for (StepChart* chart : m_stepCharts)
        chart->setCursor(m_run.cursorStep());
    m_strip->setGates(vectorOf(m_run.shown().gates));
    const auto fields = m_run.fields().size();
    m_strip->setCountText(
        m_run.shown().step > 0 ? tr("%1 of %2 settled").arg(m_run.settledCount()).arg(fields) : QString());
}

void RunCharts::select(const QVector<int>& fields)
{
    if (fields == m_selection)
        return;
    m_selection = fields;
    m_heat->setSelection(fields);
    m_strip->setSelection(fields);
    const QSignalBlocker quiet(m_table);
    m_table->selectSourceRows(fields);
    m_lines->setSelection(fields);
}

QVector<std::pair<QString, Chart*>> RunCharts::chartsForExport()
{
    fill();
    fillStep();
    m_lines->fillAll(); // hidden tabs too
    fillLoss(*m_loss, m_run);
    fillAuc(*m_auc, m_run);
    const auto& lines = m_lines->charts();
    QVector<std::pair<QString, Chart*>> charts{
        {QStringLiteral("gates-over-steps"), m_heat}, {QStringLiteral("gates-now"), m_strip},
        {QStringLiteral("gate-lines"), lines[0]},     {QStringLiteral("divergence-lines"), lines[1]},
        {QStringLiteral("lambda-lines"), lines[2]},   {QStringLiteral("loss"), m_loss},
        {QStringLiteral("validation-auc"), m_auc}};
    charts.removeIf([](const auto& chart) { return !chart.second->hasData(); });
    return charts;
}

QByteArray RunCharts::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << m_rows->saveState() << m_columns->saveState();
    return layout;
}

void RunCharts::restoreLayout(const QByteArray& layout)
{
    QByteArray rows;
    QByteArray columns;
    QDataStream stream(layout);
    stream >> rows >> columns;
    if (!m_rows->restoreState(rows))
        m_rows->setSizes({52 * kGrid, 22 * kGrid});
    if (!m_columns->restoreState(columns))
        m_columns->setSizes({1000, 1000});
}

} // namespace leap::ui
