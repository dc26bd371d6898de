// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/step_engine.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace leap {

EngineSpec engineSpecFor(const Settings& settings, const RowLayout& layout, TransformSpec transform)
{
    EngineSpec spec;
    spec.layout = layout;
    spec.transform = std::move(transform);
    spec.hidden = settings.hidden;
    spec.dropout = settings.dropout;
    spec.embeddingScale = settings.embeddingScale;
    spec.learningRate = settings.learningRate;
    spec.seed = settings.seed;
    spec.threads = settings.threads > 0 ? settings.threads
                                        : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    spec.device = settings.device;
    return spec;
}

} // namespace leap
