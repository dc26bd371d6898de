// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_log_model.h"

#include "ui/format.h"

#include <algorithm>

namespace leap::ui {
namespace {

QString figureText(const MetricValue& metric, QString (*format)(double))
{
    return metric.defined() ? format(metric.value) : QString::fromStdString(metric.reason);
}

} // namespace

RunLogModel::RunLogModel(LiveRun& run, QObject* parent)
    : TableModel({{tr("Step"), {}, true}, {tr("What happened"), {}, false}}, parent)
    , m_run(run)
{
    connect(&m_run, &LiveRun::restarted, this, &RunLogModel::refresh);
    connect(&m_run, &LiveRun::advanced, this, &RunLogModel::refresh);
    refresh();
}

void RunLogModel::refresh()
{
    const size_t count = m_run.messages().size() + m_run.changes().size() + m_run.epochs().size();
    if (count == m_lines.size() && count > 0)
        return;
    std::vector<Line> lines;
    for (const std::string& message : m_run.messages())
        lines.push_back({0, QString::fromStdString(message), false});
    for (const ChangeMark& change : m_run.changes())
        lines.push_back({change.step, tr("You changed %1").arg(QString::fromStdString(change.what)), false});
    for (const EpochReport& epoch : m_run.epochs()) {
        const QString said = !m_run.singlePass()
            ? tr("Epoch %1: training loss %2, validation AUC %3, log loss %4; largest gate move %5; %6 s")
            : epoch.best ? tr("Block %1, the last: training loss %2, then validation AUC %3, log loss %4; "
                              "largest gate move %5; %6 s")
                         : tr("Block %1: training loss %2, then AUC %3, log loss %4 on the next block; "
                              "largest gate move %5; %6 s");
        const QString text =
            said.arg(epoch.epoch)
                .arg(lossText(epoch.trainLoss), figureText(epoch.validationAuc, aucText),
                     figureText(epoch.validationLogLoss, lossText), gateText(epoch.largestGateMove),
                     QString::number(epoch.seconds, 'f', 1));
        lines.push_back({epoch.step, text, epoch.best && !m_run.singlePass()});
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line& a, const Line& b) { return a.step < b.step; });
    const int rows = static_cast<int>(lines.size());
    update(rows, [&] { m_lines = std::move(lines); });
}

QVariant RunLogModel::cell(int row, int column, int role) const
{
    const Line& line = m_lines[static_cast<size_t>(row)];
    if (role == SortRole && column == Step)
        return static_cast<qlonglong>(line.step);
    if (role == Qt::ToolTipRole)
        return line.text;
    if (role != Qt::DisplayRole)
        return {};
    if (column == Step)
        return line.step > 0 ? countText(line.step) : QString();
    return line.best ? tr("%1 (best so far)").arg(line.text) : line.text;
}

} // namespace leap::ui
