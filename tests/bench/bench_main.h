// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <CLI/CLI.hpp>
#include <exception>
#include <functional>
#include <iostream>

namespace leap::bench {

/// Parses the arguments and runs; the exit codes are those of `leap`.
inline int benchMain(CLI::App& app, int argc, char** argv, const std::function<void()>& work)
{
    try {
        app.parse(argc, argv);
        work();
        return 0;
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const Error& error) {
        std::cerr << app.get_name() << ": " << error.what() << "\n";
        return error.kind() == ErrorKind::Input ? 2 : 1;
    } catch (const std::exception& error) {
        std::cerr << app.get_name() << ": " << error.what() << "\n";
        return 1;
    }
}

} // namespace leap::bench
