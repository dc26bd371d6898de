// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/state_dict.h"

#include "core/base/error.h"

#include <utility>

namespace leap {
namespace {

template <typename T> void put(StateDict& state, const std::string& name, std::vector<T> values)
{
    const auto size = static_cast<int64_t>(values.size());
    state[name] = StateArray{{size}, std::move(values)};
}

template <typename T> const std::vector<T>& get(const StateDict& state, const std::string& name, int64_t size)
{
    const auto found = state.find(name);
    if (found == state.end())
        throw InputError("The saved training state has no array '" + name
                         + "'; it was made with another model or is damaged.");
    const auto* values = std::get_if<std::vector<T>>(&found->second.values);
    if (!values)
        throw InputError("The array '" + name + "' of the saved training state is of another type.");
    if (size >= 0 && static_cast<int64_t>(values->size()) != size)
        throw InputError("The array '" + name + "' of the saved training state has "
                         + std::to_string(values->size()) + " values, expected " + std::to_string(size)
                         + "; it belongs to another model or schema.");
    return *values;
}

} // namespace

void putFloats(StateDict& state, const std::string& name, std::vector<float> values)
{
    put(state, name, std::move(values));
}

void putDoubles(StateDict& state, const std::string& name, std::vector<double> values)
{
    put(state, name, std::move(values));
}

void putInts(StateDict& state, const std::string& name, std::vector<int64_t> values)
{
    put(state, name, std::move(values));
}

const std::vector<float>& getFloats(const StateDict& state, const std::string& name, int64_t size)
{
    return get<float>(state, name, size);
}

const std::vector<double>& getDoubles(const StateDict& state, const std::string& name, int64_t size)
{
    return get<double>(state, name, size);
}

const std::vector<int64_t>& getInts(const StateDict& state, const std::string& name, int64_t size)
{
    return get<int64_t>(state, name, size);
}

} // namespace leap
