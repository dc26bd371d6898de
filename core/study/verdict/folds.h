// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"
#include "core/data/rows/dealt_rows.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// How rows are dealt to folds.
enum class FoldsBy {
    Rows, ///< each class at random
    Groups, ///< whole groups at random
    Time, ///< blocks in the order of time; each is judged by models of earlier ones
};
template <> struct EnumNames<FoldsBy> {
    static constexpr const char* what = "kind of folds";
    static constexpr EnumName<FoldsBy> entries[] = {
        {FoldsBy::Rows, "rows"}, {FoldsBy::Groups, "groups"}, {FoldsBy::Time, "time"}};
};

/// What is fixed for every row of a dataset outside its test part.
struct FoldRows {
    std::vector<RowPlace> places; ///< [rows]; in the order of time where the split is by time
    std::vector<float> label; ///< [rows]
    std::vector<int32_t> group; ///< [rows] or empty
    [[nodiscard]] size_t rows() const { return places.size(); }
};
/// One pass over training, gate and validation rows. Test rows stay closed.
[[nodiscard]] FoldRows foldRowsOf(const Dataset& dataset);

/// All rows outside the test part, dealt to folds of which each is judged by models that never saw it. With
/// K folds by rows or groups a model is taught by the K - 1 others; by time there are K + 1 blocks, and fold
/// j is the block j + 1, taught by the blocks before it.
class Folds {
public:
    static constexpr int kFewest = 3; ///< folds
    static constexpr int64_t kLeastOfClass = 20; ///< rows of each class that a judged fold needs

    /// As many folds as wanted, or fewer (but kFewest) where one would have too few rows of a class.
    /// @param wanted kFewest or more
    /// @param onlyFirst deals all folds, but has the first one only: quick, and with a share of the evidence
    /// @throws InputError: the rows are read from disk by block, or are too few; it says how many are needed
    Folds(std::shared_ptr<const Dataset> dataset, int wanted, uint64_t seed, bool onlyFirst = false);

    [[nodiscard]] int count() const { return m_onlyFirst ? 1 : dealt(); }
    [[nodiscard]] int dealt() const { return static_cast<int>(m_judged.size()); } ///< folds, asked or not
    [[nodiscard]] FoldsBy by() const { return m_by; }
    [[nodiscard]] int64_t rows() const { return static_cast<int64_t>(m_rows.rows()); } ///< test rows left out
    [[nodiscard]] int64_t judgedRows() const; ///< of all folds; by time the first block is never judged
    [[nodiscard]] int64_t positives() const; ///< of the judged rows

    /// The rows of a fold as a dataset of its own, encoded by its own training rows (refitted_rows.h):
    /// Part::Train teaches; Part::Validation, a small slice of the teaching rows (the newest by time), stops
    /// the training; Part::Test is judged, whole groups together; Part::Gate is empty.
    [[nodiscard]] std::shared_ptr<const Dataset> fold(int number) const;

private:
    void deal(int folds, uint64_t seed);
    [[nodiscard]] bool everyFoldHasBothClasses() const;
    [[nodiscard]] std::vector<size_t> taught(int number) const;
    [[nodiscard]] std::vector<RowPlace> placesOf(const std::vector<size_t>& rows) const;

    std::shared_ptr<const Dataset> m_dataset;
    FoldRows m_rows;
    FoldsBy m_by = FoldsBy::Rows;
    uint64_t m_seed;
    bool m_onlyFirst;
    std::vector<size_t> m_first; ///< by time: the rows of the oldest block
    std::vector<std::vector<size_t>> m_judged; ///< [folds] numbers of rows, groups together
};

} // namespace leap
