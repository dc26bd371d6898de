// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_panel.h"

#include "core/base/error.h"
#include "ui/format.h"
#include "ui/theme.h"
#include "ui/widgets/help_label.h"
#include "ui/widgets/value_slider.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <limits>

namespace leap::ui {
namespace {

constexpr ValueSlider::Range kAlphaRange{1e-5, 1, true, 3};
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
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    m_grid->setHorizontalSpacing(kGrid);
    m_grid->setVerticalSpacing(kGrid / 2);
    m_grid->setColumnStretch(1, 1);
    setMaximumWidth(std::max(kWidth, fontMetrics().horizontalAdvance(QLatin1Char('0')) * 40));
    makeSpeed();
    makeGateSettings();
    makeTrainingSettings();
    m_grid->setRowStretch(m_grid->rowCount(), 1);
    connect(&m_bench.study(), &Study::settingsChanged, this, &SettingsPanel::refresh);
    connect(&m_bench.session(), &AuditSession::stateChanged, this, &SettingsPanel::refresh);
    connect(&m_bench.run(), &LiveRun::advanced, this, &SettingsPanel::refreshRunning);
    refresh();
}

void SettingsPanel::addHeading(const QString& text)
{
    auto* label = new QLabel(text, this);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setContentsMargins(0, kGrid, 0, 0);
    m_grid->addWidget(label, m_grid->rowCount(), 0, 1, 2);
}

void SettingsPanel::addRow(Setting setting, QWidget* control, QWidget* resting)
{
    const SettingHelp text = helpOn(setting);
    auto* label = new HelpLabel(text.title, text.help, this);
    label->setBuddy(control);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0);
    m_grid->addWidget(control, row, 1);
    if (resting)
        m_restsWhileRunning << resting;
}

void SettingsPanel::addWide(Setting setting, ValueSlider* slider, QWidget* beside)
{
    const SettingHelp text = helpOn(setting);
    slider->setNames(text.title, text.help);
    auto* label = new HelpLabel(text.title, text.help, this);
    const int row = m_grid->rowCount();
    if (!beside) {
        m_grid->addWidget(label, row, 0);
        m_grid->addWidget(slider, row, 1);
        return;
    }
    m_grid->addWidget(label, row, 0);
    m_grid->addWidget(beside, row, 1);
    m_grid->addWidget(slider, row + 1, 1);
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

void SettingsPanel::makeSpeed()
{
    auto* holder = new QWidget(this);
    auto* layout = new QHBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    holder->setStyleSheet(QStringLiteral(
        "QToolButton { border: 1px solid palette(mid); border-radius: 3px; padding: 3px; }"
        "QToolButton:checked { background: palette(highlight); color: palette(highlighted-text);"
        " border-color: palette(highlight); }"
        "QToolButton:focus { border-color: palette(window-text); }"));
    auto* group = new QButtonGroup(holder);
    const std::pair<QString, double> speeds[]{
        {tr("1"), 1}, {tr("10"), 10}, {tr("100"), 100}, {tr("full"), 0}};
    for (const auto& [title, rate] : speeds) {
        auto* button = new QToolButton(holder);
        button->setText(title);
        button->setObjectName(QStringLiteral("speed-") + title);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(rate > 0 ? tr("%1 steps a second").arg(title) : tr("Full speed"));
        button->setToolTip(button->accessibleName());
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        button->setChecked(rate == m_bench.session().stepsPerSecond());
        group->addButton(button);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, this,
                [this, rate = rate] { m_bench.session().setStepsPerSecond(rate); });
    }
    addRow(Setting::Speed, holder);
}

void SettingsPanel::makeGateSettings()
{
    addHeading(tr("Gates"));
    m_penalty = choices<Penalty>({{tr("adaptive"), Penalty::Adaptive}, {tr("uniform"), Penalty::Uniform}},
                                 &Settings::penalty);
    addRow(Setting::Penalty, m_penalty, m_penalty);
    m_alphaAuto = new QCheckBox(tr("auto"), this);
    m_alphaAuto->setObjectName(QStringLiteral("alphaAuto"));
    m_alphaAuto->setAccessibleName(tr("Choose alpha automatically"));
    m_alpha = new ValueSlider(kAlphaRange, this);
    m_alpha->setObjectName(QStringLiteral("alpha"));
    addWide(Setting::Alpha, m_alpha, m_alphaAuto);
    m_share = new ValueSlider(kShareRange, this);
    addWide(Setting::AlphaShare, m_share);
    m_beta = new ValueSlider(kBetaRange, this);
    addWide(Setting::Beta, m_beta);
    m_tau = new ValueSlider(kTauRange, this);
    m_tau->setObjectName(QStringLiteral("tau"));
    addWide(Setting::Tau, m_tau);
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

void SettingsPanel::makeTrainingSettings()
{
    constexpr int kMost = std::numeric_limits<int>::max();
    addHeading(tr("Training"));
    m_search = choices<SearchMode>({{tr("bilevel"), SearchMode::Bilevel}, {tr("joint"), SearchMode::Joint}},
                                   &Settings::search);
    addRow(Setting::Search, m_search, m_search);
    m_epochs = spinBox(1, 100000, {}, [](Settings& s, int value) { s.epochs = value; });
    m_epochs->setObjectName(QStringLiteral("epochs"));
    addRow(Setting::Epochs, m_epochs, m_epochs);
    m_patience = spinBox(0, 1000, tr("never stop early"), [](Settings& s, int value) { s.patience = value; });
    addRow(Setting::Patience, m_patience, m_patience);
    m_batch = spinBox(0, 1 << 20, tr("auto"), [](Settings& s, int value) { s.batch = value; });
    m_batch->setObjectName(QStringLiteral("batch"));
    addRow(Setting::Batch, m_batch, m_batch);
    m_rate = new ValueSlider(kRateRange, this);
    addWide(Setting::LearningRate, m_rate);
    m_gateRateAuto = new QCheckBox(tr("auto"), this);
    m_gateRateAuto->setAccessibleName(tr("Choose the gates' rate automatically"));
    m_gateRate = new ValueSlider(kRateRange, this);
    addWide(Setting::GateLearningRate, m_gateRate, m_gateRateAuto);
    m_dropout = new QDoubleSpinBox(this);
    m_dropout->setRange(0, 0.95);
    m_dropout->setSingleStep(0.05);
    m_dropout->setKeyboardTracking(false);
    addRow(Setting::Dropout, m_dropout, m_dropout);
    m_seed = spinBox(0, kMost, {}, [](Settings& s, int value) { s.seed = static_cast<uint64_t>(value); });
    m_seed->setObjectName(QStringLiteral("seed"));
    addRow(Setting::Seed, m_seed, m_seed);
    m_threads = spinBox(0, 4096, tr("all"), [](Settings& s, int value) { s.threads = value; });
    addRow(Setting::Threads, m_threads, m_threads);
    m_device = choices<DeviceChoice>({{tr("auto"), DeviceChoice::Auto},
                                      {tr("processor"), DeviceChoice::Cpu},
                                      {tr("graphics card"), DeviceChoice::Cuda}},
                                     &Settings::device);
    addRow(Setting::Device, m_device, m_device);
    m_restsWhileRunning << m_rate << m_gateRate << m_gateRateAuto;
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
    put(m_batch, s.batch);
    put(m_seed, static_cast<int64_t>(s.seed));
    put(m_threads, s.threads);
    {
        const QSignalBlocker quiet(m_dropout);
        m_dropout->setValue(s.dropout);
    }
    for (QWidget* control : m_restsWhileRunning)
        control->setEnabled(!searching);
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
