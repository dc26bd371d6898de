// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/row_store.h"

#include <string>

namespace leap {

/// Cuts the rows of a pass into batches; what kind of store they come from is the subclass's affair. Private
/// to core/data.
class PlannedSource : public BatchSource {
public:
    /// @throws InputError for a batch size below 1
    PlannedSource(const BatchPlan& plan, int64_t rows);
    void reset(int64_t epoch) final;
    bool next(Batch& batch) final;
    void skip(int64_t batches) final { m_next += batches; }
    [[nodiscard]] int64_t rows() const final { return m_rows; }
    [[nodiscard]] int64_t batches() const final;

protected:
    [[nodiscard]] const BatchPlan& plan() const { return m_plan; }
    [[nodiscard]] std::string streamName(const char* what) const; ///< "rows/train"
    virtual void startPass(int64_t epoch) = 0;
    /// The rows [begin, begin + count) of the pass; `begin` never goes back within a pass.
    virtual void fill(int64_t begin, int64_t count, Batch& batch) = 0;

private:
    BatchPlan m_plan;
    int64_t m_rows;
    int64_t m_next = 0; ///< batch
};

} // namespace leap
