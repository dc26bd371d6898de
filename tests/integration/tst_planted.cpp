// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/propose_schema.h"
#include "core/data/load.h"
#include "core/search/search.h"
#include "tests/support/planted_data.h"

#include <QTemporaryDir>
#include <QtTest>
#include <map>

using namespace leap;

namespace {

std::map<std::string, double> gatesOf(const SearchResult& result)
{
    std::map<std::string, double> gates;
    for (const FieldScore& field : result.ranking.fields)
        gates[field.name] = field.gate;
    return gates;
}

} // namespace

/// 100,000 rows with known truth, default settings, 5,000 gate steps.
class TestPlanted : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;

    void check(const std::map<std::string, double>& gates, const char* field, bool holds,
               const char* expectation)
    {
        const QByteArray text = QStringLiteral("%1: gate %2, expected %3")
                                    .arg(field)
                                    .arg(gates.at(field), 0, 'f', 3)
                                    .arg(expectation)
                                    .toUtf8();
        QVERIFY2(holds, text.constData());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const std::filesystem::path path = m_folder.filePath("planted.csv").toStdString();
        test::writePlantedCsv(path, 100'000, 1);
        Progress progress;
        const auto table = loadTable({path}, {}, progress);
        ProposeOptions options;
        options.label.column = "y";
        options.accept = {"constant", "twin_2"}; // left out by themselves
        const auto report = table->inspect(options.label, progress);
        m_dataset = table->encode(proposeSchema(report, options), {}, 0, progress);
        QCOMPARE(m_dataset->schema.fields.size(), size_t{12});
    }

    void adaptive_data()
    {
        QTest::addColumn<int>("seed");
        for (const int seed : {0, 1, 2})
            QTest::addRow("seed %d", seed) << seed;
    }
    void adaptive()
    {
        QFETCH(int, seed);
        Settings settings;
        settings.seed = static_cast<uint64_t>(seed);
        settings.epochs = 16; // of 312 steps
        settings.patience = 0;
        RunControl control;
        TrainObserver observer;
        SearchResult result = runSearch(m_dataset, settings, control, observer);
        judgeOnTestRows(m_dataset, settings, result);
        QVERIFY(result.steps >= 4900);
        const auto gates = gatesOf(result);
        QStringList shown;
        for (const auto& [name, gate] : gates)
            shown << QStringLiteral("%1 %2").arg(name.c_str()).arg(gate, 0, 'f', 3);
        qInfo("alpha %.5f, test AUC %.4f: %s", result.plan.alpha, result.testAuc.value,
              qPrintable(shown.join(", ")));
        for (const char* field : {"strong_a", "strong_b", "numeric", "category"})
            check(gates, field, gates.at(field) > 0.8, "> .8 (useful)");
        for (const char* field : {"noise_2", "noise_50", "noise_500", "constant"})
            check(gates, field, gates.at(field) < 0.1, "< .1 (useless)");
        check(gates, "twin_1", std::max(gates.at("twin_1"), gates.at("twin_2")) > 0.8,
              "one of the twins > .8");
        check(gates, "sparse", gates.at("sparse") > 0.9, "> .9 (99 % default, useful)");
        check(gates, "numeric", std::abs(gates.at("numeric") - gates.at("category")) < 0.15,
              "within .15 of category");
        // Memorised noise parks between: neither kept nor at 0. Shown, not hidden: no verdict is demanded.
        check(gates, "noise_20000", gates.at("noise_20000") < 0.8, "< .8 (useless, memorised)");
    }
};

QTEST_GUILESS_MAIN(TestPlanted)
#include "tst_planted.moc"
