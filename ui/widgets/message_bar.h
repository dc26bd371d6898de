// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace leap::ui {

/// Says what went wrong or what was done, on the page where it happened; errors can be copied with details.
/// Hidden while it has nothing to say.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    enum class Tone { Info, Done, Warning, Error };
    explicit MessageBar(QWidget* parent = nullptr);
    /// @param details what "Copy details" puts on the clipboard, after the text; the button shows for errors
    /// only
    void say(Tone tone, const QString& text, const QString& details = {});
    void clear();
    [[nodiscard]] QString text() const;
    [[nodiscard]] Tone tone() const { return m_tone; }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void recolour();
    Tone m_tone = Tone::Info;
    QString m_details;
    QLabel* m_icon;
    QLabel* m_text;
    QToolButton* m_copy;
};

/// Program, library and system versions, for error reports and the About box.
[[nodiscard]] QString versionDetails();

} // namespace leap::ui
