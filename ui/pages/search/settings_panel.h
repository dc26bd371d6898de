// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/search/setting_help.h"
#include "ui/session/workbench.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace leap::ui {

class SettingsGrid;
class ValueSlider;

/// All settings of a search. While one runs, alpha, beta and tau act on it at once and everything else rests;
/// afterwards the panel shows the study's settings again.
class SettingsPanel final : public QWidget {
    Q_OBJECT
public:
    static constexpr int kWidth = 280;
    explicit SettingsPanel(Workbench& bench, QWidget* parent = nullptr);

Q_SIGNALS:
    void refused(const QString& reason); ///< a value that makes no sense, in words

private:
    void makeGateSettings();
    void makeCourseSettings();
    void makeRateSettings();
    void makeMachineSettings();
    /// A setting that rests while a search runs.
    void addResting(Setting setting, QWidget* control);
    QSpinBox* spinBox(int least, int most, const QString& special, std::function<void(Settings&, int)> put);
    template <typename Enum>
    QComboBox* choices(const QVector<std::pair<QString, Enum>>& items, Enum Settings::*member);

    /// Applies a change to the study's settings if the result makes sense; says why not otherwise.
    void edit(const std::function<void(Settings&)>& change);
    /// The same for a setting that may change while a search runs.
    void editLive(const std::function<void(Settings&)>& change, const LiveChange& live);
    [[nodiscard]] bool accepts(const Settings& settings);
    void refresh();
    void refreshRunning();

    Workbench& m_bench;
    SettingsGrid* m_grid;
    QVector<QWidget*> m_restsWhileRunning;
    QComboBox* m_penalty = nullptr;
    QCheckBox* m_alphaAuto = nullptr;
    ValueSlider* m_alpha = nullptr;
    ValueSlider* m_share = nullptr;
    ValueSlider* m_beta = nullptr;
    ValueSlider* m_tau = nullptr;
    QComboBox* m_search = nullptr;
    ValueSlider* m_rate = nullptr;
    QCheckBox* m_gateRateAuto = nullptr;
    ValueSlider* m_gateRate = nullptr;
    QSpinBox* m_epochs = nullptr;
    QSpinBox* m_patience = nullptr;
    QSpinBox* m_blocks = nullptr; ///< of a single pass
    QSpinBox* m_batch = nullptr;
    QSpinBox* m_seed = nullptr;
    QSpinBox* m_threads = nullptr;
    QDoubleSpinBox* m_dropout = nullptr;
    QComboBox* m_device = nullptr;
};

} // namespace leap::ui
