// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_document.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QSettings>

#include <cstdio>
#include <memory>

namespace {

using leap::ui::MainWindow;

struct Options {
    QString file;
    leap::ui::OpenRequest request;
    bool describesData = false; ///< the file is data, and an option says how to open it
    QString error;
};

/// "a,b" -> {"a", "b"}
std::vector<std::string> names(const QString& text)
{
    std::vector<std::string> list;
    for (const QString& name : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
        list.push_back(name.trimmed().toStdString());
    return list;
}

Options readOptions(const QCoreApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Audits the input fields of a recommender or CTR model."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("file"),
        QCoreApplication::translate("main", "Data (CSV, TSV, Parquet, Arrow, HDF5) or an audit (.leap)."),
        QStringLiteral("[FILE]"));
    const QCommandLineOption schema(QStringLiteral("schema"),
                                    QCoreApplication::translate("main", "Schema of the data."),
                                    QStringLiteral("S.json"));
    const QCommandLineOption label(
        QStringLiteral("label"), QCoreApplication::translate("main", "Label column."), QStringLiteral("COL"));
    const QCommandLineOption positive(
        QStringLiteral("positive"),
        QCoreApplication::translate("main", "Value of the label that is positive."), QStringLiteral("V"));
    const QCommandLineOption above(QStringLiteral("positive-above"),
                                   QCoreApplication::translate("main", "Labels above X are positive."),
                                   QStringLiteral("X"));
    const QCommandLineOption exclude(QStringLiteral("exclude"),
                                     QCoreApplication::translate("main", "Columns to leave out."),
                                     QStringLiteral("a,b"));
    const QCommandLineOption noHeader(
        QStringLiteral("no-header"),
        QCoreApplication::translate("main", "The first row is data; columns are c0, c1, ..."));
    const QCommandLineOption delimiter(
        QStringLiteral("delimiter"),
        QCoreApplication::translate("main", "Between two cells: auto, tab, or one character."),
        QStringLiteral("C"), QStringLiteral("auto"));
    parser.addOptions({schema, label, positive, above, exclude, noHeader, delimiter});
    parser.process(application);

    Options options;
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1)
        options.error = QCoreApplication::translate("main", "Give one file.");
    options.file = files.value(0);
    options.request.files = {options.file};
    options.describesData = !options.file.isEmpty() && !parser.optionNames().isEmpty();
    options.request.schemaFile = parser.value(schema);
    options.request.read.header = !parser.isSet(noHeader);
    options.request.read.delimiter = parser.value(delimiter).toStdString();
    leap::LabelRule& rule = options.request.propose.label;
    rule.column = parser.value(label).toStdString();
    options.request.propose.exclude = names(parser.value(exclude));
    if (parser.isSet(positive)) {
        rule.kind = leap::LabelRule::Kind::Equals;
        rule.positive = parser.value(positive).toStdString();
    } else if (parser.isSet(above)) {
        bool good = false;
        rule.kind = leap::LabelRule::Kind::Above;
        rule.above = parser.value(above).toDouble(&good);
        if (!good)
            options.error = QCoreApplication::translate("main", "--positive-above takes a number.");
    }
    return options;
}

/// Help and version need no display.
std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument(argv[i]);
        if (argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v")
            return std::make_unique<QCoreApplication>(argc, argv);
    }
    return std::make_unique<QApplication>(argc, argv);
}

} // namespace

int main(int argc, char** argv)
{
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("LeAP Studio"));
    QCoreApplication::setApplicationName(QStringLiteral("leap-studio"));
    QCoreApplication::setApplicationVersion(QString::fromStdString(leap::programVersion()));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("LeAP Studio"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.leapstudio.LeapStudio"));

    const Options options = readOptions(*application);
    if (!options.error.isEmpty()) {
        std::fprintf(stderr, "leap-studio: %s\n", qPrintable(options.error));
        return 2;
    }
    QSettings settings;
    leap::ui::applyAppearance(
        static_cast<leap::ui::Appearance>(settings.value(QStringLiteral("appearance")).toInt()));
    MainWindow window(settings);
    window.show();
    if (options.describesData)
        window.openData(options.request);
    else if (!options.file.isEmpty())
        window.openFile(options.file);
    return QApplication::exec();
}
