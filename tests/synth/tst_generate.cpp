// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/synth/generate.h"
#include "core/synth/truth_record.h"
#include "tests/support/error_text.h"
#include "tests/support/made_up.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace leap;
using synth::GenerateRequest;

/// Files: equal bytes for equal requests, nothing left behind, refusals.
class TestGenerate : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    QStringList files() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }
    GenerateRequest request(const char* name, int64_t rows, uint64_t seed = 3) const
    {
        GenerateRequest made;
        made.set = "criteo-like";
        made.rows = rows;
        made.seed = seed;
        made.out = path(name);
        return made;
    }
    static void write(const GenerateRequest& request)
    {
        Progress progress;
        (void)synth::generate(request, progress);
    }
    static std::string text(const GenerateRequest& request)
    {
        write(request);
        return readText(request.out);
    }

private Q_SLOTS:
    void init()
    {
        for (const QString& name : files())
            QVERIFY(QFile::remove(m_folder.filePath(name)));
    }

    void theHeaderAndTheRowsAreThere()
    {
        const std::string csv = text(request("a.csv", 5));
        const auto lines = split(csv, '\n');
        QCOMPARE(lines.size(), size_t{7}); // header, rows, nothing after the last line end
        std::string header = "label";
        for (int i = 1; i <= 13; ++i)
            header += ",i" + std::to_string(i);
        for (int i = 1; i <= 26; ++i)
            header += ",c" + std::to_string(i);
        QCOMPARE(lines[0], header);
        for (size_t i = 1; i <= 5; ++i)
            QCOMPARE(split(lines[i], ',').size(), size_t{40});
        QCOMPARE(lines[6], std::string());
    }

    void equalSeedsGiveEqualBytes_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("csv") << QByteArray("x.csv");
        QTest::newRow("gz") << QByteArray("x.csv.gz");
        QTest::newRow("parquet") << QByteArray("x.parquet");
    }
    void equalSeedsGiveEqualBytes()
    {
        QFETCH(QByteArray, name);
        const std::string once = text(request(name.constData(), 3001)),
                          again = text(request(name.constData(), 3001));
        QVERIFY(once == again);
        QVERIFY(once != text(request(name.constData(), 3001, 4)));
    }

    void rowsDoNotDependOnTheBlock()
    {
        GenerateRequest one = request("a.csv", 1203);
        const std::string whole = text(one);
        for (const int64_t blockRows : {1, 7, 500, 1203, 1204}) {
            one.blockRows = blockRows;
            QVERIFY2(text(one) == whole, qPrintable(QString::number(blockRows)));
        }
    }

    void aLongerFileBeginsWithTheShorterOne()
    {
        const std::string small = text(request("a.csv", 500));
        QVERIFY(text(request("b.csv", 900)).starts_with(small));
    }

    void cancellingLeavesNothing()
    {
        Progress* running = nullptr;
        Progress progress([&](const ProgressReport& report) {
            if (report.done > 10'000)
                running->cancel();
        });
        running = &progress;
        QVERIFY_THROWS_EXCEPTION(Cancelled, (void)synth::generate(request("a.csv", 50'000), progress));
        QCOMPARE(files(), QStringList());
    }

    void cancellingLeavesTheOlderFile()
    {
        const std::string older = text(request("a.csv", 10));
        const std::string olderTruth = readText(path("a.csv.truth.json"));
        Progress progress;
        progress.cancel();
        QVERIFY_THROWS_EXCEPTION(Cancelled, (void)synth::generate(request("a.csv", 50'000, 9), progress));
        QVERIFY(readText(path("a.csv")) == older);
        QVERIFY(readText(path("a.csv.truth.json")) == olderTruth);
        QCOMPARE(files(), (QStringList{"a.csv", "a.csv.truth.json"}));
    }

    void theTruthHasTheseKeysInThisOrder()
    {
        synth::Truth truth;
        truth.generator = "made";
        truth.seed = 7;
        truth.rows = 5;
        truth.label = "y";
        truth.baseRate = .25;
        truth.aucCeiling = std::numeric_limits<double>::quiet_NaN();
        truth.ceilingRows = 4;
        truth.fields.resize(2);
        truth.fields[0].name = "a";
        truth.fields[1] = {"b", synth::Role::Correlated, 1.5, 2, 3, .5, "g", "a", "c",
                           .25, synth::Expected::OneOf};
        const std::string fields =
            R"([{"name":"a","role":"noise","expected":"drop","strength":0.0,"width":1},)"
            R"({"name":"b","role":"correlated","expected":"one-of","strength":1.5,"width":2,"values":3,)"
            R"("missing":0.5,"group":"g","copy_of":"a","partner":"c","correlation":0.25}]})";
        const std::string head = R"({"format":"leap.truth","version":1,"generator":"made",)"
                                 R"("generator_version":1,"seed":7,"rows":5,"label":"y",)";
        const std::string tail =
            R"("base_rate":0.25,"auc_ceiling":null,"auc_ceiling_rows":4,"fields":)" + fields;
        QCOMPARE(jsonText(toJson(truth)), head + tail);
        truth.groupId = "user";
        truth.groupStrength = .5;
        truth.time = "t";
        QCOMPARE(jsonText(toJson(truth)),
                 head + R"("group_id":"user","group_strength":0.5,"time":"t",)" + tail);
    }

    void theTruthIsReadBack()
    {
        for (uint64_t seed = 0; seed < 20; ++seed) {
            const auto truth = test::madeUp<synth::Truth>(seed);
            QVERIFY(recordsEqual(fromJson<synth::Truth>(toJson(truth), "truth"), truth));
        }
    }

    void theTruthIsBesideTheData()
    {
        write(request("a.csv", 10));
        const Json truth = parseJson(readText(path("a.csv.truth.json")), "truth");
        QCOMPARE(truth["format"], "leap.truth");
        QCOMPARE(truth["seed"], 3);
        QCOMPARE(truth["rows"], 10);
        QCOMPARE(truth["fields"].size(), size_t{39});
        const auto field = [&](const char* name) {
            for (const Json& one : truth["fields"])
                if (one["name"] == name)
                    return one;
            return Json();
        };
        QCOMPARE(field("i7")["expected"], "one-of");
        QCOMPARE(field("i13")["copy_of"], "i7");
        QCOMPARE(field("i13")["group"], field("i7")["group"]);
        QCOMPARE(field("c17")["partner"], "c22");
        QCOMPARE(field("c22")["partner"], "c17");
        QCOMPARE(field("c22")["expected"], "keep");
        QCOMPARE(field("c3")["expected"], "drop");
    }

    void badRequestsAreRefused()
    {
        const auto refusal = [&](const std::function<void(GenerateRequest&)>& spoil) {
            GenerateRequest made = request("a.csv", 10);
            spoil(made);
            return test::inputErrorOf([&] { write(made); });
        };
        QVERIFY(refusal([](auto& made) { made.set = "criteo-lik"; }).contains("Did you mean 'criteo-like'"));
        QVERIFY(refusal([](auto& made) { made.rows = 0; }).contains("at least one row"));
        QVERIFY(refusal([&](auto& made) { made.out = path("a.txt"); }).contains(".parquet"));
        QVERIFY(refusal([&](auto& made) { made.out = path("nowhere/a.csv"); }).contains("nowhere"));
        QCOMPARE(files(), QStringList());
    }
};

QTEST_APPLESS_MAIN(TestGenerate)
#include "tst_generate.moc"
