// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace leap::ui {

class PrimaryButton;

/// What a page shows while it is empty: what will be here, and the button that leads to it.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(const QString& iconName, QWidget* parent = nullptr);
    /// @param button empty = no button
    void set(const QString& title, const QString& text, const QString& button);

Q_SIGNALS:
    void triggered();

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolour();
    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    PrimaryButton* m_button;
};

} // namespace leap::ui
