// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/table_model.h"
#include "ui/session/study.h"

namespace leap::ui {

/// One line per proof of the study, newest first; each is a look at the test rows.
class ProofModel final : public TableModel {
    Q_OBJECT
public:
    enum Column { When, Dropped, Metric, Margin, Full, Pruned, Loss, Upper, VerdictColumn, kColumns };
    explicit ProofModel(Study& study, QObject* parent = nullptr);

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    [[nodiscard]] QString display(const Proof& proof, int column) const;
    [[nodiscard]] static QVariant raw(const Proof& proof, int column);
    Study& m_study;
};

/// "no loss above the margin", "a loss cannot be excluded", "announced, not finished".
[[nodiscard]] QString proofVerdict(const Proof& proof);

} // namespace leap::ui
