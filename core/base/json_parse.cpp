// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include <algorithm>
#include <utility>

namespace leap {
namespace {

constexpr size_t kLongestReason = 300; ///< bytes; the parser repeats tokens of any length

/// Builds the value as nlohmann's own handler does, but refuses repeated keys and what exceeds the limits.
/// (Its own handler looks for each new key among all others: quadratic in the number of keys.)
class Builder final : public nlohmann::json_sax<Json> {
public:
    Builder(const std::string& text, const JsonLimits& limits)
        : m_text(text)
        , m_limits(limits)
    {
    }

    [[nodiscard]] Json take() { return std::move(m_root); }
    [[nodiscard]] const std::string& problem() const { return m_problem; }

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t& /*text*/) override { return add(value); }
    bool string(string_t& value) override { return add(std::move(value)); }
    bool binary(binary_t& /*value*/) override { return refuse("it holds binary data"); } // never in a text
    bool start_object(size_t /*size*/) override { return open(Json::object()); }
    bool start_array(size_t /*size*/) override { return open(Json::array()); }
    bool end_array() override
    {
        m_open.pop_back();
        return true;
    }
    bool end_object() override
    {
        const std::string* twice = repeatedKey(*m_open.back());
        if (twice)
            return refuse("the key '" + *twice + "' appears twice in one object" + placeText());
        m_open.pop_back();
        return true;
    }
    bool key(string_t& key) override
    {
        if (m_open.back()->size() >= m_limits.keys)
            return refuse("an object has more than " + grouped(static_cast<int64_t>(m_limits.keys)) + " keys"
                          + placeText());
        members(*m_open.back()).emplace_back(std::move(key), nullptr);
        return true;
    }
    bool parse_error(size_t position, const std::string& /*token*/, const Json::exception& error) override
    {
        const std::string what =
            error.what(); // "[json.exception.parse_error.101] parse error at line 1, ..."
        const size_t tag = what.find("] ");
        std::string reason = tag == std::string::npos ? what : what.substr(tag + 2);
        if (reason.size() > kLongestReason)
            reason = reason.substr(0, kLongestReason) + "...";
        if (reason.find("at line ") == std::string::npos)
            reason += lineText(position);
        return refuse("no valid JSON: " + reason);
    }

private:
    using Members = std::vector<std::pair<const std::string, Json>>;

    /// The members of an object as the vector that they are: adding to it does not look for the key.
    static Members& members(Json& object) { return object.get_ref<Json::object_t&>(); }

    static const std::string* repeatedKey(Json& object)
    {
        std::vector<const std::string*> keys;
        for (const auto& member : members(object))
            keys.push_back(&member.first);
        const auto less = [](const std::string* a, const std::string* b) { return *a < *b; };
        const auto same = [](const std::string* a, const std::string* b) { return *a == *b; };
        std::sort(keys.begin(), keys.end(), less);
        const auto twice = std::adjacent_find(keys.begin(), keys.end(), same);
        return twice == keys.end() ? nullptr : *twice;
    }

    bool refuse(std::string problem)
    {
        m_problem = std::move(problem);
        return false;
    }

    /// Where the next value goes: the innermost open list or object, or the root.
    Json& place()
    {
        if (m_open.empty())
            return m_root;
        Json& parent = *m_open.back();
        if (parent.is_object())
            return members(parent).back().second;
        parent.push_back(nullptr);
        return parent.back();
    }

    template <typename Value> bool add(Value&& value)
    {
        place() = std::forward<Value>(value);
        return true;
    }

    bool open(Json&& container)
    {
        if (m_open.size() >= m_limits.depth)
            return refuse("lists and objects are nested deeper than " + std::to_string(m_limits.depth)
                          + " levels");
        Json& here = place();
        here = std::move(container);
        m_open.push_back(&here);
        return true;
    }

    /// " (fields[3].inputs)" of the innermost open object; empty at the top.
    [[nodiscard]] std::string placeText() const
    {
        std::string path;
        for (size_t level = 0; level + 1 < m_open.size(); ++level) {
            Json& parent = *m_open[level];
            if (parent.is_array())
                path += "[" + std::to_string(parent.size() - 1) + "]";
            else
                path += (path.empty() ? "" : ".") + members(parent).back().first;
        }
        return path.empty() ? path : " (" + path + ")";
    }

    [[nodiscard]] std::string lineText(size_t position) const
    {
        const std::string_view read = std::string_view(m_text).substr(0, std::min(position, m_text.size()));
        const size_t lines = static_cast<size_t>(std::count(read.begin(), read.end(), '\n'));
        const size_t lineStart = read.rfind('\n') == std::string_view::npos ? 0 : read.rfind('\n') + 1;
        return " at line " + std::to_string(lines + 1) + ", column "
            + std::to_string(read.size() - lineStart);
    }

    const std::string& m_text;
    const JsonLimits& m_limits;
    Json m_root;
    std::vector<Json*> m_open; ///< from the root inwards
    std::string m_problem;
};

} // namespace

Json parseJson(const std::string& text, const std::string& where, const JsonLimits& limits)
{
    if (text.size() > limits.bytes)
        throw InputError(where + ": the text is longer than " + grouped(static_cast<int64_t>(limits.bytes))
                         + " bytes.");
    Builder builder(text, limits);
    if (!Json::sax_parse(text, &builder))
        throw InputError(where + ": " + builder.problem() + ".");
    return builder.take();
}

} // namespace leap
