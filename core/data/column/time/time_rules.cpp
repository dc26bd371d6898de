// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/time/time_rules.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/time/time_pattern.h"

#include <algorithm>
#include <array>

namespace leap {
namespace {

/// Another name of a format. Small and capital letters differ: m is a month, M are minutes.
struct FormatName {
    const char* name;
    TimeForm form;
    const char* pattern = "";
};
constexpr std::array kNames{
    FormatName{"iso", TimeForm::YearFirst},
    FormatName{"Y/m/d", TimeForm::YearFirst},
    FormatName{"YYYY-MM-DD", TimeForm::YearFirst},
    FormatName{"d.m.Y", TimeForm::DayFirst},
    FormatName{"d-m-Y", TimeForm::DayFirst},
    FormatName{"d/m/y", TimeForm::DayFirst},
    FormatName{"DD/MM/YYYY", TimeForm::DayFirst},
    FormatName{"DD.MM.YYYY", TimeForm::DayFirst},
    FormatName{"m.d.Y", TimeForm::MonthFirst},
    FormatName{"m-d-Y", TimeForm::MonthFirst},
    FormatName{"m/d/y", TimeForm::MonthFirst},
    FormatName{"MM/DD/YYYY", TimeForm::MonthFirst},
    FormatName{"y/m/d", TimeForm::ShortYearFirst},
    FormatName{"rfc2822", TimeForm::MonthNamed},
    FormatName{"ctime", TimeForm::MonthNamed},
    FormatName{"apache", TimeForm::MonthNamed},
    FormatName{"YYMMDDHH", TimeForm::Pattern, "%y%m%d%H"},
    FormatName{"YYMMDD", TimeForm::Pattern, "%y%m%d"},
    FormatName{"YYYYMMDD", TimeForm::Pattern, "%Y%m%d"},
    FormatName{"YYYYMMDDHH", TimeForm::Pattern, "%Y%m%d%H"},
    FormatName{"YYYYMMDDHHMM", TimeForm::Pattern, "%Y%m%d%H%M"},
    FormatName{"YYYYMMDDHHMMSS", TimeForm::Pattern, "%Y%m%d%H%M%S"},
    FormatName{"DDMMYYYY", TimeForm::Pattern, "%d%m%Y"},
    FormatName{"MMDDYYYY", TimeForm::Pattern, "%m%d%Y"},
};

std::vector<std::string> knownNames()
{
    std::vector<std::string> names;
    for (const auto& entry : EnumNames<TimeForm>::entries) {
        if (entry.value != TimeForm::Pattern)
            names.emplace_back(entry.name);
    }
    for (const FormatName& known : kNames)
        names.emplace_back(known.name);
    return names;
}

const FormatName* nameOfPattern(const std::string& pattern)
{
    const auto known = std::find_if(kNames.begin(), kNames.end(), [&](const FormatName& name) {
        return name.form == TimeForm::Pattern && pattern == name.pattern;
    });
    return known == kNames.end() ? nullptr : &*known;
}

TimeFormat checkedPattern(const std::string& pattern)
{
    const std::string problem = problemOfPattern(pattern);
    if (!problem.empty())
        throw InputError("--text-time: the pattern '" + pattern + "' cannot be used: " + problem + ".");
    return {TimeForm::Pattern, 0, pattern};
}

} // namespace

TimeFormat parseTimeFormat(const std::string& name)
{
    if (name.find('%') != std::string::npos)
        return checkedPattern(name);
    for (const auto& entry : EnumNames<TimeForm>::entries) {
        if (entry.value != TimeForm::Pattern && name == entry.name)
            return {entry.value, 0, {}};
    }
    for (const FormatName& known : kNames) {
        if (name == known.name)
            return {known.form, 0, known.pattern};
    }
    const std::vector<std::string> names = knownNames();
    throw InputError("--text-time: '" + name + "' is no format of times." + didYouMean(name, names)
                     + " Known: " + join(names, ", ") + ", or a pattern such as %d.%m.%Y.");
}

std::vector<TimeRule> parseTimeRules(const std::vector<std::string>& texts)
{
    std::vector<std::string> whole;
    for (const std::string& text : texts) {
        const bool rest = !whole.empty() && text.find('=') == std::string::npos
            && whole.back().find('%') != std::string::npos;
        if (rest)
            whole.back() += ", " + text;
        else
            whole.push_back(text);
    }
    std::vector<TimeRule> rules;
    for (const std::string& text : whole) {
        const size_t sign = text.rfind('=');
        if (sign == std::string::npos || sign == 0 || sign + 1 == text.size())
            throw InputError("--text-time is '" + text
                             + "'; it must name a column and its format, as in when=d/m/Y.");
        rules.push_back({std::string(trimmed(text.substr(0, sign))),
                         parseTimeFormat(std::string(trimmed(text.substr(sign + 1))))});
    }
    return rules;
}

std::string titleOf(const TimeFormat& format)
{
    if (format.form == TimeForm::Pattern) {
        const FormatName* known = nameOfPattern(format.pattern);
        return known != nullptr ? known->name : format.pattern;
    }
    std::string title = titleOf(format.form);
    const bool numbers = format.form == TimeForm::DayFirst || format.form == TimeForm::MonthFirst
        || format.form == TimeForm::ShortYearFirst;
    for (char& c : title) {
        if (numbers && format.sign != 0 && (c == '/' || c == '-'))
            c = format.sign;
    }
    return title;
}

std::string nameOf(const TimeFormat& format)
{
    return format.form == TimeForm::Pattern ? titleOf(format) : nameOf(format.form);
}

} // namespace leap
