// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/gates/dot_stack.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leap::ui {
namespace {

QVector<DotStack::Dot> dotsByX(const QVector<double>& values, double left, double width)
{
    QVector<DotStack::Dot> dots;
    for (int index = 0; index < values.size(); ++index) {
        if (!std::isnan(values[index]))
            dots.append({index, left + std::clamp(values[index], 0.0, 1.0) * width, 0});
    }
    std::stable_sort(dots.begin(), dots.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    return dots;
}

/// Compresses dots [from, to), whose rises are levels, into the height.
void press(DotStack& stack, int from, int to, double radius, double height)
{
    const auto highest = std::max_element(stack.dots.begin() + from, stack.dots.begin() + to,
                                          [](const auto& a, const auto& b) { return a.rise < b.rise; });
    const double top = highest->rise;
    const double free = 2 * radius + 1;
    const double spacing = top > 0 ? std::min(free, height / top) : free;
    for (int at = from; at < to; ++at)
        stack.dots[at].rise *= spacing;
    if (spacing < radius / 2)
        stack.crowds.append({highest->x, to - from});
}

} // namespace

DotStack stackDots(const QVector<double>& values, double left, double width, double radius, double height)
{
    DotStack stack;
    stack.dots = dotsByX(values, left, width);
    QVector<double> lastOfLevel;
    int clusterBegin = 0;
    double clusterRight = -std::numeric_limits<double>::infinity();
    for (int at = 0; at < stack.dots.size(); ++at) {
        DotStack::Dot& dot = stack.dots[at];
        if (dot.x - clusterRight >= 2 * radius) {
            if (at > clusterBegin)
                press(stack, clusterBegin, at, radius, height);
            clusterBegin = at;
            lastOfLevel.clear();
        }
        const auto level = std::find_if(lastOfLevel.begin(), lastOfLevel.end(),
                                        [&](double last) { return dot.x - last >= 2 * radius; });
        dot.rise = static_cast<double>(level - lastOfLevel.begin());
        if (level == lastOfLevel.end())
            lastOfLevel.append(dot.x);
        else
            *level = dot.x;
        clusterRight = dot.x;
    }
    if (!stack.dots.isEmpty())
        press(stack, clusterBegin, static_cast<int>(stack.dots.size()), radius, height);
    return stack;
}

} // namespace leap::ui
