// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
// GCC 12 takes std::regex for uninitialised once it is instrumented.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include "tests/support/json_schema.h"

#include <functional>
#include <map>
#include <regex>

namespace leap::test {
namespace {

class Validator {
public:
    explicit Validator(const Json& root)
        : m_root(root)
    {
    }

    void check(const Json& value, const Json& schema, const std::string& place)
    {
        for (const auto& [keyword, rule] : schema.items()) {
            const auto known = kKeywords.find(keyword);
            if (known == kKeywords.end())
                report(place, "unknown keyword " + keyword);
            else
                (this->*known->second)(value, rule, schema, place);
        }
    }

    std::vector<std::string> found;

private:
    using Check = void (Validator::*)(const Json& value, const Json& rule, const Json& schema,
                                      const std::string& place);
    static const std::map<std::string, Check> kKeywords;

    void report(const std::string& place, const std::string& what) { found.push_back(place + ": " + what); }
    void require(bool holds, const std::string& place, const std::string& keyword, const Json& rule)
    {
        if (!holds)
            report(place, keyword + " " + rule.dump());
    }
    bool accepts(const Json& value, const Json& schema)
    {
        Validator inner(m_root);
        inner.check(value, schema, "");
        return inner.found.empty();
    }

    void annotation(const Json&, const Json&, const Json&, const std::string&) { }
    void reference(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        check(value, m_root.at(Json::json_pointer(rule.get<std::string>().substr(1))), place);
    }
    static bool isOfType(const Json& value, const std::string& type)
    {
        if (type == "integer")
            return value.is_number_integer();
        if (type == "number")
            return value.is_number();
        return type == value.type_name();
    }
    void type(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        bool fits = false;
        for (const Json& name : rule.is_array() ? rule : Json::array({rule}))
            fits = fits || isOfType(value, name.get<std::string>());
        require(fits, place, "type", rule);
    }
    void constant(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        require(value == rule, place, "const", rule);
    }
    void enumeration(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        bool fits = false;
        for (const Json& candidate : rule)
            fits = fits || candidate == value;
        require(fits, place, "enum", rule);
    }
    void required(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        for (const Json& key : rule)
            require(!value.is_object() || value.contains(key.get<std::string>()), place, "required", key);
    }
    void properties(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        for (const auto& [key, schema] : rule.items()) {
            if (value.is_object() && value.contains(key))
                check(value.at(key), schema, place + "/" + key);
        }
    }
    void additional(const Json& value, const Json& rule, const Json& schema, const std::string& place)
    {
        if (rule != false)
            report(place, "only additionalProperties false is understood");
        if (!value.is_object())
            return;
        for (const auto& item : value.items())
            require(schema.at("properties").contains(item.key()), place, "additionalProperties", item.key());
    }
    void items(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        for (size_t i = 0; value.is_array() && i < value.size(); ++i)
            check(value.at(i), rule, place + "/" + std::to_string(i));
    }
    void minItems(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        require(!value.is_array() || value.size() >= rule.get<size_t>(), place, "minItems", rule);
    }
    void maxProperties(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        require(!value.is_object() || value.size() <= rule.get<size_t>(), place, "maxProperties", rule);
    }
    void minLength(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        require(!value.is_string() || value.get<std::string>().size() >= rule.get<size_t>(), place,
                "minLength", rule);
    }
    void minimum(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        require(!value.is_number() || value.get<double>() >= rule.get<double>(), place, "minimum", rule);
    }
    void maximum(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        require(!value.is_number() || value.get<double>() <= rule.get<double>(), place, "maximum", rule);
    }
    void above(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        require(!value.is_number() || value.get<double>() > rule.get<double>(), place, "exclusiveMinimum",
                rule);
    }
    void pattern(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        require(!value.is_string()
                    || std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>())),
                place, "pattern", rule);
    }
    void oneOf(const Json& value, const Json& rule, const Json&, const std::string& place)
    {
        int fits = 0;
        for (const Json& schema : rule)
            fits += accepts(value, schema) ? 1 : 0;
        require(fits == 1, place, "oneOf", fits);
    }

    const Json& m_root;
};

const std::map<std::string, Validator::Check> Validator::kKeywords{
    {"$schema", &Validator::annotation},
    {"$defs", &Validator::annotation},
    {"title", &Validator::annotation},
    {"description", &Validator::annotation},
    {"$ref", &Validator::reference},
    {"type", &Validator::type},
    {"const", &Validator::constant},
    {"enum", &Validator::enumeration},
    {"required", &Validator::required},
    {"properties", &Validator::properties},
    {"additionalProperties", &Validator::additional},
    {"items", &Validator::items},
    {"minItems", &Validator::minItems},
    {"maxProperties", &Validator::maxProperties},
    {"minLength", &Validator::minLength},
    {"minimum", &Validator::minimum},
    {"maximum", &Validator::maximum},
    {"exclusiveMinimum", &Validator::above},
    {"pattern", &Validator::pattern},
    {"oneOf", &Validator::oneOf},
};

} // namespace

std::vector<std::string> violations(const Json& document, const Json& schema)
{
    Validator validator(schema);
    validator.check(document, schema, "");
    return validator.found;
}

} // namespace leap::test
