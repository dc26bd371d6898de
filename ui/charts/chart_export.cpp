// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_export.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "ui/charts/chart.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>

namespace leap::ui {
namespace {

constexpr double kMargin = 12; ///< white around the chart, in its pixels
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

/// The painter's unit is the chart's pixel.
void paintPaper(Chart* chart, QPainter& painter)
{
    const QSizeF size = paperSize(chart);
    painter.fillRect(QRectF(QPointF(), size), Qt::white);
    chart->paintOn(painter, QRectF(QPointF(kMargin, kMargin), chart->paperSize()), paperPalette(), true);
}

[[noreturn]] void refuse(const QString& path)
{
    throw FailureError("cannot write the chart to '" + path.toStdString()
                       + "': check that the folder exists, may be written and has space left");
}

void writePng(Chart* chart, const QString& path)
{
    if (!chartImage(chart).save(path, "PNG"))
        refuse(path);
}

void writeSvg(Chart* chart, const QString& path)
{
    const QSizeF size = paperSize(chart);
    QSvgGenerator svg;
    svg.setFileName(path);
    svg.setResolution(kScreenDpi);
    svg.setSize(size.toSize());
    svg.setViewBox(QRectF(QPointF(), size));
    svg.setTitle(chart->title().isEmpty() ? chart->accessibleName() : chart->title());
    svg.setDescription(chart->accessibleDescription());
    QPainter painter;
    if (!painter.begin(&svg))
        refuse(path);
    paintPaper(chart, painter);
}

void writePdf(Chart* chart, const QString& path)
{
    constexpr int kDpi = 1200;
    constexpr double kPointsPerInch = 72;
    QPdfWriter pdf(path);
    pdf.setResolution(kDpi);
    pdf.setTitle(chart->title().isEmpty() ? chart->accessibleName() : chart->title());
    pdf.setPageSize(QPageSize(paperSize(chart) * kPointsPerInch / kScreenDpi, QPageSize::Point));
    pdf.setPageMargins(QMarginsF());
    QPainter painter;
    if (!painter.begin(&pdf))
        refuse(path);
    painter.scale(static_cast<double>(kDpi) / kScreenDpi, static_cast<double>(kDpi) / kScreenDpi);
    paintPaper(chart, painter);
}

using Writer = void (*)(Chart*, const QString&);

Writer writerFor(const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("png"))
        return writePng;
    if (ending == QLatin1String("svg"))
        return writeSvg;
    if (ending == QLatin1String("pdf"))
        return writePdf;
    throw InputError("cannot tell the chart's format from '" + path.toStdString()
                     + "': end the file's name with .png, .svg or .pdf");
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
    const Writer write = writerFor(path);
    writeAtomically(path.toStdString(), [&](const std::filesystem::path& temporary) {
        write(chart, QString::fromStdString(temporary.string()));
    });
}

void copyChart(Chart* chart)
{
    QGuiApplication::clipboard()->setImage(chartImage(chart));
}

} // namespace leap::ui
