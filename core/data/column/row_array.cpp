// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/row_array.h"

#include "core/base/error.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace leap {
namespace {

[[noreturn]] void fail(const std::filesystem::path& folder, const char* what)
{
    throw FailureError("The columns do not fit the memory budget and cannot be kept in " + folder.string()
                       + ": " + what + " (" + std::strerror(errno) + "). " + kCheckFolder
                       + " XDG_CACHE_HOME chooses another one.");
}

} // namespace

bool SpillArea::take(int64_t bytes)
{
    const std::lock_guard lock(m_mutex);
    if (bytes > m_left)
        return false;
    m_left -= bytes;
    return true;
}

void SpillArea::giveBack(int64_t bytes)
{
    const std::lock_guard lock(m_mutex);
    m_left += bytes;
}

int SpillArea::makeFile() const
{
    std::error_code ignored;
    std::filesystem::create_directories(m_folder, ignored);
    std::string name = (m_folder / ".columns-XXXXXX").string();
    const int file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file < 0)
        fail(m_folder, "no file can be made");
    ::unlink(name.c_str());
    return file;
}

GrowingBytes::GrowingBytes(GrowingBytes&& other) noexcept
    : m_memory(std::exchange(other.m_memory, nullptr))
    , m_size(std::exchange(other.m_size, 0))
    , m_capacity(std::exchange(other.m_capacity, 0))
{
}

GrowingBytes& GrowingBytes::operator=(GrowingBytes&& other) noexcept
{
    std::swap(m_memory, other.m_memory);
    std::swap(m_size, other.m_size);
    std::swap(m_capacity, other.m_capacity);
    return *this;
}

GrowingBytes::~GrowingBytes()
{
    std::free(m_memory);
}

void GrowingBytes::append(std::span<const std::byte> bytes)
{
    if (bytes.empty())
        return;
    if (m_capacity - m_size < bytes.size()) {
        const size_t capacity = std::max(m_size + bytes.size(), m_size + m_size / 2);
        auto* memory = static_cast<std::byte*>(std::realloc(m_memory, capacity));
        if (memory == nullptr)
            throw std::bad_alloc();
        m_memory = memory;
        m_capacity = capacity;
    }
    std::memcpy(m_memory + m_size, bytes.data(), bytes.size());
    m_size += bytes.size();
}

void GrowingBytes::overwrite(size_t at, std::span<const std::byte> bytes)
{
    std::memcpy(m_memory + at, bytes.data(), bytes.size());
}

SpilledBytes::SpilledBytes(SpilledBytes&& other) noexcept
    : m_area(std::move(other.m_area))
    , m_bytes(std::move(other.m_bytes))
    , m_taken(std::exchange(other.m_taken, 0))
    , m_file(std::exchange(other.m_file, -1))
    , m_fileBytes(std::exchange(other.m_fileBytes, 0))
    , m_mapping(std::exchange(other.m_mapping, nullptr))
{
}

SpilledBytes& SpilledBytes::operator=(SpilledBytes&& other) noexcept
{
    std::swap(m_area, other.m_area);
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_taken, other.m_taken);
    std::swap(m_file, other.m_file);
    std::swap(m_fileBytes, other.m_fileBytes);
    std::swap(m_mapping, other.m_mapping);
    return *this;
}

SpilledBytes::~SpilledBytes()
{
    if (m_mapping != nullptr)
        ::munmap(m_mapping, m_fileBytes);
    if (m_file >= 0)
        ::close(m_file);
    if (m_taken > 0)
        m_area->giveBack(m_taken);
}

void SpilledBytes::append(std::span<const std::byte> bytes)
{
    const auto size = static_cast<int64_t>(bytes.size());
    if (m_file < 0 && (m_area == nullptr || m_area->take(size))) {
        m_taken += m_area == nullptr ? 0 : size;
        m_bytes.append(bytes);
        return;
    }
    if (m_file < 0) {
        m_file = m_area->makeFile();
        spill(m_bytes.bytes());
        m_bytes = {};
        m_area->giveBack(std::exchange(m_taken, 0));
    }
    spill(bytes);
}

void SpilledBytes::spill(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_file, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            fail(m_area->folder(), "writing failed");
        if (written > 0) {
            m_fileBytes += static_cast<size_t>(written);
            bytes = bytes.subspan(static_cast<size_t>(written));
        }
    }
}

std::span<const std::byte> SpilledBytes::finish()
{
    if (m_file < 0)
        return m_bytes.bytes();
    void* mapping = ::mmap(nullptr, m_fileBytes, PROT_READ, MAP_SHARED, m_file, 0);
    if (mapping == MAP_FAILED)
        fail(m_area->folder(), "the file cannot be mapped");
    m_mapping = mapping;
    return {static_cast<const std::byte*>(mapping), m_fileBytes};
}

/// The mapping shares the file's pages: it shows what is written.
void SpilledBytes::overwrite(size_t at, std::span<const std::byte> bytes)
{
    if (m_file < 0) {
        m_bytes.overwrite(at, bytes);
        return;
    }
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(m_file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written < 0 && errno != EINTR)
            fail(m_area->folder(), "writing failed");
        if (written > 0) {
            at += static_cast<size_t>(written);
            bytes = bytes.subspan(static_cast<size_t>(written));
        }
    }
}

void SpilledBytes::release() const
{
    if (m_mapping != nullptr)
        ::madvise(m_mapping, m_fileBytes, MADV_DONTNEED);
}

} // namespace leap
