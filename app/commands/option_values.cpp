// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/option_values.h"

#include "core/base/error.h"

#include <charconv>
#include <system_error>

namespace leap::app {

CLI::Option* addNames(CLI::App& app, const char* option, std::vector<std::string>& names, const char* help)
{
    return app.add_option(option, names, help)->delimiter(',')->allow_extra_args(false);
}

uint64_t parseSeed(const std::string& text)
{
    uint64_t seed = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (end.ec != std::errc() || end.ptr != text.data() + text.size())
        throw InputError("--seed is '" + text + "'; it must be a whole number, 0 or more.");
    return seed;
}

} // namespace leap::app
