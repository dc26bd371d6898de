// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_beside.h"

#include "core/base/text.h"

namespace leap {

std::string numberBeside(double number, double limit)
{
    for (int decimals = 2; decimals <= 12; ++decimals) {
        std::string text = fixed(number, decimals);
        const auto shown = parseDouble(text);
        if (!shown || number == limit || (*shown >= limit) == (number >= limit))
            return text;
    }
    return shortest(number);
}

} // namespace leap
