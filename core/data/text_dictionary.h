// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// Distinct byte strings, coded 0, 1, ... in the order of their first appearance. Private to core/data.
class TextDictionary {
public:
    /// Code of `text`, a new one when it was never seen.
    int32_t add(std::string_view text);
    [[nodiscard]] std::optional<int32_t> find(std::string_view text) const;
    /// Valid until the next add().
    [[nodiscard]] std::string_view operator[](int32_t code) const;
    [[nodiscard]] int32_t size() const { return static_cast<int32_t>(m_ends.size()); }

private:
    [[nodiscard]] size_t slotOf(std::string_view text, uint32_t hash) const;
    void grow();

    std::string m_bytes; ///< all texts, one after another
    std::vector<uint64_t> m_ends; ///< [size] end of each text in m_bytes
    std::vector<uint32_t> m_hashes; ///< [size]
    std::vector<int32_t> m_slots; ///< open addressing, a power of two, -1 = free
};

} // namespace leap
