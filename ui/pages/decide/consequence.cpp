// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/decide/consequence.h"

#include "ui/format.h"
#include "ui/models/evidence_text.h"
#include "ui/theme.h"
#include "ui/widgets/figure_pair.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/rule_controls.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace leap::ui {
namespace {

constexpr int kWidth = 34 * kGrid;
constexpr int64_t kBytesPerColumn = 4; ///< float32

QString uncertainText(const Decision& decision)
{
    const auto uncertain =
        std::count_if(decision.fields.begin(), decision.fields.end(),
                      [](const FieldDecision& field) { return field.verdict == Verdict::Uncertain; });
    if (uncertain == 0)
        return {};
    return uncertain == 1 ? Consequence::tr("1 field is uncertain and stays in.")
                          : Consequence::tr("%1 fields are uncertain and stay in.").arg(uncertain);
}

QPushButton* addButton(QVBoxLayout* layout, const QString& text, const char* name)
{
    auto* button = new QPushButton(text, layout->parentWidget());
    button->setObjectName(QString::fromLatin1(name));
    layout->addWidget(button, 0, Qt::AlignLeft);
    return button;
}

} // namespace

Consequence::Consequence(Study& study, QWidget* parent)
    : QWidget(parent)
    , m_study(study)
{
    setFixedWidth(kWidth);
    auto* layout = columnLayout(this, kGrid);
    auto* rule = new QHBoxLayout;
    rule->addWidget(new QLabel(tr("Keep"), this));
    rule->addWidget(new RuleControls(study, this), 1);
    layout->addLayout(rule);
    layout->addSpacing(kGrid);
    m_fields = addFigure(layout, tr("fields"), "fieldsFigure");
    m_columns = addFigure(layout, tr("columns"), "columnsFigure");
    m_bytes = addFigure(layout, tr("bytes per row (32-bit floats)"), "bytesFigure");
    layout->addSpacing(kGrid);
    m_notes = new QLabel(this);
    m_notes->setWordWrap(true);
    m_notes->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_notes);
    connect(addButton(layout, tr("Gather evidence"), "toEvidence"), &QPushButton::clicked, this,
            &Consequence::evidenceRequested);
    connect(addButton(layout, tr("Prove it by retraining"), "toProve"), &QPushButton::clicked, this,
            &Consequence::proofRequested);
    layout->addStretch(1);
}

FigurePair* Consequence::addFigure(QVBoxLayout* layout, const QString& what, const char* name)
{
    auto* figure = new FigurePair(what, this);
    figure->setObjectName(QString::fromLatin1(name));
    layout->addWidget(figure);
    return figure;
}

void Consequence::refresh()
{
    const auto& decision = m_study.decision();
    if (!decision)
        return;
    m_fields->set(countText(decision->fieldsBefore), countText(decision->fieldsAfter));
    m_columns->set(countText(decision->columnsBefore), countText(decision->columnsAfter));
    m_bytes->set(countText(decision->columnsBefore * kBytesPerColumn),
                 countText(decision->columnsAfter * kBytesPerColumn));
    m_notes->setText(notes(*decision).join(QStringLiteral("\n\n")));
}

QStringList Consequence::notes(const Decision& decision) const
{
    QStringList notes{uncertainText(decision)};
    if (m_study.runIsOutdated())
        notes << tr("The fields were edited after this search. Search again to decide on them.");
    if (m_study.run()->result.outcome == RunOutcome::Stopped)
        notes << tr("The search was stopped early.");
    if (decision.provisional)
        notes << tr("Provisional: based on one search. Further searches, on the Evidence page, show how "
                    "reliable it is.");
    notes << stabilityText(decision) << alphaPathText(m_study.run()->studies.find<AlphaPath>());
    notes.removeAll(QString());
    return notes;
}

} // namespace leap::ui
