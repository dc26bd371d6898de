// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/fields/field_problems.h"
#include "ui/models/table_model.h"
#include "ui/session/open_audit.h"

namespace leap::ui {

/// The range table: one line per field, in the order of the concatenated row. Every edit goes through the
/// study's undo stack; a field's problems are shown in its line.
class FieldTableModel final : public TableModel {
    Q_OBJECT
public:
    enum Column { Name, Kind, Inputs, Width, Range, Group, Cost, Note, kColumns };
    enum { ProblemRole = RowRole + 1 }; ///< text; empty = none

    explicit FieldTableModel(Study& study, QObject* parent = nullptr);
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Range takes "[start, end)" or the end alone; Inputs, of a slice, its columns "begin:end".
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    [[nodiscard]] const std::vector<FieldProblem>& problems() const { return m_problems; }

Q_SIGNALS:
    void refused(const QString& reason);
    void problemsChanged();

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    void refresh();
    void edit(size_t field, int column, const QVariant& value);
    [[nodiscard]] QString problemOf(int row, bool blockingOnly) const;
    QVariant editable(const Field& field, int row, int column) const;
    QVariant decoration(const Field& field, int row, int column) const;
    QVariant display(const Field& field, int row, int column) const;
    QVariant raw(const Field& field, int row, int column) const;

    Study& m_study;
    Schema m_schema;
    std::vector<int64_t> m_ranges;
    std::vector<FieldProblem> m_problems;
};

/// A cost as it is typed; nothing typed is 0. @throws InputError for a text that is no number of 0 or more
[[nodiscard]] double costOf(const QVariant& value);

} // namespace leap::ui
