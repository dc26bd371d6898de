// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

namespace leap {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const char* what)
{
    throw cannotWrite(path.string(), std::string(what) + " (" + std::strerror(errno) + ")");
}

void syncPath(const std::filesystem::path& path, int flags)
{
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0)
        fail(path, "open failed");
    const int status = ::fsync(descriptor);
    ::close(descriptor);
    if (status != 0)
        fail(path, "fsync failed");
}

std::filesystem::path temporaryBeside(const std::filesystem::path& target)
{
    const auto folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    return folder / ("." + target.filename().string() + "." + std::to_string(::getpid()) + ".tmp");
}

} // namespace

void requireWritable(const std::filesystem::path& target)
{
    const auto refuse = [&](const std::string& why) {
        throw InputError("Cannot write " + target.string() + ": " + why + ". Choose another place.");
    };
    std::error_code ignored;
    if (!target.has_filename())
        refuse("it is no file name");
    if (std::filesystem::is_directory(target, ignored))
        refuse("it is a folder");
    const auto trial = temporaryBeside(target);
    const int descriptor = ::open(trial.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0666);
    if (descriptor < 0)
        refuse(std::strerror(errno));
    ::close(descriptor);
    std::filesystem::remove(trial, ignored);
}

void writeAtomically(const std::filesystem::path& target,
                     const std::function<void(const std::filesystem::path&)>& write)
{
    const auto temporary = temporaryBeside(target);
    try {
        write(temporary);
        syncPath(temporary, O_RDONLY);
        if (::rename(temporary.c_str(), target.c_str()) != 0)
            fail(target, "rename failed");
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        throw;
    }
    syncPath(temporary.parent_path(), O_RDONLY | O_DIRECTORY);
}

void writeTextAtomically(const std::filesystem::path& target, std::string_view text)
{
    writeAtomically(target, [&](const std::filesystem::path& temporary) {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
        out.flush();
        if (!out)
            fail(target, "write failed");
    });
}

std::string readText(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw InputError("Cannot read " + path.string() + ": " + std::strerror(errno) + ".");
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (in.bad())
        throw InputError("Cannot read " + path.string() + ": reading broke off.");
    return text;
}

} // namespace leap
