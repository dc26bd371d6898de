// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/report/report_document.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"

#include <QAbstractTextDocumentLayout>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTextObjectInterface>

#include <memory>
#include <vector>

namespace leap::ui {

/// Draws "figure:N" of a document from the N-th SVG.
class ReportFigures final : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    using QObject::QObject;
    void clear() { m_figures.clear(); }
    /// @return the name under which it is drawn; empty: the text is no SVG
    QString add(const QByteArray& svg)
    {
        auto figure = std::make_unique<QSvgRenderer>(svg);
        if (!figure->isValid())
            return {};
        m_figures.push_back(std::move(figure));
        return kName + QString::number(m_figures.size() - 1);
    }
    [[nodiscard]] int count() const { return static_cast<int>(m_figures.size()); }

    QSizeF intrinsicSize(QTextDocument* document, int /*place*/, const QTextFormat& format) override
    {
        constexpr double kScreenDpi = 96;
        const QSvgRenderer* figure = find(format);
        const QPaintDevice* paper = document->documentLayout()->paintDevice();
        const double scale = paper ? paper->logicalDpiY() / kScreenDpi : 1;
        return figure ? QSizeF(figure->defaultSize()) * scale : QSizeF();
    }
    void drawObject(QPainter* painter, const QRectF& area, QTextDocument* /*document*/, int /*place*/,
                    const QTextFormat& format) override
    {
        if (QSvgRenderer* figure = find(format))
            figure->render(painter, area);
    }

private:
    inline static const QString kName = QStringLiteral("figure:");

    [[nodiscard]] QSvgRenderer* find(const QTextFormat& format) const
    {
        bool known = false;
        const QString name = format.toImageFormat().name();
        const auto place = name.startsWith(kName) ? name.mid(kName.size()).toULongLong(&known) : 0;
        return known && place < m_figures.size() ? m_figures[place].get() : nullptr;
    }

    std::vector<std::unique_ptr<QSvgRenderer>> m_figures;
};

ReportDocument::ReportDocument(QObject* parent)
    : QTextDocument(parent)
    , m_figures(new ReportFigures(this))
{
    setDocumentMargin(24);
    documentLayout()->registerHandler(QTextFormat::ImageObject, m_figures);
}

int ReportDocument::figures() const
{
    return m_figures->count();
}

void ReportDocument::setReport(const QString& html)
{
    static const QString kBegin = QStringLiteral("<svg ");
    static const QString kEnd = QStringLiteral("</svg>");
    m_figures->clear();
    QString text;
    qsizetype from = 0;
    for (qsizetype begin = html.indexOf(kBegin); begin >= 0; begin = html.indexOf(kBegin, from)) {
        const qsizetype end = html.indexOf(kEnd, begin) + kEnd.size();
        text += html.mid(from, begin - from);
        if (const QString name = m_figures->add(html.mid(begin, end - begin).toUtf8()); !name.isEmpty())
            text += QStringLiteral("<img src=\"%1\"/>").arg(name);
        from = end;
    }
    setHtml(text + html.mid(from));
}

void ReportDocument::writePdf(const std::filesystem::path& path) const
{
    writeAtomically(path, [this](const std::filesystem::path& temporary) {
        QPdfWriter writer(QString::fromStdString(temporary.string()));
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins({}); // the document's own are printed
        writer.setTitle(metaInformation(QTextDocument::DocumentTitle));
        writer.setCreator(QStringLiteral("LeAP Studio"));
        print(&writer);
    });
}

} // namespace leap::ui

#include "report_document.moc"
