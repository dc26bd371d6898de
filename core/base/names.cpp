// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/names.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>

namespace leap {

void refuseUnknown(const std::string& what, const std::string& text, const std::vector<std::string>& known,
                   const std::string& where)
{
    throw InputError((where.empty() ? "Unknown " : where + ": unknown ") + what + " '" + text + "'."
                     + didYouMean(text, known) + " Known: " + join(known, ", ") + ".");
}

void requireKnown(const std::string& what, const std::string& text, const std::vector<std::string>& known,
                  const std::string& where)
{
    if (std::find(known.begin(), known.end(), text) == known.end())
        refuseUnknown(what, text, known, where);
}

} // namespace leap
