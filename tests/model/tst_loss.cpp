// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network/loss.h"

#include <QtTest>

#include <cmath>
#include <vector>

using namespace leap;

class TestLoss : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workedByHand()
    {
        // p = 3/4 and 1/2: loss = (ln 4/3 + ln 2) / 2
        const std::vector<float> logit{std::log(3.0F), 0}, label{1, 0};
        std::vector<float> gradient(2);
        const double loss = binaryCrossEntropy(logit, label, {}, gradient);
        QVERIFY(std::abs(loss - 0.5 * (std::log(4.0 / 3) + std::log(2.0))) < 1e-7);
        QVERIFY(std::abs(gradient[0] + 0.125F) < 1e-7);
        QVERIFY(std::abs(gradient[1] - 0.25F) < 1e-7);
    }

    void weightsAreRelative()
    {
        const std::vector<float> logit{std::log(3.0F), 0}, label{1, 0}, weight{6, 2};
        std::vector<float> gradient(2);
        const double loss = binaryCrossEntropy(logit, label, weight, gradient);
        QVERIFY(std::abs(loss - (0.75 * std::log(4.0 / 3) + 0.25 * std::log(2.0))) < 1e-7);
        QVERIFY(std::abs(gradient[0] + 0.1875F) < 1e-7);
        QVERIFY(std::abs(gradient[1] - 0.125F) < 1e-7);
    }

    void extremeLogitsStayFinite()
    {
        const std::vector<float> logit{1e4F, -1e4F, 1e4F, -1e4F}, label{1, 0, 0, 1};
        std::vector<float> gradient(4);
        QCOMPARE(binaryCrossEntropy(logit, label, {}, gradient), 5000.0);
        QCOMPARE(gradient, (std::vector<float>{0, 0, 0.25F, -0.25F}));
    }

    void nothingToLearnFrom()
    {
        std::vector<float> none, gradient{9};
        QCOMPARE(binaryCrossEntropy(none, none, {}, none), 0.0);
        QCOMPARE(
            binaryCrossEntropy(std::vector<float>{1}, std::vector<float>{1}, std::vector<float>{0}, gradient),
            0.0);
        QCOMPARE(gradient[0], 0.0F);
    }

    /// Bit for bit the loss of the row's own class, log(1 + exp(-z)) for a positive row.
    void rowsByThemselves()
    {
        std::vector<float> logit, label;
        for (int i = -400; i <= 400; ++i) {
            logit.insert(logit.end(), 2, 0.05F * static_cast<float>(i));
            label.insert(label.end(), {0, 1});
        }
        std::vector<float> loss(logit.size());
        rowLosses(logit, label, loss);
        for (size_t row = 0; row < loss.size(); ++row) {
            const float z = label[row] > 0.5F ? -logit[row] : logit[row];
            QCOMPARE(loss[row], std::max(z, 0.0F) + std::log1p(std::exp(-std::abs(z))));
            std::vector<float> gradient(1);
            const double mean = binaryCrossEntropy(std::span(logit).subspan(row, 1),
                                                   std::span(label).subspan(row, 1), {}, gradient);
            QVERIFY(std::abs(static_cast<double>(loss[row]) - mean) < 1e-6 * (1 + mean));
        }
    }
};

QTEST_APPLESS_MAIN(TestLoss)
#include "tst_loss.moc"
