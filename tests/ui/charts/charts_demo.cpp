// SPDX-License-Identifier: GPL-3.0-or-later
// Draws every chart with made-up data into PNG files, light and dark: charts_demo FOLDER [device pixel ratio]
#include "tests/ui/charts/sample_course.h"
#include "ui/charts/base/chart_export.h"
#include "ui/charts/base/line_chart.h"
#include "ui/charts/decision/decision_bars.h"
#include "ui/charts/fields/field_ruler.h"
#include "ui/charts/gates/gate_heat_map.h"
#include "ui/charts/gates/gate_strip.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTextStream>

#include <functional>

using namespace leap;
using namespace leap::ui;

namespace {

constexpr int kStride = 8;

StepPlan planFor(const Trajectory& course)
{
    const qint64 last = course.steps.back();
    return {last / 5, last / 5 * 6};
}

QVector<double> gatesNow(const Trajectory& course)
{
    return {course.gates.end() - course.fields, course.gates.end()};
}

QVector<StepMark> marksOf(const Trajectory& course)
{
    const qint64 last = course.steps.back();
    return {{last / 3, QStringLiteral("alpha 0.0136 -> 0.02")},
            {last * 2 / 3, QStringLiteral("tau 0.2 -> 0.1")}};
}

QVector<QPointF> lineOf(const Trajectory& course, const std::vector<float>& values, int field)
{
    QVector<QPointF> points;
    for (int64_t point = 0; point < course.points(); ++point)
        points.append({static_cast<double>(course.steps[static_cast<size_t>(point)]),
                       static_cast<double>(values[static_cast<size_t>(point * course.fields + field)])});
    return points;
}

class Gallery {
public:
    explicit Gallery(QString folder)
        : m_folder(std::move(folder))
    {
        QDir().mkpath(m_folder);
    }
    void show(Chart& chart, const QSize& size, const QString& name)
    {
        chart.resize(size);
        chart.show();
        QCoreApplication::processEvents();
        QElapsedTimer timer;
        timer.start();
        const QPixmap picture = chart.grab();
        say(name, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        picture.save(m_folder + u'/' + name + QStringLiteral(".png"));
    }
    void say(const QString& what, double milliseconds) { m_out << what << ": " << milliseconds << " ms\n"; }
    [[nodiscard]] QString path(const QString& name) const { return m_folder + u'/' + name; }

private:
    QString m_folder;
    QTextStream m_out{stdout};
};

void heatMaps(Gallery& gallery, const QString& look)
{
    const auto course = sampleCourse(26, 900, kStride);
    GateHeatMap map;
    map.setFields(sampleNames(26));
    map.setStepPlan(planFor(*course));
    map.setLive(true);
    map.setCourse(course);
    map.setNow(course->steps.back(), gatesNow(*course));
    map.setMarks(marksOf(*course));
    gallery.show(map, {860, 460}, QStringLiteral("heat_live_") + look);
    map.setCursor(1840);
    map.setSelection({6, 0, 18});
    gallery.show(map, {860, 460}, QStringLiteral("heat_cursor_") + look);
    map.setLive(false);
    gallery.show(map, {520, 260}, QStringLiteral("heat_small_") + look);
    const auto wide = sampleCourse(500, 2000, kStride);
    GateHeatMap all;
    all.setFields(sampleNames(500));
    all.setStepPlan(planFor(*wide));
    all.setCourse(wide);
    all.sortRows();
    all.setSelection({3, 7});
    gallery.show(all, {860, 460}, QStringLiteral("heat_500_") + look);
    all.showSteps(3000, 9000);
    gallery.show(all, {860, 460}, QStringLiteral("heat_500_zoomed_") + look);
    GateHeatMap empty;
    gallery.show(empty, {520, 200}, QStringLiteral("heat_empty_") + look);
}

void strips(Gallery& gallery, const QString& look)
{
    for (const int fields : {26, 500}) {
        const auto course = sampleCourse(fields, 900, kStride);
        GateStrip strip;
        strip.setFields(sampleNames(fields));
        strip.setGates(gatesNow(*course));
        strip.setCountText(QStringLiteral("%1 of %2 settled").arg(fields - 5).arg(fields));
        strip.setSelection({6, 0});
        gallery.show(strip, {860, 96}, QStringLiteral("strip_%1_").arg(fields) + look);
    }
}

void lines(Gallery& gallery, const QString& look)
{
    const auto course = sampleCourse(26, 900, kStride);
    LineChart gates;
    gates.setTitle(QStringLiteral("Selected fields"));
    gates.setValueRange(0, 1);
    gates.setValueText(gateText);
    gates.setStepPlan(planFor(*course));
    gates.setMarks(marksOf(*course));
    for (const int field : {0, 3, 6, 7, 10, 13, 18})
        gates.setSeries(field, sampleNames(26)[field], field, lineOf(*course, course->gates, field));
    gallery.show(gates, {440, 240}, QStringLiteral("lines_gates_") + look);
    gates.setCursor(1841);
    for (int field = 0; field < 26; ++field)
        gates.setSeries(field, sampleNames(26)[field], field, lineOf(*course, course->gates, field));
    gates.setLive(true);
    gallery.show(gates, {640, 300}, QStringLiteral("lines_26_live_") + look);
    LineChart loss;
    loss.setTitle(QStringLiteral("Loss"));
    loss.setStepPlan(planFor(*course));
    Trajectory single = *course;
    single.fields = 1;
    loss.setSeries(0, QStringLiteral("training"), 0, lineOf(single, course->trainLoss, 0));
    loss.setSeries(1, QStringLiteral("gate batches"), 1, lineOf(single, course->gateLoss, 0));
    gallery.show(loss, {440, 200}, QStringLiteral("lines_loss_") + look);
    LineChart auc;
    auc.setTitle(QStringLiteral("Validation AUC"));
    auc.setStepPlan(planFor(*course));
    auc.setValueText(aucText);
    QVector<QPointF> points;
    for (int epoch = 1; epoch <= 5; ++epoch)
        points.append({static_cast<double>(epoch * planFor(*course).stepsPerEpoch), 0.776 - 0.05 / epoch});
    auc.setSeries(0, QStringLiteral("AUC"), 0, points);
    gallery.show(auc, {440, 200}, QStringLiteral("lines_auc_") + look);
    LineChart lambda;
    for (const int field : {0, 3, 6})
        lambda.setSeries(field, sampleNames(26)[field], field, lineOf(*course, course->lambda, field));
    gallery.show(lambda, {300, 160}, QStringLiteral("lines_lambda_") + look);
}

/// One tick of a live window: every line gets a new last point and the chart is painted.
void liveTicks(Gallery& gallery)
{
    constexpr int kTicks = 20;
    const auto course = sampleCourse(40, 1000, kStride);
    LineChart chart;
    chart.setLive(true);
    chart.setValueRange(0, 1);
    chart.resize(640, 300);
    chart.show();
    QVector<QVector<QPointF>> all;
    for (int field = 0; field < 40; ++field)
        all.append(lineOf(*course, course->gates, field));
    QElapsedTimer timer;
    timer.start();
    for (int tick = 0; tick < kTicks; ++tick) {
        for (int field = 0; field < 40; ++field)
            chart.setSeries(field, sampleNames(40)[field], field, all[field].mid(0, 1000 - kTicks + tick));
        chart.grab();
    }
    gallery.say(QStringLiteral("a tick of 40 lines x 1000 points"),
                static_cast<double>(timer.nsecsElapsed()) / 1e6 / kTicks);
}

void bars(Gallery& gallery, const QString& look)
{
    const auto course = sampleCourse(26, 900, kStride);
    const QVector<double> gates = gatesNow(*course);
    QVector<DecisionBar> all;
    for (int field = 0; field < 26; ++field) {
        DecisionBar bar{field,        sampleNames(26)[field],
                        gates[field], gates[field] > 0.5 ? Verdict::Keep : Verdict::Drop,
                        false,        {}};
        if (field == 9 || field == 4)
            bar.verdict = Verdict::Uncertain;
        if (field == 5) {
            bar.verdict = Verdict::Keep;
            bar.forced = true;
        }
        all.append(bar);
    }
    DecisionBars chart;
    chart.setBars(all);
    chart.setSelection({15});
    gallery.show(chart, {620, 420}, QStringLiteral("bars_26_") + look);
    for (const char* ending : {".png", ".svg", ".pdf"})
        exportChart(&chart, gallery.path(QStringLiteral("bars_export_") + look + QLatin1String(ending)));
}

void rulers(Gallery& gallery, const QString& look)
{
    for (const int fields : {26, 500}) {
        QVector<RulerField> row;
        qint64 at = 0;
        for (int field = 0; field < fields; ++field) {
            const qint64 width = field % 7 == 0 ? 64 : field % 3 == 0 ? 1 : 8 + field % 5 * 8;
            row.append({sampleNames(fields)[field], at, at + width});
            at += width;
        }
        row[4].end -= 5;
        row[11].end += 6;
        FieldRuler ruler;
        ruler.setFields(row, at);
        ruler.setSelection({7});
        gallery.show(ruler, {860, 112}, QStringLiteral("ruler_%1_").arg(fields) + look);
        ruler.reveal(12);
        gallery.show(ruler, {860, 112}, QStringLiteral("ruler_%1_near_").arg(fields) + look);
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        QTextStream(stderr) << "usage: charts_demo FOLDER [device pixel ratio]\n";
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    if (argc > 2)
        qputenv("QT_SCALE_FACTOR", argv[2]);
    const QApplication app(argc, argv);
    Gallery gallery(QString::fromLocal8Bit(argv[1]));
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        applyAppearance(appearance);
        const QString look =
            appearance == Appearance::Light ? QStringLiteral("light") : QStringLiteral("dark");
        heatMaps(gallery, look);
        strips(gallery, look);
        lines(gallery, look);
        bars(gallery, look);
        rulers(gallery, look);
    }
    liveTicks(gallery);
    return 0;
}
