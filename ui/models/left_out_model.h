// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/table_model.h"
#include "ui/session/open_audit.h"

#include <map>

namespace leap::ui {

/// The columns that were left out since the data were opened, but for the label: why, and a tick that takes
/// a column in (undoable). A column that was taken in stays in the list.
class LeftOutModel final : public TableModel {
    Q_OBJECT
public:
    enum Column { Name, Reason, Kind, AucAlone, kColumns };

    explicit LeftOutModel(Study& study, QObject* parent = nullptr);
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Name with CheckStateRole: take in or leave out.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    [[nodiscard]] int outCount() const; ///< columns that no field reads now

Q_SIGNALS:
    void refused(const QString& reason); ///< why an edit makes no sense

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    struct Line {
        size_t column = 0; ///< of the report
        bool used = false;
    };
    void begin();
    void refresh();
    [[nodiscard]] QString reasonText(const std::string& column) const;

    Study& m_study;
    ReportPtr m_report;
    std::map<std::string, std::string> m_reasons; ///< by column, as they were first left out
    std::vector<Line> m_lines;
};

} // namespace leap::ui
