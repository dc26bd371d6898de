// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/codecs.h"

namespace leap {

Json ExactNumber::write(double value)
{
    if (std::isfinite(value))
        return value;
    return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

double ExactNumber::read(const Json& json, const std::string& where)
{
    if (json == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    if (json == "inf" || json == "-inf")
        return (json == "inf" ? 1 : -1) * std::numeric_limits<double>::infinity();
    return checkedNumber<double>(json, where);
}

} // namespace leap
