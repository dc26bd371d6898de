// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/model/network/backbone.h"
#include "core/settings/head_file.h"
#include "tests/support/script_head.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace leap;

namespace {

const c10::Device kCpu(c10::kCPU);

/// What the message of a refusal says; empty when there was none.
QString refusalOf(const BackboneSpec& spec)
{
    ParameterSet parameters;
    try {
        (void)makeBackbone(kTorchScript, spec, parameters, kCpu);
        return {};
    } catch (const InputError& error) {
        return error.what();
    }
}

} // namespace

class TestTorchScriptHead : public QObject {
    Q_OBJECT

private:
    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    BackboneSpec specFor(const char* name, HeadMode mode, int64_t columns = 3) const
    {
        BackboneSpec spec;
        spec.columns = columns;
        spec.head = {path(name), mode, {}};
        return spec;
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        test::saveLinearHead(path("linear.pt"), {1, -2, 0.5F}, 0.25F);
        test::saveScriptedHead(path("flat.pt"), {2, 3},
                               "def forward(self, x):\n    return (x * self.weight).sum(1)\n");
    }

    void computesTheModule()
    {
        ParameterSet parameters;
        const auto head =
            makeBackbone(kTorchScript, specFor("linear.pt", HeadMode::Frozen), parameters, kCpu);
        parameters.allocate(1, kCpu);
        QVERIFY(parameters.tensors().empty());
        const at::Tensor x = at::tensor({2.0F, 1.0F, 4.0F, 0.0F, 0.0F, 0.0F}).view({2, 3});
        const at::Tensor logits = head->forward(x, {});
        QCOMPARE(logits.dim(), int64_t{1}); // [B, 1] becomes [B]
        QCOMPARE(logits[0].item<float>(), 2.25F);
        QCOMPARE(logits[1].item<float>(), 0.25F);
    }

    void frozenPassesGradientsToItsRowsAlone()
    {
        ParameterSet parameters;
        const auto head =
            makeBackbone(kTorchScript, specFor("flat.pt", HeadMode::Frozen, 2), parameters, kCpu);
        parameters.allocate(1, kCpu);
        const at::Tensor x = at::ones({1, 2}).set_requires_grad(true);
        const auto gradient = torch::autograd::grad({head->forward(x, {true, true, 1})}, {x})[0];
        QCOMPARE(gradient[0][0].item<float>(), 2.0F);
        QCOMPARE(gradient[0][1].item<float>(), 3.0F);
    }

    void warmLearnsFromTheFilesValues()
    {
        ParameterSet parameters;
        const auto head = makeBackbone(kTorchScript, specFor("linear.pt", HeadMode::Warm), parameters, kCpu);
        parameters.allocate(1, kCpu);
        QCOMPARE(parameters.entries().size(), size_t{2});
        const size_t weight = parameters.entries()[0].name == "head.output.weight" ? 0 : 1;
        QCOMPARE(parameters.entries()[weight].name, std::string("head.output.weight"));
        QCOMPARE(parameters.tensors()[weight][0][1].item<float>(), -2.0F);

        const at::Tensor x = at::tensor({2.0F, 1.0F, 4.0F}).view({1, 3});
        const auto gradients =
            torch::autograd::grad({head->forward(x, {true, true, 1})}, parameters.tensors());
        QCOMPARE(gradients[weight][0][2].item<float>(), 4.0F);
        {
            const c10::NoGradGuard noGrad;
            parameters.tensors()[weight].mul_(2); // an optimiser's step moves what the module computes with
        }
        QCOMPARE(head->forward(x, {}).item<float>(), 4.25F);
    }

    void refusesWithAReason_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QString>("named");
        QTest::newRow("width") << "linear.pt" << 4 << "rows of 4 columns";
        QTest::newRow("width names the matrix") << "linear.pt" << 4 << "'output.weight', is 1 x 3";
        QTest::newRow("missing") << "missing.pt" << 3 << "missing.pt";
        QTest::newRow("no module") << "text.pt" << 3 << "TorchScript";
        QTest::newRow("two outputs") << "pair.pt" << 2 << "one float32 logit each";
        QTest::newRow("no tensor") << "number.pt" << 2 << "number.pt";
    }
    void refusesWithAReason()
    {
        QFETCH(QString, file);
        QFETCH(int, columns);
        QFETCH(QString, named);
        writeTextAtomically(path("text.pt"), "not a module");
        test::saveScriptedHead(path("pair.pt"), {2, 3},
                               "def forward(self, x):\n    return x * self.weight\n");
        test::saveScriptedHead(path("number.pt"), {2, 3}, "def forward(self, x):\n    return 3.0\n");
        const QString refusal = refusalOf(specFor(file.toUtf8().constData(), HeadMode::Frozen, columns));
        QVERIFY2(refusal.contains(named), qPrintable(refusal));
    }

    void anotherFileThanTheRunsIsRefused()
    {
        BackboneSpec spec = specFor("linear.pt", HeadMode::Frozen);
        spec.head.sha256 = headSha256(spec.head.file);
        QCOMPARE(spec.head.sha256.size(), size_t{64});
        QVERIFY2(refusalOf(spec).isEmpty(), qPrintable(refusalOf(spec)));
        spec.head.sha256[0] = spec.head.sha256[0] == '0' ? '1' : '0';
        QVERIFY(refusalOf(spec).contains("not the one of the run"));
    }

    void withoutParametersNothingCanWarmUp()
    {
        test::saveScriptedHead(path("bare.pt"), {}, "def forward(self, x):\n    return x.sum(1)\n");
        QVERIFY(refusalOf(specFor("bare.pt", HeadMode::Frozen)).isEmpty());
        QVERIFY(refusalOf(specFor("bare.pt", HeadMode::Warm)).contains("no parameters that could learn"));
    }

    void theWarningNamesFileAndDigest()
    {
        HeadSpec head{path("linear.pt"), HeadMode::Frozen, headSha256(path("linear.pt"))};
        const QString warning = QString::fromStdString(headWarning(head));
        QVERIFY(warning.contains("runs the code"));
        QVERIFY(warning.contains("linear.pt"));
        QVERIFY(warning.contains(QString::fromStdString(head.sha256)));
    }
};

QTEST_APPLESS_MAIN(TestTorchScriptHead)
#include "tst_torchscript_head.moc"
