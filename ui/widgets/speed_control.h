// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/audit_session.h"

#include <QWidget>

namespace leap::ui {

/// How fast a search goes: 1, 10 or 100 steps a second, or as fast as it can.
class SpeedControl final : public QWidget {
    Q_OBJECT
public:
    explicit SpeedControl(AuditSession& session, QWidget* parent = nullptr);
};

} // namespace leap::ui
