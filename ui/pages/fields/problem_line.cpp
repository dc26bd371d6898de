// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/fields/problem_line.h"

#include "core/data/fields/field_problems.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace leap::ui {

ProblemLine::ProblemLine(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_show(makeButton("showProblem", tr("Show"), tr("Selects the field with this problem")))
    , m_repair(
          makeButton("repair", tr("Repair"),
                     tr("Numbers identical names, moves overlapping slices one after another, and leaves "
                        "out fields without a column")))
    , m_fill(makeButton("fillGaps", tr("Fill the gaps"),
                        tr("Makes a field of every range of columns that no field uses")))
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    for (QPushButton* button : {m_show, m_repair, m_fill})
        layout->addWidget(button);
    connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT fieldChosen(m_field); });
    connect(m_repair, &QPushButton::clicked, this, &ProblemLine::repairRequested);
    connect(m_fill, &QPushButton::clicked, this, &ProblemLine::fillRequested);
}

QPushButton* ProblemLine::makeButton(const char* name, const QString& text, const QString& help)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(QString::fromLatin1(name));
    button->setToolTip(help);
    return button;
}

void ProblemLine::setProblems(const Schema& schema, const std::vector<FieldProblem>& problems)
{
    setVisible(!problems.empty());
    if (problems.empty())
        return;
    const FieldProblem& first = problems.front(); // what blocks comes first
    m_field = static_cast<int>(first.field);
    QString text = QStringLiteral("%1: %2").arg(QString::fromStdString(schema.fields[first.field].name),
                                                QString::fromStdString(first.text));
    if (problems.size() > 1)
        text += tr(" And %1 more; see the marked fields.")
                    .arg(countText(static_cast<qint64>(problems.size()) - 1));
    m_text->setText(text);
    const QString name = first.blocks ? QStringLiteral("problem") : QStringLiteral("remark");
    m_icon->setPixmap(icon(name).pixmap(2 * kGrid, 2 * kGrid));
    m_repair->setVisible(first.blocks);
    m_fill->setVisible(std::any_of(problems.begin(), problems.end(), [](const auto& p) { return p.gap; }));
}

} // namespace leap::ui
