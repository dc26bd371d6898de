// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace leap::test {

/// A file of tests/data/cases.
inline std::filesystem::path caseFile(const std::string& name)
{
    return std::filesystem::path(LEAP_SOURCE_DIR) / "tests/data/cases" / name;
}

} // namespace leap::test
