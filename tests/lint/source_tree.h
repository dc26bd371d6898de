// SPDX-License-Identifier: GPL-3.0-or-later
// The sources as the lints see them: files, includes, string literals, comments.
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <functional>

namespace leap::lint {

/// A file of the source tree; `path` is relative to its root.
struct SourceFile {
    QString path;
    QString text;
};

/// The root of the source tree.
[[nodiscard]] QString sourceRoot();

/// Name patterns of C++ and CUDA sources.
[[nodiscard]] QStringList sourceNames();

/// The files below `folders` (relative to the root; "" is the root itself, without build/) whose names match,
/// sorted by path.
[[nodiscard]] QList<SourceFile> filesBelow(const QStringList& folders, const QStringList& names);

/// The folder of a path: "core/data/rows" of "core/data/rows/batch.h".
[[nodiscard]] QString folderOf(const QString& path);

/// The file's name without its folder and without everything from the first dot on.
[[nodiscard]] QString stemOf(const QString& path);

/// One #include line.
struct Include {
    QString file;
    int line = 0;
    QString target;
};

[[nodiscard]] QList<Include> includesOf(const SourceFile& file);

/// "file:line includes target".
[[nodiscard]] QString placeOf(const Include& include);

/// Which of our files include which, for questions about transitive includes.
class IncludeGraph {
public:
    explicit IncludeGraph(const QList<SourceFile>& files);

    using Wanted = std::function<bool(const QString& path)>;

    /// A shortest chain of includes from `file` to a file that is `wanted`, both included; empty where there
    /// is none. `file` itself is not tested.
    [[nodiscard]] QStringList chainTo(const QString& file, const Wanted& wanted) const;

private:
    QHash<QString, QStringList> m_targets;
};

/// A piece of a C++ source.
struct Piece {
    enum class Kind { Code, Comment, Literal };
    Kind kind = Kind::Code;
    QString text; ///< of a literal its contents, escapes as written; of a comment without its slashes
    int line = 0; ///< where it starts, from 1
};

/// A source cut into code, comments and string literals (raw ones too).
[[nodiscard]] QList<Piece> piecesOf(const QString& text);

/// The string literals; neighbours with only white space between them are joined, as the compiler does. Those
/// of #include lines are left out.
[[nodiscard]] QList<Piece> literalsOf(const QString& text);

/// The source without its comments, string literals in their quotes.
[[nodiscard]] QString codeOf(const QString& text);

/// The words of a text in lower case: runs of letters and digits, with apostrophes inside.
[[nodiscard]] QStringList wordsOf(const QString& text);

} // namespace leap::lint
