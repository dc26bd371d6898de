// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_document.h"
#include "tests/app/leap_program.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace leap;
using leap::test::Outcome;

/// leap-studio reads its options as leap does; nothing here opens the window.
class TestStudioOptions : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    Outcome studio(const QStringList& arguments) const
    {
        return test::programIn(m_folder.path(), qEnvironmentVariable("LEAP_STUDIO_PROGRAM"), arguments);
    }

private Q_SLOTS:
    void saysVersionAndHelp()
    {
        const Outcome version = studio({"--version"});
        QCOMPARE(version.code, 0);
        QCOMPARE(version.output.trimmed(), "leap-studio " + QString::fromStdString(programVersion()));
        const Outcome help = studio({"--help"});
        QCOMPARE(help.code, 0);
        for (const char* option : {"--label", "--positive-above", "--delimiter", "--bad-rows", "--width",
                                   "--accept-leak", "--group", "--schema", "--split"})
            QVERIFY2(help.output.contains(option), option);
    }

    void refusesWhatTheCommandLineRefuses_data()
    {
        QTest::addColumn<QStringList>("call");
        QTest::newRow("two rules for the label")
            << QStringList{"d.csv", "--label", "y", "--positive", "1", "--positive-above", "0"};
        QTest::newRow("a rule without a label") << QStringList{"d.csv", "--positive", "1"};
        QTest::newRow("no number") << QStringList{"d.csv", "--label", "y", "--positive-above", "much"};
        QTest::newRow("not finite") << QStringList{"d.csv", "--label", "y", "--positive-above", "nan"};
        QTest::newRow("bad rows") << QStringList{"d.csv", "--bad-rows", "drop"};
        QTest::newRow("width") << QStringList{"d.csv", "--width", "0"};
    }
    void refusesWhatTheCommandLineRefuses()
    {
        QFETCH(QStringList, call);
        const Outcome window = studio(call);
        const Outcome line = test::leapIn(m_folder.path(), QStringList{"inspect"} + call);
        QVERIFY2(window.code == 2 && line.code == 2, window.text() + line.text());
        const auto message = [](const Outcome& outcome) {
            // Qt may complain of the desktop before: the program's line begins with its name.
            const QStringList lines =
                outcome.errors.split(QLatin1Char('\n')).filter(QRegularExpression("^leap"));
            return lines.value(0).section(QStringLiteral(": "), 1);
        };
        QVERIFY(!message(line).isEmpty());
        QCOMPARE(message(window), message(line));
    }

    void refusesOptionsForAnAudit()
    {
        const Outcome outcome = studio({"run.leap", "--label", "y"});
        QVERIFY2(outcome.code == 2 && outcome.errors.contains("brings its own data"), outcome.text());
    }
};

QTEST_APPLESS_MAIN(TestStudioOptions)
#include "tst_studio_options.moc"
