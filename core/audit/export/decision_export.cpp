// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/export/decision_export.h"

#include "core/audit/export/decision_hdf5.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace leap {

void requireDecisionExtension(const std::filesystem::path& path)
{
    const std::string extension = path.extension().string();
    if (extension != ".json" && extension != ".h5" && extension != ".hdf5" && extension != ".csv")
        throw InputError("Cannot tell the format of " + path.string()
                         + ": give it the extension .json, .h5 (or .hdf5) or .csv.");
}

void writeDecision(const std::filesystem::path& path, const Decision& decision, const RunRecord& run)
{
    requireDecisionExtension(path);
    const std::string extension = path.extension().string();
    if (extension == ".csv") {
        writeTextAtomically(path, decisionToCsv(decision));
        return;
    }
    if (extension == ".json") {
        writeTextAtomically(path, jsonFileText(decisionToJson(decision, run)));
        return;
    }
    writeAtomically(path, [&](const std::filesystem::path& temporary) {
        writeDecisionHdf5(temporary, path, decision, run);
    });
}

} // namespace leap
