// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/table.h"
#include "core/study/ledger/ledger.h"

#include <string>
#include <vector>

namespace leap {

/// What fields earn, pay and save; the forces on their gates; why each gate is where it is. In all of them
/// the field that earns most comes first.
[[nodiscard]] std::vector<ResultTable> ledgerTables(const Ledger& ledger);
/// Shared tables, which rows were read, and what earnings do not tell: a sentence or two each.
[[nodiscard]] std::vector<std::string> ledgerWords(const Ledger& ledger);

} // namespace leap
