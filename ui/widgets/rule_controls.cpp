// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rule_controls.h"

#include "ui/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace leap::ui {
namespace {

constexpr int kMergeRule = 1; ///< successive changes of the number are one step for undo

bool isReal(Rule::Kind kind)
{
    return kind == Rule::Kind::Threshold || kind == Rule::Kind::KeepRatio;
}

} // namespace

RuleControls::RuleControls(Study& study, QWidget* parent)
    : QWidget(parent)
    , m_study(study)
    , m_kind(new QComboBox(this))
    , m_real(new QDoubleSpinBox(this))
    , m_count(new QSpinBox(this))
{
    m_kind->setObjectName(QStringLiteral("rule"));
    m_kind->setAccessibleName(tr("Rule"));
    const std::tuple<QString, QString, Rule::Kind> kinds[]{
        {tr("gate at least"), tr("Keeps every field whose gate reaches the threshold."),
         Rule::Kind::Threshold},
        {tr("the best"), tr("Keeps so many fields with the highest gates."), Rule::Kind::TopK},
        {tr("the best share of"), tr("Keeps this share of the fields, those with the highest gates."),
         Rule::Kind::KeepRatio},
        {tr("columns at most"), tr("Goes down the ranking and keeps what fits into so many columns."),
         Rule::Kind::MaxColumns}};
    for (const auto& [title, help, kind] : kinds) {
        m_kind->addItem(title, static_cast<int>(kind));
        m_kind->setItemData(m_kind->count() - 1, help, Qt::ToolTipRole);
    }
    m_real->setSingleStep(0.01);
    m_real->setKeyboardTracking(false);
    m_real->setAccessibleName(tr("Threshold or share"));
    m_count->setKeyboardTracking(false);
    m_count->setGroupSeparatorShown(true);
    m_count->setAccessibleName(tr("Number of fields or columns"));
    m_count->setObjectName(QStringLiteral("ruleCount"));
    for (QWidget* number : {static_cast<QWidget*>(m_real), static_cast<QWidget*>(m_count)})
        number->setFont(tabularFont());
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_kind, 1);
    layout->addWidget(m_real);
    layout->addWidget(m_count);
    connect(m_kind, &QComboBox::activated, this, &RuleControls::chooseKind);
    connect(m_real, &QDoubleSpinBox::valueChanged, this, &RuleControls::chooseReal);
    connect(m_count, &QSpinBox::valueChanged, this, &RuleControls::chooseCount);
    connect(&m_study, &Study::decisionChanged, this, &RuleControls::refresh);
    refresh();
}

void RuleControls::refresh()
{
    const Rule& rule = m_study.rule();
    const RunPtr run = m_study.run();
    const QSignalBlocker quietReal(m_real);
    const QSignalBlocker quietCount(m_count);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(rule.kind)));
    m_real->setVisible(isReal(rule.kind));
    m_count->setVisible(!isReal(rule.kind));
    const bool ratio = rule.kind == Rule::Kind::KeepRatio;
    m_real->setRange(ratio ? 0.01 : 0, 1);
    m_real->setValue(ratio ? rule.keepRatio : rule.threshold);
    const auto fields = run ? static_cast<int>(run->result.ranking.fields.size()) : 1;
    const auto columns = run ? static_cast<int>(run->schema.columns()) : 1;
    const bool byColumns = rule.kind == Rule::Kind::MaxColumns;
    m_count->setRange(1, std::max(1, byColumns ? columns : fields));
    m_count->setValue(static_cast<int>(byColumns ? rule.maxColumns : rule.topK));
    m_kind->setToolTip(m_kind->currentData(Qt::ToolTipRole).toString());
}

void RuleControls::chooseKind()
{
    Rule rule = m_study.rule();
    rule.kind = static_cast<Rule::Kind>(m_kind->currentData().toInt());
    // Another rule starts from what is kept now, so that switching alone changes little.
    const auto& decision = m_study.decision();
    const int64_t fields = decision ? std::max<int64_t>(1, decision->fieldsAfter) : 1;
    const int64_t before = decision ? std::max<int64_t>(1, decision->fieldsBefore) : 1;
    rule.topK = fields;
    rule.maxColumns = decision ? std::max<int64_t>(1, decision->columnsAfter) : 1;
    rule.keepRatio = std::clamp(
        std::round(100.0 * static_cast<double>(fields) / static_cast<double>(before)) / 100, 0.01, 1.0);
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
    (rule.kind == Rule::Kind::MaxColumns ? rule.maxColumns : rule.topK) = value;
    m_study.editRule(tr("Change rule"), rule, kMergeRule);
}

} // namespace leap::ui
