// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/torch_device.h"

#include "core/base/error.h"
#include "core/gate/cuda_module.h"

#include <ATen/Parallel.h>

#include <string>

namespace leap {

c10::Device resolveDevice(DeviceChoice choice)
{
    const c10::Device cpu(c10::kCPU);
    if (choice == DeviceChoice::Cpu)
        return cpu;
    std::string whyNot;
    if (loadCudaModule(&whyNot))
        return {c10::kCUDA, 0};
    if (choice == DeviceChoice::Cuda)
        throw InputError("device: cuda cannot be used here: " + whyNot + ". Choose cpu or auto.");
    return cpu;
}

void useThreads(int threads)
{
    if (at::get_num_threads() != threads)
        at::set_num_threads(threads);
}

} // namespace leap
