// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"

#include <string>

namespace leap {

/// Described structs as lists of their values, in the order of the description, without their keys: for
/// many small records. Also for vectors and arrays of such structs. The description must write all its keys.
struct ValuesOnly {
    template <typename M> static Json write(const M& value)
    {
        Json list = Json::array();
        if constexpr (Described<M>) {
            Json named = toJson(value);
            for (auto& item : named.items())
                list.push_back(std::move(item.value()));
        } else {
            for (const auto& item : value)
                list.push_back(write(item));
        }
        return list;
    }
    template <typename M> static M read(const Json& json, const std::string& where)
    {
        if constexpr (Described<M>) {
            Json named = toJson(M{});
            requireItems(json, where, named.size());
            size_t i = 0;
            for (auto& item : named.items())
                item.value() = json[i++];
            return fromJson<M>(named, where);
        } else {
            return readItems<M>(json, where);
        }
    }

private:
    template <typename M> static M readItems(const Json& json, const std::string& where)
    {
        M items{};
        requireItems(json, where, detail::isArray<M> ? items.size() : SIZE_MAX);
        for (size_t i = 0; i < json.size(); ++i) {
            auto item = read<typename M::value_type>(json[i], itemPlace(where, i));
            if constexpr (detail::isArray<M>)
                items[i] = std::move(item);
            else
                items.push_back(std::move(item));
        }
        return items;
    }
};
inline constexpr As<ValuesOnly> valuesOnly{};

} // namespace leap
