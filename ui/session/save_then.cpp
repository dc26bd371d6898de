// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/save_then.h"

#include "ui/native_path.h"

#include <QFileInfo>

#include <utility>

namespace leap::ui {

SaveThen::SaveThen(Workbench& bench, AskPath askPath, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
    , m_askPath(std::move(askPath))
{
    connect(&m_bench, &Workbench::ended, this, &SaveThen::onEnded);
}

void SaveThen::save()
{
    saveThen({});
}

void SaveThen::saveAs()
{
    saveTo(chosenPath(), {});
}

void SaveThen::saveThen(Action then)
{
    const QString& path = m_bench.study().path();
    saveTo(path.isEmpty() ? chosenPath() : path, std::move(then));
}

void SaveThen::saveTo(const QString& path, Action then)
{
    if (path.isEmpty())
        return;
    if (m_bench.saveAudit(path))
        m_then = std::move(then);
    else
        Q_EMIT failed(tr("Another task is running. Save again when it has ended."));
}

QString SaveThen::chosenPath() const
{
    QString path = m_askPath(m_bench.study().title());
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".leap");
    return path;
}

void SaveThen::onEnded(const JobEnd& end)
{
    const auto* task = end.of<SaveAuditJob>();
    if (!task)
        return;
    const Action then = std::exchange(m_then, nullptr);
    if (end.outcome == JobOutcome::Failed)
        Q_EMIT failed(end.error);
    if (!task->made)
        return;
    Q_EMIT saved(pathText(task->task.path));
    if (then)
        then();
}

} // namespace leap::ui
