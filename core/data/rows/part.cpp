// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/part.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace leap {

const char* partName(Part part)
{
    return nameOf(part);
}

std::optional<Part> parsePart(const std::string& text)
{
    struct Name {
        const char* text;
        Part part;
    };
    static constexpr std::array<Name, 8> kNames{{{"train", Part::Train},
                                                 {"training", Part::Train},
                                                 {"gate", Part::Gate},
                                                 {"validation", Part::Validation},
                                                 {"valid", Part::Validation},
                                                 {"val", Part::Validation},
                                                 {"dev", Part::Validation},
                                                 {"test", Part::Test}}};
    std::string lower = text;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (const Name& name : kNames) {
        if (lower == name.text)
            return name.part;
    }
    return std::nullopt;
}

} // namespace leap
