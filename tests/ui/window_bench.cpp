// SPDX-License-Identifier: GPL-3.0-or-later
// What an open window costs a search: window_bench DATA LABEL [EPOCHS [REPEATS]]. Processor time of the
// search's thread without any window and with the search page shown, in turn, and the longest time for which
// the window's thread did not answer. At the end, how long each page takes until it is painted: the first
// time, and again. Takes the platform from QT_QPA_PLATFORM.
#include "core/audit/audit_run.h"
#include "ui/main_window.h"
#include "ui/pages/steps.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <thread>

using namespace leap;
using namespace leap::ui;

namespace {

double secondsOf(clockid_t clock)
{
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Processor time since it was made: of all threads but this one, and of this one.
struct Load {
    double all = secondsOf(CLOCK_PROCESS_CPUTIME_ID);
    double own = secondsOf(CLOCK_THREAD_CPUTIME_ID);
    [[nodiscard]] double ofOthers() const { return secondsOf(CLOCK_PROCESS_CPUTIME_ID) - all - ofOwn(); }
    [[nodiscard]] double ofOwn() const { return secondsOf(CLOCK_THREAD_CPUTIME_ID) - own; }
};

Settings settingsFor(int epochs)
{
    Settings settings;
    settings.epochs = epochs;
    settings.threads = 1;
    settings.alpha = 0.01;
    settings.patience = 0;
    return settings;
}

/// Microseconds a step of the search's thread, with nobody looking.
double searchAlone(const std::shared_ptr<const Dataset>& dataset, int epochs)
{
    const Load load;
    int64_t steps = 0;
    std::thread worker([&] {
        RunControl control;
        TrainObserver nobody;
        steps = searchAndRecord(dataset, {}, settingsFor(epochs), control, nobody).result.steps;
    });
    worker.join();
    return load.ofOthers() / static_cast<double>(steps) * 1e6;
}

struct Watched {
    double stepMicros;
    double ownShare; ///< of the wall time that the window's thread was busy
    qint64 longestStall; ///< ms
};

Watched searchWatched(MainWindow& window)
{
    constexpr int kEvery = 5; // ms
    Workbench& bench = window.bench();
    qint64 longest = 0;
    QElapsedTimer beat;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, [&] { longest = std::max(longest, beat.restart() - kEvery); });
    std::optional<Load> load; // once the first step is done: the rows are encoded then
    QElapsedTimer wall;
    int64_t firstStep = 0;
    bench.startSearch();
    beat.start();
    timer.start(kEvery);
    while (bench.session().busy()) {
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (!load && bench.run().newest().step > 0) {
            load.emplace();
            wall.start();
            firstStep = bench.run().newest().step;
        }
    }
    const auto steps = static_cast<double>(bench.run().newest().step - firstStep);
    return {load->ofOthers() / steps * 1e6, load->ofOwn() / static_cast<double>(wall.elapsed()) * 1e3,
            longest};
}

/// Milliseconds until a page that was not seen is there.
qint64 timeOf(MainWindow& window, Step step)
{
    QElapsedTimer wall;
    wall.start();
    window.showPage(step);
    QApplication::processEvents();
    return wall.elapsed();
}

void timePages(MainWindow& window, QTextStream& out)
{
    for (int round = 0; round < 2; ++round) {
        out << (round == 0 ? "pages, first:" : "pages, again:");
        for (const StepEntry& entry : steps())
            out << ' ' << stepTitle(entry) << ' ' << timeOf(window, entry.step) << " ms";
        out << '\n';
    }
}

} // namespace

int main(int argc, char** argv)
{
    QTextStream out(stdout);
    if (argc < 3) {
        out << "usage: window_bench DATA LABEL [EPOCHS [REPEATS]]\n";
        return 2;
    }
    const QApplication app(argc, argv);
    const int epochs = argc > 3 ? std::atoi(argv[3]) : 5;
    const int repeats = argc > 4 ? std::atoi(argv[4]) : 3;
    const QTemporaryDir scratch;
    QSettings stored(scratch.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    MainWindow window(stored);
    window.setAskUnsaved([](QWidget*, const QString&, bool) { return MainWindow::Unsaved::Discard; });
    window.show();
    OpenRequest request;
    request.files = {QString::fromLocal8Bit(argv[1])};
    request.propose.label.column = argv[2];
    window.openData(request);
    while (window.bench().session().busy())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    window.bench().study().setSettings(settingsFor(epochs));
    window.showPage(MainWindow::Search);
    Progress progress;
    const auto table = loadTable({argv[1]}, {}, progress);
    const auto dataset = table->encode(window.bench().study().schema(), {}, 0, progress);
    for (int i = 0; i < repeats; ++i) {
        const double alone = searchAlone(dataset, epochs);
        const Watched watched = searchWatched(window);
        out << QStringLiteral(
                   "alone %1 us a step, watched %2 us (%3 %), window's thread busy %4 %, longest stall "
                   "%5 ms\n")
                   .arg(alone, 0, 'f', 1)
                   .arg(watched.stepMicros, 0, 'f', 1)
                   .arg((watched.stepMicros / alone - 1) * 100, 0, 'f', 1)
                   .arg(watched.ownShare * 100, 0, 'f', 1)
                   .arg(watched.longestStall);
        out.flush();
    }
    timePages(window, out);
    return 0;
}
