// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/text_dictionary.h"

#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/cell_text.h"

#include <cstring>

namespace leap {
namespace {

/// The same on every machine: the codes of hash buckets depend on it.
uint64_t hashOf(std::string_view text)
{
    uint64_t hash = text.size();
    while (text.size() >= sizeof(uint64_t)) {
        uint64_t word = 0;
        std::memcpy(&word, text.data(), sizeof(word));
        hash = mix64(hash ^ word);
        text.remove_prefix(sizeof(word));
    }
    uint64_t rest = 0;
    if (!text.empty())
        std::memcpy(&rest, text.data(), text.size());
    return mix64(hash ^ rest);
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
        if (isBucket(static_cast<int32_t>(code)))
            continue;
        size_t slot = m_hashes[code] & (slots - 1);
        while (m_slots[slot] >= 0)
            slot = (slot + 1) & (slots - 1);
        m_slots[slot] = static_cast<int32_t>(code);
    }
}

int32_t TextDictionary::append(std::string_view text, uint32_t hash)
{
    const int32_t code = size();
    m_bytes.append(text);
    m_ends.push_back(m_bytes.size());
    m_hashes.push_back(hash);
    return code;
}

void TextDictionary::openBuckets()
{
    m_firstBucket = size();
    for (int32_t bucket = 0; bucket < m_limit.buckets; ++bucket)
        append("(hash bucket " + std::to_string(bucket) + ")", 0);
}

bool TextDictionary::isBucket(int32_t code) const
{
    return m_firstBucket > 0 && code >= m_firstBucket && code < m_firstBucket + m_limit.buckets;
}

bool TextDictionary::isFull() const
{
    return size() >= m_limit.texts || static_cast<int64_t>(m_bytes.size()) >= m_limit.bytes;
}

/// Adds a text unless it is there.
int32_t TextDictionary::addNew(std::string_view text, uint64_t hash)
{
    while (m_slots.size() < 2 * (m_ends.size() + 1))
        grow();
    const auto shortHash = static_cast<uint32_t>(hash);
    const size_t slot = slotOf(text, shortHash);
    if (m_slots[slot] < 0)
        m_slots[slot] = append(text, shortHash);
    return m_slots[slot];
}

int32_t TextDictionary::addBeyond(std::string_view text, uint64_t hash)
{
    constexpr int kDigits = 6, kFewDigits = 2;
    if (m_firstBucket == 0)
        openBuckets();
    const auto number = hasLeadingZero(text) ? std::nullopt : parseDouble(text);
    if (!number)
        return m_firstBucket + static_cast<int32_t>((hash >> 32) % static_cast<uint64_t>(m_limit.buckets));
    const bool many = size() - m_firstBucket - m_limit.buckets >= m_limit.texts / 2;
    const std::string rounded = significant(*number, many ? kFewDigits : kDigits);
    return addNew(rounded, hashOf(rounded));
}

int32_t TextDictionary::add(std::string_view text)
{
    const uint64_t hash = hashOf(text);
    if (!isFull() || text.empty()) // "missing" always has a code of its own
        return addNew(text, hash);
    const int32_t known = m_slots[slotOf(text, static_cast<uint32_t>(hash))];
    return known >= 0 ? known : addBeyond(text, hash);
}

std::optional<int32_t> TextDictionary::find(std::string_view text) const
{
    if (m_slots.empty())
        return std::nullopt;
    const int32_t code = m_slots[slotOf(text, static_cast<uint32_t>(hashOf(text)))];
    return code < 0 ? std::nullopt : std::optional(code);
}

} // namespace leap
