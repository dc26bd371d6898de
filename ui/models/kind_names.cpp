// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/kind_names.h"

#include "ui/theme.h"

#include <QCoreApplication>

#include <algorithm>

namespace leap::ui {
namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("leap::ui::Kind", source);
}

} // namespace

QString kindTitle(InputKind kind)
{
    switch (kind) {
    case InputKind::Categorical:
        return text("category");
    case InputKind::Numeric:
        return text("number");
    case InputKind::Bag:
        return text("several values");
    case InputKind::Pretrained:
        return text("given vectors");
    case InputKind::Vector:
        break;
    }
    return text("vector");
}

QString kindTitle(const Field& field)
{
    const bool mixed = field.inputs.empty()
        || std::any_of(field.inputs.begin(), field.inputs.end(),
                       [&](const Input& input) { return input.kind != field.inputs.front().kind; });
    return mixed ? text("mixed") : kindTitle(field.inputs.front().kind);
}

QString kindHelp(InputKind kind)
{
    switch (kind) {
    case InputKind::Categorical:
        return text("One value of a vocabulary, read as text. The model learns an embedding for each value.");
    case InputKind::Numeric:
        return text("A number on a common scale; takes one column.");
    case InputKind::Bag:
        return text("Several values in one cell, split at a separator. Their embeddings are averaged.");
    case InputKind::Pretrained:
        return text("An id that is looked up in a given table, such as an embedding trained elsewhere. A "
                    "schema file names the table, which is not trained.");
    case InputKind::Vector:
        break;
    }
    return text("Adjacent columns of numbers that belong together, such as an embedding trained elsewhere.");
}

QIcon kindIcon(InputKind kind)
{
    return icon(QStringLiteral("kind-") + QString::fromLatin1(kindName(kind)));
}

} // namespace leap::ui
