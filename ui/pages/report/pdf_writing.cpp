// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/report/pdf_writing.h"

#include "core/base/error.h"
#include "ui/native_path.h"
#include "ui/pages/report/report_document.h"

#include <QThread>

#include <exception>

namespace leap::ui {
namespace {

/// @return what went wrong; empty: nothing
QString writeReport(const QString& html, const QString& path)
{
    try {
        ReportDocument document; // belongs to this thread, as do its figures
        document.setReport(html);
        document.writePdf(nativePath(path));
        return {};
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    } catch (const std::exception& error) {
        return PdfWriting::tr("%1 was not written: %2").arg(path, QString::fromUtf8(error.what()));
    }
}

} // namespace

PdfWriting::PdfWriting(QObject* parent)
    : QObject(parent)
{
}

PdfWriting::~PdfWriting()
{
    if (m_thread)
        m_thread->wait();
}

void PdfWriting::start(const QString& html, const QString& path)
{
    Q_ASSERT(!busy());
    m_failure.clear();
    m_thread.reset(QThread::create([this, html, path] { m_failure = writeReport(html, path); }));
    connect(m_thread.get(), &QThread::finished, this, [this, path] { end(path); });
    m_thread->start(QThread::LowPriority);
}

void PdfWriting::end(const QString& path)
{
    m_thread->wait();
    m_thread.reset();
    if (m_failure.isEmpty())
        Q_EMIT written(path);
    else
        Q_EMIT failed(m_failure);
}

} // namespace leap::ui
