// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileInfo>
#include <QString>

#include <filesystem>

namespace leap::ui {

/// The absolute path as core takes it.
[[nodiscard]] inline std::filesystem::path nativePath(const QString& path)
{
    return QFileInfo(path).absoluteFilePath().toStdString();
}

[[nodiscard]] inline QString pathText(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace leap::ui
