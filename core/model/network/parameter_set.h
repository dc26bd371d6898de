// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// How a parameter starts.
struct ParameterStart {
    enum class Kind { Uniform, Constant, Given };
    Kind kind = Kind::Constant;
    double value = 0; ///< Uniform: in [-value, value]; Constant: the value
    at::Tensor given{}; ///< Given: the values, float, on any device
};

/// A network's parameters: named tensors that share one flat array on the host, so that an optimiser walks
/// over one array. On another device they share a copy of it. Not thread-safe.
class ParameterSet {
public:
    struct Entry {
        std::string name;
        std::vector<int64_t> shape;
        ParameterStart start;
        int64_t offset = 0; ///< into the flat array
        int64_t size = 0;
    };

    /// Declares a parameter; its place in entries() and tensors(). Only before allocate().
    size_t add(std::string name, std::vector<int64_t> shape, ParameterStart start);
    /// Makes the tensors and draws their first values, each from streamKey(seed, "parameter." + name).
    void allocate(uint64_t seed, c10::Device device);

    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    /// Leaves that require a gradient, in the order of add().
    [[nodiscard]] const std::vector<at::Tensor>& tensors() const { return m_tensors; }
    /// All values; between two parameters may lie unused ones. Call upload() after writing.
    [[nodiscard]] std::span<float> host();
    [[nodiscard]] std::span<const float> host() const;
    void upload();
    /// Writes gradients in the order of tensors() where host() has the values, zero in between.
    void collect(std::span<const at::Tensor> gradients, std::span<float> flat) const;

private:
    void fill(const Entry& entry, uint64_t seed);

    std::vector<Entry> m_entries;
    int64_t m_size = 0;
    at::Tensor m_host;
    at::Tensor m_device; ///< m_host itself on the CPU
    std::vector<at::Tensor> m_tensors;
};

} // namespace leap
