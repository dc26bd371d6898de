// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "tests/support/run_record.h"
#include "tests/ui/job_log.h"
#include "ui/session/save_then.h"

#include <QFile>
#include <QTemporaryDir>

using namespace leap;
using namespace leap::ui;

namespace {

/// A workbench with one run, an answer to the question for a file name, and what was heard.
struct Saving {
    explicit Saving(const QString& answer)
        : saving(bench,
                 [this, answer](const QString& suggested) {
                     asked << suggested;
                     return answer;
                 })
        , log(bench.session())
    {
        bench.study().addRun(std::make_shared<const RunRecord>(test::madeUpRun(3, 5)));
        QObject::connect(&saving, &SaveThen::saved, [this](const QString& path) { heard << path; });
        QObject::connect(&saving, &SaveThen::failed, [this](const QString& reason) { failures << reason; });
    }

    Workbench bench;
    QStringList asked;
    QStringList heard; ///< files that were saved, and "then"
    QStringList failures;
    SaveThen saving;
    test::JobLog log;
    SaveThen::Action then = [this] { heard << QStringLiteral("then"); };
};

} // namespace

class TestSaveThen : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

private Q_SLOTS:
    /// The file is there and told of before the action that waited for it, which comes once.
    void theActionWaitsForTheFile()
    {
        Saving test(path("one"));
        bool there = false;
        test.saving.saveThen([&] {
            there = QFile::exists(path("one.leap"));
            test.then();
        });
        QVERIFY(test.heard.isEmpty());
        QVERIFY(test.log.awaitEnds(1));
        QVERIFY(there);
        QCOMPARE(test.heard, QStringList({path("one.leap"), "then"}));
        QVERIFY(!test.bench.study().modified());
        test.saving.save(); // has a name now
        QVERIFY(test.log.awaitEnds(2));
        QCOMPARE(test.asked.size(), 1);
        QCOMPARE(test.heard, QStringList({path("one.leap"), "then", path("one.leap")}));
    }

    void withoutANameNothingHappens()
    {
        Saving test({});
        test.saving.saveThen(test.then);
        QVERIFY(!test.bench.session().busy());
        QCOMPARE(test.asked.size(), 1);
        QVERIFY(test.bench.saveAudit(path("two.leap")));
        QVERIFY(test.log.awaitEnds(1));
        QCOMPARE(test.heard, QStringList({path("two.leap")})); // and no action that was cancelled
    }

    void aFailureForgetsTheAction()
    {
        Saving test(path("nowhere/three.leap"));
        test.saving.saveThen(test.then);
        QVERIFY(test.log.awaitEnds(1));
        QCOMPARE(test.failures.size(), 1);
        QVERIFY(test.bench.study().modified());
        QVERIFY(test.bench.saveAudit(path("three.leap")));
        QVERIFY(test.log.awaitEnds(2));
        QCOMPARE(test.heard, QStringList({path("three.leap")}));
    }

    /// One job at a time: that nothing was saved is said, and the action does not come with a later save.
    void anotherJobIsInTheWay()
    {
        Saving test(path("four.leap"));
        QVERIFY(test.bench.saveAudit(path("other.leap")));
        test.saving.saveThen(test.then);
        QCOMPARE(test.failures.size(), 1);
        QVERIFY(test.log.awaitEnds(1));
        QCOMPARE(test.heard, QStringList({path("other.leap")}));
        QVERIFY(!QFile::exists(path("four.leap")));
    }
};

QTEST_MAIN(TestSaveThen)
#include "tst_save_then.moc"
