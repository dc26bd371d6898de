// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_file.h"
#include "core/base/atomic_file.h"
#include "core/base/random.h"
#include "core/data/schema_json.h"
#include "tests/support/error_text.h"
#include "tests/support/run_record.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <cstring>
#include <fstream>
#include <hdf5.h>
#include <limits>

using namespace leap;
using leap::test::inputErrorOf;
using leap::test::madeUpRun;

namespace {

/// NaN equals NaN here: a file must give back what it was given.
bool same(double a, double b)
{
    return a == b || (a != a && b != b);
}

bool same(const MetricValue& a, const MetricValue& b)
{
    return same(a.value, b.value) && a.reason == b.reason && a.used == b.used && a.leftOut == b.leftOut;
}

template <typename T> bool sameBits(const std::vector<T>& a, const std::vector<T>& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

bool same(const Trajectory& a, const Trajectory& b)
{
    return a.fields == b.fields && a.stride == b.stride && a.steps == b.steps && sameBits(a.gates, b.gates)
        && sameBits(a.divergence, b.divergence) && sameBits(a.lambda, b.lambda)
        && sameBits(a.trainLoss, b.trainLoss) && sameBits(a.gateLoss, b.gateLoss);
}

bool same(const EpochReport& a, const EpochReport& b)
{
    return a.epoch == b.epoch && a.step == b.step && a.trainLoss == b.trainLoss
        && same(a.validationAuc, b.validationAuc) && same(a.validationLogLoss, b.validationLogLoss)
        && same(a.validationGauc, b.validationGauc) && a.seconds == b.seconds
        && a.largestGateMove == b.largestGateMove && a.best == b.best;
}

bool same(const StateDict& a, const StateDict& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.first == y.first && x.second.shape == y.second.shape
            && x.second.values.index() == y.second.values.index()
            && std::visit(
                   [&](const auto& values) {
                       return sameBits(values, std::get<std::decay_t<decltype(values)>>(y.second.values));
                   },
                   x.second.values);
    });
}

bool same(const FieldFacts& a, const FieldFacts& b)
{
    return a.activeRows == b.activeRows && a.defaultShare == b.defaultShare
        && a.missingShare == b.missingShare && a.distinct == b.distinct;
}

QString differences(const SearchResult& a, const SearchResult& b)
{
    QStringList found;
    const auto check = [&](const char* name, bool equal) { equal ? void() : found.append(name); };
    check("outcome", a.outcome == b.outcome);
    check("plan",
          a.plan.alpha == b.plan.alpha && a.plan.alphaAuto == b.plan.alphaAuto
              && same(a.plan.calibrationGain, b.plan.calibrationGain)
              && a.plan.gateLearningRate == b.plan.gateLearningRate && a.plan.epochs == b.plan.epochs
              && a.plan.batch == b.plan.batch && a.plan.lowestReachableGate == b.plan.lowestReachableGate
              && a.plan.engine == b.plan.engine && a.plan.threads == b.plan.threads);
    check("ranking", a.ranking == b.ranking);
    check("trajectory", same(a.trajectory, b.trajectory));
    check("epochs",
          std::equal(a.epochs.begin(), a.epochs.end(), b.epochs.begin(), b.epochs.end(),
                     [](const auto& x, const auto& y) { return same(x, y); }));
    check("changes", a.changes == b.changes);
    check("messages", a.messages == b.messages);
    check("steps", a.steps == b.steps);
    check("bestEpoch", a.bestEpoch == b.bestEpoch);
    check("polarisation", same(a.polarisation, b.polarisation));
    check("seconds", a.seconds == b.seconds);
    check("testAuc", same(a.testAuc, b.testAuc));
    check("testAucBest", same(a.testAucBest, b.testAucBest));
    check("testLogLoss", same(a.testLogLoss, b.testLogLoss));
    check("state", same(a.state, b.state));
    return found.join(", ");
}

QString differences(const RunRecord& a, const RunRecord& b)
{
    QStringList found;
    const auto check = [&](const char* name, bool equal) { equal ? void() : found.append(name); };
    check("created", a.created == b.created);
    check("version", a.version == b.version);
    check("peakBytes", a.peakBytes == b.peakBytes);
    const ReadOptions& x = a.source.options;
    const ReadOptions& y = b.source.options;
    check("source",
          a.source.files == b.source.files && a.source.split == b.source.split && x.header == y.header
              && x.delimiter == y.delimiter && x.badRows == y.badRows && x.matrix == y.matrix
              && x.threads == y.threads);
    check("schema", a.schema == b.schema);
    check("settings", a.settings == b.settings);
    check("card",
          a.card.files == b.card.files && a.card.fingerprint == b.card.fingerprint
              && a.card.rows == b.card.rows && a.card.rejectedRows == b.card.rejectedRows
              && a.card.positives == b.card.positives
              && std::equal(std::begin(a.card.rowsOfPart), std::end(a.card.rowsOfPart),
                            std::begin(b.card.rowsOfPart))
              && a.card.groups == b.card.groups && a.card.label == b.card.label
              && a.card.split == b.card.split && a.card.warnings == b.card.warnings);
    check("facts",
          std::equal(a.facts.begin(), a.facts.end(), b.facts.begin(), b.facts.end(),
                     [](const auto& p, const auto& q) { return same(p, q); }));
    const QString result = differences(a.result, b.result);
    if (!result.isEmpty())
        found.append("result." + result);
    return found.join(", ");
}

} // namespace

class TestAuditFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    /// Without fsync: thousands of files that nobody keeps.
    void writeBytes(const char* name, const std::string& bytes) const
    {
        std::ofstream(path(name), std::ios::binary | std::ios::trunc) << bytes;
    }

    /// A small valid file as bytes.
    std::string smallFile()
    {
        RunRecord run = madeUpRun(2, 3);
        run.result.state.erase("best/large");
        writeAudit(path("small.leap"), {.runs = {run}, .rule = {}});
        return readText(path("small.leap"));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void readsBackWhatItWrites_data()
    {
        QTest::addColumn<int>("fields");
        QTest::addColumn<int>("points");
        QTest::newRow("one field, no point") << 1 << 0;
        QTest::newRow("three fields") << 3 << 7;
        QTest::newRow("the largest trajectory") << 40 << 2000;
        QTest::newRow("500 fields: texts beyond 64 KiB") << 500 << 2;
    }
    void readsBackWhatItWrites()
    {
        QFETCH(int, fields);
        QFETCH(int, points);
        const AuditDocument document{.runs = {madeUpRun(fields, points)}, .rule = {}};
        writeAudit(path("round.leap"), document);
        const AuditDocument back = readAudit(path("round.leap"));
        QCOMPARE(back.runs.size(), size_t{1});
        QCOMPARE(differences(document.runs[0], back.runs[0]), QString());
        QVERIFY(!back.rule);
    }

    void keepsSeveralRunsInOrderAndTheRule()
    {
        AuditDocument document;
        for (int i = 1; i <= 11; ++i) { // "10" comes before "2" in byte order
            document.runs.push_back(madeUpRun(1, i));
            document.runs.back().peakBytes = i;
        }
        Rule rule;
        rule.kind = Rule::Kind::MaxColumns;
        rule.maxColumns = 72;
        rule.forceKeep = {"f0"};
        document.rule = rule;
        writeAudit(path("many.leap"), document);
        const AuditDocument back = readAudit(path("many.leap"));
        QCOMPARE(back.runs.size(), size_t{11});
        for (int i = 1; i <= 11; ++i)
            QCOMPARE(back.runs[static_cast<size_t>(i - 1)].peakBytes, int64_t{i});
        QVERIFY(back.rule == rule);
    }

    void keepsARunThatNeverBegan()
    {
        RunRecord run = madeUpRun(2, 0);
        run.result = {};
        run.result.outcome = RunOutcome::Stopped;
        writeAudit(path("empty.leap"), {.runs = {run}, .rule = {}});
        const AuditDocument back = readAudit(path("empty.leap"));
        QCOMPARE(differences(run, back.runs[0]), QString());
    }

    /// Weights of the best epoch that are those of the last one take no room of their own; one bit decides.
    void storesEqualWeightsOnce()
    {
        RunRecord run = madeUpRun(2, 3);
        std::vector<float> weights(100'000);
        RandomStream stream(streamKey(1, "weights"));
        for (float& weight : weights)
            weight = static_cast<float>(stream.nextBelow(1 << 24)) - 1e6F;
        weights[0] = 0.0F;
        weights[1] = std::numeric_limits<float>::quiet_NaN();
        putFloats(run.result.state, "engine/w", weights);
        const auto sizeWith = [&](const std::vector<float>& best) {
            putFloats(run.result.state, "best/w", best);
            writeAudit(path("twins.leap"), {.runs = {run}, .rule = {}});
            const AuditDocument back = readAudit(path("twins.leap"));
            return differences(run, back.runs[0]).isEmpty()
                ? static_cast<int64_t>(std::filesystem::file_size(path("twins.leap")))
                : int64_t{-1};
        };
        const int64_t once = sizeWith(weights);
        QVERIFY(once > 0);
        weights[0] = -0.0F;
        const int64_t twice = sizeWith(weights);
        QVERIFY2(twice > once + 200'000, qPrintable(QString("%1, %2 bytes").arg(once).arg(twice)));
    }

    void comparisonSeesADifference()
    {
        const RunRecord one = madeUpRun(2, 3);
        RunRecord other = one;
        std::get<std::vector<double>>(other.result.state["gates/theta"].values)[0] = 0.2;
        QCOMPARE(differences(one, other), QString("result.state"));
        other = one;
        other.result.trajectory.gateLoss[1] = 0;
        QCOMPARE(differences(one, other), QString("result.trajectory"));
    }

    void writesAllOrNothing()
    {
        (void)smallFile();
        const auto before = readText(path("small.leap"));
        RunRecord broken = madeUpRun(2, 3);
        broken.result.trajectory.gates.pop_back(); // does not fill [T, F]
        QVERIFY_THROWS_EXCEPTION(FailureError,
                                 writeAudit(path("small.leap"), {.runs = {broken}, .rule = {}}));
        QVERIFY(readText(path("small.leap")) == before);
        QCOMPARE(QDir(m_folder.path()).entryList({".*.tmp"}, QDir::Files | QDir::Hidden).size(), 0);
        QVERIFY_THROWS_EXCEPTION(FailureError,
                                 writeAudit(path("no/such/folder/x.leap"), {.runs = {}, .rule = {}}));
    }

    void refusesWhatIsNoAudit()
    {
        const auto message = [&](const char* name) {
            return inputErrorOf([&] { (void)readAudit(path(name)); });
        };
        QVERIFY(message("missing.leap").contains("no file"));
        QVERIFY(inputErrorOf([&] { (void)readAudit(m_folder.path().toStdString()); }).contains("folder"));
        writeTextAtomically(path("text.leap"), "a,b\n1,2\n");
        QVERIFY(message("text.leap").contains("no HDF5"));
        writeTextAtomically(path("nothing.leap"), "");
        QVERIFY(message("nothing.leap").contains("no HDF5"));
        const hid_t foreign = H5Fcreate(path("foreign.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
        H5Fclose(foreign);
        QVERIFY(message("foreign.h5").contains("no LeAP audit"));
    }

    void refusesANewerFile()
    {
        (void)smallFile();
        const hid_t file = H5Fopen(path("small.leap").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
        const hid_t version = H5Aopen(file, "version", H5P_DEFAULT);
        const int64_t newer = 2;
        QVERIFY(H5Awrite(version, H5T_NATIVE_INT64, &newer) >= 0);
        H5Aclose(version);
        H5Fclose(file);
        const QString message = inputErrorOf([&] { (void)readAudit(path("small.leap")); });
        QVERIFY2(message.contains("newer program"), qPrintable(message));
    }

    void namesWhatIsMissing()
    {
        for (const char* name : {"runs/1/trajectory/gates", "runs/1/schema", "runs/1/ranking", "runs/1/state",
                                 "runs/1/epochs/validation_auc_reason"}) {
            (void)smallFile();
            const hid_t file = H5Fopen(path("small.leap").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
            QVERIFY(H5Ldelete(file, name, H5P_DEFAULT) >= 0);
            H5Fclose(file);
            const QString message = inputErrorOf([&] { (void)readAudit(path("small.leap")); });
            QVERIFY2(message.contains(name) && message.contains("missing") && message.contains("small.leap"),
                     qPrintable(message));
        }
    }

    void refusesAnotherShape()
    {
        (void)smallFile();
        const hid_t file = H5Fopen(path("small.leap").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
        QVERIFY(H5Ldelete(file, "runs/1/trajectory/gates", H5P_DEFAULT) >= 0);
        QVERIFY(H5Lcreate_hard(file, "runs/1/trajectory/train_loss", file, "runs/1/trajectory/gates",
                               H5P_DEFAULT, H5P_DEFAULT)
                >= 0);
        H5Fclose(file);
        const QString message = inputErrorOf([&] { (void)readAudit(path("small.leap")); });
        QVERIFY2(message.contains("/runs/1/trajectory/gates") && message.contains("[3, 2]"),
                 qPrintable(message));
    }

    /// Cut anywhere, the file is refused; never a crash, never half a document.
    void refusesTruncatedFiles()
    {
        const std::string whole = smallFile();
        for (size_t size = 0; size < whole.size(); size += 1 + whole.size() / 97) {
            writeBytes("cut.leap", whole.substr(0, size));
            const QString message = inputErrorOf([&] { (void)readAudit(path("cut.leap")); });
            QVERIFY2(message.contains("cut.leap"), qPrintable(QString::number(size) + message));
        }
    }

    /// One flipped byte is refused, or it lay where nothing is stored: then the document is the same.
    void noticesFlippedBytes()
    {
        const std::string whole = smallFile();
        const RunRecord original = readAudit(path("small.leap")).runs[0];
        RandomStream stream(streamKey(1, "flips"));
        int refused = 0;
        constexpr int kFlips = 800;
        for (int i = 0; i < kFlips; ++i) {
            std::string flipped = whole;
            const size_t at = stream.nextBelow(flipped.size());
            flipped[at] = static_cast<char>(flipped[at] ^ static_cast<char>(1 + stream.nextBelow(255)));
            writeBytes("flip.leap", flipped);
            try {
                const AuditDocument back = readAudit(path("flip.leap"));
                QVERIFY2(back.runs.size() == 1 && differences(original, back.runs[0]).isEmpty(),
                         qPrintable(QString("byte %1 changed the document unseen").arg(at)));
            } catch (const InputError& error) {
                ++refused;
                QVERIFY(std::string(error.what()).find("flip.leap") != std::string::npos);
            }
        }
        qInfo("%d of %d flips refused, the others lay in unused bytes (file of %zu bytes)", refused, kFlips,
              whole.size());
        QVERIFY(refused > kFlips / 4);
    }
};

QTEST_APPLESS_MAIN(TestAuditFile)
#include "tst_audit_file.moc"
