// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/search_options.h"

#include "app/commands/command.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <optional>

namespace leap::app {
namespace {

std::optional<double> numberOrAuto(const std::string& option, const std::string& text)
{
    if (text == "auto")
        return std::nullopt;
    const auto number = parseDouble(text);
    if (!number)
        throw InputError(option + " is '" + text + "'; it must be a number or auto.");
    return number;
}

} // namespace

void SearchOptions::add(CLI::App& app)
{
    addGates(app);
    addModel(app);
    addTraining(app);
}

void SearchOptions::addGates(CLI::App& app)
{
    app.add_option("--penalty", m_penalty,
                   "adaptive: alpha x sum(divergence x gate); uniform: alpha x sum(gate)")
        ->capture_default_str();
    app.add_option(
           "--gate-form", m_gateForm,
           "permute: the paper's; mean; exact-permute, exact-drop: rows replaced by chance (LeAP-Exact)")
        ->capture_default_str();
    app.add_option("--search", m_search, "bilevel: gates learn on rows of their own; joint: on training rows")
        ->capture_default_str();
    app.add_option("--alpha", m_alpha,
                   std::string("weight of the penalty, or auto: chosen by a throw-away model")
                       + (m_alphaPath ? ", or path: chosen among a grid by retraining what each keeps" : ""))
        ->capture_default_str();
    app.add_option("--alpha-share", m_settings.alphaShare,
                   "alpha auto: the share of the model's gain that open gates may cost")
        ->capture_default_str();
    app.add_option("--beta", m_settings.beta, "momentum of the divergence's average")->capture_default_str();
    app.add_option("--tau", m_settings.tau, "temperature of the gates")->capture_default_str();
    app.add_option("--gate-lr", m_gateRate,
                   "learning rate of the gates, or auto: raised when the steps are too few")
        ->capture_default_str();
}

void SearchOptions::addTraining(CLI::App& app)
{
    app.add_option("--epochs", m_settings.epochs, "passes over the training rows")->capture_default_str();
    app.add_option("--patience", m_settings.patience,
                   "epochs without gain before an early stop, once the gates have settled; 0 = never")
        ->capture_default_str();
    app.add_option("--batch", m_settings.batch, "rows a step; 0 = 256, or 4096 above 2 million rows")
        ->capture_default_str();
    app.add_option("--lr", m_settings.learningRate, "learning rate of the model")->capture_default_str();
    app.add_option("--seed", m_seed, "same seed, same threads: the same run, bit for bit")
        ->capture_default_str();
    app.add_option(
           "--device", m_device,
           "auto, cpu or cuda; auto takes a GPU where one is and batch x columns reaches 500,000, below "
           "which the processor is faster")
        ->capture_default_str();
}

void SearchOptions::addStream(CLI::App& app)
{
    app.add_flag(
        "--single-pass", m_settings.singlePass,
        "for a time-ordered log (--split time:COL): one pass over its rows in the order of time, each "
        "block of them judged before it is trained on; alpha auto looks at the first blocks only");
    app.add_option("--stream-blocks", m_settings.streamBlocks, "--single-pass: blocks of the stream")
        ->capture_default_str();
}

void SearchOptions::addModel(CLI::App& app)
{
    app.add_option("--backbone", m_backbone,
                   "the network that is judged: wide-deep (default), mlp or dcn-v2");
    app.add_option("--hidden", m_settings.hidden, "widths of the hidden layers: 32,16")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->capture_default_str();
    app.add_option("--dropout", m_settings.dropout, "share of hidden units left out in a step")
        ->capture_default_str();
    app.add_option("--cross-layers", m_settings.crossLayers, "dcn-v2: cross layers")->capture_default_str();
    app.add_option("--cross-rank", m_settings.crossRank,
                   "dcn-v2: rank of their matrices; 0 = full up to 1,024 columns, 64 beyond")
        ->capture_default_str();
    app.add_option(
        "--head", m_settings.head.file,
        "a network of your own (TorchScript) from the concatenated row to a logit; loading it runs "
        "the code in it");
    app.add_option("--head-mode", m_headMode, "frozen: the head stays as it is; warm: it learns on")
        ->capture_default_str();
}

void SearchOptions::apply(Settings& settings) const
{
    const int threads = settings.threads;
    settings = m_settings;
    settings.threads = threads;
    settings.seed = parseSeed(m_seed);
    settings.penalty = parsePenalty(m_penalty);
    settings.gateForm = parseGateForm(m_gateForm);
    settings.search = parseSearch(m_search);
    settings.device = parseDevice(m_device);
    settings.head.mode = parseHeadMode(m_headMode);
    settings.backbone = !m_backbone.empty() ? m_backbone
        : settings.head.file.empty()        ? kWideDeep
                                            : kTorchScript;
    settings.alpha = alphaPath() ? std::nullopt : numberOrAuto("--alpha", m_alpha);
    settings.gateLearningRate = numberOrAuto("--gate-lr", m_gateRate);
    settings.validate();
}

} // namespace leap::app
