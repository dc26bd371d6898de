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

#include <utility>

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

/// The colours of one look; the rest of a palette follows from them.
struct Colours {
    QRgb shades; ///< bevels and frames are derived from it
    QRgb window;
    QRgb base;
    QRgb otherRows; ///< every second row of a table
    QRgb button;
    QRgb text;
    QRgb dimmed; ///< placeholders and facts
    QRgb disabled;
    QRgb toolTip;
    QRgb highlight;
    QRgb link;
};

constexpr Colours kLight{
    .shades = 0xeff0f2,
    .window = 0xf4f5f7,
    .base = 0xffffff,
    .otherRows = 0xf7f8fa,
    .button = 0xf7f8fa,
    .text = 0x1d2129,
    .dimmed = 0x6b7280,
    .disabled = 0x9aa1ac,
    .toolTip = 0xffffff,
    .highlight = 0x2563b8,
    .link = 0x2563b8,
};

constexpr Colours kDark{
    .shades = 0x333840,
    .window = 0x2a2e35,
    .base = 0x1c1f24,
    .otherRows = 0x22252b,
    .button = 0x3a3f48,
    .text = 0xe3e6eb,
    .dimmed = 0x8b93a1,
    .disabled = 0x6b727e,
    .toolTip = 0x2f333b,
    .highlight = 0x3d7ed6,
    .link = 0x7ab0f5,
};

QPalette paletteOf(const Colours& colours)
{
    QPalette palette{QColor(colours.shades), QColor(colours.window)};
    const std::pair<QPalette::ColorRole, QRgb> roles[]{
        {QPalette::Base, colours.base},
        {QPalette::AlternateBase, colours.otherRows},
        {QPalette::Button, colours.button},
        {QPalette::WindowText, colours.text},
        {QPalette::Text, colours.text},
        {QPalette::ButtonText, colours.text},
        {QPalette::ToolTipText, colours.text},
        {QPalette::ToolTipBase, colours.toolTip},
        {QPalette::PlaceholderText, colours.dimmed},
        {QPalette::Highlight, colours.highlight},
        {QPalette::HighlightedText, 0xffffff},
        {QPalette::Link, colours.link},
    };
    for (const auto& [role, colour] : roles)
        palette.setColor(role, QColor(colour));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(colours.disabled));
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
        QApplication::setPalette(paletteOf(kLight));
        break;
    case Appearance::Dark:
        QApplication::setPalette(paletteOf(kDark));
        break;
    }
}

} // namespace leap::ui
