// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/leap_program.h"

#include <QProcess>

namespace leap::test {

Json Outcome::json() const
{
    return parseJson(output.toStdString(), "stdout");
}

QByteArray Outcome::text() const
{
    return "exit code " + QByteArray::number(code) + "\n" + output.toUtf8() + errors.toUtf8();
}

QString leapProgram()
{
    return qEnvironmentVariable("LEAP_PROGRAM");
}

Outcome leapIn(const QString& folder, const QStringList& arguments)
{
    return programIn(folder, leapProgram(), arguments);
}

Outcome programIn(const QString& folder, const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    Outcome outcome;
    constexpr int kLongestWait = 240'000; // ms
    if (process.waitForFinished(kLongestWait) && process.exitStatus() == QProcess::NormalExit)
        outcome.code = process.exitCode();
    outcome.output = QString::fromUtf8(process.readAllStandardOutput());
    outcome.errors = QString::fromUtf8(process.readAllStandardError());
    process.kill();
    process.waitForFinished();
    return outcome;
}

} // namespace leap::test
