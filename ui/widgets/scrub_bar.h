// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/live_run.h"

#include <QWidget>

class QLabel;
class QSlider;
class QToolButton;

namespace leap::ui {

/// Scrubs back through a run: all views follow. At the right end it follows the newest step.
class ScrubBar final : public QWidget {
    Q_OBJECT
public:
    explicit ScrubBar(LiveRun& run, QWidget* parent = nullptr);

private:
    void refresh();
    void onMoved(int value);
    LiveRun& m_run;
    QSlider* m_slider;
    QLabel* m_text;
    QToolButton* m_newest;
};

} // namespace leap::ui
