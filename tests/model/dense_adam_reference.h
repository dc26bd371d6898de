// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace leap::test {

/// Adam as its paper writes it (algorithm 1 of arXiv 1412.6980, and torch.optim.Adam), in double, every value
/// at every step.
struct DenseAdamReference {
    double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
    std::vector<double> parameter, m, v;
    int step = 0;

    explicit DenseAdamReference(std::vector<double> start)
        : parameter(std::move(start))
        , m(parameter.size(), 0.0)
        , v(parameter.size(), 0.0)
    {
    }
    void update(const std::vector<double>& gradient, double rate)
    {
        ++step;
        const double correction1 = 1 - std::pow(beta1, step);
        const double correction2 = 1 - std::pow(beta2, step);
        for (size_t i = 0; i < parameter.size(); ++i) {
            m[i] = beta1 * m[i] + (1 - beta1) * gradient[i];
            v[i] = beta2 * v[i] + (1 - beta2) * gradient[i] * gradient[i];
            parameter[i] -= rate * (m[i] / correction1) / (std::sqrt(v[i] / correction2) + epsilon);
        }
    }
};

} // namespace leap::test
