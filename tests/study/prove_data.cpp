// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/study/prove_data.h"

#include "core/data/fields/propose_schema.h"
#include "tests/support/planted_data.h"

namespace leap::test {

PlantedTable plantedTable(const std::filesystem::path& folder, int64_t rows)
{
    const std::filesystem::path path = folder / "planted.csv";
    writePlantedCsv(path, rows, 3);
    Progress progress;
    PlantedTable planted;
    planted.table = loadTable({path}, {}, progress);
    ProposeOptions options;
    options.label.column = "y";
    options.accept = {"constant", "twin_2"}; // left out by themselves
    planted.schema = proposeSchema(planted.table->inspect(options.label, progress), options);
    return planted;
}

std::shared_ptr<const Dataset> encodePlanted(const PlantedTable& planted, const Schema& schema)
{
    Progress progress;
    return planted.table->encode(schema, {}, 0, progress);
}

Settings quickSettings()
{
    Settings settings;
    settings.epochs = 3;
    settings.batch = 128;
    settings.learningRate = 1e-2;
    settings.threads = 1;
    settings.device = DeviceChoice::Cpu;
    return settings;
}

} // namespace leap::test
