// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace leap {

/// Encodings of text files. Private to core/data, as is all of this file.
enum class TextEncoding { Utf8, Utf16Le, Utf16Be, Latin1 };

/// "UTF-16 LE"; of UTF-8 an empty text.
[[nodiscard]] std::string encodingName(TextEncoding encoding);

/// @param option of --encoding: "auto" goes by the byte-order mark, or for UTF-16 without one by the NUL
/// bytes @param head the beginning of the file @throws InputError for UTF-32
[[nodiscard]] TextEncoding findEncoding(std::string_view head, const std::string& option,
                                        const std::string& where);

/// Makes UTF-8 of another encoding, piece by piece. What is no character becomes U+FFFD; Latin-1 has the
/// signs of Windows-1252.
class TextDecoder {
public:
    explicit TextDecoder(TextEncoding encoding)
        : m_encoding(encoding)
    {
    }
    /// @param last nothing follows
    [[nodiscard]] std::string decode(std::string_view bytes, bool last);

private:
    void decodeUtf16(std::string_view bytes, bool last, std::string& text);

    TextEncoding m_encoding;
    std::string m_rest; ///< bytes of a character that is not complete
};

} // namespace leap
