// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rule_controls.h"

#include "core/decide/kept_set.h"
#include "core/study/ledger/ledger.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStandardItemModel>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace leap::ui {
namespace {

constexpr int kMergeRule = 1; ///< successive changes of the number are one step for undo

/// A rule as the list offers it.
struct Offer {
    QString title;
    QString help;
    Rule::Kind kind;
    BudgetOf unit = BudgetOf::Columns; ///< of a budget by earnings
};

const std::vector<Offer>& offers()
{
    static const std::vector<Offer> list{
        {RuleControls::tr("gate at least"),
         RuleControls::tr("Keeps every field whose gate reaches the threshold."), Rule::Kind::Threshold},
        {RuleControls::tr("the best"), RuleControls::tr("Keeps this many fields, highest gates first."),
         Rule::Kind::TopK},
        {RuleControls::tr("the best share of"),
         RuleControls::tr("Keeps this share of the fields, highest gates first."), Rule::Kind::KeepRatio},
        {RuleControls::tr("columns at most"),
         RuleControls::tr("Goes down the ranking and keeps the fields that fit into this many columns."),
         Rule::Kind::MaxColumns},
        {RuleControls::tr("top earners, columns"),
         RuleControls::tr(
             "Keeps the fields that together earn most in the ledger and fit into this many columns."),
         Rule::Kind::Earnings, BudgetOf::Columns},
        {RuleControls::tr("top earners, bytes"),
         RuleControls::tr("Keeps the fields that together earn most in the ledger and fit into this many "
                          "bytes of tables and first-layer weights."),
         Rule::Kind::Earnings, BudgetOf::Bytes},
        {RuleControls::tr("top earners, FLOPs"),
         RuleControls::tr("Keeps the fields that together earn most in the ledger and fit into this many "
                          "first-layer operations per row."),
         Rule::Kind::Earnings, BudgetOf::Flops}};
    return list;
}

int offerOf(const Rule& rule)
{
    const auto found = std::find_if(offers().begin(), offers().end(), [&](const Offer& offer) {
        return offer.kind == rule.kind && (rule.kind != Rule::Kind::Earnings || offer.unit == rule.budgetOf);
    });
    return static_cast<int>(found - offers().begin());
}

bool isReal(Rule::Kind kind)
{
    return kind == Rule::Kind::Threshold || kind == Rule::Kind::KeepRatio;
}

/// The rule's whole number.
int64_t& countOf(Rule& rule)
{
    if (rule.kind == Rule::Kind::Earnings)
        return rule.budget;
    return rule.kind == Rule::Kind::MaxColumns ? rule.maxColumns : rule.topK;
}

/// The most that its number can be of use for.
int64_t mostOf(const Rule& rule, const RunRecord& run)
{
    if (rule.kind == Rule::Kind::Earnings && rule.budgetOf != BudgetOf::Columns)
        return std::numeric_limits<int>::max();
    return rule.kind == Rule::Kind::TopK ? static_cast<int64_t>(run.result.ranking.fields.size())
                                         : run.schema.columns();
}

/// What a kept set costs by the run's ledger.
int64_t costOfKept(const RunRecord& run, const Decision& decision, BudgetOf unit)
{
    const auto* ledger = run.studies.get<Ledger>();
    const FieldCost cost = ledger ? costOf(ledger->costs(), keptSetOf(decision)) : FieldCost();
    if (unit == BudgetOf::Columns)
        return cost.columns;
    return unit == BudgetOf::Bytes ? cost.bytes : cost.flops;
}

} // namespace

RuleControls::RuleControls(Study& study, QWidget* parent)
    : QWidget(parent)
    , m_study(study)
    , m_kind(new QComboBox(this))
    , m_real(new QDoubleSpinBox(this))
    , m_count(new QSpinBox(this))
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_kind->setObjectName(QStringLiteral("rule"));
    m_kind->setAccessibleName(tr("Rule"));
    for (const Offer& offer : offers())
        m_kind->addItem(offer.title);
    m_real->setSingleStep(0.01);
    m_real->setKeyboardTracking(false);
    m_real->setAccessibleName(tr("Threshold or share"));
    m_count->setKeyboardTracking(false);
    m_count->setGroupSeparatorShown(true);
    m_count->setAccessibleName(tr("Number of fields, columns, bytes or operations"));
    m_count->setObjectName(QStringLiteral("ruleCount"));
    for (QWidget* number : {static_cast<QWidget*>(m_real), static_cast<QWidget*>(m_count)})
        number->setFont(tabularFont());
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(kGrid);
    m_layout->addWidget(m_kind, 1);
    m_layout->addWidget(m_real);
    m_layout->addWidget(m_count);
    connect(m_kind, &QComboBox::activated, this, &RuleControls::chooseKind);
    connect(m_real, &QDoubleSpinBox::valueChanged, this, &RuleControls::chooseReal);
    connect(m_count, &QSpinBox::valueChanged, this, &RuleControls::chooseCount);
    connect(&m_study, &Study::decisionChanged, this, &RuleControls::refresh);
    refresh();
}

void RuleControls::refresh()
{
    Rule rule = m_study.rule();
    const RunPtr run = m_study.run();
    const QSignalBlocker quietReal(m_real);
    const QSignalBlocker quietCount(m_count);
    const bool ledger = run && run->studies.has<Ledger>();
    refreshKinds(ledger);
    m_kind->setCurrentIndex(offerOf(rule));
    const bool wide = rule.kind == Rule::Kind::Earnings; // bytes have many digits
    m_layout->setDirection(wide ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_real->setVisible(isReal(rule.kind));
    m_count->setVisible(!isReal(rule.kind));
    const bool ratio = rule.kind == Rule::Kind::KeepRatio;
    m_real->setRange(ratio ? 0.01 : 0, 1);
    m_real->setValue(ratio ? rule.keepRatio : rule.threshold);
    m_count->setRange(1, run ? static_cast<int>(std::max<int64_t>(1, mostOf(rule, *run))) : 1);
    m_count->setValue(static_cast<int>(std::min<int64_t>(countOf(rule), std::numeric_limits<int>::max())));
    m_kind->setToolTip(m_kind->currentData(Qt::ToolTipRole).toString());
}

void RuleControls::refreshKinds(bool ledger)
{
    auto* items = qobject_cast<QStandardItemModel*>(m_kind->model());
    for (int i = 0; i < m_kind->count(); ++i) {
        const Offer& offer = offers()[static_cast<size_t>(i)];
        const bool can = ledger || offer.kind != Rule::Kind::Earnings;
        items->item(i)->setEnabled(can);
        items->item(i)->setToolTip(can ? offer.help
                                       : offer.help + tr(" It needs the ledger; see the Evidence page."));
    }
}

void RuleControls::chooseKind()
{
    Rule rule = m_study.rule();
    const Offer& offer = offers()[static_cast<size_t>(m_kind->currentIndex())];
    rule.kind = offer.kind;
    // Another rule starts from what is kept now, so that switching alone changes little.
    const auto& decision = m_study.decision();
    const int64_t fields = decision ? std::max<int64_t>(1, decision->fieldsAfter) : 1;
    const int64_t before = decision ? std::max<int64_t>(1, decision->fieldsBefore) : 1;
    rule.topK = fields;
    rule.maxColumns = decision ? std::max<int64_t>(1, decision->columnsAfter) : 1;
    rule.keepRatio = std::clamp(
        std::round(100.0 * static_cast<double>(fields) / static_cast<double>(before)) / 100, 0.01, 1.0);
    if (rule.kind == Rule::Kind::Earnings) {
        rule.budgetOf = offer.unit;
        rule.budget = decision ? std::max<int64_t>(1, costOfKept(*m_study.run(), *decision, offer.unit)) : 1;
    }
    m_study.editRule(tr("Change rule"), rule);
}

void RuleControls::chooseReal(double value)
{
    Rule rule = m_study.rule();
    (rule.kind == Rule::Kind::KeepRatio ? rule.keepRatio : rule.threshold) = value;
    m_study.editRule(tr("Change threshold"), rule, kMergeRule);
}

void RuleControls::chooseCount(int value)
{
    Rule rule = m_study.rule();
    countOf(rule) = value;
    m_study.editRule(tr("Change rule"), rule, kMergeRule);
}

} // namespace leap::ui
