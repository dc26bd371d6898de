// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/table/adam.h"
#include "core/settings/settings_table.h"
#include "core/train/state_dict.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// What the gates' formulas depend on besides their values.
struct GateRule {
    Penalty penalty = Penalty::Adaptive;
    double alpha = 0;
    double beta = 0;
    double tau = 1;
    double floor = 0;
    double rate = 0; ///< Adam's
};

/// The values of the gates, for an engine that keeps them elsewhere.
struct GateArrays {
    std::vector<float> theta; ///< [F]
    std::vector<double> divergence; ///< [F] Dbar, before the clip
    bool divergenceSeen = false;
    DenseAdam adam{0};
};

/// The gates of a search: theta, its Adam moments, the divergence EMA and the penalty (sections 3.1 and 3.2).
class GateState {
public:
    GateState(int64_t fields, const Settings& settings, double alpha, double gateLearningRate);

    [[nodiscard]] int64_t fields() const { return static_cast<int64_t>(m_theta.size()); }
    [[nodiscard]] std::span<const float> theta() const { return m_theta; }
    /// As given, with alpha as it is used and with all changes since.
    [[nodiscard]] const Settings& settings() const { return m_settings; }
    [[nodiscard]] double tau() const { return m_settings.tau; }
    [[nodiscard]] double alpha() const { return *m_settings.alpha; }
    [[nodiscard]] double beta() const { return m_settings.beta; }

    [[nodiscard]] std::vector<double> gates() const; ///< g = sigmoid(theta / tau)
    [[nodiscard]] std::vector<double> divergence() const; ///< Dbar, after the lower clip
    [[nodiscard]] std::vector<double> lambda() const; ///< adaptive: alpha Dbar; uniform: alpha
    [[nodiscard]] double penalty() const; ///< sum_i lambda_i g_i

    /// Dbar <- beta Dbar + (1 - beta) Delta; the first call sets it.
    void observeDivergence(std::span<const float> delta);
    /// One Adam step of theta on task gradient + penalty gradient; no gradient through lambda.
    void applyGradient(std::span<const float> taskGradient);

    /// A live setting gets another number. Another tau keeps every gate: theta is rescaled, and its moments
    /// with it.
    void change(const SettingRow& setting, double value);

    [[nodiscard]] GateRule rule() const;
    [[nodiscard]] GateArrays arrays() const { return {m_theta, m_divergence, m_divergenceSeen, m_adam}; }
    void setArrays(GateArrays arrays);
    /// Shows other gates for a while, moments untouched: a step that is reported after later ones were done.
    void show(std::vector<float> theta, std::vector<double> divergence);

    void save(StateDict& state) const; ///< under "gates/"
    void load(const StateDict& state);

private:
    void rescale(double factor);

    Settings m_settings; ///< with alpha, always
    double m_rate;
    DenseAdam m_adam;
    bool m_divergenceSeen = false;
    std::vector<float> m_theta;
    std::vector<double> m_divergence;
};

} // namespace leap
