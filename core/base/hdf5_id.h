// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <hdf5.h>
#include <utility>

/// RAII wrappers for HDF5's C API. Inline, so that only folders that read or write HDF5 link against it. HDF5
/// is not thread-safe: use it from one thread at a time.
namespace leap::h5 {

/// Owns one identifier.
class Id {
public:
    using Close = herr_t (*)(hid_t);

    Id() = default;
    Id(hid_t id, Close close)
        : m_id(id)
        , m_close(close)
    {
    }
    Id(Id&& other) noexcept
        : m_id(std::exchange(other.m_id, -1))
        , m_close(other.m_close)
    {
    }
    Id& operator=(Id&& other) noexcept
    {
        if (this != &other) {
            reset();
            m_id = std::exchange(other.m_id, -1);
            m_close = other.m_close;
        }
        return *this;
    }
    Id(const Id&) = delete;
    Id& operator=(const Id&) = delete;
    ~Id() { reset(); }
    [[nodiscard]] hid_t get() const { return m_id; }
    [[nodiscard]] bool valid() const { return m_id >= 0; }
    /// Closes now; false when HDF5 reports a failure (a full disk is noticed here).
    bool reset() { return m_id < 0 || m_close(std::exchange(m_id, -1)) >= 0; }

private:
    hid_t m_id = -1;
    Close m_close = nullptr;
};

/// Silences the error output of HDF5 while it exists.
class Silence {
public:
    Silence()
    {
        H5Eget_auto2(H5E_DEFAULT, &m_report, &m_data);
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    }
    ~Silence() { H5Eset_auto2(H5E_DEFAULT, m_report, m_data); }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

private:
    H5E_auto2_t m_report = nullptr;
    void* m_data = nullptr;
};

} // namespace leap::h5
