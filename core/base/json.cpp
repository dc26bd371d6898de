// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <utility>
#include <vector>

namespace leap {

ObjectReader::ObjectReader(const Json& object, std::string where)
    : m_object(object)
    , m_where(std::move(where))
{
    if (!object.is_object())
        throw InputError(m_where + ": expected an object {...}, got " + object.type_name() + ".");
}

bool ObjectReader::has(const std::string& key)
{
    m_known.insert(key);
    return m_object.contains(key);
}

const Json& ObjectReader::at(const std::string& key)
{
    if (!has(key)) {
        std::vector<std::string> unknown;
        for (const auto& item : m_object.items()) {
            if (!m_known.contains(item.key()))
                unknown.push_back(item.key());
        }
        const auto typo = nearest(key, unknown);
        throw InputError(m_where + ": the key '" + key + "' is missing."
                         + (typo ? " There is '" + *typo + "'. Did you mean '" + key + "'?" : std::string()));
    }
    return m_object.at(key);
}

void ObjectReader::finish() const
{
    for (const auto& item : m_object.items()) {
        if (m_known.contains(item.key()))
            continue;
        const std::vector<std::string> known(m_known.begin(), m_known.end());
        throw InputError(m_where + ": unknown key '" + item.key() + "'." + didYouMean(item.key(), known)
                         + " Known keys: " + join(known, ", ") + ".");
    }
}

std::string ObjectReader::placeOf(const std::string& key) const
{
    return m_where + (m_where.find(": ") == std::string::npos ? ": " : ".") + key;
}

std::string jsonText(const Json& json, int indent)
{
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

std::string jsonFileText(const Json& json)
{
    return jsonText(json, 2) + "\n";
}

void requireList(const Json& json, const std::string& where)
{
    if (!json.is_array())
        throw InputError(where + ": a list is needed.");
}

} // namespace leap
