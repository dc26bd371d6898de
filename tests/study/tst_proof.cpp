// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/study/proof/proof_record.h"
#include "core/study/proof/proof_table.h"
#include "tests/study/prove_data.h"
#include "tests/support/error_text.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

using namespace leap;
using leap::test::inputErrorOf;

class TestProof : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;
    RunControl m_control;
    ProveObserver m_quiet;

    static ProofPlan plan(const std::vector<std::string>& dropped, double margin)
    {
        ProofPlan plan;
        plan.dropped = dropped;
        plan.margin = margin;
        plan.seeds = 4;
        return plan;
    }
    Proof proved(const ProofPlan& plan)
    {
        TrainedSets sets(m_dataset, test::quickSettings(), plan.seeds, m_control, m_quiet);
        return *prove(plan, sets);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const auto planted = test::plantedTable(m_folder.path().toStdString(), 12'000);
        m_dataset = test::encodePlanted(planted, planted.schema);
    }

    void uselessFieldsAreNoLoss()
    {
        const Proof proof = proved(plan({"noise_2", "noise_50", "noise_20000", "constant"}, 0.05));
        QVERIFY2(proof.noLoss(), proofText(proof, 0).c_str());
        QVERIFY(std::abs(proof.full - proof.pruned - proof.loss.loss) < 1e-9);
        QCOMPARE(proof.testLooks, int64_t{8}); // two models, four seeds
        QVERIFY(proofText(proof, 0).find("No loss above the margin") != std::string::npos);
        QVERIFY(proofText(proof, 2).find("Look 3") != std::string::npos);
    }

    void usefulFieldsAreALoss()
    {
        const Proof proof = proved(plan({"strong_a", "strong_b"}, 1e-3));
        QVERIFY(!proof.noLoss());
        QVERIFY(proof.loss.lowerBound() > 0);
        QVERIFY(proofText(proof, 0).find("Not shown") != std::string::npos);
    }

    /// The same loss, a margin below what the rows can tell: no claim.
    void aMarginBelowTheErrorIsNotShown()
    {
        const Proof proof = proved(plan({"noise_2"}, 1e-7));
        QVERIFY(!proof.noLoss());
        QVERIFY(proof.loss.smallestDetectable() > 1e-7);
    }

    void readsBackWhatItWrites()
    {
        Proof proof = proved(plan({"noise_2"}, 0.01));
        proof.created = "2026-01-02T03:04:05Z";
        const Proof again = fromJson<Proof>(parseJson(toJson(proof).dump(), "t"), "proof");
        QCOMPARE(again.loss.loss, proof.loss.loss);
        QCOMPARE(again.loss.upperBound(), proof.loss.upperBound());
        QCOMPARE(again.noLoss(), proof.noLoss());
        QCOMPARE(again.plan.dropped, proof.plan.dropped);
        Proof announced;
        announced.plan = plan({"noise_2"}, 0.01);
        QVERIFY(!fromJson<Proof>(toJson(announced), "proof").finished);
        QVERIFY(!announced.noLoss());
    }

    void refusesPlansThatProveNothing()
    {
        QVERIFY(inputErrorOf([] { plan({}, 1e-3).validate(); }).contains("drops no field"));
        QVERIFY(inputErrorOf([] { plan({"a"}, 0).validate(); }).contains("margin"));
        QVERIFY(inputErrorOf([] { plan({"a"}, std::nan("")).validate(); }).contains("margin"));
        ProofPlan one = plan({"a"}, 1e-3);
        one.seeds = 1;
        QVERIFY(inputErrorOf([&] { one.validate(); }).contains("two retrain seeds"));
        QVERIFY(inputErrorOf([] {
                    (void)fromJson<Proof>(parseJson("{}", "t"), "run.leap, /proofs[0]");
                }).contains("/proofs[0]"));
    }
};

QTEST_GUILESS_MAIN(TestProof)
#include "tst_proof.moc"
