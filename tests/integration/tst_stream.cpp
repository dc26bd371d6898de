// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_data.h"
#include "core/audit/audit_run.h"
#include "core/audit/file/audit_file.h"
#include "core/base/random.h"
#include "tests/support/error_text.h"
#include "tests/support/stop_at.h"

#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>

using namespace leap;
using namespace leap::test;

namespace {

constexpr int64_t kRows = 48'000;
constexpr int64_t kDrift = kRows * 3 / 10; ///< rows before it: "early" says most of the label

/// A log whose world changes: until kDrift the label follows "early" (P = .85 or .15), afterwards "late";
/// "noise" never says anything.
void writeDriftingLog(const std::filesystem::path& path)
{
    std::ofstream out(path);
    out << "clock,early,late,noise,y\n";
    RandomStream draw(streamKey(9, "drifting log"));
    for (int64_t row = 0; row < kRows; ++row) {
        const uint64_t early = draw.nextBelow(4), late = draw.nextBelow(4), noise = draw.nextBelow(4);
        const bool up = (row < kDrift ? early : late) < 2;
        const bool positive = draw.nextBelow(100) < (up ? 85u : 15u);
        out << row << ",e" << early << ",l" << late << ",n" << noise << ',' << (positive ? 1 : 0) << '\n';
    }
}

double gateOf(const RunRecord& run, const std::string& name)
{
    for (const FieldScore& field : run.result.ranking.fields) {
        if (field.name == name)
            return field.gate;
    }
    return std::nan("");
}

/// A field's gate at the recorded step nearest before `step`.
double gateAt(const RunRecord& run, size_t field, int64_t step)
{
    const Trajectory& course = run.result.trajectory;
    const auto after = std::upper_bound(course.steps.begin(), course.steps.end(), step);
    const auto point = static_cast<size_t>(after - course.steps.begin() - 1);
    return static_cast<double>(course.gates[point * static_cast<size_t>(course.fields) + field]);
}

} // namespace

/// Single passes over a time-ordered log through the facade of command line and window.
class TestStream : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    AuditRequest m_request;

    static RunRecord run(const AuditRequest& request)
    {
        Progress progress;
        RunControl control;
        TrainObserver observer;
        return runAudit(request, progress, control, observer);
    }
    static void refuses(const std::function<void()>& action, const char* part)
    {
        const QString message = inputErrorOf(action);
        QVERIFY2(message.contains(part), qPrintable(message));
    }
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        qputenv("XDG_CACHE_HOME", m_folder.filePath("cache").toUtf8());
        writeDriftingLog(path("log.csv"));
        m_request.files = {path("log.csv")};
        m_request.propose.label.column = "y";
        m_request.propose.exclude = {"clock"};
        m_request.propose.allCategorical = true;
        m_request.split = parseSplit("time:clock");
        m_request.settings.singlePass = true;
        m_request.settings.batch = 32;
        m_request.settings.learningRate = 5e-3;
        m_request.settings.threads = 1;
        m_request.settings.device = DeviceChoice::Cpu;
    }

    /// Over the stream the gate of what was once useful falls and that of what is useful now is held; a
    /// search of the same rows in shuffled order holds both.
    void gatesFollowTheStream()
    {
        AuditRequest request = m_request;
        request.settings.alpha = 0.02;
        request.settings.gateLearningRate = 0.02;
        const RunRecord stream = run(request);
        QCOMPARE(stream.result.outcome, RunOutcome::Finished);
        QCOMPARE(splitText(stream.source.split), std::string("stream:clock"));
        QCOMPARE(stream.result.epochs.size(), size_t{20});
        request.settings.singlePass = false;
        request.settings.epochs = 2;
        request.split = stream.source.split;
        const RunRecord shuffled = run(request);
        const int64_t before = 7 * stream.result.epochs.front().step; // .3 / .85 of the stream
        const auto text = [](const RunRecord& one) {
            return QString("early %1, late %2, noise %3")
                .arg(gateOf(one, "early"))
                .arg(gateOf(one, "late"))
                .arg(gateOf(one, "noise"));
        };
        QVERIFY2(gateAt(stream, 0, before) > 0.8, qPrintable(QString::number(gateAt(stream, 0, before))));
        QVERIFY2(gateOf(stream, "early") < 0.2, qPrintable(text(stream)));
        QVERIFY2(gateOf(stream, "late") > 0.8, qPrintable(text(stream)));
        QVERIFY2(gateOf(stream, "noise") < 0.2, qPrintable(text(stream)));
        QVERIFY2(gateOf(shuffled, "early") > 0.5, qPrintable(text(shuffled)));
        QVERIFY2(gateOf(shuffled, "late") > 0.5, qPrintable(text(shuffled)));
    }

    /// The figure of a block is of the model before it learnt from it: good within either world (the best AUC
    /// is .85), poor on the first block of the new one. Had the block been trained on before, it would not
    /// be.
    void aBlockIsJudgedBeforeItIsLearnt()
    {
        AuditRequest request = m_request;
        request.settings.alpha = 0.01;
        const RunRecord stream = run(request);
        const auto& blocks = stream.result.epochs;
        const double before = blocks[5].validationAuc.value; // on block 7, the last of the old world
        const double first = blocks[6].validationAuc.value; // on block 8, nearly all of it new
        const double meeting = blocks[7].validationAuc.value; // on block 9, after one block of the new world
        QVERIFY2(before > 0.8, qPrintable(QString::number(before)));
        QVERIFY2(first < 0.65, qPrintable(QString::number(first)));
        QVERIFY2(meeting > first, qPrintable(QString::number(meeting)));
        QVERIFY2(blocks.back().validationAuc.value > 0.8,
                 qPrintable(QString::number(blocks.back().validationAuc.value)));
        QCOMPARE(stream.result.bestEpoch, int64_t{20});
        QCOMPARE(stream.result.testAuc.value, stream.result.testAucBest.value);
        const std::string table = blocksTable(stream);
        QVERIFY(table.find("block 20") != std::string::npos);
        QVERIFY(table.find("validation") != std::string::npos);
    }

    /// A field that all rows of a batch share is named, one that varies is not.
    void saysWhatHardlyVariesWithinABatch()
    {
        std::ifstream in(path("log.csv"));
        std::ofstream out(path("slow.csv"));
        std::string line;
        for (int64_t row = -1; std::getline(in, line); ++row)
            out << line << (row < 0 ? ",season" : row < kRows / 10 ? ",s0" : ",s1") << '\n';
        out.close();
        AuditRequest request = m_request;
        request.files = {path("slow.csv")};
        request.settings.batch = 128;
        request.settings.alpha = 0.01;
        const RunRecord slow = run(request);
        QVERIFY(std::any_of(slow.result.messages.begin(), slow.result.messages.end(), [](const auto& text) {
            return text.starts_with("Within a batch these fields hardly vary") && text.ends_with("time.")
                && text.find("say little: season.") != std::string::npos;
        }));
    }

    void sameSeedAndResumeAreBitEqual_data()
    {
        QTest::addColumn<QString>("backbone");
        QTest::addColumn<QString>("search");
        QTest::newRow("fused, bilevel") << "wide-deep"
                                        << "bilevel";
        QTest::newRow("fused, joint") << "wide-deep"
                                      << "joint";
        QTest::newRow("autograd, bilevel") << "mlp"
                                           << "bilevel";
    }
    void sameSeedAndResumeAreBitEqual()
    {
        QFETCH(QString, backbone);
        QFETCH(QString, search);
        AuditRequest request = m_request;
        request.settings.batch = 128;
        request.settings.network.backbone = backbone.toStdString();
        request.settings.search = parseName<SearchMode>(search.toStdString());
        const RunRecord whole = run(request);
        QCOMPARE(whole.result.outcome, RunOutcome::Finished);
        QVERIFY(whole.result.plan.alphaAuto && whole.result.plan.alpha > 0);
        QVERIFY(run(request).result.state == whole.result.state);
        const int64_t blockLength = whole.result.epochs.front().step;
        for (const int64_t stopStep : {int64_t{1}, blockLength, blockLength + 3, whole.result.steps - 1}) {
            Progress progress;
            RunControl control;
            StopAt stopper(control, stopStep);
            request.out = path("part.leap");
            const RunRecord part = runAudit(request, progress, control, stopper);
            QCOMPARE(part.result.outcome, RunOutcome::Stopped);
            QCOMPARE(part.result.steps, stopStep);
            AuditRequest resume;
            resume.resume = path("part.leap");
            const RunRecord rest = run(resume);
            QCOMPARE(rest.result.outcome, RunOutcome::Finished);
            QVERIFY(rest.settings == whole.settings);
            QVERIFY(rest.result.plan == whole.result.plan);
            QVERIFY(rest.result.trajectory.gates == whole.result.trajectory.gates);
            QVERIFY(rest.result.state.at("gates/theta") == whole.result.state.at("gates/theta"));
            QCOMPARE(rest.result.testAuc.value, whole.result.testAuc.value);
            QCOMPARE(rest.result.epochs.size(), whole.result.epochs.size());
            for (size_t i = 0; i < rest.result.epochs.size(); ++i) {
                QCOMPARE(rest.result.epochs[i].validationAuc.value,
                         whole.result.epochs[i].validationAuc.value);
                QCOMPARE(rest.result.epochs[i].trainLoss, whole.result.epochs[i].trainLoss);
            }
        }
    }

    /// A stream has one order: from disk it is the same run, bit for bit, and may go on in memory.
    void fromDiskEqualsInMemory()
    {
        AuditRequest request = m_request;
        request.settings.batch = 128;
        request.out = path("memory.leap");
        const RunRecord memory = run(request);
        request.load.memoryBytes = 1000;
        request.out = path("disk.leap");
        const RunRecord disk = run(request);
        QVERIFY(std::any_of(disk.result.messages.begin(), disk.result.messages.end(), [](const auto& text) {
            return text.ends_with("are read from disk while training.");
        }));
        QVERIFY(disk.result.trajectory.gates == memory.result.trajectory.gates);
        QVERIFY(disk.result.state.at("gates/theta") == memory.result.state.at("gates/theta"));
        QCOMPARE(disk.result.testAuc.value, memory.result.testAuc.value);
        const AuditDocument kept = readAudit(path("disk.leap"));
        QVERIFY(kept.runs.back().settings == request.settings);
        QCOMPARE(splitText(kept.runs.back().source.split), std::string("stream:clock"));
        QCOMPARE(kept.runs.back().result.epochs.size(), size_t{20});

        Progress progress;
        RunControl control;
        StopAt stopper(control, 100);
        request.out = path("part.leap");
        (void)runAudit(request, progress, control, stopper);
        AuditRequest resume;
        resume.resume = path("part.leap"); // in memory now
        QVERIFY(run(resume).result.trajectory.gates == memory.result.trajectory.gates);
    }

    /// Alpha comes from the first blocks alone: whatever the labels later are, it is the same.
    void alphaDoesNotSeeTheFuture()
    {
        std::ifstream in(path("log.csv"));
        std::ofstream out(path("other.csv"));
        std::string line;
        for (int64_t row = -1; std::getline(in, line); ++row) {
            if (row >= kRows / 2 && row % 3 == 0)
                line.back() = line.back() == '1' ? '0' : '1';
            out << line << '\n';
        }
        out.close();
        AuditRequest request = m_request;
        request.settings.batch = 128;
        const RunRecord one = run(request);
        request.files = {path("other.csv")};
        const RunRecord other = run(request);
        QVERIFY(one.result.testAuc.value != other.result.testAuc.value);
        QCOMPARE(one.result.plan.alpha, other.result.plan.alpha);
        QVERIFY(std::any_of(one.result.messages.begin(), one.result.messages.end(), [](const auto& text) {
            return text.find("on block 4 after the blocks before it") != std::string::npos;
        }));
    }

    void refusals()
    {
        AuditRequest request = m_request;
        request.split = {};
        refuses([&] { (void)run(request); }, "--split random does not say it");
        request = m_request;
        request.settings.streamBlocks = 5000;
        refuses([&] { (void)run(request); }, "fewer than its 5,000 blocks");
        request = m_request;
        request.settings.batch = 256;
        request.settings.alpha = 0.01;
        request.out = path("done.leap");
        (void)run(request);
        AuditRequest resume;
        resume.resume = path("done.leap");
        refuses([&] { (void)run(resume); }, "has passed over its stream to the end");
        resume.resumeToEpochs = 5;
        refuses([&] { (void)run(resume); }, "no epochs to add");
        // Rows that were encoded in another order, as the window might have them.
        Progress progress;
        request.settings.singlePass = false;
        const LoadedData data = loadData(request, progress, [](const std::string&) {});
        RunControl control;
        TrainObserver observer;
        Settings single = request.settings;
        single.singlePass = true;
        refuses([&] { (void)runSearch(data.dataset, single, control, observer); },
                "A single pass goes through the rows in the order of time, and these are split by time");
    }
};

QTEST_GUILESS_MAIN(TestStream)
#include "tst_stream.moc"
