// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/number_text.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// How many distinct values of a column are told apart. Of the new ones that come later, numbers are kept to
/// 6 digits (to 2, once there are `texts` / 2 of those) and times to the minute (while there are fewer),
/// other texts share buckets by their hash. Fixed figures, not shares of the machine's memory: every machine
/// must give a value the same code.
struct DictionaryLimit {
    int32_t texts = 1 << 21;
    int64_t bytes = int64_t{1} << 28; ///< of all texts together
    int32_t buckets = 1 << 16;
};

/// Distinct byte strings, coded 0, 1, ... in the order of their first appearance. Beyond a limit, if there is
/// one, the codes of the hash buckets follow, whose texts say so, then those of rounded numbers. Private to
/// core/data.
class TextDictionary {
public:
    TextDictionary()
        : TextDictionary({std::numeric_limits<int32_t>::max(), std::numeric_limits<int64_t>::max(), 0})
    {
    }
    explicit TextDictionary(const DictionaryLimit& limit)
        : m_limit(limit)
    {
    }
    /// Code of `text`, a new one when it was never seen.
    int32_t add(std::string_view text);
    /// codes[i] = add(texts[i]), in this order; the memory is asked for ahead.
    void add(std::span<const std::string_view> texts, int32_t* codes);
    [[nodiscard]] std::optional<int32_t> find(std::string_view text) const;
    /// Valid until the next add().
    [[nodiscard]] std::string_view operator[](int32_t code) const;
    [[nodiscard]] int32_t size() const { return static_cast<int32_t>(m_ends.size()); }
    /// Number of values that were told apart when the limit was met; 0 = it was not.
    [[nodiscard]] int32_t fullAt() const { return m_firstBucket; }
    /// All texts, one after another in the order of their codes. Valid until the next add().
    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    /// The dictionary with other texts. Codes whose new texts are equal become one; the new codes are in the
    /// order of the old ones. @param newCodes [size] gets the new code of each
    [[nodiscard]] TextDictionary rewritten(const std::function<std::string_view(int32_t)>& textOf,
                                           std::vector<int32_t>& newCodes) const;

private:
    /// Where a code is found by its text. Texts of up to 8 bytes are equal where hash and size are: the hash
    /// is then a bijection.
    struct Slot {
        uint64_t hash = 0;
        int32_t code = -1; ///< -1 = free
        uint32_t size = 0; ///< bytes of the text
    };
    [[nodiscard]] size_t slotOf(std::string_view text, uint64_t hash) const;
    void grow();
    void append(std::string_view text);
    [[nodiscard]] bool isFull() const;
    int32_t add(std::string_view text, uint64_t hash);
    int32_t addBeyond(std::string_view text, uint64_t hash);
    int32_t addNew(std::string_view text, uint64_t hash);
    void openBuckets();
    [[nodiscard]] NumberForm formOfSome() const;

    DictionaryLimit m_limit;
    NumberForm m_form; ///< in which texts beyond the limit are numbers
    int32_t m_firstBucket = 0; ///< code of the first hash bucket; 0 = none yet
    std::string m_bytes; ///< all texts, one after another
    std::vector<uint64_t> m_ends; ///< [size] end of each text in m_bytes
    std::vector<Slot> m_slots; ///< open addressing, a power of two, at most two thirds full
};

} // namespace leap
