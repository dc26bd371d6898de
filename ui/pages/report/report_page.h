// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"
#include "ui/widgets/message_bar.h"

#include <QWidget>

#include <string>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTextBrowser;

namespace leap::ui {

class EmptyState;
class PdfWriting;
class ReportDocument;

/// The whole audit as one page to hand on: a preview, and the files.
class ReportPage final : public QWidget {
    Q_OBJECT
public:
    explicit ReportPage(Workbench& bench, QWidget* parent = nullptr);
    void saveHtml(const QString& path);
    /// In the background; the message says how it ended. Does nothing while one is being written.
    void savePdf(const QString& path);

Q_SIGNALS:
    void searchRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeContent();
    void refresh(); ///< at once where the page is seen, else as soon as it is
    void make();
    void askAndSave(const QString& suffix, const QString& filter, void (ReportPage::*save)(const QString&));
    void pdfEnded(MessageBar::Tone tone, const QString& text);

    Workbench& m_bench;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    MessageBar* m_message;
    ReportDocument* m_document;
    PdfWriting* m_pdf;
    QTextBrowser* m_view = nullptr;
    QLabel* m_facts = nullptr;
    QPushButton* m_savePdf = nullptr;
    std::string m_html; ///< as shown, and as it is saved
    bool m_stale = true;
    QWidget* m_content; ///< last: made of the members above
};

} // namespace leap::ui
