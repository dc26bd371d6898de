// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/open_audit.h"

#include "core/audit/announced_proof.h"
#include "core/base/error.h"
#include "core/decide/kept_set.h"
#include "core/study/run_decision.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace leap::ui {

/// Schemas are values: the one before and the one after.
class SchemaCommand : public QUndoCommand {
public:
    SchemaCommand(Study& study, const QString& what, Schema next)
        : QUndoCommand(what)
        , m_study(study)
        , m_before(study.schema())
        , m_after(std::move(next))
    {
    }
    void undo() override { m_study.putSchema(m_before); }
    void redo() override { m_study.putSchema(m_after); }

private:
    Study& m_study;
    Schema m_before;
    Schema m_after;
};

class RuleCommand : public QUndoCommand {
public:
    RuleCommand(Study& study, const QString& what, Rule next, int mergeId)
        : QUndoCommand(what)
        , m_study(study)
        , m_before(study.rule())
        , m_after(std::move(next))
        , m_mergeId(mergeId)
    {
    }
    int id() const override { return m_mergeId > 0 ? m_mergeId : -1; }
    bool mergeWith(const QUndoCommand* other) override
    {
        m_after = static_cast<const RuleCommand*>(other)->m_after;
        return true;
    }
    void undo() override { m_study.putRule(m_before); }
    void redo() override { m_study.putRule(m_after); }

private:
    Study& m_study;
    Rule m_before;
    Rule m_after;
    int m_mergeId;
};

Study::Study(QObject* parent)
    : QObject(parent)
{
}

RunPtr Study::run() const
{
    return m_shownRun < m_runs.size() ? m_runs[m_shownRun] : nullptr;
}

bool Study::runIsOutdated() const
{
    const RunPtr shown = run();
    return shown && shown->schema != m_schema;
}

QString Study::title() const
{
    if (!m_path.isEmpty())
        return QFileInfo(m_path).fileName();
    if (m_source.files.empty())
        return {};
    const QString data = QFileInfo(QString::fromStdString(m_source.files.front())).fileName();
    return data.section(QLatin1Char('.'), 0, 0) + QStringLiteral(".leap");
}

void Study::openSource(const std::vector<std::string>& files, const ReadOptions& read)
{
    m_source = SourceReference{files, read, {}};
    m_report.reset();
    m_schema = Schema{};
    m_rule = Rule{};
    m_runs.clear();
    m_proofs.clear();
    m_shownRun = 0;
    m_path.clear();
    m_undo.clear();
    decideAgain();
    Q_EMIT sourceChanged();
    Q_EMIT reportChanged();
    Q_EMIT schemaChanged();
    Q_EMIT runsChanged();
    Q_EMIT proofsChanged();
    setModified(false);
    Q_EMIT titleChanged();
}

void Study::setReport(ReportPtr report, Schema schema)
{
    const bool newSource = m_report == nullptr && m_runs.empty();
    m_report = std::move(report);
    if (newSource && m_report && !m_report->partColumn.empty() && m_source.split == SplitRule{})
        setSplit({SplitRule::Kind::Column, m_report->partColumn}); // the files are split already
    m_undo.clear();
    const bool other = schema != m_schema;
    m_schema = std::move(schema);
    Q_EMIT reportChanged();
    Q_EMIT schemaChanged();
    if (other)
        setModified(true);
}

void Study::setSplit(const SplitRule& split)
{
    if (split == m_source.split)
        return;
    m_source.split = split;
    Q_EMIT sourceChanged();
    setModified(true);
}

void Study::setReading(const ReadOptions& read)
{
    if (hasSource() || read == m_source.options)
        return;
    m_source.options = read;
    Q_EMIT sourceChanged();
}

void Study::setSettings(const Settings& settings)
{
    if (settings == m_settings)
        return;
    m_settings = settings;
    Q_EMIT settingsChanged();
}

void Study::addRun(RunPtr run, const RunPtr& continued)
{
    auto place = std::find(m_runs.begin(), m_runs.end(), continued);
    if (!continued || place == m_runs.end())
        place = m_runs.insert(m_runs.end(), nullptr);
    *place = std::move(run);
    setModified(true);
    showRun(static_cast<size_t>(place - m_runs.begin()));
}

void Study::showRun(size_t index)
{
    m_shownRun = index;
    Q_EMIT runsChanged();
    decideAgain();
}

std::vector<std::string> Study::droppedFields() const
{
    return m_decision ? droppedNames(*m_decision) : std::vector<std::string>();
}

const Proof* Study::proofOfDecision() const
{
    return proofOf(m_proofs, droppedFields());
}

void Study::addProof(const Proof& proof)
{
    m_proofs.push_back(proof);
    Q_EMIT proofsChanged();
    setModified(true);
}

void Study::setDocument(const AuditDocument& document, const QString& path)
{
    openSource({}, {});
    for (const RunRecord& record : document.runs)
        m_runs.push_back(std::make_shared<const RunRecord>(record));
    m_proofs = document.proofs;
    m_path = path;
    m_rule = document.rule.value_or(Rule{});
    if (!m_runs.empty()) {
        const RunRecord& last = *m_runs.back();
        m_source = last.source;
        m_schema = last.schema;
        m_settings = last.settings;
        m_shownRun = m_runs.size() - 1;
    }
    Q_EMIT sourceChanged();
    Q_EMIT schemaChanged();
    Q_EMIT settingsChanged();
    Q_EMIT runsChanged();
    Q_EMIT proofsChanged();
    decideAgain();
    m_modified = false;
    Q_EMIT titleChanged();
}

void Study::setSaved(const QString& path)
{
    m_path = path;
    m_modified = false;
    Q_EMIT titleChanged();
}

void Study::editSchema(const QString& what, Schema next)
{
    if (next != m_schema)
        m_undo.push(new SchemaCommand(*this, what, std::move(next)));
}

void Study::editRule(const QString& what, Rule next, int mergeId)
{
    if (!(next == m_rule))
        m_undo.push(new RuleCommand(*this, what, std::move(next), mergeId));
}

void Study::putSchema(const Schema& schema)
{
    m_schema = schema;
    Q_EMIT schemaChanged();
    setModified(true);
}

void Study::putRule(const Rule& rule)
{
    m_rule = rule;
    decideAgain();
    setModified(true);
}

void Study::decideAgain()
{
    m_decision.reset();
    m_decisionError.clear();
    if (const RunPtr shown = run()) {
        try {
            m_decision = decideRun(*shown, m_rule);
        } catch (const Error& error) {
            m_decisionError = QString::fromStdString(error.what());
        }
    }
    Q_EMIT decisionChanged();
}

void Study::setModified(bool modified)
{
    const bool worth = modified && !m_runs.empty(); // an audit without a run cannot be saved
    if (worth == m_modified)
        return;
    m_modified = worth;
    Q_EMIT titleChanged();
}

} // namespace leap::ui
