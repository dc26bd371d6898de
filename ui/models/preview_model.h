// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/inspect.h"
#include "ui/models/table_model.h"

#include <memory>

namespace leap::ui {

/// The first rows of a file as text; headers bear the column's kind as an icon.
class PreviewModel final : public TableModel {
    Q_OBJECT
public:
    explicit PreviewModel(QObject* parent = nullptr);
    void setReport(std::shared_ptr<const InspectReport> report); ///< null = empty
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    std::shared_ptr<const InspectReport> m_report;
};

} // namespace leap::ui
