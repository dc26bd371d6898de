// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/train/evaluate.h"

#include <cstdint>
#include <memory>

namespace leap {

/// What a training reads. Sources are not owned.
struct TrainSources {
    BatchSource* train = nullptr;
    BatchSource* gate = nullptr; ///< bilevel search only; passes over it repeat as often as needed
    BatchSource* validation = nullptr;
    BatchSource* ahead = nullptr; ///< single pass only: the batches of `train` once more, to judge what comes
};

/// A stream of batches cut into blocks of equal length; the last takes what is left. Blocks count from 1.
struct StreamBlocks {
    int64_t batches = 0;
    int64_t blocks = 1; ///< at most `batches`
    [[nodiscard]] int64_t length() const { return batches / blocks; }
    [[nodiscard]] int64_t begin(int64_t block) const { return (block - 1) * length(); } ///< its first batch
    [[nodiscard]] int64_t count(int64_t block) const
    {
        return block == blocks ? batches - begin(block) : length();
    }
};

/// Gate batches of a single pass that are due after this many training batches of equal size: those whose
/// share of the gate rows has passed, so that no gate row is younger than the rows trained on.
[[nodiscard]] inline int64_t dueGateBatches(int64_t gateRows, int64_t trainRows, int64_t trainRead)
{
    return trainRows > 0 ? gateRows * trainRead / trainRows : 0;
}

/// Position in the gate rows.
struct GatePosition {
    int64_t pass = 0;
    int64_t batch = 0;
};

/// The order in which a training reads its rows and what it is judged by on the way: laps of batches, each
/// followed by a judgement. Laps count from 1. Not thread-safe.
class Course {
public:
    virtual ~Course() = default;
    [[nodiscard]] virtual int64_t laps() const = 0;
    [[nodiscard]] virtual int64_t batches(int64_t lap) const = 0;
    /// The next training batch is batch `batch` of the lap. @param batch from 0
    virtual void startLap(int64_t lap, int64_t batch) = 0;
    virtual void nextTrain(Batch& batch) = 0; ///< @throws FailureError when the rows end early
    /// Gate rows for the step of the training batch read last; false: none are due, the gates wait.
    [[nodiscard]] virtual bool nextGate(Batch& batch) = 0;
    /// The figures that the training is judged by after a lap.
    [[nodiscard]] virtual Evaluation judge(StepEngine& engine, int64_t lap) = 0;
    [[nodiscard]] virtual GatePosition gatePosition() const = 0;
    virtual void setGatePosition(const GatePosition& position) = 0; ///< before the first nextGate()
};

/// Epochs: every training row in a new order each time, gate rows in passes of their own, and the validation
/// rows after each epoch.
[[nodiscard]] std::unique_ptr<Course> makeEpochCourse(const TrainSources& sources, int64_t epochs);

/// One pass over a stream in its stored order, no training or gate row read twice to learn from. After each
/// block the next one is judged as a whole, before it is trained on (prequential evaluation: Dawid 1984, JRSS
/// A 147(2)); after the last the validation rows, which are younger. Gate batches are read when they are due
/// (dueGateBatches).
[[nodiscard]] std::unique_ptr<Course> makeStreamCourse(const TrainSources& sources, int64_t blocks);

} // namespace leap
