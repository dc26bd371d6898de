// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/gate/cuda_module.h"
#include "core/train/engines.h"

#include <QtTest>

#include <cstdlib>
#include <memory>
#include <string>

/// The engine that a test program is run for: ctest names it by LEAP_TESTED_ENGINE, its model by
/// LEAP_TESTED_BACKBONE.
namespace leap::test {

/// The value of an environment variable that ctest sets.
inline std::string tested(const char* variable, const char* otherwise)
{
    const char* value = std::getenv(variable);
    return value == nullptr ? otherwise : value;
}

/// Whether it is the device engine on a GPU; elsewhere the same engine is tested on the CPU ("device").
inline bool testsGpu()
{
    return tested("LEAP_TESTED_ENGINE", "") == "gpu";
}

/// For initTestCase(): skips the whole program, visibly, where it is about a GPU and none can be used.
inline void skipWithoutTestedDevice()
{
    std::string whyNot;
    if (testsGpu() && !loadCudaModule(&whyNot))
        QSKIP(qPrintable("no GPU test: " + QString::fromStdString(whyNot)));
}

inline std::unique_ptr<StepEngine> makeTestedDeviceEngine(EngineSpec spec)
{
    spec.device = testsGpu() ? DeviceChoice::Cuda : spec.device;
    return makeDeviceEngine(spec);
}

inline std::unique_ptr<StepEngine> makeTestedEngine(const EngineSpec& spec)
{
    const std::string name = tested("LEAP_TESTED_ENGINE", "autograd");
    if (name == "autograd")
        return makeAutogradEngine(spec);
    if (name == "device" || name == "gpu")
        return makeTestedDeviceEngine(spec);
    if (name == "fused")
        return makeFusedEngine(spec);
    throw FailureError("LEAP_TESTED_ENGINE names no engine: " + name);
}

} // namespace leap::test
