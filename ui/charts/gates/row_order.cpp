// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/gates/row_order.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace leap::ui {
namespace {

double sortKey(double value)
{
    return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
}

QVector<int> sortedFrom(QVector<int> order, const QVector<double>& values)
{
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return sortKey(values[a]) > sortKey(values[b]); });
    return order;
}

} // namespace

QVector<int> sortedRows(const QVector<double>& values)
{
    QVector<int> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    return sortedFrom(std::move(order), values);
}

QVector<int> steadyRows(const QVector<int>& order, const QVector<double>& values, double slack)
{
    double lowestAbove = std::numeric_limits<double>::infinity();
    for (const int row : order) {
        const double value = sortKey(values[row]);
        if (value > lowestAbove + slack)
            return sortedFrom(order, values);
        lowestAbove = std::min(lowestAbove, value);
    }
    return order;
}

} // namespace leap::ui
