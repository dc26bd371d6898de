// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/leap_program.h"
#include "tests/support/planted_data.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace leap;
using leap::test::Outcome;

class TestVerdictCommand : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    const QStringList m_short{"--label", "y",       "--alpha", "0.01", "--epochs",
                              "3",       "--batch", "128",     "--lr", "0.01"};

    Outcome leap(const QStringList& arguments) { return test::leapIn(m_folder.path(), arguments); }
    static QString lastLine(const Outcome& outcome) { return outcome.output.trimmed().split('\n').last(); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        test::writePlantedCsv(m_folder.filePath("rows.csv").toStdString(), 6000, 3);
        test::writePlantedCsv(m_folder.filePath("few.csv").toStdString(), 100, 3);
    }

    /// The same sentence ends the audit, and is told again from its file without training anything.
    void theAnswerIsTheLastLine()
    {
        const Outcome audit = leap(QStringList{"audit", "rows.csv", "--out", "rows.leap"} + m_short);
        QVERIFY2(audit.code == 0, audit.text());
        const QString sentence = lastLine(audit);
        QVERIFY2(sentence.contains(" can go: judged row by row by models that never saw the row"),
                 audit.text());
        QVERIFY(sentence.contains("noise_2"));
        QElapsedTimer clock;
        clock.start();
        const Outcome told = leap({"verdict", "rows.leap", "--json"});
        QVERIFY2(told.code == 0, told.text());
        const Json json = told.json();
        QCOMPARE(QString::fromStdString(json["sentence"].get<std::string>()), sentence);
        for (const char* key : {"can_go", "useless", "not_needed", "stays", "uncertain"})
            QVERIFY2(json.at(key).is_array(), key);
        QVERIFY(json.at("loss").is_object());
        QCOMPARE(json.at("looks").get<size_t>(), json.at("checks").size());
        const Outcome listed = leap({"verdict", "rows.leap"});
        QVERIFY2(listed.output.contains(sentence) && listed.output.contains("Useless"), listed.text());
    }

    void aQuickOneIsProvisional()
    {
        const Outcome quick = leap(QStringList{"audit", "rows.csv", "--quick"} + m_short);
        QVERIFY2(quick.code == 0, quick.text());
        QVERIFY2(lastLine(quick).startsWith("Provisional: "), quick.text());
    }

    void noneWhereItIsNotAskedFor()
    {
        const Outcome audit =
            leap(QStringList{"audit", "rows.csv", "--no-verdict", "--out", "none.leap"} + m_short);
        QVERIFY2(audit.code == 0 && !audit.output.contains("can go"), audit.text());
        // It can be added later, by --resume or by the command.
        const Outcome later = leap({"audit", "--resume", "none.leap", "--json"});
        QVERIFY2(later.code == 0, later.text());
        QVERIFY(later.json().contains("verdict"));
    }

    /// Too few rows for a verdict leave the search as it is.
    void tooFewRowsAreSaid()
    {
        const Outcome audit = leap(QStringList{"audit", "few.csv", "--out", "few.leap"} + m_short);
        QVERIFY2(audit.code == 0, audit.text());
        QVERIFY2(audit.errors.contains("There is no verdict. Too few rows for a verdict:"), audit.text());
        const Outcome asked = leap({"verdict", "few.leap"});
        QVERIFY2(asked.code == 2 && asked.errors.contains("Too few rows"), asked.text());
    }
};

QTEST_GUILESS_MAIN(TestVerdictCommand)
#include "tst_verdict_command.moc"
