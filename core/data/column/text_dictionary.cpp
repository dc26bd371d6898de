// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/text_dictionary.h"

#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/form_votes.h"
#include "core/data/column/time/time_scan.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace leap {
namespace {

uint64_t loadWord(const char* from)
{
    uint64_t word = 0;
    std::memcpy(&word, from, sizeof(word));
    return word;
}

/// Up to 7 bytes as a word, without a loop: the pieces overlap.
uint64_t loadShort(const char* from, size_t size)
{
    if (size >= sizeof(uint32_t)) {
        uint32_t first = 0, last = 0;
        std::memcpy(&first, from, sizeof(first));
        std::memcpy(&last, from + size - sizeof(last), sizeof(last));
        return first | (uint64_t{last} << (8 * (size - sizeof(last))));
    }
    if (size == 0)
        return 0;
    const auto byte = [&](size_t i) { return uint64_t{static_cast<uint8_t>(from[i])} << (8 * i); };
    return byte(0) | byte(size / 2) | byte(size - 1);
}

constexpr size_t kBijective = sizeof(uint64_t); ///< texts up to this size have hashes of their own

/// The same on every machine: the codes of hash buckets depend on it.
uint64_t hashOf(std::string_view text)
{
    uint64_t hash = text.size();
    while (text.size() >= sizeof(uint64_t)) {
        hash = mix64(hash ^ loadWord(text.data()));
        text.remove_prefix(sizeof(uint64_t));
    }
    return mix64(hash ^ loadShort(text.data(), text.size()));
}

} // namespace

std::string_view TextDictionary::operator[](int32_t code) const
{
    const auto i = static_cast<size_t>(code);
    const uint64_t begin = i == 0 ? 0 : m_ends[i - 1];
    return std::string_view(m_bytes).substr(begin, m_ends[i] - begin);
}

/// The slot that holds `text`, or the free one where it belongs.
size_t TextDictionary::slotOf(std::string_view text, uint64_t hash) const
{
    const size_t mask = m_slots.size() - 1;
    size_t slot = hash & mask;
    for (; m_slots[slot].code >= 0; slot = (slot + 1) & mask) {
        const Slot& known = m_slots[slot];
        if (known.hash == hash && known.size == text.size()
            && (text.size() <= kBijective || (*this)[known.code] == text))
            break;
    }
    return slot;
}

void TextDictionary::grow()
{
    std::vector<Slot> slots(m_slots.empty() ? 16 : m_slots.size() * 2);
    const size_t mask = slots.size() - 1;
    for (const Slot& known : m_slots) {
        if (known.code < 0)
            continue;
        size_t slot = known.hash & mask;
        while (slots[slot].code >= 0)
            slot = (slot + 1) & mask;
        slots[slot] = known;
    }
    m_slots = std::move(slots);
}

void TextDictionary::append(std::string_view text)
{
    m_bytes.append(text);
    m_ends.push_back(m_bytes.size());
}

/// How the texts so far are numbers, by some from all places: the plain form unless another one is better.
NumberForm TextDictionary::formOfSome() const
{
    constexpr int32_t kSome = 1024;
    FormVotes votes{ReadingWish()};
    int32_t asked = 0;
    for (int32_t code = 0; code < size(); code += std::max(size() / kSome, 1), ++asked)
        votes.add((*this)[code], 1);
    const FormChoice choice = votes.choose(false);
    return !choice.codes && choice.cells > votes.plainCells() && choice.cells * 2 > asked ? choice.form
                                                                                          : NumberForm();
}

void TextDictionary::openBuckets()
{
    m_form = formOfSome();
    m_firstBucket = size();
    for (int32_t bucket = 0; bucket < m_limit.buckets; ++bucket)
        append("(hash bucket " + std::to_string(bucket) + ")");
}

bool TextDictionary::isFull() const
{
    return size() >= m_limit.texts || static_cast<int64_t>(m_bytes.size()) >= m_limit.bytes;
}

/// Adds a text unless it is there.
int32_t TextDictionary::addNew(std::string_view text, uint64_t hash)
{
    while (2 * m_slots.size() < 3 * (m_ends.size() + 1))
        grow();
    Slot& slot = m_slots[slotOf(text, hash)];
    if (slot.code < 0) {
        slot = {hash, size(), static_cast<uint32_t>(text.size())};
        append(text);
    }
    return slot.code;
}

int32_t TextDictionary::addBeyond(std::string_view text, uint64_t hash)
{
    constexpr int kDigits = 6, kFewDigits = 2;
    if (m_firstBucket == 0)
        openBuckets();
    const auto number = hasLeadingZero(text) ? std::nullopt : readNumber(text, m_form);
    const bool many = size() - m_firstBucket - m_limit.buckets >= m_limit.texts / 2;
    if (const auto minute = number || many ? std::nullopt : withoutSeconds(text))
        return addNew(*minute, hashOf(*minute));
    if (!number)
        return m_firstBucket + static_cast<int32_t>((hash >> 32) % static_cast<uint64_t>(m_limit.buckets));
    std::string rounded = significant(*number, many ? kFewDigits : kDigits);
    std::replace(rounded.begin(), rounded.end(), '.', m_form.decimal);
    return addNew(rounded, hashOf(rounded));
}

int32_t TextDictionary::add(std::string_view text, uint64_t hash)
{
    if (!isFull() || text.empty()) // "missing" always has its own code
        return addNew(text, hash);
    const int32_t known = m_slots[slotOf(text, hash)].code;
    return known >= 0 ? known : addBeyond(text, hash);
}

int32_t TextDictionary::add(std::string_view text)
{
    return add(text, hashOf(text));
}

void TextDictionary::add(std::span<const std::string_view> texts, int32_t* codes)
{
    constexpr size_t kAhead = 32; ///< texts whose slots are on their way
    std::array<uint64_t, kAhead> hashes{};
    while (!texts.empty()) {
        const auto now = texts.first(std::min(kAhead, texts.size()));
        for (size_t i = 0; i < now.size(); ++i) {
            hashes[i] = hashOf(now[i]);
            if (!m_slots.empty())
                __builtin_prefetch(&m_slots[hashes[i] & (m_slots.size() - 1)]);
        }
        for (size_t i = 0; i < now.size(); ++i)
            *codes++ = add(now[i], hashes[i]);
        texts = texts.subspan(now.size());
    }
}

TextDictionary TextDictionary::rewritten(const std::function<std::string_view(int32_t)>& textOf,
                                         std::vector<int32_t>& newCodes) const
{
    TextDictionary other(m_limit);
    other.m_form = m_form;
    newCodes.resize(static_cast<size_t>(size()));
    for (int32_t code = 0; code < size(); ++code) {
        if (code == m_firstBucket && code > 0)
            other.m_firstBucket = other.size();
        const std::string_view text = textOf(code);
        newCodes[static_cast<size_t>(code)] = other.addNew(text, hashOf(text));
    }
    return other;
}

std::optional<int32_t> TextDictionary::find(std::string_view text) const
{
    if (m_slots.empty())
        return std::nullopt;
    const int32_t code = m_slots[slotOf(text, hashOf(text))].code;
    return code < 0 ? std::nullopt : std::optional(code);
}

} // namespace leap
