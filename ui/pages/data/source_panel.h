// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/recent_files.h"
#include "ui/session/samples.h"

#include <QWidget>

class QVBoxLayout;

namespace leap::ui {

/// Where data come from: a place to drop files, a folder, what was opened last, the samples.
class SourcePanel final : public QWidget {
    Q_OBJECT
public:
    SourcePanel(RecentFiles& recent, const QVector<Sample>& samples, QWidget* parent = nullptr);

Q_SIGNALS:
    void browseRequested();
    void folderRequested();
    void recentChosen(const QString& entry); ///< of RecentFiles
    void sampleChosen(const leap::ui::Sample& sample);

private:
    void fillRecent();
    RecentFiles& m_recent;
    QWidget* m_recentBox;
    QVBoxLayout* m_recentLayout;
};

} // namespace leap::ui
