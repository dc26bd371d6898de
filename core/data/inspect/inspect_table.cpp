// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/inspect_table.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/inspect/alone_judge.h"
#include "core/data/inspect/copies.h"
#include "core/data/inspect/inspect_column.h"
#include "core/data/inspect/inspect_matrix.h"
#include "core/data/inspect/integer_kind.h"
#include "core/data/inspect/left_out.h"
#include "core/data/inspect/time_findings.h"
#include "core/data/schema/label.h"

#include <algorithm>
#include <cmath>

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

/// Do enough rows differ from the most frequent value? Two rare flags may be raised in the same row by
/// chance.
bool isVaried(const ColumnReport& report, int64_t rows)
{
    constexpr double kRowsToTell = 10;
    return (1 - report.defaultShare) * static_cast<double>(rows) >= kRowsToTell;
}

/// What the columns of a table are inspected with.
struct Context {
    const SourceData& data;
    const AloneJudge* judge; ///< null: there is no label
    CopyFinder& copies; ///< of the columns before
};

ColumnReport inspectColumn(const CodedColumn& column, bool isLabel, const Context& context)
{
    ColumnReport report = reportOf(column);
    findTimes(column, givenTimes(context.data, column.name()), report);
    report.rowIdLike = report.rowIdLike && report.timeFormat.empty(); // a time of its own is no row id
    const AloneJudge* judge = isLabel ? nullptr : context.judge;
    decideIntegers(column, judge, report);
    if (judge != nullptr && !report.aucAlone)
        report.aucAlone = judge->auc(column, report.kind);
    report.possibleLeak = report.aucAlone.value_or(0) > kLeak;
    CopyFinder::Found copy;
    if (!report.constant)
        copy = context.copies.add(column, report.kind, isVaried(report, context.data.rows));
    report.duplicateOf = copy.original;
    if (isLabel)
        return report;
    if (column.name() == context.data.partColumn) {
        report.leftOut = "split";
        return report;
    }
    report.leftOut = reasonToLeaveOut(report, context.data.rows, copy);
    if (report.leftOut.empty() && namesParts(column))
        report.leftOut = "names of parts; they are used by --split column:" + column.name();
    if (report.leftOut.empty() && tellsPartsApart(context.data, column))
        report.leftOut = "key of folders: each part has a value of its own";
    return report;
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
    CopyFinder copies;
    const Context context{data, labels.empty() ? nullptr : &judge, copies};
    for (const Column& source : data.columns) {
        progress.report({"inspecting, columns", static_cast<int64_t>(report.columns.size()),
                         static_cast<int64_t>(data.columns.size())});
        if (const auto* matrix = std::get_if<MatrixValues>(&source.values)) {
            MatrixReport found = inspectMatrix(source.name, *matrix->rows, labels, kLeak, progress);
            report.columns.push_back(std::move(found.column));
            warnOfElements(source.name, found.leaks, report);
            continue;
        }
        report.columns.push_back(inspectColumn(CodedColumn(source), source.name == label.column, context));
    }
    report.preview = previewOf(data);
    return report;
}

} // namespace leap
