// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/names.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leap {

/// How an input becomes columns of the concatenated row.
enum class InputKind {
    Categorical, ///< one value of a vocabulary; a learnt embedding of `width` columns
    Numeric, ///< standardised, clipped and scaled scalar (width 1), or with `buckets` > 0 quantile buckets
             ///< with a learnt embedding
    Bag, ///< several values in one cell, cut at `separator`; the mean of their embeddings
    Vector, ///< `width` consecutive dense columns: of a text file, of a fixed-size list, or of an HDF5 matrix
    Pretrained, ///< an id whose `width` columns are in a given table; looked up, never learnt
};

template <> struct EnumNames<InputKind> {
    static constexpr const char* what = "kind";
    static constexpr EnumName<InputKind> entries[] = {{InputKind::Categorical, "categorical"},
                                                      {InputKind::Numeric, "numeric"},
                                                      {InputKind::Bag, "bag"},
                                                      {InputKind::Vector, "vector"},
                                                      {InputKind::Pretrained, "pretrained"}};
};

/// Where a Pretrained input's vectors are. A relative path starts at the folder of the data.
struct TableSource {
    std::string file; ///< HDF5, Parquet or Arrow IPC
    std::string ids = "ids"; ///< name of the V ids: a dataset of the HDF5 file, or a column
    std::string values = "values"; ///< name of the vectors [V, w]: a dataset, or a column of fixed-size lists
    bool operator==(const TableSource&) const = default;
};

/// How the columns of a Vector or Pretrained input are brought to scale (the penalty lambda is in the units
/// of x).
enum class VectorScaling {
    None, ///< as they are
    Column, ///< every column standardised, clipped to +-clip and multiplied by `scale`
    FieldRms, ///< one factor for all columns of the input: RMS becomes `scale`
};

template <> struct EnumNames<VectorScaling> {
    static constexpr const char* what = "scaling";
    static constexpr EnumName<VectorScaling> entries[] = {{VectorScaling::None, "none"},
                                                          {VectorScaling::Column, "column"},
                                                          {VectorScaling::FieldRms, "field-rms"}};
};

/// One source of columns. A Numeric, Categorical, Bag or Pretrained input reads one source column, a Vector
/// one or more.
struct Input {
    std::string name;
    InputKind kind = InputKind::Categorical;
    std::vector<std::string> columns; ///< source column names, in order
    int begin = 0; ///< Vector from a list or matrix column, Pretrained: its first element there
    int width = 8; ///< columns in the concatenated row
    int minCount = 1; ///< Categorical, Bag: rarer values become "unknown"
    char separator = '|'; ///< Bag
    int buckets = 0; ///< Numeric: 0 = scalar, otherwise number of quantile buckets
    double scale = 0.1; ///< Numeric scalar, Vector, Pretrained: standard deviation (or RMS) after scaling
    /// Numeric scalar, Vector and Pretrained by column: in standard deviations, before `scale`
    double clip = 5;
    VectorScaling scaling = VectorScaling::None; ///< Vector, Pretrained
    TableSource table; ///< Pretrained
    bool operator==(const Input&) const = default;
};

/// What one gate covers: adjacent columns of one or more inputs. Its width is the sum of its inputs'
/// widths.
struct Field {
    std::string name;
    std::vector<Input> inputs;
    std::string group; ///< bundle of fields that belong together; may be empty
    double cost = 0; ///< the user's own unit, per row; 0 = not given
    std::string note;
    [[nodiscard]] int width() const;
    bool operator==(const Field&) const = default;
};

/// Which rows are positive.
struct LabelRule {
    enum class Kind {
        TwoValues, ///< two values: the one that says yes (label_words.h) is positive, else the rarer; one
                   ///< value where blank is negative
        Equals, ///< rows whose value is `positive`
        Above, ///< rows whose number is greater than `above`
    };
    std::string column;
    Kind kind = Kind::TwoValues;
    std::string positive;
    double above = 0;
    bool blankIsNegative = false; ///< rows without a label are negative; else they are left out
    bool operator==(const LabelRule&) const = default;
};

template <> struct EnumNames<LabelRule::Kind> {
    static constexpr const char* what = "rule";
    static constexpr EnumName<LabelRule::Kind> entries[] = {{LabelRule::Kind::TwoValues, "two-values"},
                                                            {LabelRule::Kind::Equals, "equals"},
                                                            {LabelRule::Kind::Above, "above"}};
};

/// A column that no field reads, and why ("label", "possible leak: AUC .97 alone", "constant", "left out by
/// the user").
struct LeftOut {
    std::string column;
    std::string reason;
    bool operator==(const LeftOut&) const = default;
};

/// The ordered fields and the columns with a role. The concatenated row is the fields in order: field i
/// covers [ranges()[i], ranges()[i + 1]).
struct Schema {
    static constexpr int kVersion = 1;
    std::vector<Field> fields;
    LabelRule label;
    std::string groupId; ///< GAUC column; empty = none
    std::string weight; ///< row weight column; empty = none
    std::string time; ///< time column; empty = none
    std::vector<LeftOut> leftOut;

    [[nodiscard]] std::vector<int64_t> ranges() const; ///< [F + 1]
    [[nodiscard]] int64_t columns() const; ///< D
    [[nodiscard]] std::optional<size_t> find(const std::string& fieldName) const;
    /// @throws InputError naming the field: empty or duplicate names, width < 1, a Vector slice used twice,
    /// min count < 1, ...
    void validate() const;
    bool operator==(const Schema&) const = default;
};

/// The input is a slice of a matrix or list column.
[[nodiscard]] bool isSlice(const Input& input);

/// "categorical", "numeric", "bag", "vector", "pretrained"
[[nodiscard]] const char* kindName(InputKind kind);
/// Name of a field's kind: that of its inputs, or "mixed".
[[nodiscard]] std::string kindName(const Field& field);
[[nodiscard]] const char* scalingName(VectorScaling scaling); ///< "none", "column", "field-rms"
/// @throws InputError with a suggestion.
[[nodiscard]] InputKind parseKind(const std::string& name, const std::string& where);
[[nodiscard]] VectorScaling parseScaling(const std::string& name, const std::string& where);

} // namespace leap
