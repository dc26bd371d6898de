// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/reading_rows.h"
#include "core/settings/settings_table.h"
#include "ui/models/window_words.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"

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
                                     << "Say so ('Header' on the Data page).";
        QTest::newRow("two that begin alike")
            << "Use --head-mode frozen, or --head FILE.pt."
            << "Use a frozen head in the search settings, or 'Own head' in the search settings.";
        QTest::newRow("alone, and longer than another one")
            << "--head-mode, --positive-above and --positive."
            << "'Head learns' in the search settings, 'Positive' on the Data page and 'Positive' on the Data "
               "page.";
        QTest::newRow("what follows stays") << "Name one with --matrix: X, Y."
                                            << "Name one with 'Matrix' on the Data page: X, Y.";
        QTest::newRow("taken in") << "Take it in: --accept NAME."
                                  << "Take it in: 'Add back' on the Fields page.";
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

    /// No option of reading or of the search reaches the window as a command line writes it.
    void everyRowHasItsControl()
    {
        for (const leap::ReadingRow& row : leap::readingRows()) {
            const QString option = QLatin1String(row.option);
            const QString shown = inWindowWords("Use " + option + " once.");
            QVERIFY2(!shown.contains("--"), qPrintable(shown));
            if (row.window)
                QCOMPARE(shown, QString("Use '%1' on the Data page once.").arg(QLatin1String(row.title)));
        }
        int settings = 0;
        for (const leap::SettingRow& row : leap::settingsTable()) {
            const QString option = QLatin1String(row.option);
            if (option.isEmpty())
                continue;
            ++settings;
            QCOMPARE(inWindowWords("(" + option + ")"),
                     QString("('%1' in the search settings)").arg(QLatin1String(row.title)));
        }
        QVERIFY(settings > 15);
    }

    /// What core says in its own source: each option in quotes there has words.
    void optionsOfMessagesHaveWords_data()
    {
        QTest::addColumn<QString>("option");
        for (const char* option :
             {"--label", "--positive", "--positive-above", "--split", "--group", "--exclude", "--accept",
              "--accept-leak", "--categorical", "--numeric", "--types", "--width", "--min-count",
              "--all-categorical", "--schema", "--ranges", "--seeds", "--half-samples"})
            QTest::newRow(option) << option;
    }
    void optionsOfMessagesHaveWords()
    {
        QFETCH(QString, option);
        const QString shown = inWindowWords(option + " has no effect.");
        QVERIFY2(shown.contains("page") && !shown.contains("--"), qPrintable(shown));
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
