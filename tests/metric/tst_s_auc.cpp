// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/s_auc.h"

#include <QtTest>
#include <cmath>

using namespace leap;

class TestSAuc : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The paper's Table 2: AUC on Criteo, Avazu, AliCCP, ML-1M and the S_AUC printed there. One cell is
    /// misprinted there: SFS at 25 % says .9733, its own four AUCs give .9743.
    void recomputesTheTable_data()
    {
        QTest::addColumn<QList<QList<double>>>("rows"); // four AUCs, then the paper's S_AUC
        const QList<double> all{.8014, .7882, .6598, .7950};
        QTest::newRow("50 %") << QList<QList<double>>{
            all + QList<double>{.9954},          {.7462, .7088, .6054, .6484, .8872},
            {.7682, .7412, .6499, .8097, .9710}, {.7921, .7869, .6549, .7924, .9895},
            {.7974, .7870, .6582, .8097, .9977}, {.7944, .7728, .6554, .8097, .9913},
            {.7969, .7827, .6579, .7946, .9915}, {.7974, .7869, .6567, .8077, .9965},
            {.7984, .7870, .6583, .8097, .9981}};
        QTest::newRow("25 %") << QList<QList<double>>{
            all + QList<double>{.9960},          {.7003, .6016, .5804, .5286, .7928},
            {.7157, .7091, .5869, .7338, .8977}, {.7626, .7637, .6032, .6946, .9237},
            {.7717, .7723, .6461, .8078, .9805}, {.7609, .7714, .6423, .8078, .9754},
            {.7569, .7685, .6452, .8078, .9743}, {.7738, .7692, .6485, .8068, .9808},
            {.7841, .7723, .6489, .8078, .9854}};
    }
    void recomputesTheTable()
    {
        QFETCH(QList<QList<double>>, rows);
        std::vector<std::vector<double>> auc;
        for (const QList<double>& row : rows)
            auc.emplace_back(row.begin(), row.begin() + 4);
        const auto result = sAuc(auc);
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const double printed = rows[i].last();
            const double computed = result[static_cast<size_t>(i)].value;
            QVERIFY2(std::abs(computed - printed) < 1.1e-4, // AUCs of four decimals
                     qPrintable(QString("row %1: %2, printed %3").arg(i).arg(computed).arg(printed)));
        }
    }

    void undefinedStaysUndefined()
    {
        const auto result = sAuc({{0.5, std::nan("")}, {0.6, 0.7}});
        QVERIFY(!result[0].defined());
        QVERIFY(!result[0].reason.empty());
        QCOMPARE(result[1].value, 1.0);
    }

    void edges()
    {
        QVERIFY(sAuc({}).empty());
        QVERIFY(!sAuc({{}})[0].defined());
        QCOMPARE(sAuc({{0.4}})[0].value, 1.0);
    }
};

QTEST_APPLESS_MAIN(TestSAuc)
#include "tst_s_auc.moc"
