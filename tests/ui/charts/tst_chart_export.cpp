// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "tests/ui/charts/paint_probe.h"
#include "tests/ui/charts/sample_course.h"
#include "ui/charts/base/chart_export.h"
#include "ui/charts/base/line_chart.h"
#include "ui/charts/decision/decision_bars.h"
#include "ui/charts/fields/field_ruler.h"
#include "ui/charts/gates/gate_heat_map.h"
#include "ui/charts/gates/gate_strip.h"

#include <QClipboard>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QtTest>

#include <functional>
#include <memory>

using namespace leap;
using namespace leap::ui;

using ChartPtr = std::shared_ptr<Chart>;
Q_DECLARE_METATYPE(ChartPtr)

namespace {

ChartPtr heatMap()
{
    auto chart = std::make_shared<GateHeatMap>();
    chart->setFields(sampleNames(26));
    chart->setCourse(sampleCourse(26, 200));
    return chart;
}

ChartPtr strip()
{
    auto chart = std::make_shared<GateStrip>();
    chart->setFields(sampleNames(3));
    chart->setGates({0.1, 0.5, 0.9});
    return chart;
}

ChartPtr lines()
{
    auto chart = std::make_shared<LineChart>();
    chart->setSeries(0, QStringLiteral("loss"), 0, {{1, 0.7}, {2, 0.6}, {3, 0.55}});
    return chart;
}

ChartPtr bars()
{
    auto chart = std::make_shared<DecisionBars>();
    chart->setBars({{0, QStringLiteral("month"), 0.9, Verdict::Keep, false, {}},
                    {1, QStringLiteral("day"), 0.2, Verdict::Uncertain, false, {}}});
    return chart;
}

ChartPtr ruler()
{
    auto chart = std::make_shared<FieldRuler>();
    chart->setFields({{"month", 0, 8}, {"day", 8, 12}}, 14);
    return chart;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestChartExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyAppearance(Appearance::Dark); // exports are on white all the same
        QVERIFY(m_folder.isValid());
    }

    void everyChart_data()
    {
        QTest::addColumn<ChartPtr>("chart");
        QTest::newRow("heat map") << heatMap();
        QTest::newRow("strip") << strip();
        QTest::newRow("lines") << lines();
        QTest::newRow("bars") << bars();
        QTest::newRow("ruler") << ruler();
        QTest::newRow("empty") << ChartPtr(std::make_shared<LineChart>());
    }
    void everyChart()
    {
        QFETCH(ChartPtr, chart);
        chart->resize(480, 240);
        const QSizeF expected = chart->paperSize() + QSizeF(24, 24);

        exportChart(chart.get(), path("chart.png"));
        const QImage png(path("chart.png"));
        QCOMPARE(png.size(), (expected * 2).toSize());
        QCOMPARE(png.pixel(1, 1), QColor(Qt::white).rgb());
        QVERIFY(coloursIn(png) > 2);

        exportChart(chart.get(), path("chart.svg"));
        QSvgRenderer svg(path("chart.svg"));
        QVERIFY(svg.isValid());
        QCOMPARE(svg.viewBoxF().size(), expected);
        QVERIFY(contentOf(path("chart.svg")).contains("<text"));

        exportChart(chart.get(), path("chart.pdf"));
        const QByteArray pdf = contentOf(path("chart.pdf"));
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pdf.size() > 1000);
    }

    void linesStayVectors()
    {
        const ChartPtr chart = lines();
        chart->resize(480, 240);
        exportChart(chart.get(), path("lines.svg"));
        QVERIFY(!contentOf(path("lines.svg")).contains("<image"));
    }

    void anotherEndingIsRefused()
    {
        const ChartPtr chart = lines();
        QVERIFY_THROWS_EXCEPTION(InputError, exportChart(chart.get(), path("chart.bmp")));
        QVERIFY_THROWS_EXCEPTION(InputError, exportChart(chart.get(), path("chart")));
        QVERIFY(!QFile::exists(path("chart.bmp")));
    }

    void anUnwritableFolderIsAnError()
    {
        const ChartPtr chart = lines();
        for (const char* name : {"nowhere/chart.png", "nowhere/chart.svg", "nowhere/chart.pdf"})
            QVERIFY_THROWS_EXCEPTION(Error, exportChart(chart.get(), path(name)));
    }

    void nothingIsLeftBehind()
    {
        QTemporaryDir folder;
        const ChartPtr chart = strip();
        exportChart(chart.get(), folder.filePath("chart.svg"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), (QStringList{"chart.svg"}));
    }

    void copies()
    {
        const ChartPtr chart = strip();
        chart->resize(480, 120);
        copyChart(chart.get());
        QCOMPARE(QGuiApplication::clipboard()->image().size(), QSize(2 * 504, 2 * 144));
    }

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QTemporaryDir m_folder;
};

QTEST_MAIN(TestChartExport)
#include "tst_chart_export.moc"
