// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/report/html_text.h"

namespace leap {

std::string element(const std::string& tag, std::string_view text)
{
    return "<" + tag + ">" + escaped(text) + "</" + tag.substr(0, tag.find(' ')) + ">\n";
}

std::string factTable(const std::vector<std::pair<std::string, std::string>>& facts)
{
    std::string text = "<table class=\"facts\" cellspacing=\"0\" cellpadding=\"3\">\n";
    for (const auto& [name, value] : facts)
        text += "<tr><td class=\"name\">" + escaped(name) + "</td><td>" + escaped(value) + "</td></tr>\n";
    return text + "</table>\n";
}

std::string bulletList(const std::vector<std::string>& items)
{
    if (items.empty())
        return {};
    std::string text = "<ul>\n";
    for (const std::string& item : items)
        text += element("li", item);
    return text + "</ul>\n";
}

} // namespace leap
