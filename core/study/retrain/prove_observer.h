// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace leap {

/// Receives what a long chain of searches and retrainings does, on its own thread; must return quickly.
class ProveObserver {
public:
    virtual ~ProveObserver() = default;
    /// Before a unit of work: "flights: SHARK, search seed 1", 3 of 40 (reused ones count as done).
    virtual void working(const std::string& /*what*/, int64_t /*done*/, int64_t /*total*/) { }
    virtual void message(const std::string& /*text*/) { } ///< one sentence for the user
};

} // namespace leap
