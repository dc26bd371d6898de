// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts a C++ source into code, comments and string literals.
#include "tests/lint/source_tree.h"

namespace leap::lint {
namespace {

class Cutter {
public:
    explicit Cutter(const QString& text)
        : m_text(text)
    {
    }

    QList<Piece> cut()
    {
        while (m_at < m_text.size()) {
            if (follows("//"))
                takeTo(Piece::Kind::Comment, 2, m_text.indexOf('\n', m_at), 0);
            else if (follows("/*"))
                takeTo(Piece::Kind::Comment, 2, m_text.indexOf("*/", m_at), 2);
            else if (follows("R\"") && !insideWord(m_at))
                takeRaw();
            else if (follows("\""))
                takeTo(Piece::Kind::Literal, 1, endOfQuoted('"'), 1);
            else if (follows("'") && opensCharacter())
                code(endOfQuoted('\'') + 1 - m_at);
            else
                code(1);
        }
        return m_pieces;
    }

private:
    bool follows(const char* start) const
    {
        return QStringView(m_text).mid(m_at).startsWith(QLatin1String(start));
    }

    bool insideWord(qsizetype at) const
    {
        return at > 0 && (m_text[at - 1].isLetterOrNumber() || m_text[at - 1] == '_');
    }

    /// Not the separator of 1'000: that has a digit before it, where u'x' and L'x' have a prefix.
    bool opensCharacter() const
    {
        qsizetype start = m_at;
        while (insideWord(start))
            --start;
        const QString word = m_text.mid(start, m_at - start);
        return word.isEmpty() || word == "u" || word == "U" || word == "L" || word == "u8";
    }

    qsizetype endOfQuoted(QChar quote) const
    {
        qsizetype at = m_at + 1;
        while (at < m_text.size() && m_text[at] != quote)
            at += m_text[at] == '\\' ? 2 : 1;
        return at;
    }

    void takeRaw()
    {
        const qsizetype open = m_text.indexOf('(', m_at);
        const QString close = ')' + m_text.mid(m_at + 2, open - m_at - 2) + '"';
        takeTo(Piece::Kind::Literal, open + 1 - m_at, m_text.indexOf(close, open), close.size());
    }

    /// A piece from `skip` characters on to `end`, and `after` characters more that belong to neither.
    void takeTo(Piece::Kind kind, qsizetype skip, qsizetype end, qsizetype after)
    {
        if (end < 0)
            end = m_text.size();
        m_pieces.append({kind, m_text.mid(m_at + skip, end - m_at - skip), m_line});
        advance(end + after - m_at);
    }

    void code(qsizetype count)
    {
        if (m_pieces.isEmpty() || m_pieces.last().kind != Piece::Kind::Code)
            m_pieces.append({Piece::Kind::Code, QString(), m_line});
        m_pieces.last().text += QStringView(m_text).mid(m_at, count);
        advance(count);
    }

    void advance(qsizetype count)
    {
        m_line += static_cast<int>(QStringView(m_text).mid(m_at, count).count('\n'));
        m_at += count;
    }

    QString m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    QList<Piece> m_pieces;
};

bool endsInInclude(const QString& code)
{
    return code.section('\n', -1).trimmed().startsWith('#') && code.section('\n', -1).contains("include");
}

} // namespace

QList<Piece> piecesOf(const QString& text)
{
    return Cutter(text).cut();
}

QList<Piece> literalsOf(const QString& text)
{
    QList<Piece> literals;
    QString between; // the code since the last literal
    for (const Piece& piece : piecesOf(text)) {
        if (piece.kind == Piece::Kind::Code) {
            between += piece.text;
        } else if (piece.kind == Piece::Kind::Literal) {
            if (!literals.isEmpty() && between.trimmed().isEmpty())
                literals.last().text += piece.text;
            else if (!endsInInclude(between))
                literals.append(piece);
            between.clear();
        }
    }
    return literals;
}

QString codeOf(const QString& text)
{
    QString code;
    for (const Piece& piece : piecesOf(text)) {
        if (piece.kind == Piece::Kind::Code)
            code += piece.text;
        else if (piece.kind == Piece::Kind::Literal)
            code += '"' + piece.text + '"';
    }
    return code;
}

} // namespace leap::lint
