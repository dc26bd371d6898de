// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/delegates.h"

#include "ui/models/kind_names.h"
#include "ui/models/table_model.h"
#include "ui/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QPainter>

#include <algorithm>

namespace leap::ui {

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant share = index.data(TableModel::ShareRole);
    if (!share.isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    const QString text = item.text;
    item.text.clear();
    const QWidget* widget = option.widget;
    const QStyle* style = widget ? widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, widget);

    constexpr int kMargin = 6; // as the other cells have it
    constexpr int kTrackHeight = 5;
    const int textWidth = option.fontMetrics.horizontalAdvance(QStringLiteral(">99.9 %")) + kMargin;
    QRect track = option.rect.adjusted(kMargin, 0, -textWidth - kMargin, 0);
    track.setTop(option.rect.center().y() - kTrackHeight / 2);
    track.setHeight(kTrackHeight);
    const bool selected = option.state & QStyle::State_Selected;
    const QColor ink =
        selected ? item.palette.color(QPalette::HighlightedText) : item.palette.color(QPalette::Highlight);
    painter->save();
    if (track.width() > 2 * kMargin) {
        QColor ground = ink;
        ground.setAlphaF(0.18F);
        painter->fillRect(track, ground);
        track.setWidth(static_cast<int>(track.width() * std::clamp(share.toDouble(), 0.0, 1.0)));
        painter->fillRect(track, ink);
    }
    painter->setFont(item.font);
    painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(option.rect.adjusted(0, 0, -kMargin, 0), Qt::AlignRight | Qt::AlignVCenter, text);
    painter->restore();
}

QWidget* KindDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const
{
    auto* box = new QComboBox(parent);
    for (const InputKind kind : kAllKinds) {
        box->addItem(kindIcon(kind), kindTitle(kind), static_cast<int>(kind));
        box->setItemData(box->count() - 1, kindHelp(kind), Qt::ToolTipRole);
    }
    box->setAccessibleName(tr("Kind"));
    connect(box, &QComboBox::activated, this, [this, box] {
        auto* self = const_cast<KindDelegate*>(this);
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    return box;
}

void KindDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    auto* box = static_cast<QComboBox*>(editor);
    box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
}

void KindDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const
{
    const QVariant chosen = static_cast<QComboBox*>(editor)->currentData();
    if (chosen.isValid()) // nothing is, where the field's kind is not among those on offer
        model->setData(index, chosen, Qt::EditRole);
}

} // namespace leap::ui
