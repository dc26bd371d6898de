// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <barrier>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

/// Enough of CUDA's language to run the kernels' source on the host: one thread per CUDA thread, real
/// barriers, shared memory, shuffles within a warp. Blocks run one after the other. Include it before any
/// .cuh file.
// NOLINTBEGIN(bugprone-reserved-identifier): the names are CUDA's
#define __global__
#define __device__
#define __shared__ static // blocks take turns, so one instance of each shared array is enough
// NOLINTEND(bugprone-reserved-identifier)

namespace leap::test::emulation {

struct Dim {
    unsigned x = 1;
    unsigned y = 1;
};

class Block {
public:
    static constexpr unsigned kWarp = 32;

    explicit Block(unsigned threads)
        : m_all(threads)
        , m_slots(threads)
    {
        for (unsigned first = 0; first < threads; first += kWarp)
            m_warps.push_back(std::make_unique<std::barrier<>>(std::min(kWarp, threads - first)));
    }

    void syncThreads() { m_all.arrive_and_wait(); }

    template <class T> T shuffleXor(unsigned thread, T value, unsigned laneMask)
    {
        static_assert(sizeof(T) <= sizeof(uint64_t));
        std::barrier<>& warp = *m_warps[thread / kWarp];
        std::memcpy(&m_slots[thread], &value, sizeof(T));
        warp.arrive_and_wait();
        T other;
        std::memcpy(&other, &m_slots[thread ^ laneMask], sizeof(T));
        warp.arrive_and_wait();
        return other;
    }

private:
    std::barrier<> m_all;
    std::vector<std::unique_ptr<std::barrier<>>> m_warps;
    std::vector<uint64_t> m_slots;
};

inline thread_local Dim t_thread;
inline thread_local Dim t_block;
inline thread_local Block* t_running = nullptr;

/// Runs `kernel` for every thread of every block; returns when all are done.
inline void launch(Dim grid, unsigned threads, const std::function<void()>& kernel)
{
    Block block(threads);
    std::vector<std::jthread> workers;
    for (unsigned thread = 0; thread < threads; ++thread)
        workers.emplace_back([&, thread] {
            t_thread = {thread, 0};
            t_running = &block;
            for (unsigned y = 0; y < grid.y; ++y)
                for (unsigned x = 0; x < grid.x; ++x) {
                    t_block = {x, y};
                    kernel();
                    block.syncThreads();
                }
        });
}

} // namespace leap::test::emulation

#define threadIdx (::leap::test::emulation::t_thread)
#define blockIdx (::leap::test::emulation::t_block)

// NOLINTBEGIN(bugprone-reserved-identifier)
inline void __syncthreads()
{
    ::leap::test::emulation::t_running->syncThreads();
}

template <class T> T __shfl_xor_sync(unsigned /*mask*/, T value, int laneMask)
{
    return ::leap::test::emulation::t_running->shuffleXor(threadIdx.x, value,
                                                          static_cast<unsigned>(laneMask));
}
// NOLINTEND(bugprone-reserved-identifier)
