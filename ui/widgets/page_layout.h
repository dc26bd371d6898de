// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>
#include <Qt>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;
class QWidget;

namespace leap::ui {

/// The frame of every page: its message above its content, with the same margins.
void layOutPage(QWidget* page, QWidget* message, QWidget* content);

/// A page's name, in the size of titles.
[[nodiscard]] QLabel* makeTitle(const QString& text, QWidget* parent);

/// Facts in grey next to a title; cut off rather than widening the page.
[[nodiscard]] QLabel* makeFacts(QWidget* parent);

/// The line at the head of a page: the title, facts that take the room, and what can be done.
[[nodiscard]] QHBoxLayout* makeHeading(QLabel* title, QLabel* facts, const QVector<QWidget*>& actions);

/// A vertical layout for `widget` without margins.
QVBoxLayout* columnLayout(QWidget* widget, int spacing);

/// Two parts with a handle between them; neither can be closed. @param shares in grid units
[[nodiscard]] QWidget* makeSplit(Qt::Orientation direction, QWidget* first, int firstShare, QWidget* second,
                                 int secondShare, QWidget* parent);

} // namespace leap::ui
