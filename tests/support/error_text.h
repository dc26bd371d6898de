// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>
#include <functional>

namespace leap::test {

/// The message of the InputError that `action` throws; an empty text when it throws none.
inline QString inputErrorOf(const std::function<void()>& action)
{
    try {
        action();
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace leap::test
