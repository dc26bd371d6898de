// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include "ui/outline_style.h"

#include <QApplication>
#include <QFile>
#include <QFontMetrics>
#include <QIconEngine>
#include <QPainter>
#include <QStyle>
#include <QStyleFactory>
#include <QSvgRenderer>

/// Resources in a static library must be initialised explicitly, and outside any namespace.
static void openResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace leap::ui {
namespace {

QColor mix(const QColor& a, const QColor& b, double share)
{
    const auto part = [share](int from, int to) { return static_cast<int>(from + (to - from) * share); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

/// Paints an SVG with black replaced by the palette's current text colour.
class SvgIconEngine : public QIconEngine {
public:
    explicit SvgIconEngine(QString name)
        : m_name(std::move(name))
    {
    }
    QIconEngine* clone() const override { return new SvgIconEngine(m_name); }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        QSvgRenderer renderer(coloured(colorOf(mode)));
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(painter, QRectF(rect));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

private:
    static QColor colorOf(QIcon::Mode mode)
    {
        const QPalette palette = QApplication::palette();
        if (mode == QIcon::Disabled)
            return mix(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.35);
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        return palette.color(QPalette::WindowText);
    }
    QByteArray coloured(const QColor& color) const
    {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return file.readAll().replace("#000000", color.name().toLatin1());
    }
    QString m_name;
};

QPalette lightPalette()
{
    QPalette palette(QColor(0xef, 0xf0, 0xf2), QColor(0xf4, 0xf5, 0xf7));
    palette.setColor(QPalette::Base, QColor(0xff, 0xff, 0xff));
    palette.setColor(QPalette::AlternateBase, QColor(0xf7, 0xf8, 0xfa));
    palette.setColor(QPalette::Button, QColor(0xf7, 0xf8, 0xfa));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, QColor(0x1d, 0x21, 0x29));
    palette.setColor(QPalette::ToolTipBase, QColor(0xff, 0xff, 0xff));
    palette.setColor(QPalette::PlaceholderText, QColor(0x6b, 0x72, 0x80));
    palette.setColor(QPalette::Highlight, QColor(0x25, 0x63, 0xb8));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x25, 0x63, 0xb8));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x9a, 0xa1, 0xac));
    return palette;
}

QPalette darkPalette()
{
    QPalette palette(QColor(0x33, 0x38, 0x40), QColor(0x2a, 0x2e, 0x35));
    palette.setColor(QPalette::Base, QColor(0x1c, 0x1f, 0x24));
    palette.setColor(QPalette::AlternateBase, QColor(0x22, 0x25, 0x2b));
    palette.setColor(QPalette::Button, QColor(0x3a, 0x3f, 0x48));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, QColor(0xe3, 0xe6, 0xeb));
    palette.setColor(QPalette::ToolTipBase, QColor(0x2f, 0x33, 0x3b));
    palette.setColor(QPalette::PlaceholderText, QColor(0x8b, 0x93, 0xa1));
    palette.setColor(QPalette::Highlight, QColor(0x3d, 0x7e, 0xd6));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x7a, 0xb0, 0xf5));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x6b, 0x72, 0x7e));
    return palette;
}

QFont scaled(double factor, int weight)
{
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(static_cast<int>(font.pixelSize() * factor));
    font.setWeight(static_cast<QFont::Weight>(weight));
    return font;
}

} // namespace

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QColor dimText(const QPalette& palette)
{
    return mix(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.68);
}

QColor lineColor(const QPalette& palette)
{
    return mix(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.16);
}

QColor cardColor(const QPalette& palette)
{
    return mix(palette.color(QPalette::Window), palette.color(QPalette::Base), 0.6);
}

QColor verdictColor(Verdict verdict, const QPalette& palette)
{
    const bool dark = isDark(palette);
    switch (verdict) {
    case Verdict::Keep:
        return dark ? QColor(0x6c, 0xae, 0xf0) : QColor(0x1f, 0x66, 0xb0);
    case Verdict::Drop:
        return dark ? QColor(0xf0, 0x8a, 0x5d) : QColor(0xc2, 0x4d, 0x10);
    case Verdict::Uncertain:
        break;
    }
    return dimText(palette);
}

QColor warningColor(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xe8, 0xb9, 0x4a) : QColor(0x92, 0x62, 0x00);
}

QColor errorColor(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xf2, 0x7d, 0x72) : QColor(0xb3, 0x26, 0x1e);
}

QString verdictMark(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Keep:
        return QString(QChar(0x2713));
    case Verdict::Drop:
        return QString(QChar(0x2717));
    case Verdict::Uncertain:
        break;
    }
    return QStringLiteral("~");
}

QFont titleFont()
{
    return scaled(1.3, QFont::DemiBold);
}
QFont figureFont()
{
    return scaled(2.2, QFont::Normal);
}

QFont tabularFont()
{
    // Qt 6.4 cannot ask for the font feature "tnum"; use the system's font if its digits have equal width, as
    // in most.
    QFont font = QApplication::font();
    const QFontMetrics metrics(font);
    for (char digit = '1'; digit <= '9'; ++digit) {
        if (metrics.horizontalAdvance(QLatin1Char(digit)) != metrics.horizontalAdvance(QLatin1Char('0'))) {
            font.setStyleHint(QFont::Monospace);
            font.setFamily(QStringLiteral("monospace"));
            break;
        }
    }
    return font;
}

QIcon icon(const QString& name)
{
    openResources();
    return QIcon(new SvgIconEngine(name));
}

QIcon programIcon()
{
    openResources();
    return QIcon(QStringLiteral(":/icons/leap-studio.svg"));
}

void applyAppearance(Appearance appearance)
{
    if (dynamic_cast<OutlineStyle*>(QApplication::style()) == nullptr)
        QApplication::setStyle(new OutlineStyle);
    switch (appearance) {
    case Appearance::System:
        QApplication::setPalette(QPalette());
        break;
    case Appearance::Light:
        QApplication::setPalette(lightPalette());
        break;
    case Appearance::Dark:
        QApplication::setPalette(darkPalette());
        break;
    }
}

} // namespace leap::ui
