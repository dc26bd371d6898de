// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace leap::ui {

/// The steps of an audit, in the order of the rail. Each has a page (steps.h).
enum class Step { Data, Fields, Search, Decide, Evidence, Prove, Report };

} // namespace leap::ui
