// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/settings_panel.h"

#include "core/base/error.h"
#include "ui/format.h"
#include "ui/pages/search/settings_grid.h"
#include "ui/theme.h"
#include "ui/widgets/speed_control.h"
#include "ui/widgets/value_slider.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace leap::ui {
namespace {

constexpr ValueSlider::Range kAlphaRange{1e-5, 1, true, 3};
constexpr double kUsualAlpha = 0.01; ///< where the slider stands until a value is chosen
constexpr ValueSlider::Range kShareRange{0.02, 3, true, 2};
constexpr ValueSlider::Range kBetaRange{0, 0.999, false, 3};
constexpr ValueSlider::Range kTauRange{0.02, 2, true, 2};
constexpr ValueSlider::Range kRateRange{1e-5, 0.1, true, 2};

/// Three digits say enough of a number that nobody typed.
QString shortText(double value)
{
    return QString::number(value, 'g', 3);
}

void put(QComboBox* box, int data)
{
    const QSignalBlocker quiet(box);
    box->setCurrentIndex(box->findData(data));
}

void put(QSpinBox* box, int64_t value)
{
    const QSignalBlocker quiet(box);
    box->setValue(static_cast<int>(value));
}

void put(QCheckBox* box, bool on)
{
    const QSignalBlocker quiet(box);
    box->setChecked(on);
}

} // namespace

SettingsPanel::SettingsPanel(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_grid(new SettingsGrid(this))
{
    setMaximumWidth(std::max(kWidth, fontMetrics().horizontalAdvance(QLatin1Char('0')) * 40));
    m_grid->addSetting(Setting::Speed, new SpeedControl(m_bench.session(), this));
    makeGateSettings();
    makeCourseSettings();
    makeRateSettings();
    makeMachineSettings();
    m_grid->endRows();
    connect(&m_bench.study(), &Study::settingsChanged, this, &SettingsPanel::refresh);
    connect(&m_bench.session(), &AuditSession::stateChanged, this, &SettingsPanel::refresh);
    connect(&m_bench.run(), &LiveRun::advanced, this, &SettingsPanel::refreshRunning);
    refresh();
}

template <typename Enum>
QComboBox* SettingsPanel::choices(const QVector<std::pair<QString, Enum>>& items, Enum Settings::*member)
{
    auto* box = new QComboBox(this);
    for (const auto& [title, value] : items)
        box->addItem(title, static_cast<int>(value));
    connect(box, &QComboBox::activated, this, [this, box, member] {
        edit([&](Settings& settings) { settings.*member = static_cast<Enum>(box->currentData().toInt()); });
    });
    return box;
}

QSpinBox* SettingsPanel::spinBox(int least, int most, const QString& special,
                                 std::function<void(Settings&, int)> put)
{
    auto* box = new QSpinBox(this);
    box->setRange(least, most);
    box->setSpecialValueText(special);
    box->setGroupSeparatorShown(true);
    box->setFont(tabularFont());
    box->setKeyboardTracking(false);
    connect(box, &QSpinBox::valueChanged, this, [this, put = std::move(put)](int value) {
        edit([&](Settings& settings) { put(settings, value); });
    });
    return box;
}

void SettingsPanel::makeGateSettings()
{
    m_grid->addHeading(tr("Gates"));
    m_penalty = choices<Penalty>({{tr("adaptive"), Penalty::Adaptive}, {tr("uniform"), Penalty::Uniform}},
                                 &Settings::penalty);
    addResting(Setting::Penalty, m_penalty);
    m_alphaAuto = new QCheckBox(tr("auto"), this);
    m_alphaAuto->setObjectName(QStringLiteral("alphaAuto"));
    m_alphaAuto->setAccessibleName(tr("Choose alpha automatically"));
    m_alpha = new ValueSlider(kAlphaRange, this);
    m_alpha->setObjectName(QStringLiteral("alpha"));
    m_alpha->setValue(kUsualAlpha);
    m_grid->addSlider(Setting::Alpha, m_alpha, m_alphaAuto);
    m_share = new ValueSlider(kShareRange, this);
    m_grid->addSlider(Setting::AlphaShare, m_share);
    m_beta = new ValueSlider(kBetaRange, this);
    m_grid->addSlider(Setting::Beta, m_beta);
    m_tau = new ValueSlider(kTauRange, this);
    m_tau->setObjectName(QStringLiteral("tau"));
    m_grid->addSlider(Setting::Tau, m_tau);
    m_restsWhileRunning << m_alphaAuto << m_share;
    connect(m_alphaAuto, &QCheckBox::clicked, this, [this](bool automatic) {
        edit([&](Settings& s) {
            s.alpha = automatic ? std::nullopt : std::optional<double>(m_alpha->value());
        });
    });
    connect(m_alpha, &ValueSlider::changed, this, [this](double value) {
        editLive([&](Settings& s) { s.alpha = value; }, {.alpha = value, .beta = {}, .tau = {}});
    });
    connect(m_share, &ValueSlider::changed, this,
            [this](double value) { edit([&](Settings& s) { s.alphaShare = value; }); });
    connect(m_beta, &ValueSlider::changed, this, [this](double value) {
        editLive([&](Settings& s) { s.beta = value; }, {.alpha = {}, .beta = value, .tau = {}});
    });
    connect(m_tau, &ValueSlider::changed, this, [this](double value) {
        editLive([&](Settings& s) { s.tau = value; }, {.alpha = {}, .beta = {}, .tau = value});
    });
}

void SettingsPanel::addResting(Setting setting, QWidget* control)
{
    m_grid->addSetting(setting, control);
    m_restsWhileRunning << control;
}

void SettingsPanel::makeCourseSettings()
{
    m_grid->addHeading(tr("Training"));
    m_search = choices<SearchMode>({{tr("bilevel"), SearchMode::Bilevel}, {tr("joint"), SearchMode::Joint}},
                                   &Settings::search);
    addResting(Setting::Search, m_search);
    m_epochs = spinBox(1, 100000, {}, [](Settings& s, int value) { s.epochs = value; });
    m_epochs->setObjectName(QStringLiteral("epochs"));
    addResting(Setting::Epochs, m_epochs);
    m_patience = spinBox(0, 1000, tr("never stop early"), [](Settings& s, int value) { s.patience = value; });
    addResting(Setting::Patience, m_patience);
    m_blocks = spinBox(1, 100000, tr("no"), [](Settings& s, int blocks) {
        s.singlePass = blocks > 1;
        s.streamBlocks = blocks > 1 ? blocks : Settings{}.streamBlocks;
    });
    m_blocks->setObjectName(QStringLiteral("blocks"));
    addResting(Setting::SinglePass, m_blocks);
    m_batch = spinBox(0, 1 << 20, tr("auto"), [](Settings& s, int value) { s.batch = value; });
    m_batch->setObjectName(QStringLiteral("batch"));
    addResting(Setting::Batch, m_batch);
}

void SettingsPanel::makeRateSettings()
{
    m_rate = new ValueSlider(kRateRange, this);
    m_grid->addSlider(Setting::LearningRate, m_rate);
    m_gateRateAuto = new QCheckBox(tr("auto"), this);
    m_gateRateAuto->setAccessibleName(tr("Choose the gates' rate automatically"));
    m_gateRate = new ValueSlider(kRateRange, this);
    m_grid->addSlider(Setting::GateLearningRate, m_gateRate, m_gateRateAuto);
    m_restsWhileRunning << m_rate << m_gateRate << m_gateRateAuto;
    m_dropout = new QDoubleSpinBox(this);
    m_dropout->setRange(0, 0.95);
    m_dropout->setSingleStep(0.05);
    m_dropout->setKeyboardTracking(false);
    addResting(Setting::Dropout, m_dropout);
    connect(m_rate, &ValueSlider::changed, this,
            [this](double value) { edit([&](Settings& s) { s.learningRate = value; }); });
    connect(m_gateRate, &ValueSlider::changed, this,
            [this](double value) { edit([&](Settings& s) { s.gateLearningRate = value; }); });
    connect(m_gateRateAuto, &QCheckBox::clicked, this, [this](bool automatic) {
        edit([&](Settings& s) {
            s.gateLearningRate = automatic ? std::nullopt : std::optional<double>(m_gateRate->value());
        });
    });
    connect(m_dropout, &QDoubleSpinBox::valueChanged, this,
            [this](double value) { edit([&](Settings& s) { s.dropout = value; }); });
}

void SettingsPanel::makeMachineSettings()
{
    constexpr int kMost = std::numeric_limits<int>::max();
    m_seed = spinBox(0, kMost, {}, [](Settings& s, int value) { s.seed = static_cast<uint64_t>(value); });
    m_seed->setObjectName(QStringLiteral("seed"));
    addResting(Setting::Seed, m_seed);
    m_threads = spinBox(0, 4096, tr("all"), [](Settings& s, int value) { s.threads = value; });
    addResting(Setting::Threads, m_threads);
    m_device = choices<DeviceChoice>({{tr("auto"), DeviceChoice::Auto},
                                      {tr("processor"), DeviceChoice::Cpu},
                                      {tr("graphics card"), DeviceChoice::Cuda}},
                                     &Settings::device);
    addResting(Setting::Device, m_device);
}

bool SettingsPanel::accepts(const Settings& settings)
{
    try {
        settings.validate();
        return true;
    } catch (const Error& error) {
        Q_EMIT refused(QString::fromStdString(error.what()));
        refresh();
        return false;
    }
}

void SettingsPanel::edit(const std::function<void(Settings&)>& change)
{
    Settings next = m_bench.study().settings();
    change(next);
    if (accepts(next))
        m_bench.study().setSettings(next);
}

void SettingsPanel::editLive(const std::function<void(Settings&)>& change, const LiveChange& live)
{
    if (!m_bench.session().searching()) {
        edit(change);
        return;
    }
    Settings tried = m_bench.study().settings();
    change(tried);
    if (accepts(tried))
        m_bench.session().change(live);
}

void SettingsPanel::refresh()
{
    const Settings& s = m_bench.study().settings();
    const bool searching = m_bench.session().searching();
    put(m_penalty, static_cast<int>(s.penalty));
    put(m_search, static_cast<int>(s.search));
    put(m_device, static_cast<int>(s.device));
    put(m_alphaAuto, !s.alpha);
    m_share->setValue(s.alphaShare);
    if (!searching) { // a running search's own values stay where the user put them
        m_alpha->setValue(s.alpha.value_or(m_alpha->value()));
        m_beta->setValue(s.beta);
        m_tau->setValue(s.tau);
    }
    m_rate->setValue(s.learningRate);
    put(m_gateRateAuto, !s.gateLearningRate);
    m_gateRate->setValue(s.gateLearningRate.value_or(Settings{}.learningRate));
    put(m_epochs, s.epochs);
    put(m_patience, s.patience);
    put(m_blocks, s.singlePass ? s.streamBlocks : 1);
    put(m_batch, s.batch);
    put(m_seed, static_cast<int64_t>(s.seed));
    put(m_threads, s.threads);
    {
        const QSignalBlocker quiet(m_dropout);
        m_dropout->setValue(s.dropout);
    }
    for (QWidget* control : m_restsWhileRunning)
        control->setEnabled(!searching);
    m_epochs->setEnabled(!searching && !s.singlePass);
    m_patience->setEnabled(!searching && !s.singlePass);
    m_share->setEnabled(!searching && !s.alpha);
    m_gateRate->setEnabled(!searching && s.gateLearningRate.has_value());
    refreshRunning();
}

void SettingsPanel::refreshRunning()
{
    const double used = m_bench.run().alpha();
    const Settings& s = m_bench.study().settings();
    m_alphaAuto->setText(!s.alpha && used > 0 ? tr("auto \u25b8 %1").arg(shortText(used)) : tr("auto"));
    const bool searching = m_bench.session().searching();
    if (!s.alpha && used > 0 && !m_alpha->isEnabled())
        m_alpha->setValue(shortText(used).toDouble());
    m_alpha->setEnabled(s.alpha || (searching && used > 0));
}

} // namespace leap::ui
