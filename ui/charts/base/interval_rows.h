// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart.h"

#include <QVector>

#include <optional>

namespace leap::ui {

/// One line of IntervalRows.
struct IntervalRow {
    int id = 0;
    QString name;
    double value = 0;
    double low = 0; ///< of the interval
    double high = 0;
    std::optional<double> mark; ///< another value to compare it with, as a tick
    bool beyond = false; ///< beyond chance: drawn as a full dot, else a hollow one
    bool operator==(const IntervalRow&) const = default;
};

/// Values with their intervals, one line each, on an axis with 0 and optionally the noise floor. Wheel and
/// keys scroll if lines do not fit; a click or the arrow keys select one.
class IntervalRows final : public Chart {
    Q_OBJECT
public:
    struct Data {
        QVector<IntervalRow> rows;
        std::optional<double> floor; ///< a vertical line
        QString floorText;
        QString unit; ///< below the axis
        QString key; ///< short legend of dot, line and tick
        void sort(); ///< highest values first
        bool operator==(const Data&) const = default;
    };
    explicit IntervalRows(QWidget* parent = nullptr);
    void setData(const Data& shown);
    void setSelected(int id); ///< -1: none
    [[nodiscard]] int selected() const { return m_selected; }
    [[nodiscard]] int firstRow() const { return m_first; }

    [[nodiscard]] QSize sizeHint() const override { return {480, 280}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {280, 140}; }
    [[nodiscard]] QSizeF paperSize() const override;
    [[nodiscard]] bool hasData() const override { return !m_data.rows.isEmpty(); }
    [[nodiscard]] QString tipAt(const QPointF& position) const override;

Q_SIGNALS:
    void chosen(int id);

protected:
    void draw(const Canvas& canvas) override;
    [[nodiscard]] QString summary() const override;
    void relayout() override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Layout;
    [[nodiscard]] Layout layoutIn(const QRectF& area, const ChartStyle& style, bool all) const;
    void drawAxis(const Canvas& canvas, const Layout& layout) const;
    void drawRow(const Canvas& canvas, const Layout& layout, int row) const;
    [[nodiscard]] int rowAt(const QPointF& position) const; ///< -1: none
    [[nodiscard]] int selectedRow() const;
    void scrollTo(int first);
    void choose(int row);

    Data m_data;
    int m_selected = -1;
    int m_first = 0; ///< the first visible line
};

} // namespace leap::ui
