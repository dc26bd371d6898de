// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/interrupts.h"

#include "core/base/error.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace leap::app {
namespace {

volatile std::sig_atomic_t g_writeEnd = -1;

constexpr char kStop = 's';
constexpr char kEnd = 'e';

/// Async-signal-safe: one write(), nothing else. SA_RESETHAND has put the default back: the next one kills.
extern "C" void askToStop(int)
{
    const int saved = errno;
    const ssize_t ignored = ::write(g_writeEnd, &kStop, 1);
    (void)ignored;
    errno = saved;
}

void handle(int signal)
{
    struct sigaction action = {};
    action.sa_handler = askToStop;
    action.sa_flags = SA_RESTART | SA_RESETHAND;
    ::sigaction(signal, &action, nullptr);
}

} // namespace

Interrupts::Interrupts(Progress& progress, RunControl& control)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw FailureError("Cannot make a pipe for signals; too many files are open.");
    m_readEnd = ends[0];
    g_writeEnd = ends[1];
    m_watcher = std::thread([this, &progress, &control] { watch(progress, control); });
    handle(SIGINT);
    handle(SIGTERM);
}

Interrupts::~Interrupts()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    const ssize_t ignored = ::write(g_writeEnd, &kEnd, 1);
    (void)ignored;
    m_watcher.join();
    ::close(g_writeEnd);
    ::close(m_readEnd);
    g_writeEnd = -1;
}

void Interrupts::watch(Progress& progress, RunControl& control) const
{
    char what = 0;
    while (true) {
        const ssize_t bytes = ::read(m_readEnd, &what, 1);
        if (bytes < 0 && errno == EINTR)
            continue;
        if (bytes != 1 || what == kEnd)
            return;
        progress.cancel();
        control.stop();
    }
}

} // namespace leap::app
