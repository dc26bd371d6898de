// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/study_data.h"

#include "core/audit/file/audit_file.h"
#include "core/base/error.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace leap::app {
namespace {

bool isRun(const std::filesystem::path& file)
{
    return file.extension() == ".leap";
}

/// "flights" of "data/flights.csv.gz"; the second of two equal names becomes "flights (2)".
std::string nameOf(const std::filesystem::path& file, const std::vector<CompareData>& others)
{
    std::filesystem::path stem = file.stem();
    if (file.extension() == ".gz")
        stem = stem.stem();
    const auto taken = [&](const std::string& name) {
        return std::any_of(others.begin(), others.end(),
                           [&](const auto& other) { return other.name == name; });
    };
    std::string name = stem.string();
    for (int number = 2; taken(name); ++number)
        name = stem.string() + " (" + std::to_string(number) + ")";
    return name;
}

RunRecord lastRun(const std::filesystem::path& file)
{
    AuditDocument document = readAudit(file);
    if (document.runs.empty())
        throw InputError(file.string() + " holds no run.");
    return std::move(document.runs.back());
}

} // namespace

void StudyData::add(CLI::App& app)
{
    m_data.add(app, true);
    m_data.addSchema(app, true);
    m_data.addSplit(app);
}

void StudyData::apply(AuditRequest& request) const
{
    m_data.apply(request);
}

std::vector<CompareData> StudyData::datasets(const AuditRequest& request, Progress& progress,
                                             const Say& say) const
{
    std::vector<CompareData> all;
    for (size_t i = 0; i < request.files.size(); ++i) {
        const std::filesystem::path file = request.files[i];
        CompareData data;
        data.name = nameOf(file, all);
        if (isRun(file)) {
            data.load = [file, &progress] {
                return reloadData(lastRun(file), {}, {.cache = true}, progress).dataset;
            };
        } else {
            AuditRequest own = request;
            own.files = {file};
            if (!m_data.schemas().empty())
                DataOptions::useSchema(own, m_data.schemas()[i]);
            data.load = [own, name = data.name, &progress, &say] {
                return loadData(own, progress, [&](const std::string& text) { say(name + ": " + text); })
                    .dataset;
            };
        }
        all.push_back(std::move(data));
    }
    return all;
}

} // namespace leap::app
