// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table/table_operators.h"

#include "core/base/error.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/library.h>

#include <algorithm>
#include <string>
#include <vector>

namespace leap {
namespace {

using at::Tensor;

/// @param job the function that takes what the operator takes
template <class Job, class... Arguments> auto find(const char* name, Job (* /*job*/)(Arguments...))
{
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<void(Arguments...)>();
}

void require(const Tensor& values, at::ScalarType type, at::IntArrayRef sizes, const char* name)
{
    if (values.scalar_type() != type || values.sizes() != sizes || !values.is_contiguous())
        throw FailureError(std::string("A table's operator was given '") + name
                           + "' of another type, size or layout than the table's.");
}

lazy_rows::Table tableOf(const Tensor& parameter, const Tensor& moment1, const Tensor& root,
                         const Tensor& upTo, const Tensor& lastGradient)
{
    if (parameter.dim() != 2)
        throw FailureError("A table's operator was given no table.");
    require(parameter, at::kFloat, parameter.sizes(), "parameter");
    require(moment1, at::kFloat, parameter.sizes(), "moment1");
    require(root, at::kFloat, parameter.sizes(), "root");
    require(upTo, at::kInt, {parameter.size(0)}, "up_to");
    require(lastGradient, at::kInt, {parameter.size(0)}, "last_gradient");
    return {parameter.mutable_data_ptr<float>(),      moment1.mutable_data_ptr<float>(),
            root.mutable_data_ptr<float>(),           upTo.mutable_data_ptr<int32_t>(),
            lastGradient.mutable_data_ptr<int32_t>(), parameter.size(1)};
}

lazy_rows::NamedRows namedOf(const Tensor& named)
{
    require(named, at::kInt, {named.numel()}, "named");
    return {named.const_data_ptr<int32_t>(), named.numel()};
}

void catchUpOnCpu(const lazy_rows::CatchUp& job)
{
    for (int64_t place = 0; place < job.named.count; ++place) {
        if (!job.named.isFirst(place))
            continue;
        const int64_t row = job.named.row[place];
        for (int64_t column = 0; column < job.table.width; ++column)
            lazy_rows::catchUp(job, row, column);
        lazy_rows::markCatchUp(job, row);
    }
}

void stepOnCpu(const lazy_rows::Step& job)
{
    const int64_t width = job.table.width;
    std::vector<float> sums(static_cast<size_t>(width));
    for (int64_t place = 0; place < job.named.count;) {
        const int32_t row = job.named.row[place];
        std::fill(sums.begin(), sums.end(), 0.0F);
        for (; place < job.named.count && job.named.row[place] == row; ++place) {
            for (int64_t column = 0; column < width; ++column)
                sums[static_cast<size_t>(column)] += job.gradients[job.order[place] * width + column];
        }
        for (int64_t column = 0; column < width; ++column)
            lazy_rows::step(job, row, column, sums[static_cast<size_t>(column)]);
        lazy_rows::markStep(job, row);
    }
}

} // namespace

namespace table_operators {

// As many parameters as the operators' schemas have arguments: the dispatcher calls kernels with all of them.
lazy_rows::CatchUp catchUpJob(const Tensor& parameter, const Tensor& moment1, const Tensor& root,
                              const Tensor& upTo, const Tensor& lastGradient, const Tensor& named,
                              const Tensor& stepSizes, const Tensor& rootScales, int64_t steps, int64_t rest,
                              double beta1, double beta2, double epsilon)
{
    require(stepSizes, at::kFloat, {stepSizes.numel()}, "step_sizes");
    require(rootScales, at::kFloat, {stepSizes.numel()}, "root_scales");
    return {.table = tableOf(parameter, moment1, root, upTo, lastGradient),
            .named = namedOf(named),
            .stepSizes = stepSizes.const_data_ptr<float>(),
            .rootScales = rootScales.const_data_ptr<float>(),
            .settled = stepSizes.numel(),
            .steps = steps,
            .rest = rest,
            .beta1 = beta1,
            .beta2 = beta2,
            .epsilon = static_cast<float>(epsilon)};
}

lazy_rows::Step stepJob(const Tensor& parameter, const Tensor& moment1, const Tensor& root,
                        const Tensor& upTo, const Tensor& lastGradient, const Tensor& named,
                        const Tensor& order, const Tensor& gradients, int64_t steps, double stepSize,
                        double rootScale, double beta1, double beta2, double epsilon)
{
    require(order, at::kLong, {named.numel()}, "order");
    require(gradients, at::kFloat, {named.numel(), parameter.size(1)}, "gradients");
    return {.table = tableOf(parameter, moment1, root, upTo, lastGradient),
            .named = namedOf(named),
            .order = order.const_data_ptr<int64_t>(),
            .gradients = gradients.const_data_ptr<float>(),
            .steps = steps,
            .stepSize = static_cast<float>(stepSize),
            .rootScale = static_cast<float>(rootScale),
            .beta1 = static_cast<float>(beta1),
            .rest1 = static_cast<float>(1 - beta1),
            .beta2 = static_cast<float>(beta2),
            .rest2 = static_cast<float>(1 - beta2),
            .epsilon = static_cast<float>(epsilon)};
}

} // namespace table_operators

void catchUpRows(const TableArrays& table, const Tensor& named, const TableFactors& factors,
                 const AdamHyper& hyper, int64_t steps)
{
    static const auto op = find("leap::_table_catch_up", &table_operators::catchUpJob);
    op.call(table.parameter, table.moment1, table.root, table.upTo, table.lastGradient, named,
            factors.stepSizes, factors.rootScales, steps, factors.rest, hyper.beta1, hyper.beta2,
            hyper.epsilon);
}

void stepRows(const TableArrays& table, const Tensor& named, const Tensor& order, const Tensor& gradients,
              const AdamHyper& hyper, int64_t steps, AdamFactors factors)
{
    static const auto op = find("leap::_table_step", &table_operators::stepJob);
    op.call(table.parameter, table.moment1, table.root, table.upTo, table.lastGradient, named, order,
            gradients, steps, factors.stepSize, factors.rootScale, hyper.beta1, hyper.beta2, hyper.epsilon);
}

} // namespace leap

TORCH_LIBRARY_FRAGMENT(leap, m)
{
    m.def(
        "_table_catch_up(Tensor(a!) parameter, Tensor(b!) moment1, Tensor(c!) root, Tensor(d!) up_to, "
        "Tensor(e!) last_gradient, Tensor named, Tensor step_sizes, Tensor root_scales, int steps, int rest, "
        "float beta1, float beta2, float epsilon) -> ()");
    m.def(
        "_table_step(Tensor(a!) parameter, Tensor(b!) moment1, Tensor(c!) root, Tensor(d!) up_to, "
        "Tensor(e!) last_gradient, Tensor named, Tensor order, Tensor gradients, int steps, float step_size, "
        "float root_scale, float beta1, float beta2, float epsilon) -> ()");
}

TORCH_LIBRARY_IMPL(leap, CPU, m)
{
    using namespace leap::table_operators;
    m.impl("_table_catch_up", TORCH_FN((Kernel<&catchUpJob, &leap::catchUpOnCpu>::run)));
    m.impl("_table_step", TORCH_FN((Kernel<&stepJob, &leap::stepOnCpu>::run)));
}
