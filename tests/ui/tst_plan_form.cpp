// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "ui/pages/evidence/plan_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QtTest>

using namespace leap;
using namespace leap::ui;
using Kind = PlanField::Kind;

namespace {

PlanField field(const char* key, Kind kind, Json fallback)
{
    PlanField made;
    made.key = key;
    made.title = std::string("Title of ") + key;
    made.help = "Help.";
    made.kind = kind;
    made.fallback = std::move(fallback);
    return made;
}

/// One field of every kind.
std::vector<PlanField> everyKind()
{
    std::vector<PlanField> fields{field("trainings", Kind::Count, 5),
                                  field("probes", Kind::Count, 0),
                                  field("seed", Kind::Seed, 7),
                                  field("share", Kind::Number, 0.1),
                                  field("scale", Kind::Switch, false),
                                  field("metric", Kind::Choice, nullptr),
                                  field("selectors", Kind::Names, Json::array({"leap", "shark"})),
                                  field("ratios", Kind::Numbers, Json::array({0.5, 0.25}))};
    fields[0].low = fields[1].low = 1;
    fields[0].high = fields[1].high = 100;
    fields[1].automatic = "as needed";
    fields[3].low = 0.01;
    fields[3].high = 0.5;
    fields[5].choices = {"auc", "log-loss"};
    return fields;
}

} // namespace

class TestPlanForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Untouched, a form says what the study does by itself.
    void beginsWithTheDefaults()
    {
        const PlanForm form("ask", everyKind());
        const Json plan = form.plan();
        for (const PlanField& described : everyKind()) {
            if (described.fallback.is_null())
                QVERIFY(!plan.contains(described.key)); // left to the study
            else
                QVERIFY2(plan.at(described.key) == described.fallback, plan.dump().c_str());
        }
    }

    void takesWhatIsEntered()
    {
        const PlanForm form("ask", everyKind());
        form.findChild<QSpinBox*>("ask.trainings")->setValue(9);
        form.findChild<QDoubleSpinBox*>("ask.share")->setValue(0.25);
        form.findChild<QCheckBox*>("ask.scale")->setChecked(true);
        auto* metric = form.findChild<QComboBox*>("ask.metric");
        metric->setCurrentIndex(metric->findText("log-loss"));
        form.findChild<QLineEdit*>("ask.selectors")->setText("leap,  autofield ,");
        form.findChild<QLineEdit*>("ask.ratios")->setText("0.75, half");
        const Json plan = form.plan();
        QVERIFY(plan.at("trainings") == 9);
        QVERIFY(plan.at("share") == 0.25);
        QVERIFY(plan.at("scale") == true);
        QVERIFY(plan.at("metric") == "log-loss");
        QVERIFY(plan.at("selectors") == Json::array({"leap", "autofield"}));
        QVERIFY(plan.at("ratios") == Json::array({0.75, "half"})); // for the study to refuse
    }

    void rangesAndSpecialValues()
    {
        const PlanForm form("ask", everyKind());
        const auto* trainings = form.findChild<QSpinBox*>("ask.trainings");
        QCOMPARE(trainings->minimum(), 1);
        QCOMPARE(trainings->maximum(), 100);
        const auto* probes = form.findChild<QSpinBox*>("ask.probes");
        QCOMPARE(probes->minimum(), 0);
        QCOMPARE(probes->text(), QString("as needed"));
        QVERIFY(form.findChild<QDoubleSpinBox*>("ask.share")->maximum() == 0.5);
    }

    /// A form may begin with more than the fallback asks for.
    void suggestionsComeFirst()
    {
        std::vector<PlanField> fields{field("seeds", Kind::Count, 1)};
        fields[0].low = 1;
        fields[0].high = 1000;
        fields[0].suggested = 4;
        QVERIFY(PlanForm("ask", fields).plan().at("seeds") == 4);
    }

    void changesAreTold()
    {
        PlanForm form("ask", everyKind());
        QSignalSpy changed(&form, &PlanForm::changed);
        form.findChild<QSpinBox*>("ask.trainings")->setValue(9);
        form.findChild<QCheckBox*>("ask.scale")->setChecked(true);
        QCOMPARE(changed.count(), 2);
    }
};

QTEST_MAIN(TestPlanForm)
#include "tst_plan_form.moc"
