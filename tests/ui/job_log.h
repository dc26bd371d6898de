// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/audit_session.h"
#include "ui/session/workbench.h"

#include <QObject>
#include <QtTest>

#include <vector>

namespace leap::test {

/// What a session tells, and waiting for it. No sleeps: a wait ends with the event.
class JobLog : public QObject {
public:
    explicit JobLog(ui::AuditSession& session)
    {
        connect(&session, &ui::AuditSession::ended, this,
                [this](const ui::JobEnd& end) { ends.push_back(end); });
        connect(&session, &ui::AuditSession::snapshot, this,
                [this](const ui::SnapshotPtr& news) { snapshots.push_back(news); });
        connect(&session, &ui::AuditSession::stateChanged, this,
                [this](ui::AuditSession::State state) { states.push_back(state); });
    }

    static constexpr int kPatience = 120000; ///< ms; a loaded machine is slow

    [[nodiscard]] bool awaitEnds(size_t count) const
    {
        return QTest::qWaitFor([&] { return ends.size() >= count; }, kPatience);
    }
    [[nodiscard]] bool awaitStep(int64_t step) const
    {
        return QTest::qWaitFor([&] { return !snapshots.empty() && snapshots.back()->newest.step >= step; },
                               kPatience);
    }

    std::vector<ui::JobEnd> ends;
    std::vector<ui::SnapshotPtr> snapshots;
    std::vector<ui::AuditSession::State> states;
};

} // namespace leap::test
