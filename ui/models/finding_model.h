// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/fields/findings.h"
#include "ui/models/table_model.h"
#include "ui/session/open_audit.h"

namespace leap::ui {

/// What the scan found that is worth a look, equal findings as one line: findingsOf() without the columns
/// that are left out, which have a list of their own.
class FindingModel final : public TableModel {
    Q_OBJECT
public:
    enum Column { Kind, Columns, What, Action, kColumns };

    explicit FindingModel(Study& study, QObject* parent = nullptr);
    /// What ReadOptions::missing gets so that numbers which look like "unknown" are missing ("price=-999"):
    /// of these lines, or of all where none is given.
    [[nodiscard]] std::vector<std::string> missingTokens(const QList<int>& rows = {}) const;

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    struct Line {
        FindingKind kind = FindingKind::Note;
        QString columns;
        QString what;
        QString action;
        std::vector<std::string> missing;
    };
    void refresh();
    [[nodiscard]] Line lineOf(const Finding& finding, const InspectReport& report) const;
    [[nodiscard]] static QString text(const Line& line, int column);

    Study& m_study;
    std::vector<Line> m_lines;
};

} // namespace leap::ui
