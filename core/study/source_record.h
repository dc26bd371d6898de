// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/options_record.h"
#include "core/study/run_record.h"

/// How it is written where a run's rows are found again.
namespace leap {

template <> struct Record<SourceReference> {
    using T = SourceReference;
    static constexpr auto members = std::tuple{member("files", &T::files), member("read", &T::options),
                                               member("split", &T::split, as<SplitText>())};
};

} // namespace leap
