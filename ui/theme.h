// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QString>

namespace leap::ui {

/// The unit of all distances.
inline constexpr int kGrid = 8;

/// Pieces of style sheets.
inline constexpr QLatin1String kLinkLike{
    "QPushButton { border: none; text-align: left; background: transparent; }"
    "QPushButton:hover, QPushButton:focus { text-decoration: underline; }"};
inline constexpr QLatin1String kHighlighted{
    "background: palette(highlight); color: palette(highlighted-text); border-color: palette(highlight);"};

[[nodiscard]] bool isDark(const QPalette& palette);
/// Secondary text, still readable on the window's background.
[[nodiscard]] QColor dimText(const QPalette& palette);
/// Hair lines between parts.
[[nodiscard]] QColor lineColor(const QPalette& palette);
/// Background of cards and of the rail, slightly different from the window's.
[[nodiscard]] QColor cardColor(const QPalette& palette);
/// Colours of verdicts: blue keeps, vermilion drops, grey is uncertain (safe for colour-blind users, and
/// never the only cue).
[[nodiscard]] QColor verdictColor(Verdict verdict, const QPalette& palette);
[[nodiscard]] QColor warningColor(const QPalette& palette);
[[nodiscard]] QColor errorColor(const QPalette& palette);
/// A mark for a verdict: check, cross, tilde.
[[nodiscard]] QString verdictMark(Verdict verdict);

/// The three sizes of text: the system's, titles, large figures.
[[nodiscard]] QFont titleFont();
[[nodiscard]] QFont figureFont();
/// The system's font with digits of equal width.
[[nodiscard]] QFont tabularFont();

/// An icon from resources/icons in the palette's text colour; follows changes of the palette.
[[nodiscard]] QIcon icon(const QString& name);

[[nodiscard]] QIcon programIcon();

/// How the window looks; System follows the desktop.
enum class Appearance { System, Light, Dark };
/// Sets the application's style and palette.
void applyAppearance(Appearance appearance);

} // namespace leap::ui
