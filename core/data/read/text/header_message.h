// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/text/table_layout.h"
#include "core/data/schema/options.h"

#include <string>

namespace leap {

/// A row for a message: 'a,b,c', cut where it is long. Private to core/data, as is all of this file.
[[nodiscard]] std::string quotedLine(const Record& record);

/// Says what the first lines look like and which options read them. @throws InputError always
[[noreturn]] void refuseHeader(const TableLayout& layout, const ReadOptions& options,
                               const std::string& where);

} // namespace leap
