// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// Predictions of the same rows over and over, with one field's values dealt anew each time.
class ShuffledRows {
public:
    virtual ~ShuffledRows() = default;
    virtual void choose(int64_t field) = 0;
    /// Logits [rows]: row b reads the chosen field's values of row from[b]. @param from [rows]
    virtual void predict(std::span<const int64_t> from, std::vector<float>& logits) = 0;
};

} // namespace leap
