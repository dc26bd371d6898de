// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/source_panel.h"

#include "core/data/column/file_format.h"
#include "ui/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

/// Takes a click here; drops are taken by the whole window.
class DropZone final : public QPushButton {
public:
    explicit DropZone(QWidget* parent)
        : QPushButton(parent)
    {
        setText(SourcePanel::tr("Drop files here\nor click to choose them"));
        setMinimumHeight(14 * kGrid);
        setAccessibleDescription(SourcePanel::tr("%1 or a LeAP audit; several files are one table")
                                     .arg(QString::fromStdString(fileFormatNames())));
        setToolTip(accessibleDescription());
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        setCursor(Qt::PointingHandCursor);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        constexpr int kIcon = 3 * kGrid;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor ink =
            palette().color(hasFocus() || underMouse() ? QPalette::Highlight : QPalette::WindowText);
        QPen pen(hasFocus() || underMouse() ? ink : dimText(palette()), 1.2, Qt::DashLine);
        painter.setPen(pen);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kGrid / 2.0, kGrid / 2.0);
        ui::icon(QStringLiteral("drop"))
            .paint(&painter, QRect((width() - kIcon) / 2, 2 * kGrid, kIcon, kIcon));
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(rect().adjusted(kGrid, kIcon + 2 * kGrid, -kGrid, 0),
                         Qt::AlignCenter | Qt::TextWordWrap, text());
    }
};

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

/// A line that opens something when clicked.
QPushButton* linkButton(const QString& text, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setFlat(true);
    button->setAutoDefault(false);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    button->setCursor(Qt::PointingHandCursor);
    button->setStyleSheet(kLinkLike
                          + QStringLiteral("QPushButton { padding: 4px 0; color: palette(link); }"
                                           "QPushButton:disabled { color: palette(mid); }"));
    return button;
}

} // namespace

SourcePanel::SourcePanel(RecentFiles& recent, const QVector<Sample>& samples, QWidget* parent)
    : QWidget(parent)
    , m_recent(recent)
    , m_recentBox(new QWidget(this))
    , m_recentLayout(new QVBoxLayout(m_recentBox))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid / 2);
    auto* drop = new DropZone(this);
    connect(drop, &QPushButton::clicked, this, &SourcePanel::browseRequested);
    layout->addWidget(drop);
    auto* folder = linkButton(tr("Choose a folder ..."), this);
    folder->setObjectName(QStringLiteral("folder"));
    folder->setToolTip(tr("All tables of a folder, as one"));
    connect(folder, &QPushButton::clicked, this, &SourcePanel::folderRequested);
    layout->addWidget(folder);
    layout->addSpacing(kGrid);
    m_recentLayout->setContentsMargins(0, 0, 0, kGrid);
    m_recentLayout->setSpacing(0);
    layout->addWidget(m_recentBox);
    if (!samples.isEmpty())
        layout->addWidget(heading(tr("Samples"), this));
    for (const Sample& sample : samples) {
        auto* button = linkButton(sample.name, this);
        button->setObjectName(QStringLiteral("sample-") + QFileInfo(sample.data).dir().dirName());
        button->setToolTip(sample.description);
        button->setAccessibleDescription(sample.description);
        connect(button, &QPushButton::clicked, this, [this, sample] { Q_EMIT sampleChosen(sample); });
        layout->addWidget(button);
        auto* what = new QLabel(sample.description, this);
        what->setWordWrap(true);
        what->setForegroundRole(QPalette::PlaceholderText);
        layout->addWidget(what);
        layout->addSpacing(kGrid / 2);
    }
    layout->addStretch(1);
    connect(&m_recent, &RecentFiles::changed, this, &SourcePanel::fillRecent);
    fillRecent();
}

void SourcePanel::fillRecent()
{
    constexpr int kShown = 6;
    while (QLayoutItem* item = m_recentLayout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const QStringList files = m_recent.files().mid(0, kShown);
    m_recentBox->setVisible(!files.isEmpty());
    if (!files.isEmpty())
        m_recentLayout->addWidget(heading(tr("Recent"), m_recentBox));
    for (const QString& file : files) {
        auto* button = linkButton(RecentFiles::titleOf(file), m_recentBox);
        button->setToolTip(file);
        connect(button, &QPushButton::clicked, this, [this, file] { Q_EMIT recentChosen(file); });
        m_recentLayout->addWidget(button);
    }
}

} // namespace leap::ui
