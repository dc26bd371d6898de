// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/search/search.h"
#include "core/study/ledger/ledger_record.h"
#include "core/study/ledger/ledger_table.h"
#include "tests/select/small_sets.h"
#include "tests/study/prove_data.h"
#include "tests/support/error_text.h"

#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>

using namespace leap;
using leap::test::inputErrorOf;

class TestLedger : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_planted;
    Settings m_settings = test::quickSettings();
    SearchResult m_search;
    RunControl m_control;
    ProveObserver m_quiet;

    static SearchResult searched(const std::shared_ptr<const Dataset>& data, const Settings& settings)
    {
        RunControl control;
        TrainObserver quiet;
        return runSearch(data, settings, control, quiet);
    }
    static Settings smallSettings()
    {
        Settings settings = small::quickSettings();
        settings.alpha = 0.01;
        settings.learningRate = 5e-3;
        return settings;
    }
    ShuffleStudy study(const std::shared_ptr<const Dataset>& data, const SearchResult& search,
                       const Settings& settings, std::vector<double> gates)
    {
        const auto model = trainedRows(data, search, settings, SearchWeights::BestEpoch);
        ShufflePlan plan{.repeats = 2, .seed = 4, .gates = std::move(gates), .form = settings.gateForm};
        return studyShuffles(data, *model, plan, m_control, m_quiet);
    }
    const LedgerField& page(const Ledger& ledger, const char* name) const
    {
        return ledger.fields[*m_planted->schema.find(name)];
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const auto planted = test::plantedTable(m_folder.path().toStdString(), 12000);
        m_planted = test::encodePlanted(planted, planted.schema);
        m_settings.alpha = 0.01;
        m_search = searched(m_planted, m_settings);
    }

    /// A strong field earns, a useless one's interval includes 0, a constant is worth nothing at all.
    void aPlantedSet()
    {
        const auto ledger = makeLedger(m_planted, m_search, m_settings, {}, m_control, m_quiet);
        QVERIFY(ledger);
        QCOMPARE(ledger->rows, m_planted->store->rows(Part::Validation));
        for (const char* name : {"strong_a", "strong_b"})
            QVERIFY2(page(*ledger, name).measured.earns.low() > 0, name);
        for (const char* name : {"noise_2", "noise_50"}) {
            const Estimate earns = page(*ledger, name).measured.earns;
            QVERIFY2(earns.low() < 0 && earns.high() > 0, name);
        }
        const LedgerField& constant = page(*ledger, "constant");
        QVERIFY(constant.measured.earns == Estimate{});
        QVERIFY(constant.words.find("constant") == 0);
        QVERIFY(page(*ledger, "strong_a").gate > 0.9);
        QVERIFY(page(*ledger, "strong_a").lambda > 0);
        // the model as it is: the search's own log loss of its best epoch
        QVERIFY(
            std::abs(ledger->logLoss
                     - m_search.epochs[static_cast<size_t>(m_search.bestEpoch - 1)].validationLogLoss.value)
            < 1e-6);
        QCOMPARE(ledgerTables(*ledger).front().rows.size(), ledger->fields.size());
        QVERIFY(gridText(ledgerTables(*ledger).front()).find("strong_a") != std::string::npos);
    }

    /// Forces belong to the last step's weights, earnings to the best epoch's: with a best model that answers
    /// the same for every row, nothing is earned and the forces stay.
    void forcesBelongToTheLastStep()
    {
        SearchResult earlier = m_search;
        earlier.bestEpoch = 1;
        const auto whole = makeLedger(m_planted, earlier, m_settings, {.repeats = 1}, m_control, m_quiet);
        for (const char* name : {"best/output.weight", "best/wide.weight"}) {
            auto& values = std::get<std::vector<float>>(earlier.state.at(name).values);
            std::fill(values.begin(), values.end(), 0.0F);
        }
        const auto flat = makeLedger(m_planted, earlier, m_settings, {.repeats = 1}, m_control, m_quiet);
        for (size_t i = 0; i < flat->fields.size(); ++i) {
            QCOMPARE(flat->fields[i].measured.earns, Estimate{});
            QCOMPARE(flat->fields[i].measured.force, whole->fields[i].measured.force);
            QVERIFY(flat->fields[i].measured.curve == whole->fields[i].measured.curve);
        }
        QVERIFY(page(*flat, "strong_a").measured.curve[0].low() > 0);
        QCOMPARE(flat->bestEpoch, int64_t{1});
        QCOMPARE(flat->lastEpoch, m_search.epochs.back().epoch);
    }

    void theSameSeedTheSameLedger()
    {
        auto first =
            makeLedger(m_planted, m_search, m_settings, {.repeats = 2, .seed = 1}, m_control, m_quiet);
        auto second =
            makeLedger(m_planted, m_search, m_settings, {.repeats = 2, .seed = 1}, m_control, m_quiet);
        const auto other =
            makeLedger(m_planted, m_search, m_settings, {.repeats = 2, .seed = 2}, m_control, m_quiet);
        second->seconds = first->seconds;
        second->created = first->created;
        QVERIFY(toJson(*first) == toJson(*second));
        QVERIFY(first->fields[0].measured.earns.mean != other->fields[0].measured.earns.mean);
    }

    /// dJ / dg by the gradient equals the difference quotient of J over the same shuffles.
    void theForceIsTheSlopeOfJ_data()
    {
        QTest::addColumn<int>("form");
        QTest::newRow("permute") << static_cast<int>(GateForm::Permute);
        QTest::newRow("mean") << static_cast<int>(GateForm::Mean);
    }
    void theForceIsTheSlopeOfJ()
    {
        QFETCH(int, form);
        const auto data = small::mixedFields(8000);
        Settings settings = smallSettings();
        settings.gateForm = static_cast<GateForm>(form);
        const SearchResult search = searched(data, settings);
        // one field alone below 1: the curve at .25 and .75 is the integral of the slopes between
        for (size_t field = 0; field < 5; ++field) {
            std::vector<double> gates(5, 1.0);
            const auto slopeAt = [&](double g) {
                gates[field] = g;
                return study(data, search, settings, gates).fields[field].force.mean;
            };
            gates[field] = 0.25;
            const auto curve = study(data, search, settings, gates).fields[field].curve;
            // Simpson's rule in 20 steps: the integral of dJ / dg over [.25, .75] is the difference of J
            constexpr int kSteps = 20;
            double integral = 0;
            for (int i = 0; i <= kSteps; ++i)
                integral += slopeAt(0.25 + 0.5 * i / kSteps)
                    * (i == 0 || i == kSteps ? 1
                           : i % 2 == 1      ? 4
                                             : 2)
                    * 0.5 / kSteps / 3;
            const double difference = curve[3].mean - curve[1].mean;
            QVERIFY2(std::abs(integral - difference) < 1e-5 + 0.003 * std::abs(difference),
                     qPrintable(QString("%1: %2, %3").arg(field).arg(integral).arg(difference)));
            QCOMPARE(curve[4], Estimate{});
        }
        QVERIFY(std::abs(study(data, search, settings, std::vector<double>(5, 0.5)).fields[2].force.mean)
                > 1e-3);
    }

    /// Where a gate is a probability, J is a straight line and dJ / dg = J(1) - J(0).
    void theForceOfAProbability_data()
    {
        QTest::addColumn<int>("form");
        QTest::newRow("permute") << static_cast<int>(GateForm::ExactPermute);
        QTest::newRow("drop") << static_cast<int>(GateForm::ExactDrop);
    }
    void theForceOfAProbability()
    {
        QFETCH(int, form);
        const auto data = small::mixedFields(8000);
        Settings settings = smallSettings();
        settings.gateForm = static_cast<GateForm>(form);
        const SearchResult search = searched(data, settings);
        std::vector<double> gates(5, 1.0);
        gates[2] = 0.4;
        const FieldShuffle field = study(data, search, settings, gates).fields[2];
        QVERIFY(std::abs(field.force.mean + field.curve[0].mean) < 1e-6);
        QVERIFY(std::abs(field.curve[2].mean - 0.5 * field.curve[0].mean) < 1e-12);
        QVERIFY(field.curve[0].mean > 0.01);
    }

    /// By hand: four equally frequent values of "useful"; a scalar that is never twice the same.
    void changedRows()
    {
        const auto data = small::mixedFields(8000);
        const SearchResult search = searched(data, smallSettings());
        const ShuffleStudy shuffled = study(data, search, smallSettings(), {});
        std::vector<double> counts(6, 0);
        Batch batch;
        const auto rows =
            makeBatchSource(data, {.part = Part::Validation, .batchSize = 1000, .order = RowOrder::Stored});
        rows->reset(0);
        QVERIFY(rows->next(batch));
        for (int64_t row = 0; row < batch.rows; ++row)
            counts[static_cast<size_t>(batch.ids[static_cast<size_t>(row * 2)])] += 1;
        double expected = 1;
        for (const double count : counts)
            expected -= std::pow(count / double(batch.rows), 2);
        QVERIFY(std::abs(shuffled.fields[1].changedRows - expected) < 1e-12);
        QVERIFY(shuffled.fields[4].changedRows > 0.99);
        QVERIFY(shuffled.fields[0].changedRows < 0.9); // bags: a third are empty
        QCOMPARE(shuffled.fields[1].force, Estimate{}); // not asked for
    }

    void roundTrip()
    {
        auto ledger = makeLedger(m_planted, m_search, m_settings, {.repeats = 1}, m_control, m_quiet);
        ledger->shared = {{123, {0, 2}}};
        ledger->fields[3].group = "bundle";
        const Json json = toJson(*ledger);
        const Json parsed = parseJson(json.dump(), "text");
        QVERIFY(toJson(fromJson<Ledger>(parsed, "x")) == json);
        Json broken = json;
        broken["fields"][1]["earns"]["error"] = -1;
        QVERIFY(
            inputErrorOf([&] { (void)fromJson<Ledger>(broken, "run"); }).contains("run: fields[1].earns"));
        broken = json;
        broken["fields"][0]["curve"][1]["g"] = 0.3;
        QVERIFY(inputErrorOf([&] { (void)fromJson<Ledger>(broken, "run"); }).contains("curve[1].g"));
        broken = json;
        broken["surplus"] = 1;
        QVERIFY(inputErrorOf([&] { (void)fromJson<Ledger>(broken, "run"); }).contains("surplus"));
        broken = json;
        broken["shared_tables"][0]["fields"][0] = "nobody";
        QVERIFY(inputErrorOf([&] { (void)fromJson<Ledger>(broken, "run"); }).contains("nobody"));
    }

    void refusals()
    {
        QVERIFY(inputErrorOf([&] {
                    (void)makeLedger(m_planted, m_search, m_settings, {.repeats = 0}, m_control, m_quiet);
                }).contains("Repeats"));
        SearchResult stopped = m_search;
        std::erase_if(stopped.state, [](const auto& item) { return item.first.starts_with("best/"); });
        QVERIFY(inputErrorOf([&] {
                    (void)makeLedger(m_planted, stopped, m_settings, {}, m_control, m_quiet);
                }).contains("no weights"));
        QVERIFY(inputErrorOf([&] {
                    (void)makeLedger(small::twoFields(), m_search, m_settings, {}, m_control, m_quiet);
                }).contains("ranks 12 fields"));
        RunControl stop;
        stop.stop();
        QVERIFY(!makeLedger(m_planted, m_search, m_settings, {}, stop, m_quiet));
    }
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
