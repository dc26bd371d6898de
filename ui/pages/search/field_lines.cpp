// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/field_lines.h"

#include "ui/charts/base/line_chart.h"
#include "ui/format.h"
#include "ui/models/gate_table_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap::ui {
namespace {

constexpr int kTopMovers = 10; ///< lines while nothing is selected

} // namespace

FieldLines::FieldLines(LiveRun& run, QWidget* parent)
    : QTabWidget(parent)
    , m_run(run)
{
    setDocumentMode(true);
    setAccessibleName(tr("Lines of fields"));
    const QString titles[]{tr("Gates"), tr("Divergence"), tr("Lambda")};
    QString (*const texts[])(double){gateText, lambdaText, lambdaText};
    for (size_t value = 0; value < m_charts.size(); ++value) {
        auto* chart = new LineChart(this);
        chart->setAccessibleName(titles[value]);
        chart->setEmptyText(tr("Lines appear with the first steps."));
        chart->setValueText(texts[value]);
        m_charts[value] = chart;
        addTab(chart, titles[value]);
    }
    m_charts[static_cast<size_t>(Value::Gate)]->setValueRange(0, 1);
    setTabToolTip(0, tr("Gates of the selected fields, or of those that moved most."));
    setTabToolTip(1, GateTableModel::divergenceHelp());
    setTabToolTip(2, GateTableModel::lambdaHelp());
    connect(this, &QTabWidget::currentChanged, this, [this] { fill(); });
}

void FieldLines::restart()
{
    m_selection.clear();
    m_drawn.clear();
    m_chooseAgainAt = 0;
    for (LineChart* chart : m_charts)
        chart->clearSeries();
}

void FieldLines::advance()
{
    if (m_run.newest().step >= m_chooseAgainAt)
        choose();
    fill();
}

void FieldLines::setSelection(const QVector<int>& fields)
{
    m_selection = fields;
    chooseAgain();
}

void FieldLines::chooseAgain()
{
    choose();
    fill();
}

QVector<int> FieldLines::topMovers() const
{
    const auto& now = m_run.newest().gates;
    const auto moved = [&](int field) {
        const auto at = static_cast<size_t>(field);
        return std::abs(now[at] - static_cast<double>(m_run.trajectory().gates[at]));
    };
    QVector<int> fields(static_cast<qsizetype>(now.size()));
    std::iota(fields.begin(), fields.end(), 0);
    std::stable_sort(fields.begin(), fields.end(), [&](int a, int b) { return moved(a) > moved(b); });
    fields.resize(std::min<qsizetype>(kTopMovers, fields.size()));
    std::sort(fields.begin(), fields.end());
    return fields;
}

void FieldLines::choose()
{
    QVector<int> wanted = m_selection.mid(0, LineChart::kMostSeries);
    if (wanted.isEmpty() && m_run.trajectory().points() > 0)
        wanted = topMovers();
    m_chooseAgainAt = m_run.newest().step * 2; // rarely, so that lines do not come and go
    if (wanted == m_drawn)
        return;
    for (LineChart* chart : m_charts)
        chart->clearSeries();
    m_drawn = wanted;
}

void FieldLines::fill()
{
    fill(static_cast<Value>(currentIndex()));
}

void FieldLines::fillAll()
{
    for (const Value value : {Value::Gate, Value::Divergence, Value::Lambda})
        fill(value);
}

void FieldLines::fill(Value value)
{
    LineChart* chart = m_charts[static_cast<size_t>(value)];
    for (const int field : m_drawn)
        chart->setSeries(field, m_run.fields().value(field), field, course(value, field));
}

QVector<QPointF> FieldLines::course(Value value, int field) const
{
    const Trajectory& run = m_run.trajectory();
    const auto& values = value == Value::Gate ? run.gates
        : value == Value::Divergence          ? run.divergence
                                              : run.lambda;
    const auto fields = static_cast<size_t>(run.fields);
    QVector<QPointF> points;
    points.reserve(static_cast<qsizetype>(run.steps.size()));
    for (size_t i = 0; i < run.steps.size(); ++i)
        points << QPointF(static_cast<double>(run.steps[i]),
                          static_cast<double>(values[i * fields + static_cast<size_t>(field)]));
    return points;
}

} // namespace leap::ui
