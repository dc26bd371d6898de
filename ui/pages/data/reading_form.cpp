// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/reading_form.h"

#include "core/base/error.h"
#include "ui/models/window_words.h"
#include "ui/pages/data/reading_control.h"
#include "ui/theme.h"
#include "ui/widgets/help_label.h"
#include "ui/widgets/page_layout.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

constexpr int kPairs = 4; ///< names with their controls in a line

} // namespace

ReadingForm::ReadingForm(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_fold(new QToolButton(this))
    , m_summary(makeFacts(this))
    , m_body(new QWidget(this))
    , m_grid(new QGridLayout(m_body))
    , m_refusal(new QLabel(this))
{
    makeHead();
    makeControls();
    m_refusal->setObjectName(QStringLiteral("readingRefusal"));
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    auto* layout = columnLayout(this, kGrid / 2);
    auto* head = new QHBoxLayout;
    head->setSpacing(kGrid);
    head->addWidget(m_fold);
    head->addWidget(m_summary, 1);
    layout->addLayout(head);
    layout->addWidget(m_body);
    layout->addWidget(m_refusal);
    const Study& study = bench.study();
    connect(&study, &Study::sourceChanged, this, &ReadingForm::refresh);
    connect(&study, &Study::reportChanged, this, &ReadingForm::refresh);
    connect(&bench.session(), &AuditSession::stateChanged, this, &ReadingForm::refresh);
    connect(&bench, &Workbench::ended, this, [this](const JobEnd& end) {
        if (end.of<OpenJob>() && end.outcome == JobOutcome::Failed)
            unfold(true); // what may help
    });
    unfold(false);
    refresh();
}

void ReadingForm::makeHead()
{
    m_fold->setObjectName(QStringLiteral("reading"));
    m_fold->setText(tr("Reading"));
    m_fold->setToolTip(tr("How files are read: header, delimiter, decimal sign, missing values and more"));
    m_fold->setAccessibleDescription(m_fold->toolTip());
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setAutoRaise(true);
    m_fold->setCheckable(true);
    connect(m_fold, &QToolButton::toggled, this, &ReadingForm::unfold);
}

void ReadingForm::makeControls()
{
    m_grid->setContentsMargins(0, 0, 0, kGrid / 2);
    m_grid->setHorizontalSpacing(kGrid);
    m_grid->setVerticalSpacing(kGrid / 2);
    for (int pair = 0; pair < kPairs; ++pair)
        m_grid->setColumnStretch(2 * pair + 1, 1);
    for (const ReadingRow& row : readingRows()) {
        if (!row.window)
            continue;
        auto* control = new ReadingControl(row, m_body);
        auto* name = new HelpLabel(control->title(), control->help(), m_body);
        name->setBuddy(control);
        connect(control, &ReadingControl::chosen, this,
                [this, control](const QString& value) { apply(*control, value); });
        m_entries << Entry{name, control};
    }
}

void ReadingForm::unfold(bool open)
{
    m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_fold->setChecked(open);
    m_body->setVisible(open);
    m_refusal->setVisible(open && !m_refusal->text().isEmpty());
}

bool ReadingForm::applies(const ReadingControl& control) const
{
    const ReportPtr& report = m_bench.study().report();
    return !control.row().textOnly || !report || report->fileFormat == FileFormat::Text;
}

void ReadingForm::layOutShown()
{
    QVector<Entry> shown;
    for (const Entry& entry : m_entries) {
        const bool applies = this->applies(*entry.control);
        entry.name->setVisible(applies);
        entry.control->setVisible(applies);
        if (applies)
            shown << entry;
    }
    const auto same = [](const Entry& a, const Entry& b) { return a.control == b.control; };
    if (std::equal(shown.begin(), shown.end(), m_shown.begin(), m_shown.end(), same))
        return;
    for (const Entry& entry : m_shown) {
        m_grid->removeWidget(entry.name);
        m_grid->removeWidget(entry.control);
    }
    m_shown = shown;
    for (int i = 0; i < m_shown.size(); ++i) {
        m_grid->addWidget(m_shown[i].name, i / kPairs, i % kPairs * 2);
        m_grid->addWidget(m_shown[i].control, i / kPairs, i % kPairs * 2 + 1);
    }
}

void ReadingForm::apply(const ReadingControl& control, const QString& value)
{
    ReadOptions next = m_bench.study().source().options;
    try {
        control.row().set(next, value.toStdString());
    } catch (const Error& error) { // what was typed stays, to be corrected
        QPalette ink = m_refusal->palette();
        ink.setColor(QPalette::WindowText, errorColor(palette()));
        m_refusal->setPalette(ink);
        m_refusal->setText(inWindowWords(QString::fromStdString(error.what())));
        m_refusal->setVisible(m_body->isVisibleTo(this));
        return;
    }
    m_bench.setReading(next);
    refresh(); // also where nothing came of it
}

void ReadingForm::refresh()
{
    const ReadOptions& options = m_bench.study().source().options;
    QStringList others;
    layOutShown();
    for (const Entry& entry : m_entries) {
        entry.control->show(options);
        if (applies(*entry.control) && !entry.control->isDefault(options))
            others << QStringLiteral("%1: %2").arg(entry.control->title(), entry.control->shownText(options));
    }
    m_refusal->clear();
    m_refusal->hide();
    m_summary->setText(others.isEmpty() ? tr("automatic") : others.join(QStringLiteral("  \u00b7  ")));
    m_summary->setToolTip(others.join(QLatin1Char('\n')));
    const AuditSession& session = m_bench.session();
    m_body->setEnabled(!session.busy() || session.opening());
}

} // namespace leap::ui
