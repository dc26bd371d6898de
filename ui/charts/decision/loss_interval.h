// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart.h"

#include <optional>

namespace leap::ui {

/// The loss of a pruned model with its bounds, on an axis with 0 and the margin: absence of loss is shown if
/// the whole bar is left of the margin.
class LossInterval : public Chart {
    Q_OBJECT
public:
    struct Data {
        double loss = 0; ///< positive = the pruned model is worse
        double lower = 0; ///< one-sided 95 % bounds
        double upper = 0;
        double margin = 0; ///< > 0
        QString metric; ///< "AUC"
        bool operator==(const Data&) const = default;
    };
    explicit LossInterval(QWidget* parent = nullptr);
    void setData(const std::optional<Data>& shown);

    [[nodiscard]] QSize sizeHint() const override { return {560, 200}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 160}; }
    [[nodiscard]] bool hasData() const override { return m_data.has_value(); }
    [[nodiscard]] QString tipAt(const QPointF& position) const override;

protected:
    void draw(const Canvas& canvas) override;
    [[nodiscard]] QString summary() const override;

private:
    struct Axis;
    [[nodiscard]] Axis axisIn(const QRectF& area, const ChartStyle& style) const;
    void drawGround(const Canvas& canvas, const Axis& axis) const;
    void drawTicks(const Canvas& canvas, const Axis& axis) const;
    void drawBar(const Canvas& canvas, const Axis& axis) const;
    [[nodiscard]] bool held() const { return m_data->upper < m_data->margin; }

    std::optional<Data> m_data;
};

} // namespace leap::ui
