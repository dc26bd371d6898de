// SPDX-License-Identifier: GPL-3.0-or-later
// Whole audits of other models than Wide & Deep, a user's own head among them.
#include "core/audit/file/audit_file.h"
#include "core/base/error.h"
#include "tests/support/planted_data.h"
#include "tests/support/run_until.h"
#include "tests/support/script_head.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace leap;

namespace {

double gateOf(const RunRecord& run, const std::string& name)
{
    for (const FieldScore& field : run.result.ranking.fields) {
        if (field.name == name)
            return field.gate;
    }
    return -1;
}

} // namespace

class TestBackboneRun : public QObject {
    Q_OBJECT

private:
    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    AuditRequest requestFor(const QString& model) const
    {
        AuditRequest request = m_request;
        if (!model.startsWith("head")) {
            request.settings.network.backbone = model.toStdString();
            return request;
        }
        request.settings.network.backbone = kTorchScript;
        request.settings.network.head.file = path("head.pt");
        request.settings.network.head.mode = model.endsWith("warm") ? HeadMode::Warm : HeadMode::Frozen;
        return request;
    }

    QTemporaryDir m_folder;
    AuditRequest m_request;

private Q_SLOTS:
    void initTestCase()
    {
        test::writePlantedCsv(path("small.csv"), 6000, 3);
        m_request.files = {path("small.csv")};
        m_request.propose.label.column = "y";
        m_request.settings.epochs = 2;
        m_request.settings.batch = 64;
        m_request.settings.threads = 1;
        m_request.settings.device = DeviceChoice::Cpu;
        m_request.settings.alpha = 0.02;
        m_request.settings.network.crossRank = 4;
        const int64_t columns = test::runUntil(m_request).schema.columns();
        std::vector<float> weights(static_cast<size_t>(columns));
        for (size_t i = 0; i < weights.size(); ++i)
            weights[i] = i % 2 == 0 ? 1.0F : -1.0F;
        test::saveLinearHead(path("head.pt"), weights, 0.1F);
        weights.push_back(1);
        test::saveLinearHead(path("wide.pt"), weights, 0.1F);
    }

    void resumedEqualsUninterruptedThroughTheFile_data()
    {
        QTest::addColumn<QString>("model");
        for (const char* model : {"mlp", "dcn-v2", "head, frozen", "head, warm"})
            QTest::newRow(model) << model;
    }
    void resumedEqualsUninterruptedThroughTheFile()
    {
        QFETCH(QString, model);
        const AuditRequest request = requestFor(model);
        const RunRecord whole = test::runUntil(request);
        QCOMPARE(whole.result.outcome, RunOutcome::Finished);
        const RunRecord part = test::runUntil(request, 50);
        QCOMPARE(part.result.steps, int64_t{50});
        writeAudit(path("part.leap"), {.runs = {part}, .rule = {}});
        AuditRequest resume;
        resume.resume = path("part.leap");
        const RunRecord rest = test::runUntil(resume);
        QVERIFY(rest.settings == whole.settings);
        QVERIFY(rest.result.trajectory.gates == whole.result.trajectory.gates);
        QVERIFY(rest.result.state == whole.result.state);
        QVERIFY(whole.result.testAuc.value > 0.6);

        const Json json = auditToJson(whole);
        QCOMPARE(json["totals"]["model"],
                 Json(modelInWords(request.settings.network.head.file.empty() ? request.settings
                                                                              : whole.settings)));
        QCOMPARE(json["settings"]["backbone"], Json(whole.settings.network.backbone));
    }

    void aFrozenHeadKeepsItsParameters()
    {
        const RunRecord frozen = test::runUntil(requestFor("head, frozen")),
                        warm = test::runUntil(requestFor("head, warm"));
        QVERIFY(!frozen.result.state.contains("engine/head.output.weight"));
        const auto& weights = getFloats(warm.result.state, "engine/head.output.weight");
        QVERIFY(weights[0] != 1.0F);
        QVERIFY(gateOf(frozen, "strong_a") > gateOf(frozen, "noise_50")); // the head tells them apart too
    }

    void theRunNamesItsHeadAndWarns()
    {
        const RunRecord head = test::runUntil(requestFor("head, frozen"), 3);
        QCOMPARE(head.settings.network.head.sha256.size(), size_t{64});
        QVERIFY(QString::fromStdString(head.result.messages.at(0)).contains("loading it runs the code"));
        QVERIFY(QString::fromStdString(head.result.messages.at(0))
                    .contains(QString::fromStdString(head.settings.network.head.sha256)));
    }

    void anotherHeadThanTheRunsIsRefused()
    {
        AuditRequest request = requestFor("head, warm");
        test::saveLinearHead(
            path("own.pt"),
            std::vector<float>(static_cast<size_t>(test::runUntil(request, 1).schema.columns()), 1), 0);
        request.settings.network.head.file = path("own.pt");
        writeAudit(path("own.leap"), {.runs = {test::runUntil(request, 5)}, .rule = {}});
        QFile::remove(m_folder.filePath("own.pt"));
        QFile::copy(m_folder.filePath("head.pt"), m_folder.filePath("own.pt"));
        AuditRequest resume;
        resume.resume = path("own.leap");
        QVERIFY_THROWS_EXCEPTION(InputError, (void)test::runUntil(resume));
    }

    void aHeadOfAnotherWidthIsRefused()
    {
        AuditRequest request = requestFor("head, frozen");
        request.settings.network.head.file = path("wide.pt");
        try {
            (void)test::runUntil(request);
            QFAIL("accepted");
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains("does not take the data's rows"), error.what());
        }
    }
};

QTEST_APPLESS_MAIN(TestBackboneRun)
#include "tst_backbone_run.moc"
