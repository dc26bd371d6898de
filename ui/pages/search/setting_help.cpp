// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/setting_help.h"

#include <QCoreApplication>

#include <array>
#include <cstddef>

namespace leap::ui {
namespace {

struct Text {
    const char* title;
    const char* help;
};

/// In the order of Setting.
constexpr std::array<Text, 17> kTexts{{
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Penalty"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "What an open gate costs. Adaptive charges each field by how much its values "
                       "vary, so that sparse fields are not pushed out; uniform charges all the same.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "alpha"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "The strength of the penalty: higher closes more gates. Auto trains a throw-away "
                       "model for one epoch and takes a strength that fits what there is to gain.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Share K"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "For alpha auto: which share of what the model gains by learning all open gates "
                       "may cost together. .15 to .3 suits most data; more drops more fields.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "beta"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "How long the running mean of a field's divergence remembers: at .99 about the "
                       "last 100 steps. Higher is calmer, lower follows changes faster.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "tau"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "How sharply a gate turns from open to closed. Lower makes gates polarise "
                       "sooner and harder; a change while running keeps the gates where they are.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Search"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "Bilevel trains the gates on rows of their own, so that memorised rows do not "
                       "keep a field alive. Joint trains both on the same rows and is faster.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Epochs"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "How often the training rows are gone through. If that is too short for a gate "
                       "to close, the search raises it and says so.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Patience"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "Ends the search after so many epochs without a better validation AUC, once "
                       "the gates have settled. 0 always goes through all epochs.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Single pass"),
     QT_TRANSLATE_NOOP(
         "leap::ui::Setting",
         "Goes once through a stream, in the order of time and in so many blocks, each judged "
         "before it is trained on. Epochs and patience do not apply; the split must be a stream.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Batch"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "Rows of one step. Auto takes 256, and 4,096 above two million rows.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Rate"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "How far the model moves in one step (Adam). .001 suits most data; too high and "
                       "the loss jumps about.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Gate rate"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "How far a gate's theta moves in one step. Auto takes .001 and raises it where "
                       "there are too few steps for a gate to close.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Dropout"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "Share of the hidden units that are switched off at random in each training "
                       "step. It keeps the model from memorising rows.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Seed"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "Where all chance comes from: split, weights, order, permutations. The same seed "
                       "and settings give the same gates, to the last bit.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Threads"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "How many processor cores may work. All leaves none idle; the gates are equal "
                       "only at the same number of threads.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Device"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "Where the model trains. Auto takes a graphics card when there is one that the "
                       "program can use.")},
    {QT_TRANSLATE_NOOP("leap::ui::Setting", "Speed"),
     QT_TRANSLATE_NOOP("leap::ui::Setting",
                       "Steps a second: slow it down to watch the gates move. It changes nothing in "
                       "the result.")},
}};

} // namespace

SettingHelp helpOn(Setting setting)
{
    const Text& text = kTexts.at(static_cast<size_t>(setting));
    return {QCoreApplication::translate("leap::ui::Setting", text.title),
            QCoreApplication::translate("leap::ui::Setting", text.help)};
}

} // namespace leap::ui
