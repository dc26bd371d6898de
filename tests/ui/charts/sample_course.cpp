// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/charts/sample_course.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace leap::ui {
namespace {

/// A gate after the share `at` of the run.
double gateAt(int field, double at, double jitter)
{
    constexpr double kStart = 5; // logit of .9933
    const double speed = 1 + std::fmod(field * 0.618, 1.0) * 4;
    const bool useful = field % 3 == 0;
    const double closing = useful ? -1.5 * std::sin(at * 3) * std::exp(-at * speed) - 2 * (speed - 1) / 4 * at
                                  : -at * 14 * (speed / 3);
    return 1 / (1 + std::exp(-(kStart + closing + jitter)));
}

} // namespace

QStringList sampleNames(int fields)
{
    const QStringList known{
        "month",     "day",        "hour",       "minute",       "carrier",
        "flight",    "tailnum",    "origin",     "dest",         "distance",
        "sched_dep", "sched_arr",  "temp",       "dewp",         "humid",
        "wind_dir",  "wind_speed", "wind_gust",  "precip",       "pressure",
        "visib",     "plane_year", "plane_type", "manufacturer", "plane_model_with_a_long_name",
        "seats"};
    QStringList names = known.mid(0, fields);
    for (int field = static_cast<int>(names.size()); field < fields; ++field)
        names.append(QStringLiteral("field_%1").arg(field + 1));
    return names;
}

std::shared_ptr<const Trajectory> sampleCourse(int fields, int points, int stride)
{
    auto course = std::make_shared<Trajectory>();
    course->fields = fields;
    course->stride = stride;
    std::mt19937 random(7);
    std::normal_distribution<double> noise(0, 0.06);
    for (int point = 0; point < points; ++point) {
        const double at = points > 1 ? static_cast<double>(point) / (points - 1) : 0;
        course->steps.push_back(1 + static_cast<int64_t>(point) * stride);
        for (int field = 0; field < fields; ++field) {
            const double gate = gateAt(field, at, noise(random));
            const double divergence =
                std::max(1e-3, 0.04 + 0.3 * std::fmod(field * 0.37, 1.0) * at + 0.01 * noise(random));
            course->gates.push_back(static_cast<float>(gate));
            course->divergence.push_back(static_cast<float>(divergence));
            course->lambda.push_back(static_cast<float>(0.01 / divergence));
        }
        course->trainLoss.push_back(
            static_cast<float>(0.48 + 0.2 * std::exp(-at * 6) + 0.4 * std::abs(noise(random))));
        course->gateLoss.push_back(
            static_cast<float>(0.49 + 0.2 * std::exp(-at * 6) + 0.4 * std::abs(noise(random))));
    }
    return course;
}

} // namespace leap::ui
