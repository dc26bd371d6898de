// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/lines/json_cells.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>
#include <vector>

namespace leap {
namespace {

constexpr size_t kDeepest = 32;

/// Follows the parser, and keeps no more of the line than the value at hand.
class CellHandler : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit CellHandler(const TakeJsonCell& take)
        : m_take(take)
    {
    }
    [[nodiscard]] const std::string& why() const { return m_why; }

    bool null() override { return value(JsonCell::Null, {}); }
    bool boolean(bool is) override { return value(JsonCell::Text, is ? "true" : "false"); }
    bool number_integer(number_integer_t number) override
    {
        return value(JsonCell::Number, std::to_string(number));
    }
    bool number_unsigned(number_unsigned_t number) override
    {
        return value(JsonCell::Number, std::to_string(number));
    }
    bool number_float(number_float_t number, const string_t& text) override
    {
        const bool integer = text.find_first_of(".eE") == std::string::npos;
        return value(JsonCell::Number, integer ? text : shortest(number));
    }
    bool string(string_t& text) override { return value(JsonCell::Text, text); }
    bool binary(binary_t& /*bytes*/) override { return false; }
    bool start_object(size_t /*items*/) override
    {
        if (m_lists > 0) {
            m_unread = true;
            return enter();
        }
        m_begins.push_back(m_name.size());
        return enter();
    }
    bool key(string_t& name) override
    {
        if (m_lists == 0) {
            m_name.resize(m_begins.back());
            m_name.append(m_name.empty() ? "" : ".").append(name);
        }
        return true;
    }
    bool end_object() override
    {
        --m_depth;
        if (m_lists == 0) {
            m_name.resize(m_begins.back());
            m_begins.pop_back();
        }
        return true;
    }
    bool start_array(size_t /*items*/) override
    {
        if (m_depth == 0)
            return refuse("it is a list, not an object");
        if (m_lists++ > 0)
            m_unread = true;
        else
            m_list.clear(), m_items = 0, m_numbers = true, m_unread = false;
        return enter();
    }
    bool end_array() override
    {
        --m_depth;
        if (--m_lists == 0)
            m_take(m_name,
                   m_unread                       ? JsonCell::Unread
                       : m_numbers && m_items > 0 ? JsonCell::NumberList
                                                  : JsonCell::List,
                   m_list, m_items);
        return true;
    }
    bool parse_error(size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*error*/) override
    {
        return refuse("it is no JSON from byte " + std::to_string(position) + " on");
    }

private:
    bool refuse(const std::string& why)
    {
        if (m_why.empty())
            m_why = why;
        return false;
    }
    bool enter()
    {
        return ++m_depth <= kDeepest
            || refuse("objects and lists lie more than " + std::to_string(kDeepest) + " deep in each other");
    }
    bool value(JsonCell kind, std::string_view text)
    {
        if (m_depth == 0)
            return refuse("it is one value, not an object");
        if (m_lists == 0) {
            m_take(m_name, kind, text, 1);
            return true;
        }
        m_numbers = m_numbers && (kind == JsonCell::Number || kind == JsonCell::Null);
        m_list.append(m_items++ == 0 ? "" : "|").append(text);
        return true;
    }

    const TakeJsonCell& m_take;
    std::string m_name; ///< of the value that comes
    std::vector<size_t> m_begins; ///< of m_name before each open object
    size_t m_depth = 0;
    size_t m_lists = 0; ///< that are open
    std::string m_list;
    size_t m_items = 0;
    bool m_numbers = true;
    bool m_unread = false;
    std::string m_why;
};

} // namespace

std::string readJsonObject(std::string_view line, const TakeJsonCell& take)
{
    CellHandler handler(take);
    const bool whole = nlohmann::json::sax_parse(line.begin(), line.end(), &handler,
                                                 nlohmann::json::input_format_t::json, true);
    return whole ? std::string() : handler.why().empty() ? std::string("it is no JSON") : handler.why();
}

} // namespace leap
