// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"
#include "core/settings/settings.h"
#include "ui/session/job.h"

#include <QObject>
#include <QUndoStack>

#include <optional>
#include <vector>

namespace leap::ui {

/// The audit that the window shows: source, fields, settings, runs and the decision's rule. Values and change
/// signals only: no job runs here. GUI thread.
class Study : public QObject {
    Q_OBJECT
public:
    explicit Study(QObject* parent = nullptr);

    [[nodiscard]] const SourceReference& source() const { return m_source; } ///< files are absolute paths
    [[nodiscard]] bool hasSource() const { return !m_source.files.empty(); }
    [[nodiscard]] const ReportPtr& report() const { return m_report; } ///< null until the data are open
    [[nodiscard]] const Schema& schema() const { return m_schema; }
    [[nodiscard]] const Settings& settings() const { return m_settings; }
    [[nodiscard]] const Rule& rule() const { return m_rule; }
    [[nodiscard]] const std::vector<RunPtr>& runs() const { return m_runs; }
    [[nodiscard]] RunPtr run() const; ///< the one that is shown, or null
    [[nodiscard]] size_t shownRun() const { return m_shownRun; } ///< its place in runs()
    [[nodiscard]] const std::vector<Proof>& proofs() const { return m_proofs; } ///< oldest first
    /// The last finished proof of just the fields that the decision drops, or null.
    [[nodiscard]] const Proof* proofOfDecision() const;
    [[nodiscard]] std::vector<std::string> droppedFields() const; ///< by the decision; empty without one
    [[nodiscard]] const std::optional<Decision>& decision() const { return m_decision; }
    [[nodiscard]] const QString& decisionError() const
    {
        return m_decisionError;
    } ///< why there is no decision
    /// The fields were edited after the shown run.
    [[nodiscard]] bool runIsOutdated() const;
    [[nodiscard]] const QString& path() const { return m_path; } ///< of the *.leap file; empty = never saved
    [[nodiscard]] bool modified() const { return m_modified; }
    [[nodiscard]] QString title() const; ///< "flights.leap", or what it would be called
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }

    /// Other data: runs and edits of the old ones go.
    void openSource(const std::vector<std::string>& files, const ReadOptions& read);
    /// What a scan found, and the schema to begin with; edits are forgotten.
    void setReport(ReportPtr report, Schema schema);
    void setSplit(const SplitRule& split);
    /// How the next file is to be read; while no file is named.
    void setReading(const ReadOptions& read);
    void setSettings(const Settings& settings);
    /// Adds a run and shows it. @param continued the run that it went on with and replaces, or null
    void addRun(RunPtr run, const RunPtr& continued = nullptr);
    void showRun(size_t index);
    void addProof(const Proof& proof);
    /// A whole document read from `path`.
    void setDocument(const AuditDocument& document, const QString& path);
    void setSaved(const QString& path);

    /// Undoable. Nothing happens when `next` equals the schema now.
    void editSchema(const QString& what, Schema next);
    /// Undoable; successive edits with the same `mergeId` (0 = none) become one, as a drag does.
    void editRule(const QString& what, Rule next, int mergeId = 0);

Q_SIGNALS:
    void sourceChanged();
    void reportChanged();
    void schemaChanged();
    void settingsChanged();
    void runsChanged(); ///< the list, or which one is shown
    void decisionChanged(); ///< rule, verdicts or error
    void proofsChanged();
    void titleChanged(); ///< path or modified

private:
    friend class SchemaCommand;
    friend class RuleCommand;
    void putSchema(const Schema& schema);
    void putRule(const Rule& rule);
    void decideAgain();
    void setModified(bool modified);

    SourceReference m_source;
    ReportPtr m_report;
    Schema m_schema;
    Settings m_settings;
    Rule m_rule;
    std::vector<RunPtr> m_runs;
    size_t m_shownRun = 0;
    std::vector<Proof> m_proofs;
    std::optional<Decision> m_decision;
    QString m_decisionError;
    QString m_path;
    bool m_modified = false;
    QUndoStack m_undo;
};

} // namespace leap::ui
