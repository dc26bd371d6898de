// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "core/audit/audit_document.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/study/study.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <functional>
#include <iostream>
#include <new>
#include <string>
#include <vector>

namespace leap::app {
namespace {

using Commands = std::vector<std::unique_ptr<Command>>;

/// A command and how it is called.
struct CommandEntry {
    std::function<std::unique_ptr<Command>(CLI::App&)> make;
    std::string usage; ///< what follows its name
};

/// Every command, in the order of the help; those of studies come from the list of studies.
std::vector<CommandEntry> commandEntries()
{
    std::vector<CommandEntry> entries{
        {makeInspectCommand, "DATA --label COL"},
        {makeAuditCommand, "DATA --label COL --out RUN.leap"},
        {makeDecideCommand, "RUN.leap --threshold 0.5 --out FILE.json"},
        {makeReportCommand, "RUN.leap --out FILE.html"},
    };
    for (const StudyKind& study : studyKinds()) {
        if (study.isCommand)
            entries.push_back({[&study](CLI::App& app) { return makeStudyCommand(app, study); },
                               study.needs == StudyKind::Needs::Run ? "RUN.leap" : "DATA --label COL"});
    }
    entries.insert(entries.end(),
                   {{makeProveCommand, "RUN.leap --margin 0.001"},
                    {makeCompareCommand, "DATA --label COL --out R.json"},
                    {makeGenerateCommand, "SET --rows N --out FILE.csv"},
                    {makeCacheCommand, ""}});
    return entries;
}

/// What the program is for, a line on each command, the exit codes.
std::string descriptionOf(const std::vector<CommandEntry>& entries, const Commands& commands)
{
    constexpr size_t kUsageWidth = 50;
    std::string text = "leap audits the input fields of a recommender or click-through model: it trains the "
                       "model with a gate\n"
                       "behind each field and shows which fields the model uses.\n\n";
    for (size_t i = 0; i < commands.size(); ++i) {
        const CLI::App& command = commands[i]->options();
        std::string usage = "  leap " + command.get_name() + " " + entries[i].usage;
        usage.resize(std::max(usage.size() + 1, kUsageWidth), ' ');
        text += usage + command.get_description() + "\n";
    }
    return text
        + "\nExit codes: 0 done, 1 failure, 2 bad usage or input, 130 interrupted (what was done is saved).";
}

/// Makes the commands of `app` and its description, which lists them.
Commands makeCommands(CLI::App& app)
{
    const auto entries = commandEntries();
    Commands commands;
    for (const CommandEntry& entry : entries) {
        commands.push_back(entry.make(app));
        commands.back()->options().group("");
    }
    app.description(descriptionOf(entries, commands));
    return commands;
}

Command* chosen(const Commands& commands)
{
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [](const auto& command) { return command->options().parsed(); });
    return found == commands.end() ? nullptr : found->get();
}

std::string suggestion(const CLI::App& app, const Commands& commands)
{
    std::vector<std::string> known;
    const Command* command = chosen(commands);
    if (command) {
        for (const CLI::Option* option : command->options().get_options())
            known.push_back(option->get_name());
    } else {
        for (const auto& other : commands)
            known.push_back(other->options().get_name());
    }
    for (const std::string& word : app.remaining(true)) {
        std::string hint = didYouMean(word.substr(0, word.find('=')), known);
        if (!hint.empty())
            return hint;
    }
    return {};
}

/// Bad usage is exit code 2; asking for help or the version is not bad usage.
int reportUsage(const CLI::App& app, const Commands& commands, const CLI::ParseError& error)
{
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success))
        return app.exit(error);
    std::cerr << "leap: " << error.what() << suggestion(app, commands) << "\nSee 'leap"
              << (chosen(commands) ? " " + chosen(commands)->options().get_name() : std::string())
              << " --help'.\n";
    return kExitUsage;
}

int reportError(const std::string& message, int code)
{
    std::cerr << "leap: " << message << "\n";
    return code;
}

int guarded(Command& command)
{
    try {
        const int code = command.run();
        std::cout.flush();
        return std::cout ? code : reportError("Cannot write to the standard output.", kExitFailure);
    } catch (const Cancelled&) {
        return reportError("Interrupted; nothing was written.", kExitInterrupted);
    } catch (const Error& error) {
        return reportError(error.what(), error.kind() == ErrorKind::Input ? kExitUsage : kExitFailure);
    } catch (const std::bad_alloc&) {
        return reportError("Not enough memory for these data and settings.", kExitFailure);
    } catch (const std::exception& error) {
        return reportError(std::string("Internal failure: ") + error.what(), kExitFailure);
    }
}

int runProgram(int argc, char** argv)
{
    CLI::App app("", "leap");
    app.set_version_flag("--version", toolName());
    app.require_subcommand(1);
    const Commands commands = makeCommands(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return reportUsage(app, commands, error);
    }
    return guarded(*chosen(commands));
}

} // namespace

} // namespace leap::app

int main(int argc, char** argv)
{
    try {
        return leap::app::runProgram(argc, argv);
    } catch (const std::exception& error) { // commands report their own; this is left for making them
        std::fprintf(stderr, "leap: Internal failure: %s\n", error.what());
        return leap::app::kExitFailure;
    }
}
