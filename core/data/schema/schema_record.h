// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"
#include "core/record/record.h"

#include <cstdint>
#include <string>

/// How a schema is written: `{"format": "leap.schema", "version": 1, "label": {...}, "fields": [...], ...}`.
/// What does not matter for an input's kind is left out where it has its default.
namespace leap {

template <> struct Record<Input> {
    using T = Input;
    /// The input gives several given columns.
    static bool isWide(const T& input)
    {
        return input.kind == InputKind::Vector || input.kind == InputKind::Pretrained;
    }
    /// `scale` and `clip` say something.
    static bool isScaled(const T& input)
    {
        return isWide(input) || (input.kind == InputKind::Numeric && input.buckets == 0);
    }
    static constexpr auto members =
        std::tuple{member("name", &T::name),
                   member("kind", &T::kind),
                   member("columns", &T::columns),
                   member("begin", &T::begin,
                          omitDefaultUnless([](const T& t) { return isWide(t) && t.columns.size() == 1; })),
                   member("width", &T::width),
                   member("min_count", &T::minCount, omitDefaultUnless([](const T& t) {
                              return t.kind == InputKind::Categorical || t.kind == InputKind::Bag;
                          })),
                   member("separator", &T::separator,
                          omitDefaultUnless([](const T& t) { return t.kind == InputKind::Bag; })),
                   member("buckets", &T::buckets,
                          omitDefaultUnless([](const T& t) { return t.kind == InputKind::Numeric; })),
                   member("scale", &T::scale, omitDefaultUnless([](const T& t) { return isScaled(t); })),
                   member("clip", &T::clip, omitDefaultUnless([](const T& t) { return isScaled(t); })),
                   member("scaling", &T::scaling, omitDefaultUnless([](const T& t) { return isWide(t); })),
                   member("table", via(&T::table, &TableSource::file),
                          omitDefaultUnless([](const T& t) { return t.kind == InputKind::Pretrained; })),
                   member("table_ids", via(&T::table, &TableSource::ids),
                          omitDefaultUnless([](const T& t) { return t.kind == InputKind::Pretrained; })),
                   member("table_values", via(&T::table, &TableSource::values),
                          omitDefaultUnless([](const T& t) { return t.kind == InputKind::Pretrained; }))};
};

/// A field with its columns of the row. They are for the reader of a run: what is read follows from order and
/// widths alone, so that one changed width leaves the other fields as they are.
struct PlacedField {
    static constexpr int64_t kNotGiven = -1;
    Field field;
    int64_t start = kNotGiven;
    int64_t end = kNotGiven;
};
template <> struct Record<PlacedField> {
    using T = PlacedField;
    static_assert(detail::memberCount<Field>() == 5, "each member of Field needs a key here");
    static constexpr auto members = std::tuple{member("name", via(&T::field, &Field::name)),
                                               member("start", &T::start, mayBeAbsent),
                                               member("end", &T::end, mayBeAbsent),
                                               member("group", via(&T::field, &Field::group), mayBeAbsent),
                                               member("cost", via(&T::field, &Field::cost), mayBeAbsent),
                                               member("note", via(&T::field, &Field::note), mayBeAbsent),
                                               member("inputs", via(&T::field, &Field::inputs))};
};

/// A rule's own number or text must be there; of the other rules they are kept where they were given.
template <> struct Record<LabelRule> {
    using T = LabelRule;
    static constexpr auto members = std::tuple{
        member("column", &T::column),
        member("rule", &T::kind, mayBeAbsent),
        member("positive", &T::positive, onlyIf([](const T& t) { return t.kind == T::Kind::Equals; })),
        member("positive", &T::positive, omitDefault),
        member("above", &T::above, onlyIf([](const T& t) { return t.kind == T::Kind::Above; })),
        member("above", &T::above, omitDefault),
        member("blank_is_negative", &T::blankIsNegative, omitDefault)};
};

template <> struct Record<LeftOut> {
    using T = LeftOut;
    static constexpr auto members =
        std::tuple{member("column", &T::column), member("reason", &T::reason, mayBeAbsent)};
};

/// "leap.schema". @throws InputError with `where` for another format
struct SchemaFormat {
    static constexpr const char* kName = "leap.schema";
    static Json write(const std::string& format) { return format; }
    static std::string read(const Json& json, const std::string& where);
};
/// @throws InputError with `where` for a version that this program does not read
struct SchemaVersion {
    static Json write(int version) { return version; }
    static int read(const Json& json, const std::string& where);
};

template <> struct Record<Schema> {
    using T = Schema;
    /// With start and end of each field, for the reader of the file.
    static Json fieldsToJson(const T& schema);
    /// Takes no notice of start and end.
    static void readFields(T& schema, const Json& json, const std::string& where);
    static void check(const T& schema, const std::string& where); ///< Schema::validate(), with the place
    static constexpr auto members =
        std::tuple{property(
                       "format", [](const T&) { return std::string(SchemaFormat::kName); },
                       [](T&, const std::string&) {}, as<SchemaFormat>()),
                   property(
                       "version", [](const T&) { return T::kVersion; }, [](T&, int) {}, as<SchemaVersion>()),
                   member("label", &T::label),
                   member("group_id", &T::groupId, mayBeAbsent),
                   member("weight", &T::weight, mayBeAbsent),
                   member("time", &T::time, mayBeAbsent),
                   custom("fields", &T::fields, &fieldsToJson, &readFields),
                   member("left_out", &T::leftOut, mayBeAbsent)};
};

/// What the file of a schema holds: the record without places, and without a group, cost or note that is not
/// given.
[[nodiscard]] Json schemaFileJson(const Schema& schema);

} // namespace leap
