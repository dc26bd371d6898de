// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/step_page.h"

#include <string>

class QLabel;
class QPushButton;
class QTextBrowser;

namespace leap::ui {

class PdfWriting;
class ReportDocument;

/// The whole audit as one page to hand on: a preview, and the files.
class ReportPage final : public StepPage {
    Q_OBJECT
public:
    explicit ReportPage(Workbench& bench, QWidget* parent = nullptr);
    void saveHtml(const QString& path);
    /// In the background; the message says how it ended. Does nothing while one is being written.
    void savePdf(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeContent();
    QLayout* makeHead(QWidget* content);
    void makePreview(QWidget* content);
    void refresh() override; ///< makes the report at once where the page is seen, else as soon as it is
    void makeReport();
    void askAndSave(const QString& suffix, const QString& filter, void (ReportPage::*save)(const QString&));
    void onPdfEnded(MessageBar::Tone tone, const QString& text);

    ReportDocument* m_document;
    PdfWriting* m_pdf;
    QTextBrowser* m_view = nullptr;
    QPushButton* m_savePdf = nullptr;
    std::string m_html; ///< as shown, and as it is saved
    bool m_stale = true;
};

} // namespace leap::ui
