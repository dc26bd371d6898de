// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace leap {

/// Who can fix the problem.
enum class ErrorKind {
    Input, ///< The user: bad usage, bad file, bad setting. Command line: exit 2.
    Failure, ///< The machine or the program: no space, no memory, a bug. Command line: exit 1.
};

/// Every error that leaves core/. The message names the file, row, column, field or setting, says what to do,
/// and is shown to the user unchanged.
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message);
    [[nodiscard]] ErrorKind kind() const { return m_kind; }

private:
    ErrorKind m_kind;
};

class InputError : public Error {
public:
    explicit InputError(const std::string& message);
};

class FailureError : public Error {
public:
    explicit FailureError(const std::string& message);
};

/// The advice at the end of messages about files that cannot be written.
inline constexpr const char* kCheckFolder = "Check the folder's rights and the free space.";

/// "Cannot write FILE: WHY. Check the folder's rights and the free space." An empty `why` is left out.
[[nodiscard]] FailureError cannotWrite(const std::string& file, const std::string& why);

/// Thrown by long jobs when their Progress or RunControl asks them to stop; nothing half-done is left.
/// Not an Error: stopping is not a failure. Searches and selectors do not let it out: they end with
/// RunOutcome::Stopped and keep what is done.
class Cancelled : public std::runtime_error {
public:
    Cancelled();
};

} // namespace leap
