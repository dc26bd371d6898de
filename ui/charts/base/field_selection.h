// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <Qt>

namespace leap::ui {

/// The fields that are selected in a chart, in the order chosen.
class FieldSelection {
public:
    [[nodiscard]] const QVector<int>& fields() const { return m_fields; }
    [[nodiscard]] bool contains(int field) const { return m_fields.contains(field); }
    [[nodiscard]] bool isEmpty() const { return m_fields.isEmpty(); }
    /// The only one; -1 = none, or several.
    [[nodiscard]] int single() const { return m_fields.size() == 1 ? m_fields.first() : -1; }
    /// The one chosen last; -1 = none.
    [[nodiscard]] int last() const { return m_fields.isEmpty() ? -1 : m_fields.last(); }

    /// @return whether the selection changed
    bool set(const QVector<int>& fields)
    {
        const bool changed = fields != m_fields;
        m_fields = fields;
        return changed;
    }
    void clear() { m_fields.clear(); }
    /// Deselects fields that no longer exist.
    void keepBelow(qsizetype count)
    {
        m_fields.removeIf([count](int field) { return field >= count; });
    }
    /// Applies a click: selects this field only; with Ctrl, toggles it. @param field -1 = none
    [[nodiscard]] QVector<int> clicked(int field, Qt::KeyboardModifiers modifiers) const
    {
        QVector<int> fields;
        if (modifiers.testFlag(Qt::ControlModifier))
            fields = m_fields;
        if (field >= 0 && fields.removeAll(field) == 0)
            fields.append(field);
        return fields;
    }

private:
    QVector<int> m_fields;
};

} // namespace leap::ui
