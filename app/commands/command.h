// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/option_values.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace leap {
struct StudyKind;
}

namespace leap::app {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailure = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitInterrupted = 130;

/// A sub-command: its options, and what it does with them.
class Command {
public:
    virtual ~Command() = default;
    /// @return the exit code. @throws Error, Cancelled
    virtual int run() = 0;
    /// Its options, for suggestions and for whether it was asked for.
    [[nodiscard]] CLI::App& options() const { return *m_options; }

protected:
    /// @param what it does, for the program's and its own help
    Command(CLI::App& parent, const char* name, const char* what)
        : m_options(parent.add_subcommand(name, what))
    {
    }

private:
    CLI::App* m_options;
};

[[nodiscard]] std::unique_ptr<Command> makeInspectCommand(CLI::App& parent);
[[nodiscard]] std::unique_ptr<Command> makeAuditCommand(CLI::App& parent);
[[nodiscard]] std::unique_ptr<Command> makeDecideCommand(CLI::App& parent);
[[nodiscard]] std::unique_ptr<Command> makeGenerateCommand(CLI::App& parent);
[[nodiscard]] std::unique_ptr<Command> makeCompareCommand(CLI::App& parent);
[[nodiscard]] std::unique_ptr<Command> makeProveCommand(CLI::App& parent);
[[nodiscard]] std::unique_ptr<Command> makeReportCommand(CLI::App& parent);
/// The command of a study of studyKinds().
[[nodiscard]] std::unique_ptr<Command> makeStudyCommand(CLI::App& parent, const StudyKind& study);
[[nodiscard]] std::unique_ptr<Command> makeCacheCommand(CLI::App& parent);

} // namespace leap::app
