// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences are told once, in plain English.
#include "tests/lint/ceilings.h"
#include "tests/lint/source_tree.h"

#include <QRegularExpression>
#include <QSet>
#include <QtTest>

using namespace leap::lint;

namespace {

constexpr int kEqualWords = 8;

/// All runs of eight words of a file's string literals, literal by literal.
QList<QStringList> gramsOf(const SourceFile& file)
{
    QList<QStringList> literals;
    for (const Piece& literal : literalsOf(file.text)) {
        const QStringList words = wordsOf(QString(literal.text).replace("\\n", " "));
        QStringList grams;
        for (qsizetype i = 0; i + kEqualWords <= words.size(); ++i)
            grams << words.mid(i, kEqualWords).join(' ');
        if (!grams.isEmpty())
            literals << grams;
    }
    return literals;
}

/// Runs of at least eight words that two or more files have in common, each told once.
QStringList sharedSentences(const QList<SourceFile>& files)
{
    QMap<QString, QSet<QString>> filesOf;
    for (const SourceFile& file : files) {
        for (const QStringList& grams : gramsOf(file)) {
            for (const QString& gram : grams)
                filesOf[gram].insert(file.path);
        }
    }
    QStringList shared;
    for (const SourceFile& file : files) {
        for (const QStringList& grams : gramsOf(file)) {
            bool inRun = false;
            for (const QString& gram : grams) {
                QStringList others = filesOf[gram].values();
                others.sort();
                const bool starts = others.size() > 1 && others[0] == file.path;
                if (starts && !inRun)
                    shared << others.join(", ") + ": \"" + gram + '"';
                inRun = starts;
            }
        }
    }
    shared.removeDuplicates();
    return shared;
}

/// Calques that a native reader stumbles on.
const QRegularExpression& strangeWords()
{
    static const QRegularExpression words(
        "\\b(so many|behind the last|beside|mend|mends|mended|mending|goes on"
        "|stands(?! for(?! a reason))|slip of the pen)\\b",
        QRegularExpression::CaseInsensitiveOption);
    return words;
}

int strangeIn(const QString& text)
{
    int count = 0;
    for (auto match = strangeWords().globalMatch(text); match.hasNext(); match.next())
        ++count;
    return count;
}

/// The last string literal of each error that is thrown or returned, where the message ends with a literal.
QList<Piece> messageEnds(const QString& text)
{
    static const QRegularExpression error("\\b(?:InputError|FailureError)\\($");
    QList<Piece> ends;
    int depth = -1; // of parentheses in the message; -1: outside
    Piece last;
    bool endsWithLiteral = false;
    for (const Piece& piece : piecesOf(text)) {
        if (piece.kind == Piece::Kind::Literal && depth >= 0) {
            last = piece;
            endsWithLiteral = true;
        }
        if (piece.kind != Piece::Kind::Code)
            continue;
        QString before;
        for (const QChar character : piece.text) {
            before += character;
            if (depth < 0 && character == '(' && error.match(before).hasMatch()) {
                depth = 0;
                endsWithLiteral = false;
            } else if (depth >= 0 && character == '(') {
                ++depth;
            } else if (depth >= 0 && character == ')') {
                --depth;
                if (depth < 0 && endsWithLiteral)
                    ends << last;
                endsWithLiteral = false;
            }
            if (!character.isSpace() && character != ')' && depth >= 0)
                endsWithLiteral = false;
        }
    }
    return ends;
}

bool isSentence(const QString& text)
{
    static const QRegularExpression end("[.?!](?:\\\\n)?$");
    return end.match(text).hasMatch();
}

/// Where a text belongs: "core/data", "ui/pages", "packaging".
QString areaOf(const QString& path)
{
    const QString folder = folderOf(path);
    return folder.isEmpty() ? QString("root") : folder.section('/', 0, 1);
}

} // namespace

class TestWording : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sharedSentencesAreSeen()
    {
        const QList<SourceFile> files{{"a", "f(\"one two three four five \" \"six seven eight nine\");"},
                                      {"b", "// one two three four five six seven eight\n"},
                                      {"c", "g(\"One two three four five six seven eight\\nnine ten\");"}};
        QCOMPARE(sharedSentences(files), QStringList{"a, c: \"one two three four five six seven eight\""});
    }

    void sentencesAreToldOnce()
    {
        const QStringList shared = sharedSentences(filesBelow({"core", "ui", "app"}, sourceNames()));
        QVERIFY(withinCeilings("shared_sentences", {{"sentences", int(shared.size())}}, shared));
    }

    void strangeWordsAreSeen()
    {
        QCOMPARE(strangeIn("It stands beside so many; recommended besides `number_beside.h`"), 3);
        QCOMPARE(strangeIn("x stands for a field, a gate stands for a reason"), 1);
    }

    void textsAreInPlainEnglish()
    {
        Counts counts;
        QStringList places;
        const auto note = [&](const QString& path, int line, const QString& text) {
            const int count = strangeIn(text);
            if (count == 0)
                return;
            counts[areaOf(path)] += count;
            places << QStringLiteral("%1:%2 %3").arg(path).arg(line).arg(text.trimmed().left(100));
        };
        for (const SourceFile& file : filesBelow({"core", "ui", "app"}, sourceNames())) {
            for (const Piece& literal : literalsOf(file.text))
                note(file.path, literal.line, literal.text);
        }
        for (const SourceFile& file : filesBelow({""}, {"*.md", "*.schema.json"})) {
            int line = 0;
            for (const QString& text : file.text.split('\n'))
                note(file.path, ++line, text);
        }
        QVERIFY(withinCeilings("strange_words", counts, places));
    }

    void endsOfMessagesAreSeen()
    {
        const QString source = "throw InputError(\"No \" + name(\"x\") + \" here\");\n"
                               "throw FailureError(\"A: \" + join(text, \", \"));\n"
                               "return InputError(\"It is \" + a(b) + \".\");\n"
                               "print(\"no message\");";
        QStringList texts;
        for (const Piece& end : messageEnds(source))
            texts << end.text;
        QCOMPARE(texts, (QStringList{" here", "."}));
        QVERIFY(isSentence("Done.") && isSentence("Done.\\n") && !isSentence("done"));
    }

    void messagesEndWithAFullStop()
    {
        Counts counts;
        QStringList places;
        for (const SourceFile& file : filesBelow({"core", "ui", "app"}, sourceNames())) {
            for (const Piece& end : messageEnds(file.text)) {
                if (isSentence(end.text))
                    continue;
                ++counts[areaOf(file.path)];
                places << QStringLiteral("%1:%2 %3").arg(file.path).arg(end.line).arg(end.text);
            }
        }
        QVERIFY(withinCeilings("messages_without_full_stop", counts, places));
    }

    void messagesHaveNoContractions()
    {
        static const QRegularExpression contraction("\\b\\w+n't\\b");
        Counts counts;
        QStringList places;
        for (const SourceFile& file : filesBelow({"core", "ui", "app"}, sourceNames())) {
            for (const Piece& literal : literalsOf(file.text)) {
                if (!contraction.match(literal.text).hasMatch())
                    continue;
                ++counts[areaOf(file.path)];
                places << QStringLiteral("%1:%2 %3").arg(file.path).arg(literal.line).arg(literal.text);
            }
        }
        QVERIFY(withinCeilings("contractions", counts, places));
    }

    void commentsAreInPlainEnglish()
    {
        Counts counts;
        QStringList places;
        for (const SourceFile& file : filesBelow({"core", "ui", "app", "tests"}, sourceNames())) {
            for (const Piece& piece : piecesOf(file.text)) {
                const int count = piece.kind == Piece::Kind::Comment ? strangeIn(piece.text) : 0;
                if (count == 0)
                    continue;
                counts[areaOf(file.path)] += count;
                places << QStringLiteral("%1:%2 %3").arg(file.path).arg(piece.line).arg(piece.text.trimmed());
            }
        }
        QVERIFY(withinCeilings("strange_words_in_comments", counts, places));
    }
};

QTEST_APPLESS_MAIN(TestWording)
#include "tst_wording.moc"
