// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QRegularExpression>
#include <QtTest>

namespace {

const QString kSource = QString::fromUtf8(LEAP_SOURCE_DIR);

struct Include {
    QString file; ///< relative to the source folder
    int line;
    QString target;
};

QList<Include> includesBelow(const QString& folder)
{
    static const QRegularExpression pattern("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
    QList<Include> found;
    QDirIterator files(kSource + u'/' + folder, {"*.h", "*.cpp", "*.cu", "*.cuh", "*.inc"}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        int line = 0;
        while (!file.atEnd()) {
            ++line;
            const auto match = pattern.match(QString::fromUtf8(file.readLine()));
            if (match.hasMatch())
                found.append({file.fileName().mid(kSource.size() + 1), line, match.captured(1)});
        }
    }
    return found;
}

QString place(const Include& include)
{
    return QStringLiteral("%1:%2 includes %3").arg(include.file).arg(include.line).arg(include.target);
}

/// Folders of core/ from the lowest up; a folder may include itself and those before it.
const QStringList kLayers{"base",  "metric", "record", "settings", "data",   "synth", "gate",
                          "model", "train",  "search", "select",   "decide", "study", "audit"};

} // namespace

class TestLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theScanSeesTheTree() { QVERIFY(includesBelow("core").size() > 100); }

    void coreArrowsPointUpwards()
    {
        QStringList wrong;
        for (const Include& include : includesBelow("core")) {
            const int from = static_cast<int>(kLayers.indexOf(include.file.section('/', 1, 1)));
            if (!include.target.startsWith("core/"))
                continue;
            const int to = static_cast<int>(kLayers.indexOf(include.target.section('/', 1, 1)));
            if (from < 0 || to < 0 || to > from)
                wrong << place(include);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void forbiddenIncludes_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("forbidden"); // pattern of the include
        QTest::addColumn<QString>("allowed"); // pattern of the files that may
        const QString torch = "^(torch|ATen|c10)/";
        QTest::newRow("core knows no Qt") << "core"
                                          << "^Q[A-Z]|^Qt"
                                          << "^$";
        QTest::newRow("core knows neither ui nor app") << "core"
                                                       << "^(ui|app)/"
                                                       << "^$";
        QTest::newRow("ui knows no app") << "ui"
                                         << "^app/"
                                         << "^$";
        QTest::newRow("ui knows no Torch") << "ui" << torch << "^$";
        QTest::newRow("ui knows no gate, model or engine") << "ui"
                                                           << "^core/(gate|model)/"
                                                           << "^$";
        QTest::newRow("Torch in gate, model and engines")
            << "core" << torch << "^core/(gate|model|train/engine)/";
        QTest::newRow("Arrow in data and synth") << "core"
                                                 << "^(arrow|parquet)/"
                                                 << "^core/(data|synth)/";
        QTest::newRow("HDF5 in data, synth and audit, its owner in base")
            << "core"
            << "^hdf5|^H5"
            << "^core/(data|synth|audit)/|^core/base/hdf5_[a-z]+.h$";
        QTest::newRow("CUDA in cuda folders") << "core"
                                              << "^cuda|^c10/cuda|^ATen/cuda"
                                              << "^core/[a-z]+/cuda/|^core/base/device";
        QTest::newRow("Qt Charts in charts") << "ui"
                                             << "QtCharts|^Q[A-Za-z]*(Chart|Series|Axis)[A-Za-z]*$"
                                             << "^ui/charts/";
    }
    void forbiddenIncludes()
    {
        QFETCH(QString, folder);
        QFETCH(QString, forbidden);
        QFETCH(QString, allowed);
        const QRegularExpression bad(forbidden), fine(allowed);
        QStringList wrong;
        for (const Include& include : includesBelow(folder)) {
            if (bad.match(include.target).hasMatch() && !fine.match(include.file).hasMatch())
                wrong << place(include);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void everySourceNamesItsLicence()
    {
        QStringList wrong;
        for (const char* folder : {"core", "ui", "app", "tests"}) {
            QDirIterator files(kSource + u'/' + folder, {"*.h", "*.cpp", "*.cu", "*.cuh"}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                if (file.open(QIODevice::ReadOnly)
                    && !file.readLine().startsWith("// SPDX-License-Identifier: GPL-3.0-or-later"))
                    wrong << file.fileName();
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }
};

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_layers.moc"
