// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/cuda_module.h"

#include "core/base/error.h"
#include "core/gate/self_check.h"

#include <dlfcn.h>

#include <filesystem>
#include <optional>

namespace leap {
namespace {

constexpr const char* kDriver = "libcuda.so.1";
constexpr const char* kModule = "leap_cuda.so";

using DriverCall = int (*)(unsigned);
using CountCall = int (*)(int*);

/// Asks the driver itself, so that machines without a GPU never load the CUDA libraries.
std::string driverProblem()
{
    void* driver = dlopen(kDriver, RTLD_NOW | RTLD_LOCAL);
    if (driver == nullptr)
        return "this machine has no NVIDIA driver (libcuda.so.1 was not found)";
    const auto init = reinterpret_cast<DriverCall>(dlsym(driver, "cuInit"));
    const auto count = reinterpret_cast<CountCall>(dlsym(driver, "cuDeviceGetCount"));
    int devices = 0;
    if (init == nullptr || count == nullptr)
        return "the NVIDIA driver library lacks cuInit or cuDeviceGetCount";
    if (const int error = init(0); error != 0)
        return "the NVIDIA driver did not start (cuInit returned " + std::to_string(error) + ")";
    if (count(&devices) != 0 || devices == 0)
        return "the NVIDIA driver sees no GPU";
    return "";
}

/// The module is in the same folder as the library with this function.
std::filesystem::path modulePath()
{
    Dl_info info{};
    dladdr(reinterpret_cast<const void*>(&loadCudaModule), &info);
    return std::filesystem::absolute(info.dli_fname).parent_path() / kModule;
}

/// @return why the module could not be loaded, or nothing
std::string loadProblem()
{
    if (std::string problem = driverProblem(); !problem.empty())
        return problem;
    const std::filesystem::path path = modulePath();
    if (!std::filesystem::exists(path))
        return "this build has no CUDA module (" + path.string()
            + " is missing; build with LEAP_WITH_CUDA=ON)";
    if (dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr)
        return std::string("the CUDA module could not be loaded: ") + dlerror()
            + " (packaging/run --cuda fetches the CUDA libraries)";
    gate::checkOperator(at::Device(at::kCUDA, 0));
    return "";
}

struct Outcome {
    std::string problem;
    std::optional<std::string> failure; ///< text of the FailureError of a failed check
};

Outcome tryOnce()
{
    try {
        return {loadProblem(), std::nullopt};
    } catch (const std::exception& error) {
        return {"", error.what()};
    }
}

} // namespace

bool loadCudaModule(std::string* whyNot)
{
    static const Outcome outcome = tryOnce();
    if (outcome.failure)
        throw FailureError(*outcome.failure);
    if (whyNot != nullptr)
        *whyNot = outcome.problem;
    return outcome.problem.empty();
}

} // namespace leap
