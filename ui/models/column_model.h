// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/table_model.h"
#include "ui/session/open_audit.h"

namespace leap::ui {

/// One line per column of the data: used or not, kind, what the scan found. Checking "use" and choosing a
/// kind edit the study's schema (undoable).
class ColumnModel final : public TableModel {
    Q_OBJECT
public:
    enum Column { Name, Kind, Distinct, Missing, Default, AucAlone, Remarks, kColumns };

    explicit ColumnModel(Study& study, QObject* parent = nullptr);
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Name with CheckStateRole: use or leave out. Kind with EditRole: an InputKind as int.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    [[nodiscard]] int usedCount() const; ///< columns that some field reads
    [[nodiscard]] int usableCount() const; ///< all but the label, the group id and the like

Q_SIGNALS:
    void refused(const QString& reason); ///< why an edit makes no sense

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    struct Line {
        bool used = false;
        bool usable = true; ///< has no other role
        QString remarks;
        bool warns = false;
        int field = -1; ///< of which it is the only column; -1 = none
    };
    void refresh();
    [[nodiscard]] Line lineOf(const ColumnReport& column) const;
    QVariant ofColumn(const ColumnReport& report, const Line& line, int column, int role) const;
    QVariant ofKind(const ColumnReport& report, const Line& line, int role) const;
    QVariant display(const ColumnReport& column, const Line& line, int which) const;
    QVariant raw(const ColumnReport& column, const Line& line, int which) const;

    Study& m_study;
    ReportPtr m_report;
    std::vector<Line> m_lines;
};

} // namespace leap::ui
