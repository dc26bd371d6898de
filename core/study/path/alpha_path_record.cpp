// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/path/alpha_path_record.h"

#include "core/base/error.h"

#include <algorithm>

namespace leap {

Json Record<AlphaPath>::fallsToJson(const AlphaPath& path)
{
    Json json = Json::object();
    for (size_t i = 0; i < path.fallsAt.size(); ++i)
        json[path.fields[i]] = NullForNaN::write(path.fallsAt[i]);
    return json;
}

void Record<AlphaPath>::readFalls(AlphaPath& path, const Json& json, const std::string& where)
{
    requireObject(json, where);
    for (const auto& [name, alpha] : json.items()) {
        path.fields.push_back(name);
        path.fallsAt.push_back(NullForNaN::read<double>(alpha, where + "." + name, {}));
    }
}

void Record<AlphaPath>::complete(AlphaPath& path)
{
    for (AlphaPoint& point : path.points) {
        point.kept.clear();
        for (const std::string& field : path.fields) {
            const auto& names = point.keptNames;
            point.kept.push_back(std::find(names.begin(), names.end(), field) == names.end() ? 0 : 1);
        }
        point.loss.seeds = std::isnan(point.loss.seedError) ? 1 : 2; // one or several: error() asks no more
    }
}

void Record<AlphaPath>::check(const AlphaPath& path, const std::string& where)
{
    for (const auto& [key, point] : {std::pair("best", path.best), std::pair("chosen", path.chosen)}) {
        if (point >= path.points.size())
            throw InputError(where + ": " + key + " is " + std::to_string(point) + ", but the path has "
                             + std::to_string(path.points.size()) + " points.");
    }
    for (size_t i = 0; i < path.points.size(); ++i) {
        if (path.points[i].keptNames.size()
            != static_cast<size_t>(std::count(path.points[i].kept.begin(), path.points[i].kept.end(), 1)))
            throw InputError(itemPlace(where + ": points", i)
                             + ".kept names a field that falls_at does not have.");
    }
}

} // namespace leap
