// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/decide/decide_page.h"

#include "ui/charts/decision/decision_bars.h"
#include "ui/format.h"
#include "ui/models/delegates.h"
#include "ui/models/evidence_text.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figure_pair.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/rule_controls.h"
#include "ui/widgets/settle_notice.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace leap::ui {
namespace {

constexpr int kMergeThreshold = 2; ///< a drag of the line is one step for undo
constexpr int kConsequenceWidth = 34 * kGrid;
constexpr int kEvidenceWidth = 44 * kGrid; ///< at most: the reason needs room, too
constexpr int64_t kBytesPerColumn = 4; ///< float32

} // namespace

DecidePage::DecidePage(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_model(new DecisionModel(bench.study(), this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(QStringLiteral("decide"), this))
    , m_message(new MessageBar(this))
    , m_export(new QToolButton(this))
    , m_content(makeContent())
{
    m_empty->set(tr("No decision yet"),
                 tr("After a search, its gates stand here in order. You draw the line, overrule where you "
                    "know better, and "
                    "export the list."),
                 tr("Go to the search"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
    layOutPage(this, m_message, m_stack);
    connect(m_empty, &EmptyState::triggered, this, &DecidePage::searchRequested);
    connect(&m_bench.study(), &Study::decisionChanged, this, &DecidePage::refresh);
    connect(&m_bench.study(), &Study::runsChanged, this, [this] { m_fitWanted = true; });
    connect(&m_bench.study(), &Study::schemaChanged, this, &DecidePage::refreshFigures);
    connect(&m_bench.session(), &AuditSession::stateChanged, this, &DecidePage::refreshFigures);
    connect(&m_bench, &Workbench::ended, this, &DecidePage::onEnded);
    refresh();
}

QWidget* DecidePage::makeContent()
{
    auto* content = new QWidget(this);
    auto* title = new QLabel(tr("Decide"), content);
    title->setFont(titleFont());
    m_problem = new QLabel(content);
    m_problem->setWordWrap(true);
    makeExportMenu();
    auto* heading = new QHBoxLayout;
    heading->addWidget(title);
    heading->addSpacing(kGrid);
    heading->addWidget(m_problem, 1);
    heading->addWidget(m_export);

    m_bars = new DecisionBars(content);
    m_bars->setAccessibleName(tr("Gates and verdicts"));
    m_table = new TableView(tr("Verdicts"), content);
    m_table->setObjectName(QStringLiteral("verdicts"));
    m_table->setSource(m_model);
    m_table->setItemDelegateForColumn(DecisionModel::Gate, new BarDelegate(m_table));
    makeForceActions();
    connect(m_bars, &DecisionBars::thresholdChanged, this, [this](double threshold) {
        Rule rule = m_bench.study().rule();
        rule.threshold = threshold;
        m_bench.study().editRule(tr("Change threshold"), rule, kMergeThreshold);
    });
    connect(m_bars, &DecisionBars::selectionChanged, this, &DecidePage::select);
    connect(m_bars, &Chart::exportFailed, this,
            [this](const QString& why) { m_message->say(MessageBar::Tone::Error, why); });
    connect(m_table, &TableView::rowsSelected, this, [this] {
        QVector<int> fields;
        for (const QModelIndex& row : m_table->selectedSourceRows())
            fields << row.data(TableModel::RowRole).toInt();
        m_bars->setSelection(fields);
    });
    auto* top = new QWidget(content);
    auto* topLayout = new QHBoxLayout(top);
    topLayout->setContentsMargins(0, 0, 0, 0);
    topLayout->setSpacing(2 * kGrid);
    topLayout->addWidget(m_bars, 1);
    topLayout->addWidget(makeConsequence());
    auto* parts = makeSplit(Qt::Vertical, top, 44, m_table, 32, content);
    auto* settle = new SettleNotice(m_bench, content);
    connect(settle, &SettleNotice::continued, this, &DecidePage::searchRequested);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addLayout(heading);
    layout->addWidget(settle);
    layout->addWidget(parts, 1);
    return content;
}

QWidget* DecidePage::makeConsequence()
{
    auto* side = new QWidget(this);
    side->setFixedWidth(kConsequenceWidth);
    m_fields = new FigurePair(tr("fields"), side);
    m_fields->setObjectName(QStringLiteral("fieldsFigure"));
    m_columns = new FigurePair(tr("columns"), side);
    m_bytes = new FigurePair(tr("bytes a row (32-bit floats)"), side);
    m_notes = new QLabel(side);
    m_notes->setWordWrap(true);
    m_notes->setForegroundRole(QPalette::PlaceholderText);
    auto* keep = new QLabel(tr("Keep"), side);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    auto* rule = new QHBoxLayout;
    rule->addWidget(keep);
    rule->addWidget(new RuleControls(m_bench.study(), side), 1);
    layout->addLayout(rule);
    layout->addSpacing(kGrid);
    layout->addWidget(m_fields);
    layout->addWidget(m_columns);
    layout->addWidget(m_bytes);
    layout->addSpacing(kGrid);
    layout->addWidget(m_notes);
    auto* prove = new QPushButton(tr("Prove it by retraining"), side);
    prove->setObjectName(QStringLiteral("toProve"));
    connect(prove, &QPushButton::clicked, this, &DecidePage::proofRequested);
    auto* evidence = new QPushButton(tr("Gather evidence"), side);
    evidence->setObjectName(QStringLiteral("toEvidence"));
    connect(evidence, &QPushButton::clicked, this, &DecidePage::evidenceRequested);
    layout->addWidget(evidence, 0, Qt::AlignLeft);
    layout->addWidget(prove, 0, Qt::AlignLeft);
    layout->addStretch(1);
    return side;
}

void DecidePage::makeForceActions()
{
    const std::tuple<QString, Qt::Key, DecisionModel::Force> forces[]{
        {tr("Keep whatever the rule says"), Qt::Key_K, DecisionModel::Force::Keep},
        {tr("Drop whatever the rule says"), Qt::Key_D, DecisionModel::Force::Drop},
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

void DecidePage::makeExportMenu()
{
    m_export->setText(tr("Export"));
    m_export->setIcon(icon(QStringLiteral("export")));
    m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_export->setPopupMode(QToolButton::MenuButtonPopup);
    m_export->setToolTip(tr("Write the decision as JSON; the arrow offers HDF5 and CSV"));
    auto* menu = new QMenu(m_export);
    const std::tuple<QString, QString, QString> kinds[]{
        {tr("JSON..."), QStringLiteral("json"), tr("JSON (*.json)")},
        {tr("HDF5..."), QStringLiteral("h5"), tr("HDF5 (*.h5 *.hdf5)")},
        {tr("CSV..."), QStringLiteral("csv"), tr("CSV (*.csv)")}};
    for (const auto& [text, suffix, filter] : kinds)
        menu->addAction(text, this, [this, suffix = suffix, filter = filter] { exportAs(suffix, filter); });
    m_export->setMenu(menu);
    connect(m_export, &QToolButton::clicked, this, &DecidePage::exportWithDialog);
}

QVector<std::pair<QString, Chart*>> DecidePage::chartsForExport()
{
    if (!m_bars->hasData())
        return {};
    return {{QStringLiteral("decision"), m_bars}};
}

void DecidePage::exportWithDialog()
{
    exportAs(QStringLiteral("json"), tr("JSON (*.json)"));
}

void DecidePage::exportAs(const QString& suffix, const QString& filter)
{
    const QString name =
        m_bench.study().title().section(QLatin1Char('.'), 0, 0) + QStringLiteral(".decision.") + suffix;
    QString path = QFileDialog::getSaveFileName(this, tr("Export decision"), name, filter);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1Char('.') + suffix;
    m_bench.exportDecision(path);
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
    m_stack->setCurrentWidget(m_bench.study().run() ? m_content : static_cast<QWidget*>(m_empty));
    refreshBars();
    refreshFigures();
    if (!m_fitWanted || m_model->rowCount() == 0)
        return;
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
    if (const auto& decision = m_bench.study().decision()) {
        for (size_t i = 0; i < decision->fields.size(); ++i) {
            const FieldDecision& field = decision->fields[i];
            bars << DecisionBar{static_cast<int>(i), QString::fromStdString(field.field.name),
                                field.field.gate,    field.verdict,
                                field.forced,        QString::fromStdString(field.reason)};
        }
        m_bars->setBars(bars);
    }
    const Rule& rule = m_bench.study().rule();
    m_bars->setThreshold(rule.threshold);
    m_bars->setThresholdShown(rule.kind == Rule::Kind::Threshold);
}

void DecidePage::refreshFigures()
{
    const Study& study = m_bench.study();
    m_export->setEnabled(study.decision() && !m_bench.session().busy());
    m_problem->setText(study.decisionError());
    const auto& decision = study.decision();
    if (!decision)
        return;
    m_fields->set(countText(decision->fieldsBefore), countText(decision->fieldsAfter));
    m_columns->set(countText(decision->columnsBefore), countText(decision->columnsAfter));
    m_bytes->set(countText(decision->columnsBefore * kBytesPerColumn),
                 countText(decision->columnsAfter * kBytesPerColumn));
    QStringList notes;
    const auto uncertain =
        std::count_if(decision->fields.begin(), decision->fields.end(),
                      [](const FieldDecision& field) { return field.verdict == Verdict::Uncertain; });
    if (uncertain > 0)
        notes << (uncertain == 1 ? tr("1 field is uncertain and stays in.")
                                 : tr("%1 fields are uncertain and stay in.").arg(uncertain));
    if (study.runIsOutdated())
        notes << tr("The fields were edited after this search; search again to decide on them.");
    if (study.run()->result.outcome == RunOutcome::Stopped)
        notes << tr("The search was stopped early.");
    if (decision->provisional)
        notes << tr(
            "Provisional: it rests on one search. Further searches, under Evidence, show how firm it is.");
    if (const QString stability = stabilityText(*decision); !stability.isEmpty())
        notes << stability;
    if (const QString path = alphaPathText(study.run()->studies.find<AlphaPath>()); !path.isEmpty())
        notes << path;
    m_notes->setText(notes.join(QStringLiteral("\n\n")));
}

void DecidePage::onEnded(const JobEnd& end)
{
    const auto* task = std::get_if<ExportDecisionJob>(&end.task);
    if (!task)
        return;
    if (end.outcome == JobOutcome::Failed)
        m_message->say(MessageBar::Tone::Error, end.error);
    else if (end.outcome == JobOutcome::Finished)
        m_message->say(MessageBar::Tone::Done,
                       tr("Written to %1.").arg(QString::fromStdString(task->path.string())));
}

} // namespace leap::ui
