// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/job_log.h"
#include "ui/main_window.h"

#include <QTemporaryDir>

namespace leap::test {

/// A window with settings of its own that asks nothing.
struct TestWindow {
    explicit TestWindow(const QTemporaryDir& folder)
        : settings(folder.filePath("settings.ini"), QSettings::IniFormat)
        , window(settings)
        , log(window.bench().session())
    {
        using ui::MainWindow;
        window.setAskUnsaved([](QWidget*, const QString&, bool) { return MainWindow::Unsaved::Discard; });
        window.show();
    }
    /// A file whose label column is "y".
    void open(const QString& csv)
    {
        ui::OpenRequest request;
        request.files = {csv};
        request.propose.label.column = "y";
        window.openData(request);
        QVERIFY(log.awaitEnds(1));
        QVERIFY2(log.ends[0].outcome == ui::JobOutcome::Finished, qPrintable(log.ends[0].error));
        log.ends.clear();
    }
    /// Settings for a search of a second or two.
    void beQuick()
    {
        Settings quick;
        quick.epochs = 2;
        quick.threads = 1;
        quick.alpha = 0.02;
        quick.patience = 0;
        window.bench().study().setSettings(quick);
    }

    QSettings settings;
    ui::MainWindow window;
    JobLog log;
};

/// The first visible widget of a class, and of a name if one is given; null = none.
template <typename Widget> Widget* visible(QWidget& parent, const char* name = nullptr)
{
    for (auto* widget :
         name ? parent.findChildren<Widget*>(QString::fromLatin1(name)) : parent.findChildren<Widget*>()) {
        if (widget->isVisible())
            return widget;
    }
    return nullptr;
}

inline void click(QWidget* widget)
{
    QVERIFY(widget);
    QVERIFY(widget->isEnabled());
    QTest::mouseClick(widget, Qt::LeftButton);
}

} // namespace leap::test
