// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/search_options.h"
#include "app/terminal/interrupts.h"
#include "app/terminal/status_line.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/synth/generate.h"

#include <iostream>
#include <string>

namespace leap::app {
namespace {

std::string setHelp()
{
    std::string text = "one of";
    for (const synth::SetName& set : synth::setNames())
        text += "\n  " + set.name + ": " + set.what;
    return text;
}

class GenerateCommand : public Command {
public:
    explicit GenerateCommand(CLI::App& parent)
        : Command(parent, "generate", "Write data with known truth, of any size")
    {
        options().add_option("SET", m_request.set, setHelp())->required();
        options().add_option("--rows", m_request.rows, "rows to write")->required();
        options()
            .add_option("--seed", m_seed, "same seed, same rows: the same file, byte for byte")
            ->capture_default_str();
        options().add_option("--fields", m_request.fields, "industrial: fields; 500 if not given");
        options().add_option("--columns", m_request.columns,
                             "industrial: columns of all fields' tables; 24 a field if not given");
        options().add_option("--useless-share", m_request.uselessShare,
                             "industrial: share of the fields that are useless; 0.3 if not given");
        options().add_flag("--dense", m_request.dense,
                           "industrial: one matrix X [rows, columns] and a range table");
        options().add_flag("--float16", m_request.half, "with --dense: half precision");
        options()
            .add_option(
                "--out", m_out,
                "FILE.csv, FILE.csv.gz or FILE.parquet, with --dense FILE.h5 or FILE.parquet; next to it "
                "FILE.truth.json, and if the set needs them FILE.schema.json, FILE.tables.h5 and "
                "FILE.ranges.csv")
            ->required();
    }

    int run() override
    {
        m_request.seed = parseSeed(m_seed);
        m_request.out = m_out;
        StatusLine status;
        const synth::GenerateReport report = generate(status);
        status.clear();
        print(report);
        return kExitDone;
    }

private:
    synth::GenerateReport generate(StatusLine& status) const
    {
        Progress progress(showOn(status));
        RunControl control;
        const Interrupts interrupts(progress, control);
        return synth::generate(m_request, progress);
    }

    static void print(const synth::GenerateReport& report)
    {
        std::cout << report.files.front().string() << ": " << grouped(report.rows) << " rows, "
                  << grouped(report.fields) << " fields, " << grouped(report.columns) << " columns; "
                  << fixed(100 * report.baseRate, 1) << " % positive; no model can exceed AUC "
                  << fixed(report.aucCeiling, 3) << " but by chance\n";
        for (size_t i = 1; i < report.files.size(); ++i)
            std::cout << report.files[i].string() << "\n";
    }

    synth::GenerateRequest m_request;
    std::string m_seed = "0";
    std::string m_out;
};

} // namespace

std::unique_ptr<Command> makeGenerateCommand(CLI::App& parent)
{
    return std::make_unique<GenerateCommand>(parent);
}

} // namespace leap::app
