// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace leap {

/// Whose turn it is when something went wrong.
enum class ErrorKind {
    Input, ///< The user can mend it: bad usage, bad file, bad setting. Command line: exit 2.
    Failure, ///< The machine or the program failed: no space, no memory, a bug. Command line: exit 1.
};

/// Every error that leaves core/. The message names the file, row, column, field or setting and says what to
/// do; it is shown to the user as it is.
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

/// Thrown by long jobs when their Progress or RunControl asks them to stop; nothing half-done is left behind.
/// Not an Error: stopping is not a failure. Searches and selectors do not let it out: they end with
/// RunOutcome::Stopped and keep what is done.
class Cancelled : public std::runtime_error {
public:
    Cancelled();
};

} // namespace leap
