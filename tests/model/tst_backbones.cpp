// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/model/network/backbone.h"
#include "core/model/network/gradients.h"
#include "core/model/network/row_readers.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <QtTest>

#include <cmath>

using namespace leap;

namespace {

const c10::Device kCpu(c10::kCPU);

/// A backbone whose parameters can be set by name.
struct Model {
    ParameterSet parameters;
    std::unique_ptr<Backbone> backbone;

    Model(const std::string& name, const BackboneSpec& spec)
        : backbone(makeBackbone(name, spec, parameters, kCpu))
    {
        parameters.allocate(11, kCpu);
    }

    at::Tensor operator[](const std::string& name) const
    {
        for (size_t i = 0; i < parameters.entries().size(); ++i) {
            if (parameters.entries()[i].name == name)
                return parameters.tensors()[i];
        }
        throw FailureError("no parameter " + name);
    }
    void set(const std::string& name, const at::Tensor& values)
    {
        const c10::NoGradGuard noGrad;
        (*this)[name].copy_(values.view((*this)[name].sizes()));
    }
    at::Tensor predict(const at::Tensor& x) const { return backbone->forward(x, {}).detach(); }
};

at::Tensor randomRows(int64_t rows, int64_t columns, uint64_t key)
{
    at::Tensor x = at::empty({rows, columns}, at::kFloat);
    const RandomStream stream(streamKey(key, "x"));
    for (int64_t i = 0; i < x.numel(); ++i)
        x.mutable_data_ptr<float>()[i] = stream.normalAt(static_cast<uint64_t>(i));
    return x;
}

BackboneSpec specOf(int64_t columns, std::vector<int64_t> hidden, int64_t layers = 3, int64_t rank = 0)
{
    BackboneSpec spec;
    spec.columns = columns;
    spec.hidden = std::move(hidden);
    spec.dropout = 0.2;
    spec.crossLayers = layers;
    spec.crossRank = rank;
    return spec;
}

double largest(const at::Tensor& difference)
{
    return difference.abs().max().item<double>();
}

} // namespace

class TestBackbones : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mlpByHand()
    {
        Model model("mlp", specOf(2, {2}));
        model.set("mlp.0.weight", at::tensor({1.0F, 2.0F, -1.0F, 1.0F}));
        model.set("mlp.0.bias", at::tensor({0.5F, 0.0F}));
        model.set("output.weight", at::tensor({2.0F, 3.0F}));
        model.set("output.bias", at::tensor({-1.0F}));
        // Untouched running statistics: mean 0, variance 1, so BatchNorm divides by sqrt(1 + 1e-5).
        // h = relu((1 + 4 + .5, -1 + 2)) = (5.5, 1); logit = 2 x 5.5 + 3 x 1 - 1 with h so divided.
        const double logit = (2 * 5.5 + 3 * 1) / std::sqrt(1 + 1e-5) - 1;
        const at::Tensor got = model.predict(at::tensor({1.0F, 2.0F}).view({1, 2}));
        QVERIFY(std::abs(got.item<double>() - logit) < 1e-5);
        QCOMPARE(model.parameters.entries().size(), size_t{6}); // and no wide part
    }

    void mlpWithoutLayersIsLinear()
    {
        Model model("mlp", specOf(3, {}));
        model.set("output.weight", at::tensor({1.0F, -2.0F, 0.5F}));
        model.set("output.bias", at::tensor({0.25F}));
        QCOMPARE(model.predict(at::tensor({2.0F, 1.0F, 4.0F}).view({1, 3})).item<float>(), 2.25F);
    }

    void fullRankCrossByHand()
    {
        Model model("dcn-v2", specOf(2, {}, 2));
        model.set("cross.0.weight", at::tensor({1.0F, 2.0F, 0.0F, -1.0F}));
        model.set("cross.0.bias", at::tensor({1.0F, 0.0F}));
        model.set("cross.1.weight", at::tensor({0.0F, 1.0F, 1.0F, 0.0F}));
        model.set("cross.1.bias", at::tensor({0.0F, 2.0F}));
        model.set("output.weight", at::tensor({1.0F, 10.0F}));
        model.set("output.bias", at::tensor({0.5F}));
        // x0 = (2, 3). W0 x0 + b0 = (2 + 6 + 1, -3) = (9, -3); x1 = x0 * that + x0 = (20, -6).
        // W1 x1 + b1 = (-6, 22); x2 = (-12, 66) + (20, -6) = (8, 60). Logit: 8 + 600 + .5.
        QCOMPARE(model.predict(at::tensor({2.0F, 3.0F}).view({1, 2})).item<float>(), 608.5F);
    }

    void lowRankCrossByHand()
    {
        Model model("dcn-v2", specOf(2, {}, 1, 1));
        model.set("cross.0.inner.weight", at::tensor({1.0F, -1.0F})); // V^T
        model.set("cross.0.weight", at::tensor({3.0F, 5.0F})); // U
        model.set("cross.0.bias", at::tensor({1.0F, 2.0F}));
        model.set("output.weight", at::tensor({1.0F, 1.0F}));
        model.set("output.bias", at::tensor({0.0F}));
        // x0 = (4, 1): V^T x0 = 3; U 3 + b = (10, 17); x1 = (40, 17) + (4, 1) = (44, 18).
        QCOMPARE(model.predict(at::tensor({4.0F, 1.0F}).view({1, 2})).item<float>(), 62.0F);
    }

    void lowRankEqualsItsProductAtFullRank()
    {
        Model low("dcn-v2", specOf(6, {4}, 2, 3));
        Model full("dcn-v2", specOf(6, {4}, 2));
        for (const auto& entry : full.parameters.entries())
            full.set(entry.name, low[entry.name].numel() == entry.size ? low[entry.name] : full[entry.name]);
        for (const char* layer : {"cross.0", "cross.1"})
            full.set(std::string(layer) + ".weight",
                     low[std::string(layer) + ".weight"].mm(low[std::string(layer) + ".inner.weight"]));
        const at::Tensor x = randomRows(9, 6, 1);
        QVERIFY(largest(low.predict(x) - full.predict(x)) < 1e-5);
    }

    void rankFollowsTheColumns()
    {
        QCOMPARE(crossRankFor(specOf(1024, {}, 1, 0)), int64_t{1024});
        QCOMPARE(crossRankFor(specOf(1025, {}, 1, 0)), int64_t{64});
        QCOMPARE(crossRankFor(specOf(5000, {}, 1, 100)), int64_t{100});
        QCOMPARE(crossRankFor(specOf(50, {}, 1, 100)), int64_t{50});
        // Full rank has no inner matrix: 1 layer, its weight and bias, the output's.
        QCOMPARE(Model("dcn-v2", specOf(5, {}, 1, 5)).parameters.entries().size(), size_t{4});
        QCOMPARE(Model("dcn-v2", specOf(5, {}, 1, 4)).parameters.entries().size(), size_t{5});
    }

    void deepPartStandsBesideTheCrossPart()
    {
        Model model("dcn-v2", specOf(3, {4}));
        const auto& sizes = model["output.weight"].sizes();
        QCOMPARE(sizes[1], int64_t{3 + 4});
        QCOMPARE(model.backbone->statistics().size(), size_t{2});
    }

    void gradientsMatchFiniteDifferences_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("rank");
        QTest::newRow("wide-deep") << "wide-deep" << 0;
        QTest::newRow("mlp") << "mlp" << 0;
        QTest::newRow("dcn-v2, full rank") << "dcn-v2" << 0;
        QTest::newRow("dcn-v2, rank 2") << "dcn-v2" << 2;
    }
    /// d sum(logits^2) / d parameter along the gradient itself; dropout and batch statistics on.
    void gradientsMatchFiniteDifferences()
    {
        QFETCH(QString, name);
        QFETCH(int, rank);
        Model model(name.toStdString(), specOf(5, {6, 4}, 2, rank));
        const at::Tensor x = randomRows(40, 5, 2);
        const ForwardMode mode{true, false, 3};
        const auto lossOf = [&] {
            const at::Tensor logits = model.backbone->forward(x, mode);
            return (logits * logits).sum();
        };
        const auto& tensors = model.parameters.tensors();
        const auto gradients = gradientsOf(lossOf(), tensors, at::ones({}));
        double expected = 0;
        for (const at::Tensor& gradient : gradients)
            expected += gradient.pow(2).sum().item<double>();
        const double h = 1e-3 / std::sqrt(expected); // the parameters move by 1e-3 in all
        const auto lossAt = [&](double step) {
            const c10::NoGradGuard noGrad;
            for (size_t i = 0; i < tensors.size(); ++i)
                tensors[i].add_(gradients[i], step);
            const double loss = lossOf().to(at::kDouble).item<double>();
            for (size_t i = 0; i < tensors.size(); ++i)
                tensors[i].sub_(gradients[i], step);
            return loss;
        };
        const double slope = (lossAt(h) - lossAt(-h)) / (2 * h);
        QVERIFY2(std::abs(slope - expected) < 0.02 * expected,
                 qPrintable(QString("%1 against %2").arg(slope).arg(expected)));
    }

    /// The reason why it has no gradient; a single row is normalised by the running statistics.
    void aBiasBeforeBatchNormIsSeenByASingleRowOnly()
    {
        for (const int64_t rows : {1, 2, 9}) {
            Model model("mlp", specOf(4, {3}));
            const at::Tensor x = randomRows(rows, 4, 5);
            const c10::NoGradGuard noGrad;
            const auto logits = [&] { return model.backbone->forward(x, {true, false, 1}); };
            const at::Tensor before = logits();
            model["mlp.0.bias"].add_(0.25);
            const double moved = largest(logits() - before);
            QVERIFY2(rows == 1 ? moved > 1e-3 : moved < 1e-5, qPrintable(QString::number(moved)));
        }
    }

    void gradientOfTheRowMatchesFiniteDifferences()
    {
        for (const int64_t rank : {0, 2}) {
            Model model("dcn-v2", specOf(4, {}, 3, rank));
            at::Tensor x = randomRows(1, 4, 5).set_requires_grad(true);
            const auto gradient =
                torch::autograd::grad({model.backbone->forward(x, {true, false, 1})}, {x})[0];
            for (int64_t column = 0; column < 4; ++column) {
                const auto at = [&](double by) {
                    at::Tensor moved = x.detach().clone();
                    moved[0][column] += by;
                    return model.predict(moved).item<double>();
                };
                const double slope = (at(1e-3) - at(-1e-3)) / 2e-3;
                const double got = gradient[0][column].item<double>();
                QVERIFY(std::abs(slope - got) < 1e-3 + 1e-2 * std::abs(got));
            }
        }
    }

    void namesAreKnownAndOthersRefused()
    {
        QCOMPARE(backboneNames(), (std::vector<std::string>{"wide-deep", "mlp", "dcn-v2", "torchscript"}));
        ParameterSet parameters;
        try {
            (void)makeBackbone("dcn_v2", specOf(2, {2}), parameters, kCpu);
            QFAIL("accepted");
        } catch (const InputError& error) {
            QVERIFY(QString(error.what()).contains("Did you mean 'dcn-v2'"));
        }
        QVERIFY_THROWS_EXCEPTION(InputError,
                                 (void)makeBackbone("dcn-v2", specOf(2, {2}, 0), parameters, kCpu));
        QVERIFY_THROWS_EXCEPTION(InputError,
                                 (void)makeBackbone("dcn-v2", specOf(2, {2}, 1, -1), parameters, kCpu));
    }

    void theRowsReaders_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("hidden");
        QTest::addColumn<int>("units");
        QTest::newRow("wide-deep") << "wide-deep" << 5 << 6;
        QTest::newRow("wide-deep without layers") << "wide-deep" << 0 << 2;
        QTest::newRow("mlp") << "mlp" << 5 << 5;
        QTest::newRow("mlp without layers") << "mlp" << 0 << 1;
        QTest::newRow("dcn-v2: 4 of the first cross layer") << "dcn-v2" << 5 << 9;
    }
    /// Every layer that is named is a matrix over the row, and the MLP's and Wide & Deep's are all there are.
    void theRowsReaders()
    {
        QFETCH(QString, name);
        QFETCH(int, hidden);
        QFETCH(int, units);
        const auto layers = hidden > 0 ? std::vector<int64_t>{hidden, 3} : std::vector<int64_t>{};
        const BackboneSpec spec = specOf(7, layers, 2, 4);
        const Model model(name.toStdString(), spec);
        const RowReaders readers = rowReadersOf(name.toStdString(), spec);
        QVERIFY(readers.known);
        QCOMPARE(readers.units, int64_t{units});
        int64_t named = 0;
        for (const std::string& layer : readers.linear) {
            QCOMPARE(model[layer + ".weight"].size(1), int64_t{7});
            QCOMPARE(model[layer + ".bias"].size(0), model[layer + ".weight"].size(0));
            named += model[layer + ".weight"].size(0);
        }
        QCOMPARE(named, name == "dcn-v2" ? int64_t{hidden} : int64_t{units});
    }

    void unknownBackbonesHaveNoReaders()
    {
        QVERIFY(!rowReadersOf(kTorchScript, {}).known);
        QVERIFY_THROWS_EXCEPTION(InputError, (void)rowReadersOf("wide", {}));
    }
};

QTEST_APPLESS_MAIN(TestBackbones)
#include "tst_backbones.moc"
