// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/column_tabs.h"

#include "ui/models/column_model.h"
#include "ui/models/delegates.h"
#include "ui/models/finding_model.h"
#include "ui/models/left_out_model.h"
#include "ui/theme.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace leap::ui {
namespace {

enum Tab { Columns, LeftOutTab, Findings };

QString withCount(const QString& title, int count)
{
    return count > 0 ? QStringLiteral("%1 (%2)").arg(title).arg(count) : title;
}

} // namespace

ColumnTabs::ColumnTabs(Workbench& bench, ColumnModel* columns, QWidget* parent)
    : QTabWidget(parent)
    , m_bench(bench)
    , m_leftOut(new LeftOutModel(bench.study(), this))
    , m_findings(new FindingModel(bench.study(), this))
{
    setObjectName(QStringLiteral("columnTabs"));
    setDocumentMode(true);
    addColumns(columns);
    addLeftOut();
    addFindings();
    connect(columns, &ColumnModel::refused, this, &ColumnTabs::refused);
    connect(m_leftOut, &LeftOutModel::refused, this, &ColumnTabs::refused);
    connect(&bench.study(), &Study::reportChanged, this, &ColumnTabs::fit);
    connect(&bench.study(), &Study::schemaChanged, this, &ColumnTabs::refresh);
    connect(&bench.session(), &AuditSession::stateChanged, this, &ColumnTabs::refreshMissing);
    refresh();
}

void ColumnTabs::addColumns(ColumnModel* columns)
{
    m_columnTable = new TableView(tr("Columns of the data"), this);
    m_columnTable->setObjectName(QStringLiteral("columns"));
    m_columnTable->setSource(columns);
    m_columnTable->setItemDelegateForColumn(ColumnModel::Kind, new KindDelegate(m_columnTable));
    m_columnTable->setItemDelegateForColumn(ColumnModel::Default, new BarDelegate(m_columnTable));
    addTab(m_columnTable, tr("Columns"));
}

void ColumnTabs::addLeftOut()
{
    m_leftOutTable = new TableView(tr("Columns that are left out"), this);
    m_leftOutTable->setObjectName(QStringLiteral("leftOut"));
    m_leftOutTable->setSource(m_leftOut);
    addTab(m_leftOutTable, tr("Left out"));
    setTabToolTip(LeftOutTab, tr("Columns that no field reads, and why. Tick one to take it in."));
}

void ColumnTabs::addFindings()
{
    auto* page = new QWidget(this);
    m_findingTable = new TableView(tr("What was found in the data"), page);
    m_findingTable->setObjectName(QStringLiteral("findings"));
    m_findingTable->setSource(m_findings);
    m_missing = new QPushButton(page);
    m_missing->setObjectName(QStringLiteral("makeMissing"));
    m_missing->setToolTip(tr("Numbers that look like 'unknown' become missing values; the data are read "
                             "again. Of the selected lines, or of all where none is selected."));
    connect(m_missing, &QPushButton::clicked, this, &ColumnTabs::makeMissing);
    connect(m_findingTable, &TableView::rowsSelected, this, &ColumnTabs::refreshMissing);
    auto* layout = columnLayout(page, kGrid / 2);
    layout->addWidget(m_findingTable, 1);
    layout->addWidget(m_missing, 0, Qt::AlignLeft);
    addTab(page, tr("Findings"));
    setTabToolTip(Findings, tr("How texts were read, and what deserves a look."));
}

void ColumnTabs::fit()
{
    m_columnTable->fitColumns(ColumnModel::Remarks);
    m_columnTable->setColumnWidth(ColumnModel::Default, 17 * kGrid);
    m_leftOutTable->fitColumns(LeftOutModel::Reason, 30 * kGrid);
    m_findingTable->fitColumns(FindingModel::What, 30 * kGrid);
    refresh();
}

void ColumnTabs::refresh()
{
    setTabText(LeftOutTab, withCount(tr("Left out"), m_leftOut->outCount()));
    setTabText(Findings, withCount(tr("Findings"), m_findings->rowCount()));
    refreshMissing();
}

std::vector<std::string> ColumnTabs::chosenTokens() const
{
    QList<int> rows;
    for (const QModelIndex& row : m_findingTable->selectedSourceRows())
        rows << row.row();
    return m_findings->missingTokens(rows);
}

void ColumnTabs::refreshMissing()
{
    const std::vector<std::string> tokens = chosenTokens();
    m_missing->setText(tokens.size() == 1 ? tr("Make missing: %1").arg(QString::fromStdString(tokens.front()))
                                          : tr("Make missing (%1)").arg(tokens.size()));
    m_missing->setVisible(!m_findings->missingTokens().empty());
    m_missing->setEnabled(!tokens.empty() && !m_bench.session().busy());
}

void ColumnTabs::makeMissing()
{
    ReadOptions read = m_bench.study().source().options;
    for (const std::string& token : chosenTokens()) {
        if (std::find(read.missing.begin(), read.missing.end(), token) == read.missing.end())
            read.missing.push_back(token);
    }
    m_bench.setReading(read);
}

} // namespace leap::ui
