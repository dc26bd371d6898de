// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/fields/label_guess.h"
#include "tests/support/made_up_schema.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;

class TestLabelGuess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void labelIsGuessedByNameThenByPlace()
    {
        InspectReport report;
        report.columns = {column("flag", InputKind::Categorical, 2), column("a", InputKind::Categorical, 9),
                          column("Click", InputKind::Categorical, 2)};
        QCOMPARE(guessLabel(report).column, std::string("Click"));
        report.columns[2].name = "z";
        QCOMPARE(guessLabel(report).column, std::string("flag"));
        report.columns[0].distinct = 3;
        QCOMPARE(guessLabel(report).column, std::string("z"));
        report.columns[2].distinct = 3;
        QVERIFY(guessLabel(report).column.empty());
        QVERIFY(guessLabel(InspectReport{}).column.empty());
    }
};

QTEST_APPLESS_MAIN(TestLabelGuess)
#include "tst_label_guess.moc"
