// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine_spec.h"

#include <QtTest>

using namespace leap;

class TestEngineSpec : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What a GPU is too slow for stays on the processor, unless it is asked for.
    void autoLeavesSmallStepsToTheProcessor()
    {
        RowLayout layout;
        layout.ranges = {0, 100};
        Settings settings;
        const auto deviceAt = [&](int64_t batch) {
            return engineSpecFor(settings, layout, {}, batch).device;
        };
        QCOMPARE(deviceAt(256), DeviceChoice::Cpu);
        QCOMPARE(deviceAt(4999), DeviceChoice::Cpu);
        QCOMPARE(deviceAt(5000), DeviceChoice::Auto);
        settings.device = DeviceChoice::Cuda;
        QCOMPARE(deviceAt(1), DeviceChoice::Cuda);
        settings.device = DeviceChoice::Cpu;
        QCOMPARE(deviceAt(1'000'000), DeviceChoice::Cpu);
    }

    void takesTheNetworkOfTheSettings()
    {
        Settings settings;
        settings.network.backbone = kDcnV2;
        settings.network.hidden = {5};
        settings.network.crossRank = 2;
        RowLayout layout;
        layout.ranges = {0, 3};
        QVERIFY(engineSpecFor(settings, layout, {}, 1).network == settings.network);
    }
};

QTEST_APPLESS_MAIN(TestEngineSpec)
#include "tst_engine_spec.moc"
