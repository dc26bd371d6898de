// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/text_dictionary.h"

#include <functional>

namespace leap {
namespace {

uint32_t hashOf(std::string_view text)
{
    const size_t hash = std::hash<std::string_view>()(text);
    return static_cast<uint32_t>(hash ^ (hash >> 32));
}

} // namespace

std::string_view TextDictionary::operator[](int32_t code) const
{
    const auto i = static_cast<size_t>(code);
    const uint64_t begin = i == 0 ? 0 : m_ends[i - 1];
    return std::string_view(m_bytes).substr(begin, m_ends[i] - begin);
}

/// The slot that holds `text`, or the free one where it belongs.
size_t TextDictionary::slotOf(std::string_view text, uint32_t hash) const
{
    const size_t mask = m_slots.size() - 1;
    size_t slot = hash & mask;
    for (; m_slots[slot] >= 0; slot = (slot + 1) & mask) {
        const int32_t code = m_slots[slot];
        if (m_hashes[static_cast<size_t>(code)] == hash && (*this)[code] == text)
            break;
    }
    return slot;
}

void TextDictionary::grow()
{
    const size_t slots = m_slots.empty() ? 16 : m_slots.size() * 2;
    m_slots.assign(slots, -1);
    for (size_t code = 0; code < m_hashes.size(); ++code) {
        size_t slot = m_hashes[code] & (slots - 1);
        while (m_slots[slot] >= 0)
            slot = (slot + 1) & (slots - 1);
        m_slots[slot] = static_cast<int32_t>(code);
    }
}

int32_t TextDictionary::add(std::string_view text)
{
    if (m_slots.size() < 2 * (m_ends.size() + 1))
        grow();
    const uint32_t hash = hashOf(text);
    const size_t slot = slotOf(text, hash);
    if (m_slots[slot] >= 0)
        return m_slots[slot];
    const int32_t code = size();
    m_bytes.append(text);
    m_ends.push_back(m_bytes.size());
    m_hashes.push_back(hash);
    m_slots[slot] = code;
    return code;
}

std::optional<int32_t> TextDictionary::find(std::string_view text) const
{
    if (m_slots.empty())
        return std::nullopt;
    const int32_t code = m_slots[slotOf(text, hashOf(text))];
    return code < 0 ? std::nullopt : std::optional(code);
}

} // namespace leap
