// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/train/train_position.h"

#include <QtTest>

using namespace leap;

class TestTrainPosition : public QObject {
    Q_OBJECT

    static TrainPosition position()
    {
        TrainPosition made;
        made.step = 1;
        made.epoch = 2;
        made.batchInEpoch = 3;
        made.gate = {4, 5};
        made.keptEpoch = 6;
        made.epochsWithoutGain = 7;
        made.lossSum = 0.1;
        made.seconds = 0.2;
        made.keptAuc = 0.3;
        made.gatesAtEpochStart = {0.9, 0.8};
        made.lastMoves = {0.01, 0.02};
        return made;
    }

private Q_SLOTS:
    /// Audit files hold these arrays: their names and order stay.
    void arraysAreThoseOfFiles()
    {
        StateDict state;
        savePosition(state, position());
        QCOMPARE(getInts(state, "trainer/position"), (std::vector<int64_t>{1, 2, 3, 4, 5, 6, 7}));
        QCOMPARE(getDoubles(state, "trainer/sums"), (std::vector<double>{0.1, 0.2, 0.3}));
        QCOMPARE(getDoubles(state, "trainer/gates_at_epoch_start"), (std::vector<double>{0.9, 0.8}));
        QCOMPARE(getDoubles(state, "trainer/last_moves"), (std::vector<double>{0.01, 0.02}));
        QCOMPARE(state.size(), size_t{4});
    }

    void comesBackAsItWas()
    {
        StateDict state, again;
        savePosition(state, position());
        savePosition(again, loadedPosition(state, 2));
        QVERIFY(state == again);
        QVERIFY_THROWS_EXCEPTION(InputError, (void)loadedPosition(state, 3));
        state.erase("trainer/sums");
        QVERIFY_THROWS_EXCEPTION(InputError, (void)loadedPosition(state, 2));
    }
};

QTEST_APPLESS_MAIN(TestTrainPosition)
#include "tst_train_position.moc"
