// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/plan.h"

#include <QWidget>

#include <functional>
#include <string>
#include <vector>

class QGridLayout;

namespace leap::ui {

/// A form made from the description of a study's plan: one control for each field, named STUDY.KEY.
class PlanForm final : public QWidget {
    Q_OBJECT
public:
    PlanForm(const std::string& study, const std::vector<PlanField>& fields, QWidget* parent = nullptr);
    /// What is entered. Fields that are left as they were may be absent.
    [[nodiscard]] Json plan() const;

Q_SIGNALS:
    void changed(); ///< by the user

private:
    struct Entry {
        std::string key;
        std::function<Json()> value; ///< null: the field's default
    };
    void add(QGridLayout& grid, const std::string& study, const PlanField& field);
    QWidget* makeControl(const PlanField& field);
    QWidget* makeCount(const PlanField& field);
    QWidget* makeNumber(const PlanField& field);
    QWidget* makeSwitch(const PlanField& field);
    QWidget* makeChoice(const PlanField& field);
    QWidget* makeList(const PlanField& field);
    void read(const PlanField& field, std::function<Json()> value);

    std::vector<Entry> m_entries;
};

} // namespace leap::ui
