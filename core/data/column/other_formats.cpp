// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/other_formats.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace leap {
namespace {

using namespace std::string_view_literals;

struct Signature {
    size_t offset;
    std::string_view bytes;
    OtherFormat format;
};

constexpr std::array kSignatures{
    Signature{0,
              "FEA1"sv,
              {"a Feather file of version 1",
               "Write it as Parquet, in R: arrow::write_parquet("
               "feather::read_feather('FILE'), 'data.parquet')."}},
    Signature{0,
              "PARE"sv,
              {"an encrypted Parquet file",
               "Whoever has its key can write it without encryption, in Python with "
               "pyarrow.parquet.read_table(..., decryption_properties=...) and write_table."}},
    Signature{0,
              "ORC"sv,
              {"an ORC file",
               "Write it as Parquet, in Python: import pyarrow.orc as o, pyarrow.parquet as p; "
               "p.write_table(o.read_table('FILE'), 'data.parquet')."}},
    Signature{0,
              "Obj\x01"sv,
              {"an Avro file",
               "Write it as Parquet, in Python: import fastavro, pandas as pd; "
               "pd.DataFrame(fastavro.reader(open('FILE', 'rb'))).to_parquet('data.parquet')."}},
    Signature{0,
              "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
              {"an Excel workbook (.xls) or another Office file",
               "Open it and save the sheet as CSV, or in Python: import pandas as pd; "
               "pd.read_excel('FILE').to_csv('data.csv', index=False)."}},
    Signature{0,
              "SQLite format 3\0"sv,
              {"an SQLite database",
               "Export a table: sqlite3 -header -csv 'FILE' 'SELECT * FROM TABLE' > data.csv."}},
    Signature{0,
              "$FL2"sv,
              {"an SPSS file",
               "In Python: import pandas as pd; "
               "pd.read_spss('FILE').to_parquet('data.parquet')."}},
    Signature{0,
              "$FL3"sv,
              {"an SPSS file (.zsav)",
               "In Python: import pandas as pd; "
               "pd.read_spss('FILE').to_parquet('data.parquet')."}},
    Signature{12,
              "\xC2\xEA\x81\x60\xB3\x14\x11\xCF"sv,
              {"a SAS file",
               "In Python: import pandas as pd; "
               "pd.read_sas('FILE', format='sas7bdat').to_parquet('data.parquet')."}},
    Signature{0,
              "HEADER RECORD*******"sv,
              {"a SAS transport file",
               "In Python: import pandas as pd; "
               "pd.read_sas('FILE', format='xport').to_parquet('data.parquet')."}},
    Signature{0,
              "<stata_dta>"sv,
              {"a Stata file",
               "In Python: import pandas as pd; "
               "pd.read_stata('FILE').to_parquet('data.parquet')."}},
    Signature{0,
              "RDX2\n"sv,
              {"an R workspace", "In R: load('FILE'); write.csv(TABLE, 'data.csv', row.names=FALSE)."}},
    Signature{0,
              "RDX3\n"sv,
              {"an R workspace", "In R: load('FILE'); write.csv(TABLE, 'data.csv', row.names=FALSE)."}},
    Signature{0,
              "X\n\0\0\0"sv,
              {"an R object (.rds)", "In R: write.csv(readRDS('FILE'), 'data.csv', row.names=FALSE)."}},
    Signature{0,
              "MATLAB 5.0 MAT-file"sv,
              {"a MATLAB file",
               "In Python: import scipy.io, numpy as np; np.savez('data.npz', "
               "**{k: v for k, v in scipy.io.loadmat('FILE').items() if k[0] != '_'})."}},
    Signature{257, "ustar"sv, {"a tar archive", "Unpack it (tar xf 'FILE') and name the files in it."}},
    Signature{
        0, "7z\xBC\xAF\x27\x1C"sv, {"a 7z archive", "Unpack it (7z x 'FILE') and name the files in it."}},
    Signature{0, "Rar!\x1A\x07"sv, {"a rar archive", "Unpack it (unrar x 'FILE') and name the files in it."}},
    Signature{0, "PK\x05\x06"sv, {"an empty zip archive", "There is nothing in it."}},
    Signature{0, "\x02\x21\x4C\x18"sv, {"a file packed by an old lz4", "Unpack it: lz4 -d 'FILE' data.csv."}},
    Signature{0, "\xFF\x06\0\0sNaPpY"sv, {"a file packed by snappy", "Unpack it: snzip -d 'FILE'."}},
    Signature{0, "\x1F\x9D"sv, {"a file packed by compress", "Unpack it: uncompress 'FILE'."}},
    Signature{0, "%PDF-"sv, {"a PDF document", "Ask for the table as CSV."}},
    Signature{0,
              "version https://git-lfs.github.com/spec/"sv,
              {"a Git LFS pointer, not the data", "Fetch the data: git lfs pull."}},
};

constexpr OtherFormat kExcel{"an Excel workbook (.xlsx)",
                             "Save the sheet as CSV, or in Python: import pandas as pd; "
                             "pd.read_excel('FILE').to_csv('data.csv', index=False)."};
constexpr OtherFormat kOpenDocument{"an OpenDocument file",
                                    "Save the sheet as CSV, or in Python: import pandas as pd; "
                                    "pd.read_excel('FILE', engine='odf').to_csv('data.csv', index=False)."};
constexpr OtherFormat kTorch{"a PyTorch file",
                             "In Python: import torch, numpy as np; np.savez('data.npz', "
                             "**{k: v.numpy() for k, v in torch.load('FILE').items()})."};
constexpr OtherFormat kZip{"a zip archive", "Unpack it (unzip 'FILE') and name the files in it."};
constexpr OtherFormat kPickle{"a Python pickle, which would run code when it is read",
                              "Where you trust it, in Python: import pandas as pd; "
                              "pd.read_pickle('FILE').to_parquet('data.parquet')."};
constexpr OtherFormat kWebPage{"a web page",
                               "The download gave a page instead of the data; log in or take "
                               "the link to the file itself."};
constexpr OtherFormat kXml{"an XML file",
                           "In Python: import pandas as pd; "
                           "pd.read_xml('FILE').to_csv('data.csv', index=False)."};
constexpr OtherFormat kJsonArray{"one JSON array",
                                 "Write one object on each line: jq -c '.[]' 'FILE' > "
                                 "data.jsonl."};
constexpr OtherFormat kLibsvm{
    "a libsvm file (label index:value ...)",
    "Write it as .npz, in Python: from sklearn.datasets import load_svmlight_file as f; import numpy as np; "
    "X, y = f('FILE'); np.savez('data.npz', X=X.toarray(), label=y)."};
constexpr OtherFormat kLibffm{
    "a libffm file (label field:index:value ...)",
    "Write a CSV file with one column for each field: the index, or the value where "
    "the field is a number."};

std::string_view withoutBlanks(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    const size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

bool startsWithWord(std::string_view text, std::string_view word)
{
    return text.size() >= word.size()
        && std::equal(word.begin(), word.end(), text.begin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

bool isIndex(std::string_view text)
{
    return !text.empty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Number of indices before the value of "3:0.5" (1) or "2:17:1" (2); 0 = this is no such item.
size_t indicesOf(std::string_view item)
{
    size_t count = 0;
    for (size_t colon = item.find(':'); colon != std::string_view::npos; colon = item.find(':')) {
        if (!isIndex(item.substr(0, colon)) && !(count == 0 && item.substr(0, colon) == "qid"))
            return 0;
        item.remove_prefix(colon + 1);
        ++count;
    }
    return parseDouble(item) ? count : 0;
}

/// Indices of each item of a line "label index:value ..."; 0 = it is none.
size_t sparseLine(std::string_view line)
{
    line = line.substr(0, line.find('#'));
    size_t count = 0;
    bool label = true;
    for (const std::string& item : split(trimmed(line), ' ')) {
        if (item.empty())
            continue;
        const size_t indices = indicesOf(item);
        if (label ? !parseDouble(item).has_value() : (indices == 0 || indices > 2))
            return 0;
        count = label ? count : std::max(count, indices);
        label = false;
    }
    return count;
}

/// The whole lines of the head are sparse rows.
const OtherFormat* sparseFormatOf(std::string_view head)
{
    size_t most = 0;
    for (size_t end = head.find('\n'); end != std::string_view::npos; end = head.find('\n')) {
        const std::string_view line = trimmed(head.substr(0, end));
        head.remove_prefix(end + 1);
        if (line.empty() || line.front() == '#')
            continue;
        const size_t found = sparseLine(line);
        if (found == 0)
            return nullptr;
        most = std::max(most, found);
    }
    return most == 0 ? nullptr : most == 1 ? &kLibsvm : &kLibffm;
}

const OtherFormat* formatInZip(std::string_view name)
{
    if (name.ends_with(".npy"))
        return nullptr;
    if (name == "[Content_Types].xml" || name.starts_with("xl/") || name.starts_with("_rels/")
        || name.starts_with("docProps/"))
        return &kExcel;
    if (name == "mimetype")
        return &kOpenDocument;
    return name.ends_with("/data.pkl") ? &kTorch : &kZip;
}

/// Pickles of protocol 2 to 5, and those that a frame begins.
bool isPickle(std::string_view head)
{
    return head.size() > 2 && head[0] == '\x80' && head[1] >= 2 && head[1] <= 5;
}

} // namespace

std::optional<std::string_view> firstInZip(std::string_view head)
{
    constexpr size_t kHeader = 30, kNameSize = 26;
    if (!head.starts_with("PK\x03\x04") || head.size() < kHeader)
        return std::nullopt;
    const auto byte = [&](size_t at) { return static_cast<size_t>(static_cast<unsigned char>(head[at])); };
    return head.substr(kHeader, byte(kNameSize) + 256 * byte(kNameSize + 1));
}

const OtherFormat* otherFormatOf(std::string_view head)
{
    for (const Signature& known : kSignatures) {
        if (head.size() >= known.offset && head.substr(known.offset).starts_with(known.bytes))
            return &known.format;
    }
    if (const auto name = firstInZip(head))
        return formatInZip(*name);
    if (isPickle(head))
        return &kPickle;
    const std::string_view text = withoutBlanks(head);
    if (startsWithWord(text, "<!doctype html") || startsWithWord(text, "<html"))
        return &kWebPage;
    if (startsWithWord(text, "<?xml"))
        return &kXml;
    if (text.starts_with('[') && withoutBlanks(text.substr(1)).starts_with('{'))
        return &kJsonArray;
    return sparseFormatOf(text);
}

void refuseOtherFormat(std::string_view head, const std::string& file)
{
    const OtherFormat* format = otherFormatOf(head);
    if (format == nullptr)
        return;
    std::string advice(format->advice);
    for (size_t at = advice.find("FILE"); at != std::string::npos; at = advice.find("FILE", at + file.size()))
        advice.replace(at, 4, file);
    throw InputError(file + ": this is " + std::string(format->name) + ", which is not read. " + advice);
}

} // namespace leap
