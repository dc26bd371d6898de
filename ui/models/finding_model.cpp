// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/finding_model.h"

#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "ui/format.h"
#include "ui/models/window_words.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace leap::ui {
namespace {

/// "a, b, c" of the finding's columns, with what differs between them.
QString columnsText(const Finding& finding)
{
    constexpr size_t kNamed = 30;
    std::vector<std::string> texts;
    for (const Finding::Item& item : finding.items) {
        if (!item.column.empty())
            texts.push_back(item.why.empty() ? item.column : item.column + " (" + item.why + ")");
    }
    return QString::fromStdString(listed(texts, kNamed));
}

/// Numbers that look like "unknown" and that the finding is about, as ReadOptions::missing names them.
std::vector<std::string> tokensOf(const Finding& finding, const InspectReport& report)
{
    std::vector<std::string> tokens;
    if (finding.kind != FindingKind::Look)
        return tokens;
    for (const Finding::Item& item : finding.items) {
        const ColumnReport* column = report.find(item.column);
        if (!column)
            continue;
        for (const std::string& number : column->sentinels) {
            if ((finding.what + ' ' + item.why).find(number) != std::string::npos)
                tokens.push_back(item.column + "=" + number);
        }
    }
    return tokens;
}

/// The command line's way goes: the window has a button for it.
QString withoutOption(QString what)
{
    static const QRegularExpression kWay(QStringLiteral("; --na (\"[^\"]*\"|\\S+) makes them missing"));
    return what.remove(kWay);
}

} // namespace

FindingModel::FindingModel(Study& study, QObject* parent)
    : TableModel({{tr("Finding"), {}, false},
                  {tr("Columns"), tr("In brackets: what differs between them."), false},
                  {tr("What was found"), {}, false},
                  {tr("What to do"), {}, false}},
                 parent)
    , m_study(study)
{
    connect(&m_study, &Study::reportChanged, this, &FindingModel::refresh);
    connect(&m_study, &Study::schemaChanged, this, &FindingModel::refresh);
    refresh();
}

void FindingModel::refresh()
{
    std::vector<Line> lines;
    if (const ReportPtr& report = m_study.report()) {
        for (const Finding& finding : findingsOf(*report, &m_study.schema())) {
            if (finding.kind != FindingKind::LeftOut && finding.kind != FindingKind::Label)
                lines.push_back(lineOf(finding, *report));
        }
    }
    const int rows = static_cast<int>(lines.size());
    update(rows, [&] { m_lines = std::move(lines); });
}

FindingModel::Line FindingModel::lineOf(const Finding& finding, const InspectReport& report) const
{
    Line line;
    line.kind = finding.kind;
    line.columns = columnsText(finding);
    line.missing = tokensOf(finding, report);
    line.what = QString::fromStdString(finding.what);
    line.action = inWindowWords(QString::fromStdString(finding.action));
    if (!line.missing.empty()) {
        line.what = withoutOption(line.what);
        line.action = tr("'Make missing', unless it is a value");
    }
    line.what = inWindowWords(line.what);
    return line;
}

std::vector<std::string> FindingModel::missingTokens(const QList<int>& rows) const
{
    std::vector<std::string> tokens;
    for (size_t i = 0; i < m_lines.size(); ++i) {
        if (rows.isEmpty() || rows.contains(static_cast<int>(i)))
            tokens.insert(tokens.end(), m_lines[i].missing.begin(), m_lines[i].missing.end());
    }
    return tokens;
}

QString FindingModel::text(const Line& line, int column)
{
    switch (column) {
    case Kind:
        return QCoreApplication::translate("leap::ui::Finding", titleOf(line.kind));
    case Columns:
        return line.columns;
    case What:
        return line.what;
    default:
        return line.action;
    }
}

QVariant FindingModel::cell(int row, int column, int role) const
{
    const Line& line = m_lines[static_cast<size_t>(row)];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(line, column);
    case SortRole:
        return column == Kind ? QVariant(static_cast<int>(line.kind)) : text(line, column);
    case RowRole:
        return row;
    case Qt::ForegroundRole:
        if (line.kind == FindingKind::Blocks && column == What)
            return errorColor(QGuiApplication::palette());
        if (line.kind == FindingKind::Look && column == What)
            return warningColor(QGuiApplication::palette());
        return {};
    default:
        return {};
    }
}

} // namespace leap::ui
