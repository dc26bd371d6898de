// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/data_options.h"
#include "core/audit/audit_document.h"
#include "core/base/error.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QFile>
#include <QSettings>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

namespace {

using leap::ui::MainWindow;

constexpr int kExitUsage = 2;

QString nameOf(const std::filesystem::path& file)
{
    return QFile::decodeName(QByteArray::fromStdString(file.string()));
}

/// What the window opens at first; nothing where no file is named.
struct Start {
    leap::ui::OpenRequest request;
    bool describesData = false; ///< an option says how to open the files
};

Start startOf(const CLI::App& app, const leap::app::DataOptions& data)
{
    leap::AuditRequest asked;
    data.apply(asked);
    Start start;
    for (const auto& file : asked.files)
        start.request.files << nameOf(file);
    start.request.read = asked.read;
    start.request.propose = asked.propose;
    start.request.split = asked.split;
    if (asked.schema)
        start.request.schemaFile = nameOf(*asked.schema);
    start.request.schemaBeside = asked.schemaBeside;
    for (const CLI::Option* option : app.get_options())
        start.describesData = start.describesData || (option->count() > 0 && option->get_name() != "DATA");
    const bool audit = std::any_of(asked.files.begin(), asked.files.end(),
                                   [](const auto& file) { return file.extension() == ".leap"; });
    if (audit && (start.describesData || start.request.files.size() > 1))
        throw leap::InputError(
            "An audit (.leap) is opened alone and without options: it brings its own data.");
    if (start.describesData && start.request.files.empty())
        throw leap::InputError("Name the data that the options are for.");
    return start;
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

int refuse(const std::string& message)
{
    std::cerr << "leap-studio: " << message << "\nSee 'leap-studio --help'.\n";
    return kExitUsage;
}

int runWindow(const Start& start)
{
    QSettings settings;
    leap::ui::applyAppearance(
        static_cast<leap::ui::Appearance>(settings.value(QStringLiteral("appearance")).toInt()));
    MainWindow window(settings);
    window.show();
    if (start.describesData || start.request.files.size() > 1)
        window.openData(start.request);
    else if (!start.request.files.isEmpty())
        window.openFile(start.request.files.front());
    return QApplication::exec();
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

    CLI::App app("Audits the input fields of a recommender or click-through model.", "leap-studio");
    app.set_version_flag("--version,-v", "leap-studio " + leap::programVersion());
    leap::app::DataOptions data;
    data.addForWindow(app);
    data.addSchema(app);
    data.addSplit(app);
    try {
        app.parse(argc, argv);
        return runWindow(startOf(app, data));
    } catch (const CLI::ParseError& error) {
        const bool wrong = error.get_exit_code() != static_cast<int>(CLI::ExitCodes::Success);
        return wrong ? refuse(error.what()) : app.exit(error);
    } catch (const leap::InputError& error) {
        return refuse(error.what());
    }
}
