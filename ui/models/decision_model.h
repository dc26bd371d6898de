// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/table_model.h"
#include "ui/session/open_audit.h"

namespace leap::ui {

/// One line per field of the shown run, best gate first: verdict and reason under the study's rule.
class DecisionModel final : public TableModel {
    Q_OBJECT
public:
    enum Column { Name, Gate, VerdictColumn, Columns, EvidenceColumn, Reason, kColumns };
    enum class Force { None, Keep, Drop };

    explicit DecisionModel(Study& study, QObject* parent = nullptr);
    /// Overrules the rule for these rows (undoable); None gives them back to it.
    void force(const QModelIndexList& rows, Force force);
    [[nodiscard]] Force forced(int row) const;

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    void refresh();
    QString tip(const FieldDecision& field) const;
    QVariant display(const FieldDecision& field, int column) const;
    QVariant raw(const FieldDecision& field, int column) const;
    Study& m_study;
    std::vector<FieldDecision> m_fields; ///< in the order of the ranking
    std::vector<int> m_source; ///< index in the decision's fields
};

[[nodiscard]] QString verdictTitle(Verdict verdict);

} // namespace leap::ui
