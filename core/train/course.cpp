// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/course.h"

#include "core/base/error.h"

#include <string>

namespace leap {
namespace {

/// What both courses do with their sources.
class SourceCourse : public Course {
public:
    explicit SourceCourse(const TrainSources& sources)
        : m_sources(sources)
    {
    }
    void nextTrain(Batch& batch) override
    {
        if (!m_sources.train->next(batch))
            throw FailureError("The training rows ended early, at batch " + std::to_string(m_trainRead)
                               + ".");
        ++m_trainRead;
    }
    [[nodiscard]] GatePosition gatePosition() const override { return m_gate; }
    void setGatePosition(const GatePosition& position) override
    {
        m_gate = position;
        m_gateOpen = false;
    }

protected:
    [[nodiscard]] const TrainSources& sources() const { return m_sources; }
    [[nodiscard]] const GatePosition& gate() const { return m_gate; }
    [[nodiscard]] int64_t trainRead() const { return m_trainRead; } ///< of the source's pass
    void startTrain(int64_t pass, int64_t batch)
    {
        m_sources.train->reset(pass);
        m_sources.train->skip(batch);
        m_trainRead = batch;
    }
    /// The next gate batch of the pass; false at its end.
    bool readGate(Batch& batch)
    {
        if (!m_gateOpen) {
            m_sources.gate->reset(m_gate.pass);
            m_sources.gate->skip(m_gate.batch);
            m_gateOpen = true;
        }
        if (!m_sources.gate->next(batch))
            return false;
        ++m_gate.batch;
        return true;
    }

private:
    TrainSources m_sources;
    int64_t m_trainRead = 0;
    GatePosition m_gate;
    bool m_gateOpen = false; ///< the source is positioned at m_gate
};

class EpochCourse : public SourceCourse {
public:
    EpochCourse(const TrainSources& sources, int64_t epochs)
        : SourceCourse(sources)
        , m_epochs(epochs)
    {
    }
    [[nodiscard]] int64_t laps() const override { return m_epochs; }
    [[nodiscard]] int64_t batches(int64_t /*lap*/) const override { return sources().train->batches(); }
    void startLap(int64_t lap, int64_t batch) override { startTrain(lap, batch); }
    [[nodiscard]] bool nextGate(Batch& batch) override
    {
        if (readGate(batch))
            return true;
        setGatePosition({gate().pass + 1, 0});
        if (!readGate(batch))
            throw InputError("The gate part has no rows; use more rows or another split.");
        return true;
    }
    [[nodiscard]] Evaluation judge(StepEngine& engine, int64_t /*lap*/) override
    {
        return evaluate(engine, *sources().validation);
    }

private:
    int64_t m_epochs;
};

class StreamCourse : public SourceCourse {
public:
    StreamCourse(const TrainSources& sources, int64_t blocks)
        : SourceCourse(sources)
        , m_stream{sources.train->batches(), blocks}
    {
        if (m_stream.batches < blocks)
            throw InputError("The stream has " + std::to_string(m_stream.batches)
                             + " batches, fewer than its " + std::to_string(blocks)
                             + " blocks; take fewer blocks (--stream-blocks) or a smaller batch (--batch).");
    }
    [[nodiscard]] int64_t laps() const override { return m_stream.blocks; }
    [[nodiscard]] int64_t batches(int64_t lap) const override { return m_stream.count(lap); }
    void startLap(int64_t lap, int64_t batch) override
    {
        const int64_t first = m_stream.begin(lap) + batch;
        if (!m_open || first != trainRead())
            startTrain(0, first);
        m_open = true;
    }
    [[nodiscard]] bool nextGate(Batch& batch) override
    {
        const int64_t due = dueGateBatches(sources().gate->rows(), sources().train->rows(), trainRead());
        return gate().batch < due && readGate(batch);
    }
    [[nodiscard]] Evaluation judge(StepEngine& engine, int64_t lap) override
    {
        if (lap == m_stream.blocks)
            return evaluate(engine, *sources().validation);
        return evaluate(
            predictBatches(engine, *sources().ahead, m_stream.begin(lap + 1), m_stream.count(lap + 1)));
    }

private:
    StreamBlocks m_stream;
    bool m_open = false; ///< the training source is positioned at trainRead()
};

} // namespace

std::unique_ptr<Course> makeEpochCourse(const TrainSources& sources, int64_t epochs)
{
    return std::make_unique<EpochCourse>(sources, epochs);
}

std::unique_ptr<Course> makeStreamCourse(const TrainSources& sources, int64_t blocks)
{
    return std::make_unique<StreamCourse>(sources, blocks);
}

} // namespace leap
