// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart.h"

#include <QPointF>
#include <QVector>

#include <optional>

namespace leap::ui {

/// Why a gate is where it is: loss, price and their sum as functions of the gate. The gate moves to where the
/// sum is lowest.
class ForceBalance final : public Chart {
    Q_OBJECT
public:
    struct Data {
        QString field;
        QVector<QPointF> loss; ///< (g, J(g) - J(1)), ascending g from 0 to 1
        QVector<double> error; ///< standard errors of the values of loss
        double lambda = 0; ///< the price of the open gate
        double gate = 0; ///< its value now
        bool operator==(const Data&) const = default;
    };
    explicit ForceBalance(QWidget* parent = nullptr);
    void setData(const std::optional<Data>& shown);

    [[nodiscard]] QSize sizeHint() const override { return {320, 280}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 140}; }
    [[nodiscard]] bool hasData() const override { return m_data.has_value(); }
    [[nodiscard]] QString tipAt(const QPointF& position) const override;

protected:
    void draw(const Canvas& canvas) override;
    [[nodiscard]] QString summary() const override;

private:
    struct Axis;
    [[nodiscard]] Axis axisIn(const QRectF& area, const ChartStyle& style) const;
    [[nodiscard]] double sumAt(int point) const;
    void drawGround(const Canvas& canvas, const Axis& axis) const;
    void drawKey(const Canvas& canvas) const;
    void drawLines(const Canvas& canvas, const Axis& axis) const;

    std::optional<Data> m_data;
};

} // namespace leap::ui
