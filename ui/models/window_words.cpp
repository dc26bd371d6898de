// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/window_words.h"

#include "core/data/schema/reading_rows.h"
#include "core/settings/settings_table.h"

#include <QCoreApplication>
#include <QMap>
#include <QRegularExpression>

namespace leap::ui {
namespace {

struct OptionWords {
    const char* option; ///< as messages write it
    const char* words;
};

#define TR(text) QT_TRANSLATE_NOOP("leap::ui::WindowWords", text)

/// Options with what messages write after them; longer ones before those that they begin with.
constexpr OptionWords kPhrases[] = {
    {"--positive-above X", TR("'Positive' on the Data page")},
    {"--positive VALUE", TR("'Positive' on the Data page")},
    {"--label COL", TR("'Label' on the Data page")},
    {"--split time:COL", TR("'Split' on the Data page")},
    {"--ranges FILE", TR("'Import' on the Fields page")},
    {"--accept-leak NAME", TR("'Add back' on the Fields page")},
    {"--accept NAME", TR("'Add back' on the Fields page")},
    {"--schema none", TR("the Fields page")},
    {"--head-mode frozen", TR("a frozen head in the search settings")},
    {"--head FILE.pt", TR("'Own head' in the search settings")},
    {"--device cpu", TR("the device 'cpu' in the search settings")},
};

/// Options that neither reading nor the search has; those two are added from their tables.
constexpr OptionWords kOptions[] = {
    {"--label", TR("'Label' on the Data page")},
    {"--positive", TR("'Positive' on the Data page")},
    {"--positive-above", TR("'Positive' on the Data page")},
    {"--split", TR("'Split' on the Data page")},
    {"--group", TR("'Group id' on the Data page")},
    {"--group-field", TR("'Add back' on the Fields page")},
    {"--all-categorical", TR("'Treat all as categories' on the Data page")},
    {"--exclude", TR("'Leave out' on the Fields page")},
    {"--accept", TR("'Add back' on the Fields page")},
    {"--accept-leak", TR("'Add back' on the Fields page")},
    {"--categorical", TR("the kinds on the Fields page")},
    {"--numeric", TR("the kinds on the Fields page")},
    {"--types", TR("the kinds on the Fields page")},
    {"--width", TR("the widths on the Fields page")},
    {"--min-count", TR("the Fields page")},
    {"--schema", TR("'Import' on the Fields page")},
    {"--ranges", TR("'Import' on the Fields page")},
    {"--half-samples", TR("'Further searches' on the Evidence page")},
    {"--seeds", TR("'Further searches' on the Evidence page")},
};

constexpr const char* kOfReading = TR("'%1' on the Data page");
constexpr const char* kOfSearch = TR("'%1' in the search settings");
constexpr const char* kOfCommandLine = TR("'%1' of the command line");

#undef TR

QString translated(const char* text)
{
    return QCoreApplication::translate("leap::ui::WindowWords", text);
}

QMap<QString, QString> wordsOfOptions()
{
    QMap<QString, QString> words;
    for (const SettingRow& row : settingsTable()) {
        if (*row.option != '\0')
            words[QLatin1String(row.option)] = translated(kOfSearch).arg(translated(row.title));
    }
    for (const ReadingRow& row : readingRows()) {
        if (row.window)
            words[QLatin1String(row.option)] = translated(kOfReading).arg(translated(row.title));
    }
    for (const OptionWords& known : kOptions)
        words[QLatin1String(known.option)] = translated(known.words);
    return words;
}

} // namespace

QString inWindowWords(QString message)
{
    if (!message.contains(QLatin1String("--")))
        return message;
    for (const OptionWords& known : kPhrases)
        message.replace(QLatin1String(known.option), translated(known.words));
    const QMap<QString, QString> words = wordsOfOptions();
    static const QRegularExpression kOption(QStringLiteral("--[a-z][a-z0-9]*(-[a-z0-9]+)*"));
    QString text;
    qsizetype done = 0;
    for (auto found = kOption.globalMatch(message); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        text += QStringView(message).mid(done, match.capturedStart() - done);
        const QString option = match.captured();
        text += words.value(option, translated(kOfCommandLine).arg(option.mid(2)));
        done = match.capturedEnd();
    }
    return text + message.mid(done);
}

} // namespace leap::ui
