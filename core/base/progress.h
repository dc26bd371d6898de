// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

namespace leap {

/// Progress of a long job. `total` is 0 if unknown. `what` names the units ("reading, bytes").
struct ProgressReport {
    std::string what;
    int64_t done = 0;
    int64_t total = 0;
};

/// Reports progress of a long synchronous job and lets others cancel it.
/// `report` runs on the job's thread and may be called often: receivers must throttle.
/// `cancel` may be called from any thread; the job then throws Cancelled at its next `report`.
class Progress {
public:
    using Receiver = std::function<void(const ProgressReport&)>;

    Progress() = default;
    explicit Progress(Receiver receiver);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// @throws Cancelled when cancel() was called.
    void report(const ProgressReport& progress);
    void cancel() { m_cancelled.store(true); }
    [[nodiscard]] bool cancelled() const { return m_cancelled.load(); }

private:
    Receiver m_receiver;
    std::atomic<bool> m_cancelled{false};
};

} // namespace leap
