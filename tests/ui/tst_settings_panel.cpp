// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/settings/head_file.h"
#include "ui/pages/search/head_field.h"
#include "ui/pages/search/settings_panel.h"
#include "ui/widgets/value_slider.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace leap;
using namespace leap::ui;

namespace {

/// A panel on a bench without data.
struct Fixture {
    Fixture()
        : panel(bench)
        , refusals(&panel, &SettingsPanel::refused)
    {
        panel.show();
    }
    [[nodiscard]] const Settings& settings() { return bench.study().settings(); }
    template <typename Widget> Widget* control(const char* key)
    {
        return panel.findChild<Widget*>(QLatin1String(key));
    }
    void choose(const char* key, const char* name)
    {
        auto* box = control<QComboBox>(key);
        box->setCurrentIndex(box->findData(QLatin1String(name)));
        Q_EMIT box->activated(box->currentIndex());
    }
    void type(QLineEdit* line, const char* text)
    {
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QLatin1String(text));
        QTest::keyClick(line, Qt::Key_Return);
    }

    Workbench bench;
    SettingsPanel panel;
    QSignalSpy refusals;
};

} // namespace

class TestSettingsPanel : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_head;

private Q_SLOTS:
    void initTestCase()
    {
        m_head = m_folder.filePath("mine.pt");
        writeTextAtomically(m_head.toStdString(), "not loaded here");
    }

    void everySettingHasItsControl_data()
    {
        QTest::addColumn<QString>("key");
        for (const SettingRow& row : settingsTable()) {
            if (!std::holds_alternative<KeptText>(row.value))
                QTest::newRow(row.key) << row.key;
        }
    }
    void everySettingHasItsControl()
    {
        QFETCH(QString, key);
        Fixture f;
        f.panel.findChild<QToolButton*>("advanced")->setChecked(true);
        auto* control = f.panel.findChild<QWidget*>(key);
        QVERIFY(control && control->isVisible());
        const auto named = control->findChildren<QWidget*>() << control;
        QVERIFY(std::any_of(named.begin(), named.end(),
                            [](const QWidget* widget) { return !widget->accessibleName().isEmpty(); }));
        QVERIFY(std::any_of(named.begin(), named.end(),
                            [](const QWidget* widget) { return widget->toolTip().size() > 30; }));
    }

    void editsReachTheSettings()
    {
        Fixture f;
        f.choose("gate_form", "exact-drop");
        QCOMPARE(f.settings().gateForm, GateForm::ExactDrop);
        f.choose("backbone", "dcn-v2");
        QCOMPARE(f.settings().network.backbone, std::string("dcn-v2"));
        f.control<QSpinBox>("cross_layers")->setValue(2);
        QCOMPARE(f.settings().network.crossLayers, int64_t{2});
        f.type(f.control<QLineEdit>("hidden"), "64 8");
        QCOMPARE(f.settings().network.hidden, (std::vector<int64_t>{64, 8}));
        QCOMPARE(f.control<QLineEdit>("hidden")->text(), QString("64, 8"));
        f.control<QCheckBox>("single_pass")->click();
        QVERIFY(f.settings().singlePass);
        f.control<QSpinBox>("stream_blocks")->setValue(7);
        QCOMPARE(f.settings().streamBlocks, int64_t{7});
        f.control<QCheckBox>("gate_learning_rateAuto")->click();
        QCOMPARE(f.settings().gateLearningRate, std::optional<double>(1e-3));
        f.type(f.control<ValueSlider>("embedding_scale")->edit(), "0.05");
        QCOMPARE(f.settings().embeddingScale, 0.05);
        QCOMPARE(f.refusals.size(), 0);
    }

    void whatHasNoEffectRestsAndSaysWhy()
    {
        Fixture f;
        auto* cross = f.control<QSpinBox>("cross_layers");
        QVERIFY(!cross->isEnabled());
        QVERIFY2(cross->toolTip().contains("DCN v2 has cross layers"), qPrintable(cross->toolTip()));
        f.choose("backbone", "dcn-v2");
        QVERIFY(cross->isEnabled());
        QVERIFY(!cross->toolTip().contains("has cross layers"));
        QVERIFY(f.control<QSpinBox>("epochs")->isEnabled());
        f.control<QCheckBox>("single_pass")->click();
        QVERIFY(!f.control<QSpinBox>("epochs")->isEnabled());
        QVERIFY(f.control<ValueSlider>("alpha_share")->isEnabled());
        f.control<QCheckBox>("alphaAuto")->click();
        QVERIFY(!f.control<ValueSlider>("alpha_share")->isEnabled());
    }

    void nonsenseIsRefusedInPlace()
    {
        Fixture f;
        auto* hidden = f.control<QLineEdit>("hidden");
        f.type(hidden, "64, wide");
        QCOMPARE(f.refusals.size(), 1);
        QVERIFY2(f.refusals[0][0].toString().contains("'64, wide'"), qPrintable(f.refusals[0][0].toString()));
        QCOMPARE(hidden->text(), QString("32, 16"));
        f.type(hidden, "0");
        QVERIFY2(f.refusals[1][0].toString().contains("widths of 1 to 65536"),
                 qPrintable(f.refusals[1][0].toString()));
        f.type(f.control<ValueSlider>("initial_gate")->edit(), "1");
        QCOMPARE(f.refusals.size(), 3);
        QVERIFY(f.settings() == Settings());
    }

    void rareSettingsAreFoldedAway()
    {
        Fixture f;
        auto* fold = f.control<QToolButton>("advanced");
        auto* floor = f.control<ValueSlider>("divergence_floor");
        QVERIFY(!floor->isVisible());
        fold->click();
        QVERIFY(floor->isVisible());
        QCOMPARE(fold->text(), QString("Advanced"));
        f.type(floor->edit(), "0.01");
        QCOMPARE(f.settings().divergenceFloor, 0.01);
        QCOMPARE(fold->text(), QString("Advanced (1 changed)"));
        fold->click();
        QVERIFY(!floor->isVisible());
    }

    void ownHeadComesWithItsWarning()
    {
        Fixture f;
        auto* head = f.control<HeadField>("head");
        auto* warning = f.control<QLabel>("headWarning");
        head->setAsk([this](QWidget*) { return m_head; });
        QVERIFY(!warning->isVisible() && !f.control<QComboBox>("head_mode")->isEnabled());
        f.control<QPushButton>("chooseHead")->click();
        const NetworkSpec& network = f.settings().network;
        QCOMPARE(network.backbone, std::string(kTorchScript));
        QCOMPARE(QString::fromStdString(network.head.file), m_head);
        QCOMPARE(network.head.sha256, headSha256(m_head.toStdString()));
        QVERIFY(warning->isVisible() && warning->text().contains("runs the code in it"));
        QVERIFY(!f.control<QLineEdit>("hidden")->isEnabled());
        f.choose("head_mode", "warm");
        QCOMPARE(network.head.mode, HeadMode::Warm);
        f.control<QToolButton>("removeHead")->click();
        QVERIFY(network == NetworkSpec());
        QVERIFY(!warning->isVisible());
    }

    void choosingTheBackboneAsksForTheHead()
    {
        Fixture f;
        auto* head = f.control<HeadField>("head");
        head->setAsk([](QWidget*) { return QString(); });
        f.choose("backbone", "torchscript");
        QCOMPARE(f.settings().network.backbone, std::string(kWideDeep)); // no file, no head
        QCOMPARE(f.control<QComboBox>("backbone")->currentData().toString(), QString(kWideDeep));
        head->setAsk([this](QWidget*) { return m_head; });
        f.choose("backbone", "torchscript");
        QCOMPARE(f.settings().network.backbone, std::string(kTorchScript));
        f.choose("backbone", "mlp");
        QCOMPARE(f.settings().network.backbone, std::string(kMlp));
        QVERIFY(f.settings().network.head.file.empty());
        head->setAsk([this](QWidget*) { return m_folder.filePath("missing.pt"); });
        f.choose("backbone", "torchscript");
        QCOMPARE(f.refusals.size(), 1);
        QVERIFY(f.refusals[0][0].toString().contains("missing.pt"));
        QCOMPARE(f.settings().network.backbone, std::string(kMlp));
    }
};

QTEST_MAIN(TestSettingsPanel)
#include "tst_settings_panel.moc"
