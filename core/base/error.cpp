// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace leap {

Error::Error(ErrorKind kind, const std::string& message)
    : std::runtime_error(message)
    , m_kind(kind)
{
}

InputError::InputError(const std::string& message)
    : Error(ErrorKind::Input, message)
{
}

FailureError::FailureError(const std::string& message)
    : Error(ErrorKind::Failure, message)
{
}

FailureError cannotWrite(const std::string& file, const std::string& why)
{
    return FailureError("Cannot write " + file + (why.empty() ? "" : ": " + why) + ". " + kCheckFolder);
}

Cancelled::Cancelled()
    : std::runtime_error("cancelled")
{
}

} // namespace leap
