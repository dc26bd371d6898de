// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/head_file.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"

namespace leap {

std::string headSha256(const std::string& file)
{
    return sha256Of(readText(file));
}

std::string headWarning(const HeadSpec& head)
{
    return "The head " + head.file + " (SHA-256 " + head.sha256
        + ") is a program: loading it runs the code in it, with your rights. Use only files of people you "
          "trust.";
}

} // namespace leap
