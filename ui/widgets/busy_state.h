// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace leap::ui {

/// What a page shows while its job runs: what is being done, how far it is, and the button that stops it.
class BusyState final : public QWidget {
    Q_OBJECT
public:
    explicit BusyState(QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setProgress(const QString& what, qint64 done, qint64 total); ///< total 0 = unknown

Q_SIGNALS:
    void stopRequested();

private:
    QLabel* m_title;
    QLabel* m_what;
    QProgressBar* m_bar;
};

} // namespace leap::ui
