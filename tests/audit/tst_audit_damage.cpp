// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/audit_file.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/support/error_text.h"
#include "tests/support/run_compare.h"
#include "tests/support/run_record.h"

#include <QTemporaryDir>
#include <QtTest>
#include <fstream>
#include <hdf5.h>

using namespace leap;
using leap::test::differences;
using leap::test::inputErrorOf;
using leap::test::madeUpRun;

/// Files that are no audits, newer ones, cut ones, ones with flipped bytes: refused, never half read.
class TestAuditDamage : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    /// Without fsync: thousands of files that nobody keeps.
    void writeBytes(const char* name, const std::string& bytes) const
    {
        std::ofstream(path(name), std::ios::binary | std::ios::trunc) << bytes;
    }

    /// A small valid file as bytes.
    std::string smallFile()
    {
        RunRecord run = madeUpRun(2, 3);
        run.result.state.erase("best/large");
        writeAudit(path("small.leap"), {.runs = {run}, .rule = {}});
        return readText(path("small.leap"));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void refusesWhatIsNoAudit()
    {
        const auto message = [&](const char* name) {
            return inputErrorOf([&] { (void)readAudit(path(name)); });
        };
        QVERIFY(message("missing.leap").contains("no file"));
        QVERIFY(inputErrorOf([&] { (void)readAudit(m_folder.path().toStdString()); }).contains("folder"));
        writeTextAtomically(path("text.leap"), "a,b\n1,2\n");
        QVERIFY(message("text.leap").contains("no HDF5"));
        writeTextAtomically(path("nothing.leap"), "");
        QVERIFY(message("nothing.leap").contains("no HDF5"));
        const hid_t foreign = H5Fcreate(path("foreign.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
        H5Fclose(foreign);
        QVERIFY(message("foreign.h5").contains("no LeAP audit"));
    }

    void refusesANewerFile()
    {
        (void)smallFile();
        const hid_t file = H5Fopen(path("small.leap").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
        const hid_t version = H5Aopen(file, "version", H5P_DEFAULT);
        const int64_t newer = 2;
        QVERIFY(H5Awrite(version, H5T_NATIVE_INT64, &newer) >= 0);
        H5Aclose(version);
        H5Fclose(file);
        const QString message = inputErrorOf([&] { (void)readAudit(path("small.leap")); });
        QVERIFY2(message.contains("newer program"), qPrintable(message));
    }

    void namesWhatIsMissing()
    {
        for (const char* name : {"runs/1/trajectory/gates", "runs/1/schema", "runs/1/ranking", "runs/1/state",
                                 "runs/1/epochs/validation_auc_reason"}) {
            (void)smallFile();
            const hid_t file = H5Fopen(path("small.leap").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
            QVERIFY(H5Ldelete(file, name, H5P_DEFAULT) >= 0);
            H5Fclose(file);
            const QString message = inputErrorOf([&] { (void)readAudit(path("small.leap")); });
            QVERIFY2(message.contains(name) && message.contains("missing") && message.contains("small.leap"),
                     qPrintable(message));
        }
    }

    void refusesAnotherShape()
    {
        (void)smallFile();
        const hid_t file = H5Fopen(path("small.leap").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
        QVERIFY(H5Ldelete(file, "runs/1/trajectory/gates", H5P_DEFAULT) >= 0);
        QVERIFY(H5Lcreate_hard(file, "runs/1/trajectory/train_loss", file, "runs/1/trajectory/gates",
                               H5P_DEFAULT, H5P_DEFAULT)
                >= 0);
        H5Fclose(file);
        const QString message = inputErrorOf([&] { (void)readAudit(path("small.leap")); });
        QVERIFY2(message.contains("/runs/1/trajectory/gates") && message.contains("[3, 2]"),
                 qPrintable(message));
    }

    /// Cut anywhere, the file is refused; never a crash, never half a document.
    void refusesTruncatedFiles()
    {
        const std::string whole = smallFile();
        for (size_t size = 0; size < whole.size(); size += 1 + whole.size() / 97) {
            writeBytes("cut.leap", whole.substr(0, size));
            const QString message = inputErrorOf([&] { (void)readAudit(path("cut.leap")); });
            QVERIFY2(message.contains("cut.leap"), qPrintable(QString::number(size) + message));
        }
    }

    /// One flipped byte is refused, or it lay where nothing is stored: then the document is the same.
    void noticesFlippedBytes()
    {
        const std::string whole = smallFile();
        const RunRecord original = readAudit(path("small.leap")).runs[0];
        RandomStream stream(streamKey(1, "flips"));
        int refused = 0;
        constexpr int kFlips = 800;
        for (int i = 0; i < kFlips; ++i) {
            std::string flipped = whole;
            const size_t at = stream.nextBelow(flipped.size());
            flipped[at] = static_cast<char>(flipped[at] ^ static_cast<char>(1 + stream.nextBelow(255)));
            writeBytes("flip.leap", flipped);
            try {
                const AuditDocument back = readAudit(path("flip.leap"));
                QVERIFY2(back.runs.size() == 1 && differences(original, back.runs[0]).empty(),
                         qPrintable(QString("byte %1 changed the document unseen").arg(at)));
            } catch (const InputError& error) {
                ++refused;
                QVERIFY(std::string(error.what()).find("flip.leap") != std::string::npos);
            }
        }
        qInfo("%d of %d flips refused, the others lay in unused bytes (file of %zu bytes)", refused, kFlips,
              whole.size());
        QVERIFY(refused > kFlips / 4);
    }
};

QTEST_APPLESS_MAIN(TestAuditDamage)
#include "tst_audit_damage.moc"
