// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/data/data_files.h"

#include <QString>
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace leap::test {

using Cells = std::vector<std::string>;

inline ColumnReport reportIn(const std::filesystem::path& path, const std::string& column,
                             const ReadOptions& options = {})
{
    return *inspectTable(*openTable(path, options), "click").find(column);
}

inline std::string allOf(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts)
        all += text + "\n";
    return all;
}

inline ReadOptions withMissing(std::vector<std::string> tokens)
{
    ReadOptions options;
    options.missing = std::move(tokens);
    return options;
}

/// `count` cells of different numbers, each as `write` spells it.
inline Cells numbersAs(const std::function<std::string(int)>& write, int count = 300)
{
    Cells cells;
    for (int i = 0; i < count; ++i)
        cells.push_back(write(i));
    return cells;
}

/// `cells` with each `every`th replaced.
inline Cells mixedWith(Cells cells, const std::string& other, size_t every)
{
    for (size_t i = 0; i < cells.size(); i += every)
        cells[i] = other;
    return cells;
}

inline std::string decimal(double value, char sign, int decimals = 2)
{
    std::string text = QString::number(value, 'f', decimals).toStdString();
    std::replace(text.begin(), text.end(), '.', sign);
    return text;
}

/// A number with signs between thousands: 1234.5 -> "1,234.50".
inline std::string grouped(double value, const std::string& thousands, char sign)
{
    std::string text = decimal(value, sign);
    for (size_t at = text.find(sign); at > 3; at -= 3)
        text.insert(at - 3, thousands);
    return text;
}

/// Files of one or two columns of cells.
class ColumnFile {
public:
    /// A file with the columns "amount" and "click" (0, 1, ...), in quotes where cells hold the delimiter.
    std::filesystem::path file(const Cells& cells, const std::string& delimiter = ",",
                               const Cells& second = {})
    {
        std::string text = "amount" + delimiter + (second.empty() ? "" : "z" + delimiter) + "click\n";
        for (size_t i = 0; i < cells.size(); ++i) {
            text += "\"" + cells[i] + "\"" + delimiter;
            text += second.empty() ? "" : "\"" + second[i] + "\"" + delimiter;
            text += std::to_string(i % 2) + "\n";
        }
        return folder.write("t.csv", text);
    }
    ColumnReport reportOf(const Cells& cells, const ReadOptions& options = {})
    {
        return reportIn(file(cells), "amount", options);
    }

    DataFolder folder;
};

} // namespace leap::test
