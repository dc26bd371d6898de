// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/data_files.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;
using namespace std::string_literals;

/// Formats of public data sets whose rows may not be handed on: read where LEAP_DATA_DIR says they are.
class TestPrivateFormats : public QObject {
    Q_OBJECT

    std::filesystem::path m_folder;

    [[nodiscard]] std::filesystem::path file(const std::string& name) const { return m_folder / name; }

private Q_SLOTS:
    void initTestCase()
    {
        const QByteArray folder = qgetenv("LEAP_DATA_DIR");
        if (folder.isEmpty())
            QSKIP("LEAP_DATA_DIR is not set: the formats of Criteo, Avazu, AliCCP, FuxiCTR and MovieLens are "
                  "not checked");
        m_folder = folder.toStdString();
    }

    void criteo()
    {
        ReadOptions options;
        options.header = false;
        const auto table = openTable(file("formats/criteo_100.tsv"), options);
        QCOMPARE(table->rows(), int64_t{100});
        QCOMPARE(table->columnNames().size(), size_t{40});
        const auto report = leap::test::inspectTable(*table, "c0");
        QCOMPARE(report.format, "TSV, tab, no header"s);
        QCOMPARE(report.find("c0")->distinct, int64_t{2});
        QVERIFY(report.find("c12")->missingShare > 0); // an empty cell
        const auto dataset = leap::test::encodeTable(*table, proposed(*table, "c0"));
        QCOMPARE(dataset->schema.fields.size() + dataset->schema.leftOut.size(), size_t{40});
    }

    void avazu()
    {
        const auto table = openTable(file("formats/avazu_100.csv"));
        const auto report = leap::test::inspectTable(*table, "click");
        QVERIFY(report.find("id")->rowIdLike);
        QCOMPARE(report.find("id")->examples[0], "10000169349117863715"s); // beyond int64: kept as it is
        const auto dataset = leap::test::encodeTable(*table, proposed(*table, "click"));
        QCOMPARE(dataset->card.label, "click = 1"s);
        QCOMPARE(dataset->schema.fields.size() + dataset->schema.leftOut.size(), size_t{24});
        QVERIFY(!dataset->schema.find("id"));
    }

    void aliccp()
    {
        const auto table = openTable(file("formats/aliccp_100.csv"));
        QCOMPARE(table->columnNames().size(), size_t{33});
        const auto report = leap::test::inspectTable(*table, "click");
        QCOMPARE(report.find("D109_14")->kind, InputKind::Numeric);
        QCOMPARE(report.find("101")->kind, InputKind::Categorical);
    }

    void parquet()
    {
        Progress progress;
        const auto table =
            loadTable({file("formats/tiny_parquet/train.parquet"), file("formats/tiny_parquet/valid.parquet"),
                       file("formats/tiny_parquet/test.parquet")},
                      {}, progress);
        QCOMPARE(table->rows(), int64_t{300});
        const auto report = leap::test::inspectTable(*table, "clk");
        QCOMPARE(report.columns.size(), size_t{16}); // 15, and the parts that the files' names give
        QCOMPARE(report.partColumn, "file_part"s);
        QCOMPARE(report.find("userid")->kind, InputKind::Categorical);
    }

    void embeddingColumn()
    {
        Progress progress;
        const auto table =
            loadTable({file("formats/tiny_emb/train.parquet"), file("formats/tiny_emb/valid.parquet"),
                       file("formats/tiny_emb/test.parquet")},
                      {}, progress);
        const auto report = leap::test::inspectTable(*table, "label");
        QCOMPARE(report.find("feat3")->kind, InputKind::Vector);
        QCOMPARE(report.find("feat3")->width, 96);
        ProposeOptions options;
        options.accept = {"feat1", "feat2"};
        const auto dataset = leap::test::encodeTable(*table, proposed(*table, "label", options));
        QCOMPARE(dataset->layout.ranges, (std::vector<int64_t>{0, 1, 2, 98}));
    }

    void movieLens()
    {
        const auto table = openTable(file("ml-1m.csv.gz"));
        QCOMPARE(table->rows(), int64_t{1'000'209});
        const auto report = leap::test::inspectTable(*table, "rating");
        QCOMPARE(report.find("user_id")->distinct, int64_t{6040});
        QCOMPARE(report.find("movie_id")->distinct, int64_t{3706});
        QCOMPARE(report.find("title")->duplicateOf, "movie_id"s);
        QCOMPARE(report.find("zip")->kind, InputKind::Categorical);
        LEAP_CONTAINS(report.find("genres")->kindReason, "may be a bag of 18 items");
        QVERIFY(anyContains(report.warnings, "--positive-above"));
        ProposeOptions options;
        options.allCategorical = true;
        Schema schema = proposed(*table, "rating", options);
        schema.label.kind = LabelRule::Kind::Above;
        schema.label.above = 3;
        const auto dataset = leap::test::encodeTable(*table, schema);
        QCOMPARE(dataset->card.positives, int64_t{575'281});
        QCOMPARE(dataset->layout.idColumns, 8); // the title is a copy of movie_id
    }
};

QTEST_GUILESS_MAIN(TestPrivateFormats)
#include "tst_private_formats.moc"
