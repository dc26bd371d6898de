// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// ASCII letters in lower case; other bytes as they are. Private to core/data, as is all of this file.
[[nodiscard]] std::string lowerCase(std::string_view text);

/// The words of a name in lower case, cut at everything that is no letter or digit and where the case
/// changes: "userID" is user, id; "PAY_AMT1" is pay, amt, 1; "HTTPCode" is http, code. Digits are words of
/// their own. Bytes above 127 count as letters.
[[nodiscard]] std::vector<std::string> wordsOf(std::string_view name);

} // namespace leap
