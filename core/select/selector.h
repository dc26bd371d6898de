// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/data/rows/dataset.h"
#include "core/search/ranking.h"
#include "core/settings/settings.h"
#include "core/train/observer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// What every selector is given: the same rows, model, budget and seed policy for all of them. Training,
/// gate and validation rows only: no selector opens test rows.
struct SelectorContext {
    std::shared_ptr<const Dataset> dataset;
    const Settings& settings; ///< of the shared model and search; its `seed` is not read, `seed` below is
    uint64_t seed = 0; ///< the search seed
    int draw = 0; ///< 0 .. draws() - 1, for selectors whose result is an average over independent draws
    RunControl& control; ///< stopped: the outcome is Stopped, its ranking is not to be used
    TrainObserver& observer;
};

struct SelectorOutcome {
    RunOutcome outcome = RunOutcome::Finished;
    Ranking ranking; ///< its `selector` is name()
    double seconds = 0; ///< wall time of run()
    /// Rows that went forward through a network, in units of the search's batch (batchSizeFor), rounded up:
    /// comparable between selectors that read batches of different sizes. 0 for those without a network.
    int64_t forwardPasses = 0;
    std::vector<std::string> notes; ///< choices made on the way, in sentences
};

/// A method that gives each field a score. Stateless: run() may be called again, on any thread, one at a
/// time.
class Selector {
public:
    virtual ~Selector() = default;
    [[nodiscard]] virtual std::string name() const = 0; ///< "leap-base"; as in files and on the command line
    [[nodiscard]] virtual std::string title() const = 0; ///< "LeAP-Base"; as in tables
    [[nodiscard]] virtual std::string source() const = 0; ///< paper and DOI or arXiv number
    /// How this differs from the source or from the authors' comparison, one sentence each.
    [[nodiscard]] virtual std::vector<std::string> deviations() const { return {}; }
    /// The scores are gates in [0, 1]: a threshold of one half means something.
    [[nodiscard]] virtual bool hasGates() const { return false; }
    /// Another seed gives another ranking.
    [[nodiscard]] virtual bool usesSeed() const { return true; }
    /// Independent rankings that a comparison averages over.
    [[nodiscard]] virtual int draws() const { return 1; }
    /// The ranking says nothing about fields: the model is judged with all of them, at every ratio.
    [[nodiscard]] virtual bool keepsAll() const { return false; }

    /// @throws InputError for settings or data that the method cannot work with
    [[nodiscard]] SelectorOutcome run(const SelectorContext& context) const;

protected:
    /// Fills the outcome but for seconds and the ranking's name. @throws Cancelled when it is stopped, or
    /// sets the outcome to Stopped
    virtual void select(const SelectorContext& context, SelectorOutcome& outcome) const = 0;
};

/// @throws InputError with a suggestion for an unknown name
[[nodiscard]] std::unique_ptr<Selector> makeSelector(const std::string& name);
[[nodiscard]] std::vector<std::string> selectorNames(); ///< in the order of a comparison's table

} // namespace leap
