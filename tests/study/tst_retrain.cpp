// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/settings/settings_table.h"
#include "core/study/retrain/figures_record.h"
#include "core/study/retrain/keys_record.h"
#include "core/study/retrain/retrain_cache.h"
#include "tests/study/prove_data.h"
#include "tests/support/error_text.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace leap;
using leap::test::inputErrorOf;

class TestRetrain : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    test::PlantedTable m_planted;
    std::shared_ptr<const Dataset> m_dataset;
    Settings m_settings = test::quickSettings();
    RunControl m_control;

    KeptSet kept(const std::vector<std::string>& names) const { return keptSetOf(m_dataset->schema, names); }
    RetrainResult train(const KeptSet& set, uint64_t seed = 1, TestRows test = TestRows::Closed)
    {
        return retrain(m_dataset, set, m_settings, seed, test, m_control);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_planted = test::plantedTable(m_folder.path().toStdString(), 6000);
        m_dataset = test::encodePlanted(m_planted, m_planted.schema);
    }

    /// The pruned layout over all columns is the model of a schema that never had the dropped fields.
    void equalsAModelWithoutTheFields()
    {
        const std::vector<std::string> names{"strong_b", "numeric", "sparse"};
        Schema schema = m_planted.schema;
        std::erase_if(schema.fields, [&](const Field& field) {
            return std::find(names.begin(), names.end(), field.name) == names.end();
        });
        const auto small = test::encodePlanted(m_planted, schema);
        const RetrainResult fromView = train(kept(names), 7);
        const RetrainResult fromScratch =
            retrain(small, keepAll(3), m_settings, 7, TestRows::Closed, m_control);
        QVERIFY(fromView.validation.rows.logit == fromScratch.validation.rows.logit); // bit by bit
        QCOMPARE(fromView.steps, fromScratch.steps);
    }

    void usefulFieldsAreWorthMoreThanNoise()
    {
        const auto aucOf = [&](const std::vector<std::string>& names) {
            return train(kept(names)).validation.figures.auc.value;
        };
        const double useful = aucOf({"strong_a", "strong_b"});
        const double useless = aucOf({"noise_2", "noise_50"});
        qInfo("useful %.3f, useless %.3f", useful, useless);
        QVERIFY(useful > 0.6 && useful > useless + 0.1);
    }

    void testRowsStayClosedUnlessAskedFor()
    {
        const KeptSet set = kept({"strong_a"});
        QVERIFY(!train(set).test);
        const RetrainResult opened = train(set, 1, TestRows::Open);
        QCOMPARE(opened.test->rows.logit.size(), static_cast<size_t>(m_dataset->store->rows(Part::Test)));
        QCOMPARE(opened.validation.rows.logit.size(),
                 static_cast<size_t>(m_dataset->store->rows(Part::Validation)));
        QVERIFY(opened.test->figures.auc.defined());
    }

    void judgesTheBestEpoch()
    {
        m_settings.epochs = 12;
        m_settings.patience = 2;
        const RetrainResult result = train(keepAll(m_dataset->schema.fields.size())); // it overfits
        m_settings = test::quickSettings();
        QVERIFY(result.epochs < 12);
        QCOMPARE(result.epochs, result.bestEpoch + 2);
    }

    void theSeedDecides()
    {
        const KeptSet set = kept({"strong_a", "numeric"});
        QVERIFY(train(set, 1).validation.rows.logit == train(set, 1).validation.rows.logit);
        QVERIFY(train(set, 1).validation.rows.logit != train(set, 2).validation.rows.logit);
    }

    void keysTellTrainingsApart()
    {
        const KeptSet set = kept({"strong_a"});
        const auto key = [&](const Settings& settings, uint64_t seed) {
            return retrainKey(*m_dataset, set, settings, seed);
        };
        const std::string one = key(m_settings, 1);
        QCOMPARE(one, key(m_settings, 1));
        Settings other = m_settings;
        other.alpha = 0.3; // of the search: a retraining does not see it
        other.seed = 99;
        other.threads = 2;
        QCOMPARE(key(other, 1), one);
        QVERIFY(key(m_settings, 2) != one);
        other = m_settings;
        other.network.dropout = 0.5;
        QVERIFY(key(other, 1) != one);
        QVERIFY(retrainKey(*m_dataset, kept({"strong_b"}), m_settings, 1) != one);
    }

    /// Files of interrupted comparisons hold results under these digests: they must not change.
    void keysAreDigestsOfTheSameTextAsEver()
    {
        Json data;
        data["fingerprint"] = m_dataset->card.fingerprint;
        data["schema"] = toJson(m_dataset->schema);
        data["split"] = m_dataset->card.split;
        data["rows"] = m_dataset->rows;
        QCOMPARE(dataKey(*m_dataset), sha256Of(jsonText(data)));
        const KeptSet set = kept({"strong_a"});
        Json training;
        training["data"] = dataKey(*m_dataset);
        training["kept"] = set;
        training["settings"] = settingsToJson(readByRetraining(m_settings));
        training["seed"] = 7;
        QCOMPARE(retrainKey(*m_dataset, set, m_settings, 7), sha256Of(jsonText(training)));
        Json search;
        search["data"] = dataKey(*m_dataset);
        search["selector"] = "leap";
        search["settings"] = settingsToJson(m_settings);
        search["draw"] = 3;
        QCOMPARE(digestOf(SearchKey{dataKey(*m_dataset), "leap", m_settings, 3}), sha256Of(jsonText(search)));
    }

    void trainsTheSameSetOnce()
    {
        RetrainCache cache(RetrainCache::Rows::Kept);
        const KeptSet set = kept({"strong_a"});
        const auto first = cache.get(m_dataset, set, m_settings, 1, TestRows::Closed, m_control);
        QCOMPARE(cache.get(m_dataset, set, m_settings, 1, TestRows::Closed, m_control), first);
        QCOMPARE(cache.trained(), int64_t{1});
        QCOMPARE(cache.reused(), int64_t{1});
        QVERIFY((cache.looks() == Looks{1, 0}));
        const auto opened = cache.get(m_dataset, set, m_settings, 1, TestRows::Open, m_control);
        QVERIFY(opened->validation.rows.logit == first->validation.rows.logit);
        QVERIFY((cache.looks() == Looks{1, 1}));
    }

    void figuresOutliveTheProcess()
    {
        RetrainCache cache(RetrainCache::Rows::Dropped);
        const KeptSet set = kept({"numeric"});
        const auto result = cache.get(m_dataset, set, m_settings, 4, TestRows::Open, m_control);
        QVERIFY(result->test->rows.logit.empty());
        RetrainCache later(RetrainCache::Rows::Dropped);
        later.put(valueFromJson<RetrainCache::Results>(valueToJson(cache.results()), "text"));
        const auto again = later.get(m_dataset, set, m_settings, 4, TestRows::Open, m_control);
        QCOMPARE(later.trained(), int64_t{0});
        QCOMPARE(again->test->figures.auc.value, result->test->figures.auc.value);
        QCOMPARE(again->test->figures.gaucPlain.reason, std::string("no group column"));
        QVERIFY(std::isnan(again->test->figures.gaucPlain.value));
    }

    void refusesDamagedFigures()
    {
        const auto read = [](const char* text, const char* where) {
            (void)valueFromJson<RetrainCache::Results>(parseJson(text, "t"), where);
        };
        QVERIFY(inputErrorOf([&] { read("[]", "file.retrains"); }).contains("file.retrains"));
        QVERIFY(inputErrorOf([&] { read(R"({"k": {"seconds": 1}})", "file"); }).contains("validation"));
    }

    void stopsBetweenBatches()
    {
        RunControl control;
        control.stop();
        RetrainCache cache(RetrainCache::Rows::Kept);
        QVERIFY(!cache.get(m_dataset, kept({"strong_a"}), m_settings, 1, TestRows::Closed, control));
        QVERIFY((cache.looks() == Looks{0, 0}));
    }
};

QTEST_GUILESS_MAIN(TestRetrain)
#include "tst_retrain.moc"
