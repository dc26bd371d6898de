// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/polarisation.h"

#include <QtTest>
#include <vector>

using namespace leap;
using Gates = std::vector<double>;

class TestPolarisation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheMeanDistanceFromTheMean()
    {
        QCOMPARE(polarisation(Gates{0, 1}), 0.5);
        QCOMPARE(polarisation(Gates{0.7, 0.7, 0.7}), 0.0);
        QCOMPARE(polarisation(Gates{0, 0, 0, 1}), 0.375); // mean 1/4: (3 x 1/4 + 3/4) / 4
        QCOMPARE(polarisation(Gates{0.3}), 0.0);
        QCOMPARE(polarisation(Gates{}), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestPolarisation)
#include "tst_polarisation.moc"
