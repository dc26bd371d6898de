// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/window_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace leap::ui {
namespace {

struct OptionWords {
    const char* option; ///< as messages write it
    const char* words;
};

#define TR(text) QT_TRANSLATE_NOOP("leap::ui::WindowWords", text)

/// Longer ones before those that they begin with.
constexpr OptionWords kOptions[] = {
    {"--positive-above X", TR("'Positive' on the Data page")},
    {"--positive VALUE", TR("'Positive' on the Data page")},
    {"--label COL", TR("'Label' on the Data page")},
    {"--split time:COL", TR("'Split' on the Data page")},
    {"--split", TR("'Split' on the Data page")},
    {"--group", TR("'Group id' on the Data page")},
    {"--no-header", TR("'First row is a header' on the Data page")},
    {"--delimiter", TR("'Delimiter' on the Data page")},
    {"--ranges FILE", TR("'Import' on the Fields page")},
    {"--half-samples", TR("'Further searches' on the Evidence page")},
    {"--seeds", TR("'Further searches' on the Evidence page")},
    {"--epochs", TR("'Epochs' in the search settings")},
    {"--batch", TR("'Batch' in the search settings")},
    {"--stream-blocks", TR("'Single pass' in the search settings")},
    {"--head-mode frozen", TR("a frozen head in the search settings")},
    {"--head FILE.pt", TR("'Head' in the search settings")},
    {"--device cpu", TR("the device 'cpu' in the search settings")},
};

#undef TR

} // namespace

QString inWindowWords(QString message)
{
    if (!message.contains(QLatin1String("--")))
        return message;
    for (const OptionWords& known : kOptions)
        message.replace(QLatin1String(known.option),
                        QCoreApplication::translate("leap::ui::WindowWords", known.words));
    static const QRegularExpression kOther(QStringLiteral("--([a-z][a-z-]*)"));
    const QString other = QCoreApplication::translate("leap::ui::WindowWords", "'%1' of the command line");
    return message.replace(kOther, other.arg(QStringLiteral("\\1")));
}

} // namespace leap::ui
