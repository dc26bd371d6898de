// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QWidget>

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace leap::ui {

/// What a finished search can be asked, what it was asked already, and the buttons that ask.
class EvidenceForm final : public QWidget {
    Q_OBJECT
public:
    explicit EvidenceForm(Workbench& bench, QWidget* parent = nullptr);
    [[nodiscard]] EvidenceAsk ledgerAsk() const;
    [[nodiscard]] EvidenceAsk probesAsk() const;
    [[nodiscard]] EvidenceAsk searchesAsk() const; ///< in all, those that the run has included
    [[nodiscard]] EvidenceAsk pathAsk() const;

Q_SIGNALS:
    void asked(const leap::ui::EvidenceAsk& ask);

private:
    /// One kind of evidence: its name, which explains it, what is there already, controls, a button.
    struct Block {
        QLabel* state = nullptr;
        QPushButton* button = nullptr;
    };
    Block addBlock(QVBoxLayout* layout, const QString& title, const QString& help, const char* button,
                   const QVector<std::pair<QString, QWidget*>>& controls);
    void addLedger(QVBoxLayout* layout);
    void addProbes(QVBoxLayout* layout);
    void addSearches(QVBoxLayout* layout);
    void addPath(QVBoxLayout* layout);
    void takeRun();
    void refresh();
    void refreshSearches(const RunRecord& run);
    [[nodiscard]] int searchesToCome(const Ranking& ranking) const;

    Workbench& m_bench;
    Block m_ledger;
    Block m_probes;
    Block m_searches;
    Block m_path;
    QSpinBox* m_shuffles;
    QSpinBox* m_probeCount;
    QSpinBox* m_probeSearches;
    QDoubleSpinBox* m_noiseShare;
    QSpinBox* m_seeds;
    QSpinBox* m_halves;
    QCheckBox* m_scale;
    QSpinBox* m_pathBelow;
    QSpinBox* m_pathAbove;
    QSpinBox* m_pathTrainings;
};

} // namespace leap::ui
