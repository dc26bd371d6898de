// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/schema_edit.h"
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

namespace {

Input slice(int begin, int width, const std::string& column = "X")
{
    Input input;
    input.name = column + std::to_string(begin);
    input.kind = InputKind::Vector;
    input.columns = {column};
    input.begin = begin;
    input.width = width;
    return input;
}

Field field(const std::string& name, std::vector<Input> inputs, double cost = 0,
            const std::string& group = {})
{
    return {name, std::move(inputs), group, cost, {}};
}

/// a: categorical of width 2; v, w: slices [0, 4) and [4, 10); n: numeric.
Schema sample()
{
    Schema schema = categoricalSchema({"a"}, "y");
    schema.fields.push_back(field("v", {slice(0, 4)}, 2, "g"));
    schema.fields.push_back(field("w", {slice(4, 6)}, 3, "g"));
    Input number;
    number.name = "n";
    number.kind = InputKind::Numeric;
    number.columns = {"n"};
    number.width = 1;
    schema.fields.push_back(field("n", {number}));
    return schema;
}

template <typename Change> std::string refused(Change&& change)
{
    Schema schema = sample();
    change(schema);
    return refusal([&] { schema.validate(); });
}

} // namespace

class TestSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rangesTile()
    {
        const Schema schema = sample();
        schema.validate();
        QCOMPARE(schema.ranges(), (std::vector<int64_t>{0, 2, 6, 12, 13}));
        QCOMPARE(schema.columns(), int64_t{13});
        QCOMPARE(schema.find("w"), std::optional<size_t>(2));
        QVERIFY(!schema.find("x"));
        QCOMPARE(Schema().columns(), int64_t{0});
    }

    void names()
    {
        for (const char* name : {"categorical", "numeric", "bag", "vector", "pretrained"})
            QCOMPARE(kindName(parseKind(name, "here")), name);
        for (const char* name : {"none", "column", "field-rms"})
            QCOMPARE(scalingName(parseScaling(name, "here")), name);
        LEAP_CONTAINS(refusal([] { (void)parseKind("numerical", "s.json: kind"); }),
                      "s.json: kind: unknown kind 'numerical'. Did you mean 'numeric'?");
        LEAP_CONTAINS(refusal([] { (void)parseScaling("rms", "here"); }), "Known: none, column, field-rms");
        Schema mixed = mergeFields(sample(), {0, 3}, "an");
        QCOMPARE(kindName(mixed.fields[0]), "mixed"s);
    }

    void refusesNonsense()
    {
        LEAP_CONTAINS(refused([](Schema& s) { s.fields.clear(); }), "no field");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[0].name.clear(); }), "field 0 has no name");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[3].name = "a"; }), "two fields are called 'a'");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[0].inputs.clear(); }), "field 'a': has no input");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[0].inputs[0].columns.clear(); }),
                      "field 'a': reads no column");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[0].inputs[0].width = 0; }), "its width is 0");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[0].inputs[0].minCount = 0; }), "min count is 0");
        LEAP_CONTAINS(refused([](Schema& s) {
                          s.fields[0].inputs[0].columns = {"a", "b"};
                      }),
                      "reads one column, not 2");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[0].inputs[0].columns = {"y"}; }),
                      "reads the label 'y'");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[0].cost = -1; }), "cost");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[3].inputs[0].width = 2; }),
                      "a numeric scalar has width 1");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[3].inputs[0].buckets = 1; }), "buckets");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[0].inputs[0].buckets = 4; }), "buckets");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[3].inputs[0].scale = NAN; }), "scale");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[3].inputs[0].clip = 0; }), "clip");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[1].inputs[0].begin = -1; }), "negative");
        LEAP_CONTAINS(refused([](Schema& s) { s.fields[2].inputs[0].begin = 3; }),
                      "elements [3, 9) of column 'X' overlap those of field 'v', [0, 4)");
        LEAP_CONTAINS(refused([](Schema& s) {
                          s.fields[1].inputs[0].columns = {"p", "q", "r"};
                      }),
                      "reads 3 columns, but its width is 4");
        LEAP_CONTAINS(refused([](Schema& s) {
                          s.fields[1].inputs[0].columns = {"p", "q", "r", "p"};
                      }),
                      "reads a column twice");
    }

    void pretrained()
    {
        const auto given = [](int begin, const std::string& name) {
            Input input = slice(begin, 4, "user");
            input.name = name;
            input.kind = InputKind::Pretrained;
            input.table.file = "vectors.h5";
            return input;
        };
        Schema schema = sample();
        schema.fields.push_back(field("p", {given(0, "p")}));
        schema.fields.push_back(field("q", {given(4, "q")}));
        schema.validate();
        const Schema cut = splitField(schema, 4, 1);
        QCOMPARE(cut.fields[5].inputs[0].begin, 1);
        QCOMPARE(cut.fields[5].inputs[0].width, 3);
        QCOMPARE(mergeFields(cut, {4, 5}, "p"), schema);

        Input& last = schema.fields[5].inputs[0];
        last.begin = 3;
        LEAP_CONTAINS(
            refusal([&] { schema.validate(); }),
            "elements [3, 7) of 'values' of table 'vectors.h5', by the ids of 'user', overlap those of "
            "field 'p', [0, 4)");
        last.columns = {"friend"}; // other ids: other vectors
        schema.validate();
        last.begin = -1;
        LEAP_CONTAINS(refusal([&] { schema.validate(); }), "field 'q': begin is -1");
        last.begin = 0;
        last.table.file.clear();
        LEAP_CONTAINS(refusal([&] { schema.validate(); }), "field 'q': a pretrained input needs the table");
        last.table = {"t.parquet", "", "values"};
        LEAP_CONTAINS(refusal([&] { schema.validate(); }), "table_ids");
        last.kind = InputKind::Categorical;
        LEAP_CONTAINS(refusal([&] { schema.validate(); }), "field 'q': a table is for a pretrained input");
    }

    void merges()
    {
        const Schema merged = mergeFields(sample(), {2, 1}, "vw");
        QCOMPARE(merged.fields.size(), size_t{3});
        QCOMPARE(merged.fields[1].name, "vw"s);
        QCOMPARE(merged.fields[1].cost, 5.0);
        QCOMPARE(merged.fields[1].group, "g"s);
        QCOMPARE(merged.fields[1].inputs.size(), size_t{1}); // the slices touch: one again
        QCOMPARE(merged.fields[1].inputs[0].width, 10);
        QCOMPARE(merged.columns(), sample().columns());

        const Schema mixed = mergeFields(sample(), {0, 1, 3}, "rest");
        QCOMPARE(mixed.fields[0].width(), 7);
        QCOMPARE(mixed.fields[0].inputs.size(), size_t{3});
        QCOMPARE(mixed.fields[0].group, ""s); // of different groups: none

        LEAP_CONTAINS(refusal([] { (void)mergeFields(sample(), {1}, "x"); }), "at least two");
        LEAP_CONTAINS(refusal([] { (void)mergeFields(sample(), {1, 1}, "x"); }), "at least two");
        LEAP_CONTAINS(refusal([] { (void)mergeFields(sample(), {1, 9}, "x"); }), "two fields");
        LEAP_CONTAINS(refusal([] { (void)mergeFields(sample(), {1, 2}, "a"); }), "two fields are called 'a'");
    }
    void slicesOnOneScaleStayApart()
    {
        Schema schema = sample();
        for (const size_t i : {1, 2})
            schema.fields[i].inputs[0].scaling = VectorScaling::FieldRms;
        QCOMPARE(mergeFields(schema, {1, 2}, "vw").fields[1].inputs.size(), size_t{2});
    }

    void splits()
    {
        const Schema schema = splitField(sample(), 2, 2);
        QCOMPARE(schema.fields.size(), size_t{5});
        QCOMPARE(schema.fields[2].width(), 2);
        QCOMPARE(schema.fields[3].name, "w_2"s);
        QCOMPARE(schema.fields[3].inputs[0].begin, 6);
        QCOMPARE(schema.fields[3].inputs[0].width, 4);
        QCOMPARE(schema.fields[2].cost + schema.fields[3].cost, 3.0);
        QCOMPARE(schema.ranges(), (std::vector<int64_t>{0, 2, 6, 8, 12, 13}));
        QCOMPARE(mergeFields(schema, {2, 3}, "w"), sample());

        const Schema between = splitField(mergeFields(sample(), {0, 3}, "an"), 0, 2);
        QCOMPARE(between.fields[0].inputs[0].name, "a"s);
        QCOMPARE(between.fields[1].inputs[0].name, "n"s);

        Schema columns = sample();
        columns.fields[1].inputs[0].columns = {"p", "q", "r", "s"};
        const Schema cut = splitField(columns, 1, 1);
        QCOMPARE(cut.fields[1].inputs[0].columns, std::vector<std::string>{"p"});
        QCOMPARE(cut.fields[2].inputs[0].columns, (std::vector<std::string>{"q", "r", "s"}));

        LEAP_CONTAINS(refusal([] { (void)splitField(sample(), 0, 1); }), "inside the embedding of 'a'");
        LEAP_CONTAINS(refusal([] { (void)splitField(sample(), 1, 4); }), "columns 1 to 3");
        LEAP_CONTAINS(refusal([] { (void)splitField(sample(), 1, 0); }), "columns 1 to 3");
        LEAP_CONTAINS(refusal([] { (void)splitField(sample(), 9, 1); }), "no field number 9");
    }
};

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
