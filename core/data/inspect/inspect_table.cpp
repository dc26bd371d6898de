// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/inspect_table.h"

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/inspect/alone_judge.h"
#include "core/data/inspect/inspect_column.h"
#include "core/data/inspect/inspect_matrix.h"
#include "core/data/inspect/time_findings.h"
#include "core/data/schema/label.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace leap {
namespace {

constexpr double kLeak = 0.95; ///< a column with a higher AUC alone is a possible leak
constexpr size_t kPreviewRows = 200;
constexpr size_t kPreviewItems = 4; ///< of a matrix row

std::string shownNumber(double value)
{
    return std::isnan(value) ? std::string() : shortest(value);
}

std::string matrixPreview(const MatrixRows& matrix, size_t row)
{
    const auto width = static_cast<size_t>(matrix.width());
    std::vector<float> values(width);
    matrix.read(static_cast<int64_t>(row), 1, values.data());
    std::vector<std::string> items;
    for (size_t k = 0; k < std::min(kPreviewItems, width); ++k)
        items.push_back(fixed(static_cast<double>(values[k]), 4));
    if (width > kPreviewItems)
        items.emplace_back("...");
    return "[" + join(items, ", ") + "]";
}

std::string previewCell(const Column& column, size_t row)
{
    if (const auto* matrix = std::get_if<MatrixValues>(&column.values))
        return matrixPreview(*matrix->rows, row);
    if (const auto* reals = std::get_if<RealValues>(&column.values))
        return shownNumber(reals->values[row]);
    const auto& texts = std::get<TextValues>(column.values);
    return displayText(texts.dictionary[texts.codes[row]]);
}

std::vector<std::vector<std::string>> previewOf(const SourceData& data)
{
    std::vector<std::vector<std::string>> preview;
    for (size_t row = 0; row < std::min(kPreviewRows, static_cast<size_t>(data.rows)); ++row) {
        std::vector<std::string> cells;
        for (const Column& column : data.columns)
            cells.push_back(previewCell(column, row));
        preview.push_back(std::move(cells));
    }
    return preview;
}

/// Finds columns with the same partition of rows. Codes count first appearances, so such columns have equal
/// codes, whatever their values are called. Where every row has its own value the partition says
/// nothing: two continuous columns would be "the same". Such columns must have the same values.
class DuplicateFinder {
public:
    /// Name of the first column with the same codes; empty when it is this one.
    std::string add(const CodedColumn& column)
    {
        Sha256 hash;
        hash.update(column.codes().data(), column.codes().size_bytes());
        if (column.distinct() == column.codes().size())
            addValues(column, hash);
        const auto [first, isNew] = m_first.try_emplace(hash.finish(), column.name());
        return isNew ? std::string() : first->second;
    }

private:
    static void addValues(const CodedColumn& column, Sha256& hash)
    {
        for (const int32_t code : column.codes()) {
            const std::string text = column.text(code) + '\n';
            hash.update(text.data(), text.size());
        }
    }

    std::map<std::string, std::string> m_first; ///< by digest
};

/// The label's classes, if the rule makes sense; otherwise a warning.
std::vector<float> labelsFor(const SourceData& data, const LabelRule& rule, InspectReport& report)
{
    if (rule.column.empty())
        return {};
    const Column& column = columnOf(data, rule.column, "label");
    try {
        Labels labels = resolveLabel(column, rule);
        report.warnings.insert(report.warnings.end(), labels.warnings.begin(), labels.warnings.end());
        return std::move(labels.values);
    } catch (const InputError& error) {
        report.labelProblem = error.what();
        report.warnings.push_back(report.labelProblem);
        return {};
    }
}

/// A vector is not left out for one of its elements: the user is told which ones to look at.
void warnOfElements(const std::string& name, const std::vector<int64_t>& elements, InspectReport& report)
{
    constexpr size_t kShown = 20;
    std::vector<std::string> texts;
    texts.reserve(elements.size());
    for (const int64_t element : elements)
        texts.push_back(std::to_string(element));
    if (!texts.empty())
        report.warnings.push_back("'" + name + "': possible leak: elements with an AUC above "
                                  + fixed(kLeak, 2) + " alone: " + listed(texts, kShown) + ".");
}

} // namespace

InspectReport inspectTable(const SourceData& data, const LabelRule& label, Progress& progress)
{
    InspectReport report;
    report.files = data.files;
    report.fileFormat = data.fileFormat;
    report.format = data.format;
    report.rows = data.rows;
    report.rejectedRows = data.rejectedRows;
    report.warnings = data.warnings;
    report.partColumn = data.partColumn;
    const std::vector<float> labels = labelsFor(data, label, report);
    const AloneJudge judge(labels);
    DuplicateFinder duplicates;
    for (const Column& source : data.columns) {
        progress.report({"inspecting, columns", static_cast<int64_t>(report.columns.size()),
                         static_cast<int64_t>(data.columns.size())});
        if (const auto* matrix = std::get_if<MatrixValues>(&source.values)) {
            MatrixReport found = inspectMatrix(source.name, *matrix->rows, labels, kLeak, progress);
            report.columns.push_back(std::move(found.column));
            warnOfElements(source.name, found.leaks, report);
            continue;
        }
        const CodedColumn column(source);
        ColumnReport& entry = report.columns.emplace_back(reportOf(column));
        findTimes(column, givenTimes(data, source.name), entry);
        entry.rowIdLike = entry.rowIdLike && entry.timeFormat.empty(); // a time of its own is no row id
        if (source.name == data.partColumn)
            entry.leftOut = "split";
        if (!entry.constant)
            entry.duplicateOf = duplicates.add(column);
        if (!labels.empty() && source.name != label.column)
            entry.aucAlone = judge.auc(column, entry.kind);
        entry.possibleLeak = entry.aucAlone.value_or(0) > kLeak;
    }
    report.preview = previewOf(data);
    return report;
}

} // namespace leap
