// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/open_audit.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace leap::ui {

class FigurePair;

/// The rule of the decision, what it leaves of fields, columns and bytes, what weakens it, and what can be
/// done to check it.
class Consequence final : public QWidget {
    Q_OBJECT
public:
    explicit Consequence(Study& study, QWidget* parent = nullptr);
    void refresh(); ///< the decision, the shown run or the fields changed

Q_SIGNALS:
    void evidenceRequested();
    void proofRequested();

private:
    FigurePair* addFigure(QVBoxLayout* layout, const QString& what, const char* name);
    [[nodiscard]] QStringList notes(const Decision& decision) const;

    Study& m_study;
    FigurePair* m_fields;
    FigurePair* m_columns;
    FigurePair* m_bytes;
    QLabel* m_notes;
};

} // namespace leap::ui
