// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <memory>

class QThread;

namespace leap::ui {

/// Writes a report as PDF in its own thread: a thousand fields fill many pages and take seconds.
class PdfWriting final : public QObject {
    Q_OBJECT
public:
    explicit PdfWriting(QObject* parent = nullptr);
    ~PdfWriting() override; ///< waits until a PDF that was started is written

    [[nodiscard]] bool busy() const { return m_thread != nullptr; }
    /// Returns at once; one of the signals follows. Not while busy().
    void start(const QString& html, const QString& path);

Q_SIGNALS:
    void written(const QString& path);
    void failed(const QString& reason); ///< a sentence that names the path

private:
    void end(const QString& path);

    std::unique_ptr<QThread> m_thread; ///< while it writes
    QString m_failure; ///< set by the thread before it ends
};

} // namespace leap::ui
