// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace leap::ui {

/// The line at the foot of the window: data, device, speed, epoch and time left.
class StatusStrip final : public QWidget {
    Q_OBJECT
public:
    explicit StatusStrip(Workbench& bench, QWidget* parent = nullptr);

private:
    void refreshStudy();
    void refreshRun();
    void onProgress(const QString& what, qint64 done, qint64 total);
    void onState();

    Workbench& m_bench;
    QLabel* m_data;
    QLabel* m_device;
    QLabel* m_rate;
    QLabel* m_epoch;
    QProgressBar* m_bar;
    QLabel* m_left;
};

} // namespace leap::ui
