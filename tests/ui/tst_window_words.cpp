// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/window_words.h"

#include <QLabel>
#include <QtTest>

using namespace leap::ui;

class TestWindowWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void optionsBecomeControls_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("shown");
        QTest::newRow("none") << "Choose the label column."
                              << "Choose the label column.";
        QTest::newRow("with a value") << "Choose another one with --positive VALUE."
                                      << "Choose another one with 'Positive' on the Data page.";
        QTest::newRow("in brackets") << "Say so (--no-header)."
                                     << "Say so ('First row is a header' on the Data page).";
        QTest::newRow("two that begin alike")
            << "Use --head-mode frozen, or --head FILE.pt."
            << "Use a frozen head in the search settings, or 'Head' in the search settings.";
        QTest::newRow("no control has it") << "Allow more memory (--memory)."
                                           << "Allow more memory ('memory' of the command line).";
        QTest::newRow("a dash is no option") << "3 -- 4"
                                             << "3 -- 4";
    }
    void optionsBecomeControls()
    {
        QFETCH(QString, message);
        QFETCH(QString, shown);
        QCOMPARE(inWindowWords(message), shown);
    }

    /// Wherever core's messages are shown.
    void barAndInvitationUseThem()
    {
        MessageBar bar;
        bar.say(MessageBar::Tone::Warning, "Another --split is needed.");
        QCOMPARE(bar.text(), QString("Another 'Split' on the Data page is needed."));
        EmptyState empty("data");
        empty.set("Nothing to search yet", "Name a label (--label COL).", {});
        QStringList texts;
        for (const QLabel* label : empty.findChildren<QLabel*>())
            texts << label->text();
        QVERIFY(texts.contains("Name a label ('Label' on the Data page)."));
    }
};

QTEST_MAIN(TestWindowWords)
#include "tst_window_words.moc"
