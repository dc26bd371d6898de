// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/names.h"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// The formats of data files that can be read; table_reader.h has a reader for each.
enum class FileFormat { Text, Parquet, ArrowFile, ArrowStream, Hdf5, JsonLines, Npz, Npy, Arff };
template <> struct EnumNames<FileFormat> {
    static constexpr const char* what = "file format";
    static constexpr EnumName<FileFormat> entries[] = {
        {FileFormat::Text, "text"},       {FileFormat::Parquet, "parquet"},
        {FileFormat::ArrowFile, "arrow"}, {FileFormat::ArrowStream, "arrow-stream"},
        {FileFormat::Hdf5, "hdf5"},       {FileFormat::JsonLines, "json-lines"},
        {FileFormat::Npz, "npz"},         {FileFormat::Npy, "npy"},
        {FileFormat::Arff, "arff"}};
};

/// What is known of a format before a file is opened.
struct FileFormatFacts {
    FileFormat format;
    const char* name; ///< in short lists for people
    const char* description; ///< in help texts and messages
    std::string_view firstBytes; ///< by which a file is recognised; empty: any other file
    std::string_view endings; ///< of file names, separated by spaces
    std::string_view mimeTypes; ///< registered for the window, separated by semicolons; may be empty
};

/// All formats. The window's file dialog, help texts, messages, the files taken from a folder and the desktop
/// entry follow this list.
inline constexpr std::array kFileFormats{
    FileFormatFacts{FileFormat::Text, "CSV, TSV",
                    "CSV, TSV or other delimited text (also packed by gzip, zstd, bzip2, xz or lz4)", "",
                    ".csv .tsv .txt .tab .data .dat .psv .gz .bz2 .zst .xz .lz4",
                    "text/csv;text/tab-separated-values"},
    FileFormatFacts{FileFormat::Parquet, "Parquet", "Parquet", "PAR1", ".parquet .pq .parq",
                    "application/vnd.apache.parquet"},
    FileFormatFacts{FileFormat::ArrowFile, "Arrow IPC", "Arrow IPC", "ARROW1", ".arrow .feather .ipc", ""},
    FileFormatFacts{FileFormat::ArrowStream, "Arrow IPC", "Arrow IPC", "\xFF\xFF\xFF\xFF", ".arrows", ""},
    FileFormatFacts{FileFormat::Hdf5, "HDF5", "HDF5 (a dense matrix, or columns)", "\x89HDF\r\n\x1a\n",
                    ".h5 .hdf5", "application/x-hdf"},
    FileFormatFacts{FileFormat::JsonLines, "JSON lines", "JSON lines (one object on each line)", "{",
                    ".jsonl .ndjson", ""},
    FileFormatFacts{FileFormat::Npz, "NumPy", "NumPy .npz (an array for each column, or a matrix) and .npy",
                    "PK\x03\x04", ".npz", ""},
    FileFormatFacts{FileFormat::Npy, "NumPy", "NumPy .npz (an array for each column, or a matrix) and .npy",
                    "\x93NUMPY", ".npy", ""},
    FileFormatFacts{FileFormat::Arff, "ARFF", "ARFF (Weka)", "@relation", ".arff", ""},
};

[[nodiscard]] const FileFormatFacts& factsOf(FileFormat format);
/// By the first bytes of a file, some hundred of them; Text where no other format has them.
[[nodiscard]] FileFormat formatOfBytes(std::string_view head);
/// The format of a file, recognised by its first bytes; of a packed one, Text.
/// @throws InputError: it cannot be opened, is empty, or is of a known format that is not read
/// (other_formats.h)
[[nodiscard]] FileFormat formatOf(const std::filesystem::path& path);

/// "CSV, TSV, Parquet, Arrow IPC, HDF5"
[[nodiscard]] std::string fileFormatNames();
/// The same with what is read of each.
[[nodiscard]] std::string fileFormatDescriptions();
/// ".csv", ".tsv", ... of all formats, in lower case.
[[nodiscard]] std::vector<std::string> fileEndings();

} // namespace leap
