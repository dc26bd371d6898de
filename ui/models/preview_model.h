// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/table_model.h"
#include "ui/session/open_audit.h"

namespace leap::ui {

/// The first rows of the study's data as text; headers bear the column's kind, as the fields have it, as an
/// icon.
class PreviewModel final : public TableModel {
    Q_OBJECT
public:
    explicit PreviewModel(Study& study, QObject* parent = nullptr);
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    void takeReport();
    [[nodiscard]] InputKind kindOf(const ColumnReport& column) const;
    Study& m_study;
    ReportPtr m_report;
};

} // namespace leap::ui
