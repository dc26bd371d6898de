// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QVector>

namespace leap::ui {

/// How far a step of the audit is.
enum class StepState { Empty, Ready, Running, Done, Attention };

/// One step: icon, name, state mark; the tooltip gives the reason in one line.
class StepButton final : public QAbstractButton {
    Q_OBJECT
public:
    StepButton(const QString& name, const QString& iconName, QWidget* parent = nullptr);
    void setStep(StepState state, const QString& reason);
    [[nodiscard]] StepState step() const { return m_state; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void paintMark(QPainter& painter, const QRectF& box) const;
    StepState m_state = StepState::Empty;
};

/// The steps in order, top to bottom; any can be opened at any time.
class StepRail final : public QWidget {
    Q_OBJECT
public:
    explicit StepRail(QWidget* parent = nullptr);
    int addStep(const QString& name, const QString& iconName); ///< returns its index
    void setCurrent(int index);
    [[nodiscard]] int current() const;
    [[nodiscard]] StepButton* button(int index) const { return m_buttons[index]; }

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVector<StepButton*> m_buttons;
};

} // namespace leap::ui
