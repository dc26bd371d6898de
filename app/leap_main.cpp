// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "core/audit/audit_document.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/study/study.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <exception>
#include <iostream>
#include <new>
#include <string>
#include <vector>

namespace leap::app {
namespace {

constexpr const char* kDescription =
    "leap audits the input fields of a recommender or click-through model: it trains the model with a gate\n"
    "behind each field and shows which fields the model uses.\n\n"
    "  leap inspect DATA --label COL                 what is in the file, and what is suspicious\n"
    "  leap audit   DATA --label COL --out RUN.leap  train, rank the fields, keep the run\n"
    "  leap decide  RUN.leap --threshold 0.5 --out FILE.json\n"
    "  leap report  RUN.leap --out FILE.html         the whole audit as one page to hand on\n"
    "  leap ledger  RUN.leap                         what each field earns, pays and saves (validation "
    "rows)\n"
    "  leap probes  RUN.leap                         which fields lie above the noise? (validation rows)\n"
    "  leap stepwise RUN.leap                        does each field earn its place? (validation rows)\n"
    "  leap roi     DATA --label COL                 columns pruned against what the metric loses\n"
    "  leap prune   RUN.leap --epochs 2              cut the dropped fields out of the model, fine-tune it\n"
    "  leap prove   RUN.leap --margin 0.001          no loss without the dropped fields? (test rows)\n"
    "  leap compare DATA --label COL --out R.json    retrain what each selector keeps, compare on test rows\n"
    "  leap generate SET --rows N --out FILE.csv     data with known truth\n\n"
    "Exit codes: 0 done, 1 failure, 2 bad usage or input, 130 interrupted (what was done is saved).";

using Commands = std::vector<std::unique_ptr<Command>>;

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
    CLI::App app(kDescription, "leap");
    app.set_version_flag("--version", toolName());
    app.require_subcommand(1);
    Commands commands;
    commands.push_back(makeInspectCommand(app));
    commands.push_back(makeAuditCommand(app));
    commands.push_back(makeDecideCommand(app));
    commands.push_back(makeReportCommand(app));
    commands.push_back(makeGenerateCommand(app));
    commands.push_back(makeCompareCommand(app));
    for (const StudyKind& study : studyKinds()) {
        if (study.isCommand)
            commands.push_back(makeStudyCommand(app, study));
    }
    commands.push_back(makeProveCommand(app));
    commands.push_back(makeCacheCommand(app));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return reportUsage(app, commands, error);
    }
    return guarded(*chosen(commands));
}

} // namespace

CLI::Option* addNames(CLI::App& app, const char* option, std::vector<std::string>& names, const char* help)
{
    return app.add_option(option, names, help)->delimiter(',')->allow_extra_args(false);
}

uint64_t parseSeed(const std::string& text)
{
    uint64_t seed = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (end.ec != std::errc() || end.ptr != text.data() + text.size())
        throw InputError("--seed is '" + text + "'; it must be a whole number, 0 or more.");
    return seed;
}

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
