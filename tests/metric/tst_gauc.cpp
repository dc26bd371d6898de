// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/gauc.h"

#include "core/base/random.h"
#include "core/metric/auc.h"

#include <QtTest>
#include <cmath>
#include <map>
#include <vector>

using namespace leap;
using Floats = std::vector<float>;
using Groups = std::vector<int32_t>;

class TestGauc : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void weightsByRowsOrPlainly()
    {
        // group 0: 2 rows, AUC 1; group 2: 4 rows, its positive ties with one of three negatives and loses to
        // two
        const Groups group{0, 0, 2, 2, 2, 2};
        const Floats score{0.1F, 0.9F, 0.3F, 0.3F, 0.5F, 0.6F};
        const Floats label{0, 1, 1, 0, 0, 0};
        const double second = 0.5 / 3;
        QCOMPARE(gauc(score, label, group, GaucKind::ByImpressions).value, (2 * 1.0 + 4 * second) / 6);
        QCOMPARE(gauc(score, label, group, GaucKind::PlainMean).value, (1.0 + second) / 2);
    }

    void groupsOfOneClassAreLeftOutAndCounted()
    {
        const Groups group{0, 0, 1, 1, 2};
        const Floats score{0.1F, 0.9F, 0.5F, 0.6F, 0.7F};
        const Floats label{0, 1, 1, 1, 0};
        const MetricValue value = gauc(score, label, group, GaucKind::ByImpressions);
        QCOMPARE(value.value, 1.0);
        QCOMPARE(value.used, int64_t{1});
        QCOMPARE(value.leftOut, int64_t{2});
    }

    void isUndefinedWithoutAnyGroupOfBothClasses()
    {
        const MetricValue value = gauc(Floats{1, 2}, Floats{0, 1}, Groups{0, 1}, GaucKind::PlainMean);
        QVERIFY(!value.defined());
        QVERIFY(!value.reason.empty());
        QCOMPARE(value.leftOut, int64_t{2});
        QVERIFY(!gauc({}, {}, {}, GaucKind::PlainMean).defined());
    }

    void equalsTheDefinition()
    {
        RandomStream stream(streamKey(3, "gauc"));
        std::map<int32_t, std::pair<Floats, Floats>> rows;
        Groups group;
        Floats score, label;
        for (int i = 0; i < 3000; ++i) {
            const auto g = static_cast<int32_t>(stream.nextBelow(200));
            group.push_back(g);
            score.push_back(static_cast<float>(stream.nextBelow(20)));
            label.push_back(static_cast<float>(stream.nextBelow(2)));
            rows[g].first.push_back(score.back());
            rows[g].second.push_back(label.back());
        }
        double weighted = 0, used = 0, plain = 0, groups = 0;
        for (const auto& [g, both] : rows) {
            const MetricValue value = auc(both.first, both.second);
            if (!value.defined())
                continue;
            const auto n = static_cast<double>(both.first.size());
            weighted += n * value.value;
            used += n;
            plain += value.value;
            ++groups;
        }
        QVERIFY(std::abs(gauc(score, label, group, GaucKind::ByImpressions).value - weighted / used) < 1e-12);
        QVERIFY(std::abs(gauc(score, label, group, GaucKind::PlainMean).value - plain / groups) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(TestGauc)
#include "tst_gauc.moc"
