// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/gate/cpu/simd_targets.h"
#include "core/model/network/dropout.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace leap;

class TestDropout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shareAndScale_data()
    {
        QTest::addColumn<double>("rate");
        for (const double rate : {0.0, 0.2, 0.5, 0.95})
            QTest::addRow("%g", rate) << rate;
    }
    void shareAndScale()
    {
        QFETCH(double, rate);
        constexpr int kSize = 100'001;
        std::vector<float> mask(kSize);
        fillDropoutMask(streamKey(1, "test"), rate, mask);
        const auto dropped = std::count(mask.begin(), mask.end(), 0.0F);
        const double deviation = std::sqrt(kSize * rate * (1 - rate));
        QVERIFY(std::abs(static_cast<double>(dropped) - kSize * rate) <= 4 * deviation);
        const auto kept = static_cast<float>(1 / (1 - rate));
        QCOMPARE(std::count(mask.begin(), mask.end(), kept), kSize - dropped);
    }

    /// Even and odd places come from the halves of one draw: they must not know of each other.
    void neighboursAreIndependent()
    {
        constexpr int kPairs = 100'000;
        std::vector<float> mask(2 * kPairs);
        fillDropoutMask(streamKey(2, "test"), 0.5, mask);
        int equal = 0;
        for (size_t i = 0; i < mask.size(); i += 2)
            equal += mask[i] == mask[i + 1] ? 1 : 0;
        QVERIFY(std::abs(equal - kPairs / 2) < 4 * std::sqrt(kPairs / 4.0));
    }

    void dependsOnKeyAndPlaceAlone()
    {
        std::vector<float> a(7), b(100), c(7), none;
        fillDropoutMask(5, 0.5, a);
        fillDropoutMask(5, 0.5, b);
        fillDropoutMask(6, 0.5, c);
        fillDropoutMask(5, 0.5, none);
        QVERIFY(std::equal(a.begin(), a.end(), b.begin()));
        QVERIFY(a != c);
    }

    void everyPartOnEveryTargetIsTheDefinition_data()
    {
        QTest::addColumn<QString>("target");
        for (const std::string& name : gate::simdTargets())
            QTest::addRow("%s", name.c_str()) << QString::fromStdString(name);
    }
    void everyPartOnEveryTargetIsTheDefinition()
    {
        QFETCH(QString, target);
        gate::forceSimdTarget(target.toStdString());
        const auto restore = qScopeGuard([] { gate::forceSimdTarget(""); });
        const uint64_t key = streamKey(3, "test");
        const RandomStream stream(key);
        for (uint64_t first = 0; first < 5; ++first) {
            for (size_t size = 0; size < 70; ++size) {
                std::vector<float> mask(size + 1, -1.0F);
                fillDropoutMask(key, 0.3, {mask.data(), size}, first);
                for (size_t i = 0; i < size; ++i) {
                    const uint64_t place = first + i;
                    const auto bits = static_cast<uint32_t>(stream.bitsAt(place / 2) >> (place % 2 * 32));
                    const bool dropped = static_cast<double>(bits) < 0.3 * 0x1p32;
                    QCOMPARE(mask[i], dropped ? 0.0F : static_cast<float>(1 / (1 - 0.3)));
                }
                QCOMPARE(mask[size], -1.0F);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestDropout)
#include "tst_dropout.moc"
