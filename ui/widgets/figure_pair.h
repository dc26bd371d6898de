// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace leap::ui {

/// A consequence in large figures: "26 -> 9 fields".
class FigurePair final : public QWidget {
    Q_OBJECT
public:
    explicit FigurePair(const QString& what, QWidget* parent = nullptr);
    void set(const QString& before, const QString& after);
    [[nodiscard]] QString after() const { return m_after; }

private:
    QString m_what;
    QString m_after;
    QLabel* m_figures;
};

} // namespace leap::ui
