// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/study_block.h"

#include "core/base/error.h"
#include "ui/format.h"
#include "ui/models/study_answer.h"
#include "ui/pages/evidence/plan_form.h"
#include "ui/theme.h"
#include "ui/widgets/page_layout.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace leap::ui {
namespace {

/// Searches that the run's time was spent on.
int searchesDone(const Ranking& ranking)
{
    return std::max(1, static_cast<int>(ranking.repeats.seedScores.size()))
        + static_cast<int>(ranking.repeats.halfScores.size())
        + (ranking.repeats.rescaledScores.empty() ? 0 : 1)
        + (ranking.repeats.raisedFloorScores.empty() ? 0 : 1);
}

QString timeText(double seconds)
{
    return seconds < 1 ? StudyBlock::tr("less than a second") : durationText(seconds);
}

QLabel* makeLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

StudyBlock::StudyBlock(Workbench& bench, const StudyKind& study, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_study(study)
    , m_state(makeLabel({}, this))
    , m_form(new PlanForm(study.name, study.plan, this))
    , m_button(new QPushButton(this))
{
    const QString title = QString::fromStdString(study.title);
    auto* name = makeLabel(title, this);
    QFont bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_button->setObjectName(QStringLiteral("ask.") + QString::fromStdString(study.name));
    m_button->setAccessibleDescription(title);
    auto* layout = columnLayout(this, kGrid);
    layout->setContentsMargins(0, 0, kGrid, 0);
    layout->addWidget(name);
    layout->addWidget(makeLabel(QString::fromStdString(study.help), this));
    layout->addWidget(m_form);
    layout->addWidget(m_state);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
    layout->addStretch(1);
    connect(m_button, &QPushButton::clicked, this, &StudyBlock::ask);
    connect(m_form, &PlanForm::changed, this, &StudyBlock::refresh);
}

void StudyBlock::ask()
{
    Q_EMIT asked({m_study.name, m_form->plan()});
}

void StudyBlock::refresh()
{
    const RunPtr run = m_bench.study().run();
    if (!run)
        return;
    const bool can = m_bench.evidenceObstacle().isEmpty() && !m_bench.session().busy();
    m_state->setText(stateText(*run));
    m_button->setText(hasAnswer(*run, m_study) ? tr("Run again") : tr("Run"));
    m_button->setEnabled(can && searchesToCome(*run) != 0);
}

std::optional<int> StudyBlock::searchesToCome(const RunRecord& run) const
{
    if (!m_study.searches)
        return std::nullopt;
    try {
        return m_study.searches(run, m_form->plan());
    } catch (const Error&) {
        return std::nullopt; // said when the study is asked
    }
}

QString StudyBlock::stateText(const RunRecord& run) const
{
    QStringList sentences;
    if (hasAnswer(run, m_study))
        sentences << tr("Done. Stored with the run.");
    if (const auto searches = searchesToCome(run)) {
        const double seconds = *searches * run.result.seconds / searchesDone(run.result.ranking);
        sentences << (*searches == 0 ? tr("The run has all of these searches; raise a number for more.")
                                     : tr("Takes %1, about %2.")
                                           .arg(countedText(*searches, tr("search"), tr("searches")),
                                                timeText(seconds)));
    }
    if (m_study.asksRule)
        sentences << tr("Uses the rule of the Decide page.");
    if (m_study.opens == StudyKind::Opens::TestRows)
        sentences << tr("Opens test rows.");
    return sentences.join(QLatin1Char(' '));
}

} // namespace leap::ui
