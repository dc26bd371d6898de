// SPDX-License-Identifier: GPL-3.0-or-later
// Which folder may include what.
#include "tests/lint/ceilings.h"
#include "tests/lint/source_tree.h"

#include <QRegularExpression>
#include <QtTest>

using namespace leap::lint;

namespace {

/// Folders of core/ from the lowest up; a folder may include itself and those before it.
const QStringList kLayers{"base",  "metric", "record", "settings", "data",   "synth", "gate",
                          "model", "train",  "search", "select",   "decide", "study", "audit"};

/// The rooms of a folder from the lowest level up. A room may reach itself and those of lower levels, not its
/// neighbours on the same level. Rooms are folders, or stems of files that lie in the folder itself; "." is
/// all the rest of these.
struct Order {
    QString folder;
    QList<QStringList> levels;
};

QList<Order> innerOrders()
{
    return {{"core/data",
             {{"column"}, {"schema"}, {"read"}, {"inspect"}, {"fields"}, {"rows"}, {"encode"}, {"."}}},
            {"core/model", {{"table", "network", "transform"}, {"fused", "device", "cuda"}}},
            {"core/study",
             {{"study_result", "plan"},
              {"run_record"},
              {"retrain"},
              {"study|study_entry"},
              {"shuffle"},
              {"ledger"},
              {"run_decision"},
              {"path"},
              {"probes", "repeats", "stepwise", "roi", "fine_tune", "proof", "compare", "verdict"},
              {"."}}},
            {"core/select", {{"."}, {"table", "trained"}}},
            {"core/audit",
             {{"audit_document", "version"},
              {"file"},
              {"announced_proof"},
              {"audit_run|audit_data|audit_report|request_schema"},
              {"export", "report"},
              {"."}}},
            {"ui",
             {{"format", "theme|outline_style", "native_path"},
              {"session"},
              {"models", "charts"},
              {"widgets"},
              {"pages"},
              {"."}}},
            {"ui/charts", {{"base"}, {"gates", "decision", "fields"}}}};
}

/// The level of `path` in `order`, and in `room` its room; -1 where the order does not know it.
int levelOf(const Order& order, const QString& path, QString& room)
{
    const QString rest = path.mid(order.folder.size() + 1);
    const bool inFolder = !rest.contains('/');
    room = inFolder ? stemOf(rest) : rest.section('/', 0, 0);
    int door = -1;
    for (int level = 0; level < order.levels.size(); ++level) {
        for (const QString& known : order.levels[level]) {
            if (known.split('|').contains(room)) {
                room = known;
                return level;
            }
            if (known == ".")
                door = level;
        }
    }
    if (inFolder)
        room = ".";
    return inFolder ? door : -1;
}

QList<SourceFile> product()
{
    static const QList<SourceFile> files = filesBelow({"core", "ui", "app"}, sourceNames());
    return files;
}

const IncludeGraph& graph()
{
    static const IncludeGraph graph(product());
    return graph;
}

} // namespace

class TestLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coreArrowsPointUpwards()
    {
        QStringList wrong;
        for (const SourceFile& file : filesBelow({"core"}, sourceNames())) {
            for (const Include& include : includesOf(file)) {
                const auto from = kLayers.indexOf(include.file.section('/', 1, 1));
                if (!include.target.startsWith("core/"))
                    continue;
                const auto to = kLayers.indexOf(include.target.section('/', 1, 1));
                if (from < 0 || to < 0 || to > from)
                    wrong << placeOf(include);
            }
        }
        QVERIFY(nothingIn(wrong));
    }

    void innerOrder_data()
    {
        QTest::addColumn<int>("index");
        const QList<Order> orders = innerOrders();
        for (int i = 0; i < orders.size(); ++i)
            QTest::newRow(qPrintable(orders[i].folder)) << i;
    }
    void innerOrder()
    {
        QFETCH(int, index);
        const Order order = innerOrders()[index];
        QStringList wrong;
        Counts counts;
        for (const SourceFile& file : product()) {
            if (!file.path.startsWith(order.folder + '/'))
                continue;
            QString room;
            const int level = levelOf(order, file.path, room);
            QVERIFY2(level >= 0, qPrintable(file.path + " is in no room of the order"));
            const QStringList chain = graph().chainTo(file.path, [&](const QString& target) {
                QString other;
                if (!target.startsWith(order.folder + '/'))
                    return false;
                const int there = levelOf(order, target, other);
                return there > level || (there == level && other != room);
            });
            if (!chain.isEmpty()) {
                wrong << chain.join(" -> ");
                ++counts[file.path];
            }
        }
        QVERIFY(withinCeilings("inner_order_" + QString(order.folder).replace('/', '_'), counts, wrong));
    }

    void forbiddenIncludes_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("forbidden"); // pattern of the include
        QTest::addColumn<QString>("allowed"); // pattern of the files that may
        const auto row = [](const char* name, const char* folder, const char* forbidden,
                            const char* allowed) { QTest::newRow(name) << folder << forbidden << allowed; };
        row("core knows no Qt", "core", "^Q[A-Z]|^Qt", "^$");
        row("core knows neither ui nor app", "core", "^(ui|app)/", "^$");
        row("ui knows no app", "ui", "^app/", "^$");
        row("ui knows no Torch", "ui", "^(torch|ATen|c10)/", "^$");
        row("ui knows no gate, model or engine", "ui", "^core/(gate|model|train/engine)/", "^$");
        row("charts know no session", "ui/charts", "^ui/session/", "^$");
        row("Torch in gate, model and engines", "core", "^(torch|ATen|c10)/",
            "^core/(gate|model|train/engine)/");
        row("Arrow in data and synth", "core", "^(arrow|parquet)/", "^core/(data|synth)/");
        row("HDF5 in data, synth and audit, its owner in base", "core", "^hdf5|^H5",
            "^core/(data|synth|audit)/|^core/base/hdf5_[a-z]+.h$");
        row("CUDA in cuda folders", "core", "^cuda|^c10/cuda|^ATen/cuda",
            "^core/[a-z]+/cuda/|^core/base/device");
        row("Qt Charts in charts", "ui", "QtCharts|^Q[A-Za-z]*(Chart|Series|Axis)[A-Za-z]*$", "^ui/charts/");
    }
    void forbiddenIncludes()
    {
        QFETCH(QString, folder);
        QFETCH(QString, forbidden);
        QFETCH(QString, allowed);
        const QRegularExpression bad(forbidden), fine(allowed);
        QStringList wrong;
        for (const SourceFile& file : filesBelow({folder}, sourceNames())) {
            for (const Include& include : includesOf(file)) {
                if (bad.match(include.target).hasMatch() && !fine.match(include.file).hasMatch())
                    wrong << placeOf(include);
            }
        }
        QVERIFY(nothingIn(wrong));
    }

    /// What only its own folder may include, in product code; tests may.
    void privateHeaders_data()
    {
        QTest::addColumn<QString>("priv"); // pattern of the private headers
        QTest::addColumn<QString>("allowed"); // pattern of the files that may include them
        const auto row = [](const char* name, const char* priv, const char* allowed) {
            QTest::newRow(name) << priv << allowed;
        };
        row("data", "^core/data/(read|encode)/", "^core/data/");
        row("synth", "^core/synth/(?!generate\\.h)", "^core/synth/");
        row("gate", "^core/gate/(autograd|meta|reference)/", "^core/gate/");
        row("gate: SIMD kernels", "^core/gate/cpu/", "^core/(gate|model/fused)/");
        row("gate: CUDA kernels", "^core/gate/cuda/", "^core/(gate|model)/");
        row("select", "^core/select/(table|trained)/", "^core/select/");
        row("search engines", "^core/train/engine/", "^core/train/");
        row("audit file", "^core/audit/file/(h5|run_|repeats_|struct_)", "^core/audit/");
        row("studies", "^core/study/(?!retrain/|shuffle/)[a-z_]+/",
            "^core/study/|^ui/pages/evidence/(charts_of|[a-z]+_charts)\\.(h|cpp)$");
    }
    void privateHeaders()
    {
        QFETCH(QString, priv);
        QFETCH(QString, allowed);
        const QRegularExpression hidden(priv), fine(allowed);
        Counts counts;
        QStringList wrong;
        for (const SourceFile& file : product()) {
            for (const Include& include : includesOf(file)) {
                if (hidden.match(include.target).hasMatch() && !fine.match(file.path).hasMatch()) {
                    ++counts[file.path];
                    wrong << placeOf(include);
                }
            }
        }
        const QString name = QString::fromUtf8(QTest::currentDataTag()).remove(':').replace(' ', '_');
        QVERIFY(withinCeilings("private_" + name, counts, wrong));
    }

    /// What studies share knows no single study; only study.cpp has their list.
    void sharedPartsKnowNoStudy()
    {
        QStringList wrong;
        for (const SourceFile& file : filesBelow({"core/study"}, {"*.h"})) {
            if (file.path.count('/') == 2) {
                for (const Include& include : includesOf(file)) {
                    static const QRegularExpression room("^core/study/(?!retrain/|shuffle/)[a-z_]+/");
                    if (room.match(include.target).hasMatch())
                        wrong << placeOf(include);
                }
            }
        }
        QVERIFY(nothingIn(wrong));
    }

    void theWindowReachesNoEngine()
    {
        Counts counts;
        QStringList chains;
        for (const SourceFile& file : filesBelow({"ui"}, sourceNames())) {
            const QStringList chain = graph().chainTo(file.path, [](const QString& target) {
                static const QRegularExpression engine("^core/(gate|model|train/engine)/");
                return engine.match(target).hasMatch();
            });
            if (!chain.isEmpty()) {
                ++counts["ui"];
                chains << chain.join(" -> ");
            }
        }
        QVERIFY(withinCeilings("window_reaches_engine", counts, chains));
    }
};

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_layers.moc"
