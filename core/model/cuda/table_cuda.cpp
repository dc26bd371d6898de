// SPDX-License-Identifier: GPL-3.0-or-later
// Registration of the CUDA kernels of a table's rows, as in core/gate/cuda.
#include "core/base/error.h"
#include "core/model/cuda/row_launch.h"
#include "core/model/table/table_operators.h"

#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include <string>

namespace leap::lazy_rows {
namespace {

void checkLaunch(const char* error)
{
    if (error != nullptr)
        throw FailureError(std::string("A table's CUDA kernels could not be started: ") + error + ".");
}

void catchUpOnCuda(const CatchUp& job)
{
    if (job.named.count > 0)
        checkLaunch(cuda::launchCatchUp(job, c10::cuda::getCurrentCUDAStream().stream()));
}

void stepOnCuda(const Step& job)
{
    if (job.named.count > 0)
        checkLaunch(cuda::launchStep(job, c10::cuda::getCurrentCUDAStream().stream()));
}

} // namespace
} // namespace leap::lazy_rows

TORCH_LIBRARY_IMPL(leap, CUDA, m)
{
    using namespace leap::table_operators;
    m.impl("_table_catch_up", TORCH_FN((Kernel<&catchUpJob, &leap::lazy_rows::catchUpOnCuda>::run)));
    m.impl("_table_step", TORCH_FN((Kernel<&stepJob, &leap::lazy_rows::stepOnCuda>::run)));
}
