// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/html_escape.h"

namespace leap {

} // namespace leap
