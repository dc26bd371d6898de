// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/settings/settings.h"
#include "core/train/engines.h"

#include <QtTest>
#include <cmath>

using namespace leap;

class TestSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreValid() { Settings().validate(); }

    void refusesNonsense_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("named");
        QTest::newRow("tau zero") << R"({"tau": 0})"
                                  << "tau";
        QTest::newRow("tau negative") << R"({"tau": -1})"
                                      << "tau";
        QTest::newRow("beta one") << R"({"beta": 1})"
                                  << "beta";
        QTest::newRow("beta negative") << R"({"beta": -0.1})"
                                       << "beta";
        QTest::newRow("alpha negative") << R"({"alpha": -1})"
                                        << "alpha";
        QTest::newRow("gate one") << R"({"initial_gate": 1})"
                                  << "initial gate";
        QTest::newRow("no epoch") << R"({"epochs": 0})"
                                  << "epochs";
        QTest::newRow("one block") << R"({"stream_blocks": 1})"
                                   << "stream blocks";
        QTest::newRow("batch of one") << R"({"batch": 1})"
                                      << "batch";
        QTest::newRow("rate") << R"({"learning_rate": 0})"
                              << "learning rate";
        QTest::newRow("dropout") << R"({"dropout": 1})"
                                 << "dropout";
        QTest::newRow("no layer") << R"({"hidden": []})"
                                  << "hidden";
        QTest::newRow("typo") << R"({"taw": 1})"
                              << "Did you mean 'tau'";
        QTest::newRow("type") << R"({"tau": "big"})"
                              << "tau";
        QTest::newRow("backbone") << R"({"backbone": "dcn_v2"})"
                                  << "Did you mean 'dcn-v2'";
        QTest::newRow("no cross layer") << R"({"cross_layers": 0})"
                                        << "cross layers";
        QTest::newRow("cross rank") << R"({"cross_rank": -1})"
                                    << "cross rank";
        QTest::newRow("head mode") << R"({"head_mode": "hot"})"
                                   << "frozen, warm";
        QTest::newRow("torchscript without a head") << R"({"backbone": "torchscript"})"
                                                    << "needs a head";
        QTest::newRow("head beside a backbone") << R"({"backbone": "mlp", "head": "h.pt"})"
                                                << "cannot be chosen with it";
        QTest::newRow("penalty") << R"({"penalty": "adaptiv"})"
                                 << "Did you mean 'adaptive'";
    }
    void refusesNonsense()
    {
        QFETCH(QString, json);
        QFETCH(QString, named);
        try {
            (void)settingsFromJson(parseJson(json.toStdString(), "test"), "settings");
            QFAIL("accepted");
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains(named), error.what());
        }
    }

    void refusesNaN()
    {
        Settings settings;
        settings.tau = std::nan("");
        QVERIFY_THROWS_EXCEPTION(InputError, settings.validate());
        settings = Settings();
        settings.alpha = std::nan("");
        QVERIFY_THROWS_EXCEPTION(InputError, settings.validate());
    }

    void roundTrip()
    {
        Settings settings;
        settings.penalty = Penalty::Uniform;
        settings.gateForm = GateForm::ExactDrop;
        settings.search = SearchMode::Joint;
        settings.alpha = 0.0111;
        settings.gateLearningRate = 0.003;
        settings.network.hidden = {7, 5, 3};
        settings.seed = 0xFFFFFFFFFFFFFFFFull;
        settings.singlePass = true;
        settings.streamBlocks = 7;
        settings.device = DeviceChoice::Cpu;
        QVERIFY(settingsFromJson(settingsToJson(settings), "s") == settings);
        QVERIFY(settingsFromJson(settingsToJson(Settings()), "s") == Settings());
        settings.network.backbone = "dcn-v2";
        settings.network.crossLayers = 2;
        settings.network.crossRank = 5;
        QVERIFY(settingsFromJson(settingsToJson(settings), "s") == settings);
        settings.network.backbone = kTorchScript;
        settings.network.head = {"/heads/mine.pt", HeadMode::Warm, std::string(64, 'a')};
        QVERIFY(settingsFromJson(settingsToJson(settings), "s") == settings);
    }

    void wordsNameTheModel()
    {
        Settings settings;
        QCOMPARE(modelInWords(settings), std::string("Wide & Deep, hidden 32, 16"));
        settings.network.backbone = "mlp";
        QCOMPARE(modelInWords(settings), std::string("MLP, hidden 32, 16"));
        settings.network.backbone = "dcn-v2";
        settings.network.crossRank = 8;
        QCOMPARE(modelInWords(settings), std::string("DCN v2, 3 cross layers of rank 8, hidden 32, 16"));
        settings.network.backbone = kTorchScript;
        settings.network.head = {"h.pt", HeadMode::Warm, "12ab"};
        QCOMPARE(modelInWords(settings), std::string("the head h.pt (warm, SHA-256 12ab)"));
    }

    void batchFollowsRows()
    {
        Settings settings;
        QCOMPARE(batchSizeFor(settings, 2'000'000), 256);
        QCOMPARE(batchSizeFor(settings, 2'000'001), 4096);
        settings.batch = 100;
        QCOMPARE(batchSizeFor(settings, 5'000'000), 100);
    }
};

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
