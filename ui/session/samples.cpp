// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/samples.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace leap::ui {
namespace {

struct KnownSample {
    const char* name;
    const char* description;
    const char* folder;
    const char* file;
    const char* label;
    bool header;
};

constexpr KnownSample kKnown[] = {
    {QT_TRANSLATE_NOOP("leap::ui::Samples", "Flights"),
     QT_TRANSLATE_NOOP("leap::ui::Samples", "Will a flight leave New York late? 327,346 rows, 26 columns"),
     "flights", "flights_ctr.csv.gz", "late", true},
    {QT_TRANSLATE_NOOP("leap::ui::Samples", "Adult"),
     QT_TRANSLATE_NOOP("leap::ui::Samples",
                       "Does a person earn above $50K? 32,561 rows, 14 columns, as published by UCI"),
     "adult", "adult.data", "c14", false},
};

QString sampleFolder(const QString& applicationFolder)
{
    for (const char* place :
         {"../share/leap-studio/sample_data", "../../sample_data", "../../../sample_data"}) {
        const QDir folder(applicationFolder + QLatin1Char('/') + QLatin1String(place));
        if (folder.exists())
            return folder.canonicalPath();
    }
    return {};
}

} // namespace

QVector<Sample> findSamples(const QString& applicationFolder)
{
    QVector<Sample> samples;
    const QString root = sampleFolder(applicationFolder);
    if (root.isEmpty())
        return samples;
    for (const KnownSample& known : kKnown) {
        const QString folder = root + QLatin1Char('/') + QLatin1String(known.folder) + QLatin1Char('/');
        Sample sample;
        sample.name = QCoreApplication::translate("leap::ui::Samples", known.name);
        sample.description = QCoreApplication::translate("leap::ui::Samples", known.description);
        sample.data = folder + QLatin1String(known.file);
        sample.label = QLatin1String(known.label);
        sample.header = known.header;
        if (QFileInfo::exists(folder + QStringLiteral("schema.json")))
            sample.schema = folder + QStringLiteral("schema.json");
        if (QFileInfo::exists(sample.data))
            samples << sample;
    }
    return samples;
}

} // namespace leap::ui
