// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart.h"

#include <QVector>
#include <QWidget>

#include <utility>

class QLabel;
class QStackedWidget;

namespace leap::ui {

class EmptyState;

/// One kind of evidence: what is known, or an invitation to ask for it.
class EvidenceView : public QWidget {
    Q_OBJECT
public:
    /// The charts that it shows now, with the names of their files.
    [[nodiscard]] virtual QVector<std::pair<QString, Chart*>> chartsForExport() { return {}; }

Q_SIGNALS:
    void wanted(); ///< nothing is known, and the user asks for it
    void exportFailed(const QString& message);

protected:
    /// @param picture of the invitation
    EvidenceView(const QString& picture, QWidget* parent);
    void setContent(QWidget* content);
    void showContent(bool known);
    [[nodiscard]] EmptyState& invitation() { return *m_empty; }
    /// A sentence under charts and tables: wraps, and can be copied.
    [[nodiscard]] QLabel* makeWords(const char* objectName);
    /// Widgets below each other; the first takes the room.
    [[nodiscard]] QWidget* makeColumn(QWidget* first, const QVector<QWidget*>& others);

private:
    QStackedWidget* m_stack;
    EmptyState* m_empty;
};

} // namespace leap::ui
