// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/chart_export.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "ui/charts/base/chart.h"
#include "ui/native_path.h"

#include <QBuffer>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace leap::ui {
namespace {

constexpr double kMargin = 12; ///< white margin in chart pixels
constexpr int kScreenDpi = 96;

QPalette paperPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, Qt::white);
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(0xf5, 0xf6, 0xf8));
    palette.setColor(QPalette::WindowText, QColor(0x1d, 0x21, 0x29));
    palette.setColor(QPalette::Text, QColor(0x1d, 0x21, 0x29));
    palette.setColor(QPalette::Highlight, QColor(0x25, 0x63, 0xb8));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

QSizeF paperSize(const Chart* chart)
{
    return chart->paperSize() + QSizeF(2 * kMargin, 2 * kMargin);
}

QString titleOf(const Chart* chart)
{
    return chart->title().isEmpty() ? chart->accessibleName() : chart->title();
}

/// The painter's unit is the chart's pixel.
void paintPaper(Chart* chart, QPainter& painter)
{
    const QSizeF size = paperSize(chart);
    painter.fillRect(QRectF(QPointF(), size), Qt::white);
    chart->paintOn(painter, QRectF(QPointF(kMargin, kMargin), chart->paperSize()), paperPalette(), true);
}

QByteArray asPng(Chart* chart)
{
    QBuffer png;
    chartImage(chart).save(&png, "PNG");
    return png.data();
}

QByteArray asSvg(Chart* chart)
{
    const QSizeF size = paperSize(chart);
    QBuffer out;
    QSvgGenerator svg;
    svg.setOutputDevice(&out);
    svg.setResolution(kScreenDpi);
    svg.setSize(size.toSize());
    svg.setViewBox(QRectF(QPointF(), size));
    svg.setTitle(titleOf(chart));
    svg.setDescription(chart->accessibleDescription());
    QPainter painter(&svg);
    paintPaper(chart, painter);
    painter.end();
    return out.data();
}

QByteArray asPdf(Chart* chart)
{
    constexpr int kDpi = 1200;
    constexpr double kPointsPerInch = 72;
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&out);
    pdf.setResolution(kDpi);
    pdf.setTitle(titleOf(chart));
    pdf.setPageSize(QPageSize(paperSize(chart) * kPointsPerInch / kScreenDpi, QPageSize::Point));
    pdf.setPageMargins(QMarginsF());
    QPainter painter(&pdf);
    painter.scale(static_cast<double>(kDpi) / kScreenDpi, static_cast<double>(kDpi) / kScreenDpi);
    paintPaper(chart, painter);
    painter.end();
    return out.data();
}

using Format = QByteArray (*)(Chart*);

Format formatFor(const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("png"))
        return asPng;
    if (ending == QLatin1String("svg"))
        return asSvg;
    if (ending == QLatin1String("pdf"))
        return asPdf;
    throw InputError("Cannot tell the chart's format from '" + path.toStdString()
                     + "'. End the file's name with .png, .svg or .pdf.");
}

} // namespace

QImage chartImage(Chart* chart)
{
    constexpr double kScale = 2;
    QImage image((paperSize(chart) * kScale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(kScale);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintPaper(chart, painter);
    return image;
}

void exportChart(Chart* chart, const QString& path)
{
    const QByteArray content = formatFor(path)(chart);
    writeTextAtomically(nativePath(path), {content.constData(), static_cast<size_t>(content.size())});
}

void copyChart(Chart* chart)
{
    QGuiApplication::clipboard()->setImage(chartImage(chart));
}

} // namespace leap::ui
