// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/decide/decide_page.h"

#include "ui/charts/decision/decision_bars.h"
#include "ui/format.h"
#include "ui/models/delegates.h"
#include "ui/native_path.h"
#include "ui/pages/decide/consequence.h"
#include "ui/theme.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/settle_notice.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace leap::ui {
namespace {

constexpr int kMergeThreshold = 2; ///< a drag of the line is one step for undo
constexpr int kEvidenceWidth = 44 * kGrid; ///< at most: the reason needs room, too

} // namespace

DecidePage::DecidePage(Workbench& bench, QWidget* parent)
    : StepPage(bench, QStringLiteral("decide"), parent)
    , m_model(new DecisionModel(bench.study(), this))
    , m_exportAction(new QAction(icon(QStringLiteral("export")), tr("&Export decision..."), this))
    , m_export(new QToolButton(this))
{
    invite(tr("No decision yet"),
           tr("After a search, this page lists the gates in order. You draw the line, overrule it where you "
              "know better, and export the list."),
           tr("Go to the search"));
    setContent(makeContent());
    layOut();
    followChanges();
    refresh();
}

void DecidePage::followChanges()
{
    Study& study = bench().study();
    connect(&study, &Study::runsChanged, this, [this] { m_fitWanted = true; });
    connect(&study, &Study::schemaChanged, this, &DecidePage::refreshFigures);
    connect(&bench().session(), &AuditSession::stateChanged, this, &DecidePage::refreshFigures);
    follow(study, &Study::decisionChanged);
    whenEnded<ExportDecisionJob>([this](JobOutcome, const TaskEnd<ExportDecisionJob>& end) {
        if (end.made)
            message().say(MessageBar::Tone::Done, tr("Written to %1.").arg(pathText(end.task.path)));
    });
}

QWidget* DecidePage::makeContent()
{
    auto* content = new QWidget(this);
    m_problem = new QLabel(content);
    m_problem->setWordWrap(true);
    makeExport();
    makeTable(content);
    makeBars(content);
    auto* settle = new SettleNotice(bench(), content);
    connect(settle, &SettleNotice::continued, this, [this] { Q_EMIT stepRequested(Step::Search); });
    auto* layout = columnLayout(content, kGrid);
    layout->addLayout(makeHeading(makeTitle(tr("Decide"), content), m_problem, {m_export}));
    layout->addWidget(settle);
    layout->addWidget(makeSplit(Qt::Vertical, makeTop(content), 44, m_table, 32, content), 1);
    return content;
}

QWidget* DecidePage::makeTop(QWidget* content)
{
    m_consequence = new Consequence(bench().study(), content);
    connect(m_consequence, &Consequence::evidenceRequested, this,
            [this] { Q_EMIT stepRequested(Step::Evidence); });
    connect(m_consequence, &Consequence::proofRequested, this, [this] { Q_EMIT stepRequested(Step::Prove); });
    auto* top = new QWidget(content);
    auto* layout = new QHBoxLayout(top);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(m_bars, 1);
    layout->addWidget(m_consequence);
    return top;
}

void DecidePage::makeBars(QWidget* content)
{
    m_bars = new DecisionBars(content);
    m_bars->setAccessibleName(tr("Gates and verdicts"));
    connect(m_bars, &DecisionBars::thresholdChanged, this, [this](double threshold) {
        Rule rule = bench().study().rule();
        rule.threshold = threshold;
        bench().study().editRule(tr("Change threshold"), rule, kMergeThreshold);
    });
    connect(m_bars, &DecisionBars::selectionChanged, this, &DecidePage::select);
    connect(m_bars, &Chart::exportFailed, this, &DecidePage::complain);
}

void DecidePage::makeTable(QWidget* content)
{
    m_table = new TableView(tr("Verdicts"), content);
    m_table->setObjectName(QStringLiteral("verdicts"));
    m_table->setSource(m_model);
    m_table->setItemDelegateForColumn(DecisionModel::Gate, new BarDelegate(m_table));
    makeForceActions();
    connect(m_table, &TableView::rowsSelected, this, [this] {
        QVector<int> fields;
        for (const QModelIndex& row : m_table->selectedSourceRows())
            fields << row.data(TableModel::RowRole).toInt();
        m_bars->setSelection(fields);
    });
}

void DecidePage::makeForceActions()
{
    const std::tuple<QString, Qt::Key, DecisionModel::Force> forces[]{
        {tr("Keep, whatever the rule says"), Qt::Key_K, DecisionModel::Force::Keep},
        {tr("Drop, whatever the rule says"), Qt::Key_D, DecisionModel::Force::Drop},
        {tr("Let the rule decide"), Qt::Key_R, DecisionModel::Force::None}};
    for (const auto& [text, key, force] : forces) {
        auto* action = new QAction(text, m_table);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, force = force] { this->force(force); });
        m_table->addAction(action);
    }
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void DecidePage::makeExport()
{
    const std::tuple<QString, QString, QString> kinds[]{
        {tr("JSON..."), QStringLiteral("json"), tr("JSON (*.json)")},
        {tr("HDF5..."), QStringLiteral("h5"), tr("HDF5 (*.h5 *.hdf5)")},
        {tr("CSV..."), QStringLiteral("csv"), tr("CSV (*.csv)")}};
    auto* menu = new QMenu(m_export);
    for (const auto& [text, suffix, filter] : kinds)
        menu->addAction(text, this, [this, suffix = suffix, filter = filter] { exportAs(suffix, filter); });
    m_export->setText(tr("Export"));
    m_export->setIcon(m_exportAction->icon());
    m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_export->setPopupMode(QToolButton::MenuButtonPopup);
    m_export->setToolTip(tr("Write the decision as JSON; the arrow offers HDF5 and CSV"));
    m_export->setMenu(menu);
    m_exportAction->setShortcut(QKeySequence(tr("Ctrl+E")));
    connect(m_export, &QToolButton::clicked, m_exportAction, &QAction::trigger);
    connect(m_exportAction, &QAction::triggered, menu->actions().first(), &QAction::trigger);
}

QVector<QAction*> DecidePage::fileActions()
{
    return {m_exportAction};
}

QVector<std::pair<QString, Chart*>> DecidePage::chartsForExport()
{
    if (!m_bars->hasData())
        return {};
    return {{QStringLiteral("decision"), m_bars}};
}

void DecidePage::exportAs(const QString& suffix, const QString& filter)
{
    const QString name =
        bench().study().title().section(QLatin1Char('.'), 0, 0) + QStringLiteral(".decision.") + suffix;
    QString path = QFileDialog::getSaveFileName(this, tr("Export decision"), name, filter);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1Char('.') + suffix;
    bench().exportDecision(path);
}

void DecidePage::force(DecisionModel::Force force)
{
    const QModelIndexList rows = m_table->selectedSourceRows();
    if (!rows.isEmpty())
        m_model->force(rows, force);
}

void DecidePage::select(const QVector<int>& fields)
{
    QList<int> rows;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (fields.contains(m_model->index(row, 0).data(TableModel::RowRole).toInt()))
            rows << row;
    }
    m_table->selectSourceRows(rows);
}

void DecidePage::refresh()
{
    showFace(bench().study().run() ? Face::Content : Face::Empty);
    refreshBars();
    refreshFigures();
    if (m_fitWanted && m_model->rowCount() > 0)
        fitColumns();
}

void DecidePage::fitColumns()
{
    m_fitWanted = false; // widths that the user sets stay
    m_table->fitColumns(DecisionModel::Reason);
    m_table->setColumnWidth(DecisionModel::Gate, 20 * kGrid);
    m_table->resizeColumnToContents(DecisionModel::EvidenceColumn);
    m_table->setColumnWidth(
        DecisionModel::EvidenceColumn,
        std::min(m_table->columnWidth(DecisionModel::EvidenceColumn) + kGrid, kEvidenceWidth));
}

void DecidePage::refreshBars()
{
    QVector<DecisionBar> bars;
    if (const auto& decision = bench().study().decision()) {
        for (size_t i = 0; i < decision->fields.size(); ++i) {
            const FieldDecision& field = decision->fields[i];
            bars << DecisionBar{static_cast<int>(i), QString::fromStdString(field.field.name),
                                field.field.gate,    field.verdict,
                                field.forced,        QString::fromStdString(field.reason)};
        }
        m_bars->setBars(bars);
    }
    const Rule& rule = bench().study().rule();
    m_bars->setThreshold(rule.threshold);
    m_bars->setThresholdShown(rule.kind == Rule::Kind::Threshold);
}

void DecidePage::refreshFigures()
{
    const Study& study = bench().study();
    m_exportAction->setEnabled(study.decision() && !bench().session().busy());
    m_export->setEnabled(m_exportAction->isEnabled());
    m_problem->setText(study.decisionError());
    m_consequence->refresh();
}

StepPage* makeDecidePage(const PageParts& parts, QWidget* parent)
{
    return new DecidePage(parts.bench, parent);
}

} // namespace leap::ui
