// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextDocument>

#include <filesystem>

namespace leap::ui {

class ReportFigures;

/// A report (core/audit/report_html.h) in Qt's rich text, which knows no <svg>: its figures are painted from
/// their SVG in place, so that they stay sharp on screen and on paper.
class ReportDocument final : public QTextDocument {
    Q_OBJECT
public:
    explicit ReportDocument(QObject* parent = nullptr);
    void setReport(const QString& html);
    [[nodiscard]] int figures() const; ///< how many there are; each can be drawn
    /// As pages of A4. Whole or not at all. @throws FailureError naming the path
    void writePdf(const std::filesystem::path& path) const;

private:
    ReportFigures* m_figures;
};

} // namespace leap::ui
