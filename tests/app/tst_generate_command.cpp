// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/leap_program.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

using leap::test::Outcome;

/// leap generate: what it says, what it refuses, and that a signal leaves nothing.
class TestGenerateCommand : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    Outcome leap(const QStringList& arguments) const
    {
        return leap::test::leapIn(m_folder.path(), arguments);
    }
    QStringList files() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }

private Q_SLOTS:
    void init()
    {
        for (const QString& name : files())
            QVERIFY(QFile::remove(m_folder.filePath(name)));
    }

    void writesDataAndTruth()
    {
        const Outcome made =
            leap({"generate", "criteo-like", "--rows", "300", "--seed", "5", "--out", "a.csv"});
        QVERIFY2(made.code == 0, made.text());
        QVERIFY2(made.output.contains("300 rows, 39 fields"), made.text());
        QVERIFY2(made.output.contains("a.csv.truth.json"), made.text());
        QCOMPARE(files(), (QStringList{"a.csv", "a.csv.truth.json"}));
    }

    void badUsageIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        const QStringList out{"--out", "a.csv"};
        QTest::newRow("no rows") << QStringList{"planted"} + out << "--rows";
        QTest::newRow("no file") << QStringList{"planted", "--rows", "5"} << "--out";
        QTest::newRow("zero rows") << QStringList{"planted", "--rows", "0"} + out << "at least one row";
        QTest::newRow("negative seed")
            << QStringList{"planted", "--rows", "5", "--seed", "-1"} + out << "--seed";
        QTest::newRow("unknown set") << QStringList{"plant", "--rows", "5"} + out << "industrial";
        QTest::newRow("not for it") << QStringList{"planted", "--rows", "5", "--fields", "3"} + out
                                    << "--fields";
        QTest::newRow("no such folder")
            << QStringList{"planted", "--rows", "5", "--out", "no/a.csv"} << "no/a.csv";
        QTest::newRow("ending") << QStringList{"planted", "--rows", "5", "--out", "a.xls"} << ".parquet";
        QTest::newRow("too many columns")
            << QStringList{"industrial", "--rows", "5", "--fields", "10", "--columns", "9999"} + out
            << "--columns";
    }
    void badUsageIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const Outcome refused = leap(QStringList{"generate"} + arguments);
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.errors.contains(says), refused.text());
        QCOMPARE(files(), QStringList());
    }

    void aSignalLeavesNothing_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("criteo-like") << QStringList{"criteo-like", "--rows", "2000000000", "--out", "a.csv"};
        QTest::newRow("industrial") << QStringList{"industrial", "--rows", "2000000000", "--fields",
                                                   "20",         "--out",  "a.parquet"};
    }
    void aSignalLeavesNothing()
    {
        QFETCH(QStringList, arguments);
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(leap::test::leapProgram(), QStringList{"generate"} + arguments);
        const auto growing = [&] {
            const auto entries = QDir(m_folder.path()).entryInfoList(QDir::Files | QDir::Hidden);
            return std::any_of(entries.begin(), entries.end(), [](const QFileInfo& file) {
                return file.fileName().contains(".tmp") && file.size() > 1'000'000;
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(growing(), 60'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 130);
        QCOMPARE(files(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestGenerateCommand)
#include "tst_generate_command.moc"
