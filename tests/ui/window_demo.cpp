// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window, page by page, as pictures to look at: window_demo FOLDER DATA [LABEL]
// [light|dark] [EPOCHS] [RANGES].
// Takes the platform and the scale from QT_QPA_PLATFORM and QT_SCALE_FACTOR.
#include "core/data/schema/field_edits.h"
#include "ui/main_window.h"
#include "ui/pages/fields/fields_page.h"
#include "ui/pages/report/report_page.h"
#include "ui/widgets/table_view.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QTextStream>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

using namespace leap::ui;
using State = AuditSession::State;

namespace {

/// Longest time for which the window's thread did not come back to its event loop.
class Pulse : public QObject {
public:
    Pulse()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this,
                [this] { m_longest = std::max(m_longest, m_since.restart() - kEvery); });
        m_since.start();
        m_timer.start(kEvery);
    }
    qint64 take()
    {
        const qint64 longest = m_longest;
        m_longest = 0;
        m_since.restart();
        return longest;
    }

private:
    static constexpr int kEvery = 5; ///< ms
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

class Tour {
public:
    Tour(MainWindow& window, QString folder, QString look)
        : m_window(window)
        , m_folder(std::move(folder))
        , m_look(std::move(look))
    {
        QDir().mkpath(m_folder);
    }

    void shoot(const QString& name)
    {
        settle();
        const QString path = QStringLiteral("%1/%2_%3.png").arg(m_folder, m_look, name);
        if (!m_window.grab().save(path))
            QTextStream(stderr) << "cannot write " << path << "\n";
        m_pulse.take(); // the grab itself
    }
    void shootPage(Step page, const QString& name)
    {
        m_window.showPage(page);
        shoot(name);
    }
    void shootAll(const QString& suffix)
    {
        const std::pair<Step, const char*> pages[]{
            {MainWindow::Data, "data"},         {MainWindow::Fields, "fields"},
            {MainWindow::Search, "search"},     {MainWindow::Decide, "decide"},
            {MainWindow::Evidence, "evidence"}, {MainWindow::Prove, "prove"},
            {MainWindow::Report, "report"}};
        for (const auto& [page, name] : pages)
            shootPage(page, QLatin1String(name) + QLatin1Char('_') + suffix);
    }
    /// Handles events until `done`, for two minutes at most.
    template <typename Done> bool await(Done done)
    {
        QElapsedTimer since;
        since.start();
        while (!done() && since.elapsed() < 120'000)
            QApplication::processEvents(QEventLoop::AllEvents, 20);
        return done();
    }
    void settle()
    {
        QElapsedTimer since;
        since.start();
        while (since.elapsed() < 300)
            QApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    bool idle()
    {
        return await([this] { return !m_window.bench().session().busy(); });
    }
    void sayStalls(const char* when)
    {
        QTextStream(stdout) << when << ": longest stall " << m_pulse.take() << " ms\n";
    }

private:
    MainWindow& m_window;
    QString m_folder;
    QString m_look;
    Pulse m_pulse;
};

/// How the data are read, what is left out, what was found.
void data(MainWindow& window, Tour& tour)
{
    window.showPage(MainWindow::Data);
    auto* reading = window.findChild<QToolButton*>(QStringLiteral("reading"));
    auto* tabs = window.findChild<QTabWidget*>(QStringLiteral("columnTabs"));
    reading->setChecked(true);
    tour.shoot(QStringLiteral("data_reading"));
    reading->setChecked(false);
    for (int tab = 1; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        tour.shoot(QStringLiteral("data_tab_%1").arg(tab));
    }
    tabs->setCurrentIndex(0);
}

void search(MainWindow& window, Tour& tour, int epochs)
{
    Workbench& bench = window.bench();
    leap::Settings settings;
    settings.epochs = epochs;
    settings.threads = 1;
    bench.study().setSettings(settings);
    window.showPage(MainWindow::Search);
    bench.startSearch();
    tour.await([&] { return bench.session().state() == State::Running || !bench.session().busy(); });
    tour.shoot(QStringLiteral("search_begins"));
    tour.await([&] { return !bench.run().epochs().empty() || !bench.session().busy(); });
    tour.shoot(QStringLiteral("search_running"));
    tour.await([&] { return bench.run().epochs().size() >= 2 || !bench.session().busy(); });
    tour.sayStalls("searching");
    bench.session().stop();
    tour.idle();
    tour.shoot(QStringLiteral("search_stopped"));
    bench.continueSearch();
    tour.idle();
    tour.sayStalls("to the end");
}

/// Two decisions, each with two trainings of either model.
void prove(MainWindow& window, Tour& tour, const QString& path)
{
    Workbench& bench = window.bench();
    bench.saveAudit(path);
    tour.idle();
    for (const int fields : {3, 12}) {
        leap::Rule rule = bench.study().rule();
        rule.topK = fields;
        bench.study().editRule(QStringLiteral("Top K"), rule);
        bench.prove(bench.proofPlan(leap::LossMetric::Auc, 1e-3, 2));
        window.showPage(MainWindow::Prove);
        tour.await([&] { return !bench.session().busy() || bench.session().proving(); });
        tour.shoot(QStringLiteral("prove_running"));
        tour.idle();
        tour.shoot(QStringLiteral("prove_top%1").arg(fields));
    }
    tour.sayStalls("proving");
}

/// The rule with the longest name and number, which only a run with a ledger offers.
void budgetByEarnings(MainWindow& window, Tour& tour)
{
    auto* rule = window.findChild<QComboBox*>(QStringLiteral("rule"));
    rule->setCurrentIndex(rule->findText(QStringLiteral("top earners, columns")));
    Q_EMIT rule->activated(rule->currentIndex());
    rule->setCurrentIndex(rule->findText(QStringLiteral("top earners, bytes")));
    Q_EMIT rule->activated(rule->currentIndex());
    tour.shootPage(MainWindow::Decide, QStringLiteral("decide_earnings"));
    window.bench().study().undoStack().undo();
    window.bench().study().undoStack().undo();
    window.showPage(MainWindow::Evidence);
}

/// Everything that a finished search can be asked; the tour ends on the decision with its evidence.
void gather(MainWindow& window, Tour& tour)
{
    window.showPage(MainWindow::Evidence);
    const std::pair<EvidenceAsk, const char*> asks[]{
        {{"ledger", {}}, "ledger"},
        {{"probes", {}}, "noise"},
        {{"searches", {{"seeds", 3}, {"half_samples", 1}, {"check_scale", true}}}, "searches"},
        {{"stepwise", {{"retrain_seeds", 2}}}, "stepwise"},
        {{"roi", {{"points", 4}, {"retrain_seeds", 2}}}, "roi"},
        {{"prune", {{"epochs", 2}}}, "prune"},
        {{"compare",
          {{"selectors", leap::Json::array({"leap", "shark"})}, {"search_seeds", 1}, {"retrain_seeds", 2}}},
         "compare"},
        {{"path", {{"below", 1}, {"above", 2}}}, "path"}};
    for (const auto& [ask, name] : asks) {
        window.bench().gather(ask);
        tour.shoot(QStringLiteral("evidence_running"));
        tour.idle();
        tour.shoot(QLatin1String("evidence_") + QLatin1String(name));
        if (ask.study == "ledger")
            budgetByEarnings(window, tour);
    }
    tour.shootPage(MainWindow::Decide, QStringLiteral("decide_evidence"));
    tour.sayStalls("gathering");
}

/// The report from top to end, and its files.
void report(MainWindow& window, Tour& tour, const QString& folder)
{
    window.showPage(MainWindow::Report);
    auto* page = window.findChild<ReportPage*>();
    page->saveHtml(folder + QStringLiteral("/report.html"));
    page->savePdf(folder + QStringLiteral("/report.pdf"));
    QScrollBar* bar = window.findChild<QTextBrowser*>(QStringLiteral("report"))->verticalScrollBar();
    for (int screen = 0; screen < 8; ++screen) {
        bar->setValue(screen * bar->pageStep());
        tour.shoot(QStringLiteral("report_%1").arg(screen));
    }
    tour.sayStalls("reporting");
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3) {
        QTextStream(stderr) << "usage: window_demo FOLDER DATA [LABEL] [light|dark] [EPOCHS] [RANGES]\n";
        return 2;
    }
    const QApplication app(argc, argv);
    const QString look = argc > 4 ? QString::fromLocal8Bit(argv[4]) : QStringLiteral("light");
    applyAppearance(look == QLatin1String("dark") ? Appearance::Dark : Appearance::Light);
    const QTemporaryDir scratch;
    QSettings settings(scratch.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    MainWindow window(settings);
    window.setAskUnsaved([](QWidget*, const QString&, bool) { return MainWindow::Unsaved::Discard; });
    window.show();
    Tour tour(window, QString::fromLocal8Bit(argv[1]), look);
    tour.shootAll(QStringLiteral("empty"));
    window.openFile(QString::fromLocal8Bit(argv[2]) + QStringLiteral(".missing"));
    tour.idle();
    tour.shoot(QStringLiteral("data_error"));
    OpenRequest request;
    request.files = {QString::fromLocal8Bit(argv[2])};
    request.propose.label.column = argc > 3 ? argv[3] : "";
    window.openData(request);
    tour.shoot(QStringLiteral("data_loading"));
    tour.idle();
    tour.sayStalls("opening");
    tour.shootAll(QStringLiteral("open"));
    data(window, tour);
    if (argc > 6) { // as imported, then with an overlap
        window.findChild<FieldsPage*>()->importFile(QString::fromLocal8Bit(argv[6]));
        tour.shootPage(MainWindow::Fields, QStringLiteral("fields_gaps"));
        Study& study = window.bench().study();
        study.editSchema(QStringLiteral("Overlap"), withSlice(study.schema(), 2, 5, 40));
        tour.shoot(QStringLiteral("fields_overlap"));
        window.findChild<QPushButton*>(QStringLiteral("repair"))->click();
        window.findChild<QPushButton*>(QStringLiteral("fillGaps"))->click();
        tour.shoot(QStringLiteral("fields_repaired"));
    }
    search(window, tour, argc > 5 ? QString::fromLocal8Bit(argv[5]).toInt() : 4);
    tour.shootAll(QStringLiteral("done"));
    window.findChild<TableView*>(QStringLiteral("verdicts"))->selectRow(0);
    leap::Rule rule = window.bench().study().rule();
    rule.kind = leap::Rule::Kind::TopK;
    rule.topK = 3;
    window.bench().study().editRule(QStringLiteral("Top 3"), rule);
    tour.shootPage(MainWindow::Decide, QStringLiteral("decide_top3"));
    gather(window, tour);
    prove(window, tour, scratch.filePath(QStringLiteral("demo.leap")));
    report(window, tour, QString::fromLocal8Bit(argv[1]));
    return 0;
}
