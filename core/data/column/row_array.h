// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <memory>
#include <mutex>
#include <span>
#include <type_traits>
#include <vector>

namespace leap {

/// Memory that the columns of a table may take together, and where they go beyond it. Thread-safe. Private
/// to core/data, as is all of this file.
class SpillArea {
public:
    /// @param folder where files without a name are made; created when needed
    SpillArea(int64_t memoryBytes, std::filesystem::path folder)
        : m_left(memoryBytes)
        , m_folder(std::move(folder))
    {
    }
    /// Takes bytes from the budget; false when there are not that many.
    [[nodiscard]] bool take(int64_t bytes);
    void giveBack(int64_t bytes);
    /// Descriptor of a new, empty file that vanishes with it. @throws FailureError naming the folder.
    [[nodiscard]] int makeFile() const;
    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }

private:
    std::mutex m_mutex;
    int64_t m_left;
    std::filesystem::path m_folder;
};

/// Bytes in memory that grow without being copied where the system can move pages.
class GrowingBytes {
public:
    GrowingBytes() = default;
    GrowingBytes(GrowingBytes&& other) noexcept;
    GrowingBytes& operator=(GrowingBytes&& other) noexcept;
    GrowingBytes(const GrowingBytes&) = delete;
    GrowingBytes& operator=(const GrowingBytes&) = delete;
    ~GrowingBytes();
    void append(std::span<const std::byte> bytes);
    [[nodiscard]] std::span<const std::byte> bytes() const { return {m_memory, m_size}; }
    /// Replaces bytes that are there.
    void overwrite(size_t at, std::span<const std::byte> bytes);

private:
    std::byte* m_memory = nullptr; ///< of malloc
    size_t m_size = 0;
    size_t m_capacity = 0;
};

/// Bytes that are appended once and then read: in memory while the area's budget lasts, otherwise in a file
/// without a name that is mapped for reading.
class SpilledBytes {
public:
    explicit SpilledBytes(std::shared_ptr<SpillArea> area)
        : m_area(std::move(area))
    {
    }
    SpilledBytes(SpilledBytes&& other) noexcept;
    SpilledBytes& operator=(SpilledBytes&& other) noexcept;
    SpilledBytes(const SpilledBytes&) = delete;
    SpilledBytes& operator=(const SpilledBytes&) = delete;
    ~SpilledBytes();

    void append(std::span<const std::byte> bytes);
    /// All bytes; append() is over. @throws FailureError when the file cannot be mapped.
    [[nodiscard]] std::span<const std::byte> finish();
    /// Replaces bytes that are there, after finish(). @throws FailureError when the file cannot be written.
    void overwrite(size_t at, std::span<const std::byte> bytes);
    /// The pages read so far may leave the memory of this process.
    void release() const;

private:
    void spill(std::span<const std::byte> bytes);

    std::shared_ptr<SpillArea> m_area; ///< null: always in memory
    GrowingBytes m_bytes;
    int64_t m_taken = 0;
    int m_file = -1;
    size_t m_fileBytes = 0;
    void* m_mapping = nullptr;
};

/// Values of a column, one or more a row, appended once and then read.
template <typename T> class RowArray {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    RowArray() = default;
    explicit RowArray(std::shared_ptr<SpillArea> area)
        : m_bytes(std::move(area))
    {
    }
    void push_back(T value)
    {
        m_tail.push_back(value);
        if (m_tail.size() == kTail)
            flush();
    }
    void append(std::span<const T> values)
    {
        while (!values.empty()) {
            const auto some = values.first(std::min(values.size(), kTail - m_tail.size()));
            m_tail.insert(m_tail.end(), some.begin(), some.end());
            values = values.subspan(some.size());
            if (m_tail.size() == kTail)
                flush();
        }
    }
    /// Ends the appending.
    void finish()
    {
        flush();
        m_tail = {};
        const auto bytes = m_bytes.finish();
        m_values = {static_cast<const T*>(static_cast<const void*>(bytes.data())), bytes.size() / sizeof(T)};
    }
    [[nodiscard]] std::span<const T> values() const { return m_values; } ///< after finish()
    [[nodiscard]] const T& operator[](size_t i) const { return m_values[i]; }
    /// Replaces each value by what `of` makes of it, after finish(). @throws FailureError
    template <typename Function> void change(const Function& of)
    {
        std::vector<T> some;
        for (size_t begin = 0; begin < m_values.size(); begin += some.size()) {
            const auto now = m_values.subspan(begin, std::min(kTail, m_values.size() - begin));
            some.clear();
            std::transform(now.begin(), now.end(), std::back_inserter(some), of);
            m_bytes.overwrite(begin * sizeof(T), std::as_bytes(std::span<const T>(some)));
        }
    }
    void release() const { m_bytes.release(); }

private:
    static constexpr size_t kTail = (64 << 10) / sizeof(T);
    void flush()
    {
        m_bytes.append(std::as_bytes(std::span<const T>(m_tail)));
        m_tail.clear();
    }

    std::vector<T> m_tail;
    SpilledBytes m_bytes{nullptr};
    std::span<const T> m_values;
};

} // namespace leap
