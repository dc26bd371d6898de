// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/generate.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/synth/field_table.h"
#include "core/synth/sets.h"
#include "core/synth/table_writer.h"

#include <algorithm>
#include <functional>

namespace leap::synth {
namespace {

struct KnownSet {
    SetName name;
    std::function<SetSpec()> make;
};

const std::vector<KnownSet>& knownSets()
{
    static const std::vector<KnownSet> sets{
        {{"criteo-like", "13 counts and 26 codes with vocabularies of up to 10 million"}, criteoLike},
    };
    return sets;
}

const KnownSet& find(const std::string& name)
{
    std::vector<std::string> names;
    for (const KnownSet& set : knownSets()) {
        if (set.name.name == name)
            return set;
        names.push_back(set.name.name);
    }
    throw InputError("There is no set '" + name + "' to generate; there are " + join(names, ", ") + "."
                     + didYouMean(name, names));
}

/// @return the number of positive rows
int64_t writeRows(const RowSource& source, const GenerateRequest& request, TableWriter& writer,
                  Progress& progress)
{
    TableBlock block;
    int64_t positives = 0;
    for (int64_t first = 0; first < request.rows; first += request.blockRows) {
        progress.report({"writing, rows", first, request.rows});
        block.reset(source.columns(), first, std::min(request.blockRows, request.rows - first));
        source.fill(block);
        writer.write(block);
        positives += std::count(block.columns[0].whole.begin(), block.columns[0].whole.end(), 1);
    }
    writer.finish();
    progress.report({"writing, rows", request.rows, request.rows});
    return positives;
}

} // namespace

const std::vector<SetName>& setNames()
{
    static const std::vector<SetName> names = [] {
        std::vector<SetName> all;
        for (const KnownSet& set : knownSets())
            all.push_back(set.name);
        return all;
    }();
    return names;
}

std::filesystem::path truthPath(const std::filesystem::path& data)
{
    return data.string() + ".truth.json";
}

GenerateReport generate(const GenerateRequest& request, Progress& progress)
{
    const KnownSet& set = find(request.set);
    if (request.rows < 1)
        throw InputError("A generated set needs at least one row, not " + std::to_string(request.rows) + ".");
    (void)tableFormatOf(request.out);
    requireWritable(request.out);
    requireWritable(truthPath(request.out));
    const FieldTable table(set.make(), request.rows, request.seed);
    int64_t positives = 0;
    writeAtomically(request.out, [&](const std::filesystem::path& temporary) {
        const auto writer = makeTableWriter(temporary, request.out, table.columns());
        positives = writeRows(table, request, *writer, progress);
    });
    writeTextAtomically(truthPath(request.out), truthToJson(table.truth()).dump(2) + "\n");
    GenerateReport report;
    report.files = {request.out, truthPath(request.out)};
    report.rows = request.rows;
    report.fields = static_cast<int64_t>(table.truth().fields.size());
    report.columns = static_cast<int64_t>(table.columns().size());
    report.baseRate = static_cast<double>(positives) / static_cast<double>(request.rows);
    report.aucCeiling = table.truth().aucCeiling;
    return report;
}

} // namespace leap::synth
