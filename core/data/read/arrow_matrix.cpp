// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/arrow_matrix.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/read/arrow_cells.h"
#include "core/data/read/arrow_columns.h"

#include <algorithm>
#include <arrow/array.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <limits>
#include <mutex>

namespace leap {
namespace {

constexpr int64_t kPieceElements = 1 << 20;
constexpr size_t kMostCursors = 4; ///< passes that read in turn: rows to train, to learn gates, to judge

int64_t rowsOfPiece(int64_t width)
{
    return std::clamp<int64_t>(kPieceElements / std::max<int64_t>(width, 1), 1, 65'536);
}

/// A group of a file and where its rows lie in the matrix.
struct GroupPlace {
    size_t file;
    size_t group; ///< of the file
    int64_t first;
    int64_t firstOfFile;
    int64_t rows;
};

/// A group that is being read, forwards.
class GroupCursor {
public:
    GroupCursor(const GroupPlace& place, std::unique_ptr<BatchFile> batches, const std::string& file,
                const std::string& column, int64_t width)
        : m_place(place)
        , m_batches(std::move(batches))
        , m_file(file)
        , m_column(column)
        , m_width(width)
        , m_first(place.first)
        , m_behind(place.first)
    {
    }

    [[nodiscard]] bool canRead(const GroupPlace& place, int64_t row) const
    {
        return place.first == m_place.first && m_first <= row;
    }
    [[nodiscard]] int64_t position() const { return m_first; }

    /// @param first, count rows of the matrix, all in the group; `first` not before position()
    void read(int64_t first, int64_t count, float* out)
    {
        for (int64_t row = first; row < first + count; ++row, out += m_width) {
            while (row >= m_behind)
                nextBatch();
            copy(row - m_first, out);
        }
    }

private:
    void nextBatch()
    {
        m_batch = m_batches->next();
        if (m_batch == nullptr)
            throw InputError(m_file + ": ends too early; was it changed while it was in use?");
        m_first = m_behind;
        m_behind += m_batch->num_rows();
        m_lists = m_batch->column(0);
    }
    void copy(int64_t row, float* out) const
    {
        if (m_lists->IsNull(row)) {
            std::fill_n(out, m_width, std::numeric_limits<float>::quiet_NaN());
            return;
        }
        const ItemRange range = itemsOf(*m_lists, row);
        if (range.end - range.begin != m_width)
            throw InputError(m_file + ": column '" + m_column + "' has " + grouped(range.end - range.begin)
                             + " numbers in row " + grouped(m_first + row - m_place.firstOfFile + 1)
                             + ", in others " + grouped(m_width)
                             + "; lists of different lengths make no vectors. Leave the column out of the "
                               "schema, or allow more memory (--memory): it is then left out by itself.");
        copyReals(itemArray(*m_lists), range, out);
    }

    GroupPlace m_place;
    std::unique_ptr<BatchFile> m_batches;
    const std::string& m_file;
    const std::string& m_column;
    int64_t m_width;
    int64_t m_first; ///< row of the matrix at which the batch begins
    int64_t m_behind; ///< one past its last
    std::shared_ptr<arrow::RecordBatch> m_batch;
    std::shared_ptr<arrow::Array> m_lists; ///< of the batch
};

class ArrowMatrix : public MatrixRows {
public:
    ArrowMatrix(std::vector<std::shared_ptr<const GroupedFile>> files, std::vector<std::string> names,
                std::string column, std::vector<GroupPlace> groups, int64_t width)
        : MatrixRows(groups.empty() ? 0 : groups.back().first + groups.back().rows, width)
        , m_files(std::move(files))
        , m_names(std::move(names))
        , m_column(std::move(column))
        , m_groups(std::move(groups))
    {
    }
    [[nodiscard]] int64_t blockEnd(int64_t row) const override
    {
        const GroupPlace& place = groupOf(row);
        return place.first + place.rows;
    }
    [[nodiscard]] int64_t pieceEnd(int64_t row) const override
    {
        return std::min(blockEnd(row), row + rowsOfPiece(width()));
    }
    int64_t read(int64_t first, int64_t count, float* out) const override
    {
        const std::span all(out, static_cast<size_t>(count * width()));
        while (count > 0) {
            const GroupPlace& place = groupOf(first);
            const int64_t some = std::min(count, place.first + place.rows - first);
            auto cursor = takeCursor(place, first);
            cursor->read(first, some, out);
            giveBack(std::move(cursor));
            first += some;
            count -= some;
            out += some * width();
        }
        return dropInfinite(all);
    }

private:
    [[nodiscard]] const GroupPlace& groupOf(int64_t row) const
    {
        const auto behind = std::upper_bound(m_groups.begin(), m_groups.end(), row,
                                             [](int64_t at, const GroupPlace& g) { return at < g.first; });
        return *(behind - 1);
    }
    /// The cursor that is nearest before the row, or a new one: the caller's until giveBack(), so that
    /// several threads unpack at once.
    std::unique_ptr<GroupCursor> takeCursor(const GroupPlace& place, int64_t row) const
    {
        {
            const std::lock_guard lock(m_mutex);
            auto best = m_cursors.end();
            for (auto cursor = m_cursors.begin(); cursor != m_cursors.end(); ++cursor) {
                if ((*cursor)->canRead(place, row)
                    && (best == m_cursors.end() || (*cursor)->position() > (*best)->position()))
                    best = cursor;
            }
            if (best != m_cursors.end()) {
                auto taken = std::move(*best);
                m_cursors.erase(best);
                return taken;
            }
        }
        return std::make_unique<GroupCursor>(
            place, m_files[place.file]->group(place.group, m_column, rowsOfPiece(width())),
            m_names[place.file], m_column, width());
    }
    void giveBack(std::unique_ptr<GroupCursor> cursor) const
    {
        const std::lock_guard lock(m_mutex);
        if (m_cursors.size() == kMostCursors)
            m_cursors.pop_back();
        m_cursors.insert(m_cursors.begin(), std::move(cursor));
    }

    std::vector<std::shared_ptr<const GroupedFile>> m_files;
    std::vector<std::string> m_names;
    std::string m_column;
    std::vector<GroupPlace> m_groups; ///< none is empty
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<GroupCursor>>
        m_cursors; ///< not in use, the last used first; under the lock
};

/// The length of the first list among the first rows; 0 = there is none.
int64_t firstLength(const GroupedFile& file, const std::string& column)
{
    constexpr int64_t kRows = 64;
    for (size_t group = 0; group < file.rowsOfGroups().size(); ++group) {
        if (file.rowsOfGroups()[group] == 0)
            continue;
        const auto batch = file.group(group, column, kRows)->next();
        for (int64_t row = 0; batch && row < batch->num_rows(); ++row) {
            if (!batch->column(0)->IsNull(row)) {
                const ItemRange range = itemsOf(*batch->column(0), row);
                return range.end - range.begin;
            }
        }
        return 0;
    }
    return 0;
}

} // namespace

std::shared_ptr<const MatrixRows>
makeArrowMatrix(const std::vector<std::shared_ptr<const GroupedFile>>& files,
                const std::vector<std::string>& names, const std::string& column, int64_t width)
{
    std::vector<GroupPlace> groups;
    int64_t row = 0;
    for (size_t file = 0; file < files.size(); ++file) {
        const int64_t firstOfFile = row;
        const auto& rows = files[file]->rowsOfGroups();
        for (size_t group = 0; group < rows.size(); ++group) {
            if (rows[group] > 0)
                groups.push_back({file, group, row, firstOfFile, rows[group]});
            row += rows[group];
        }
    }
    return std::make_shared<ArrowMatrix>(files, names, column, std::move(groups), width);
}

std::vector<ListColumn> listColumns(const GroupedFile& file, const ColumnChoice& wanted)
{
    std::vector<ListColumn> columns;
    for (const auto& field : file.schema()->fields()) {
        const char* family = columnFamily(*field->type());
        if (family == nullptr || std::string_view(family) != "vector" || !wanted.wants(field->name()))
            continue;
        const int64_t width = field->type()->id() == arrow::Type::FIXED_SIZE_LIST
            ? static_cast<const arrow::FixedSizeListType&>(*field->type()).list_size()
            : firstLength(file, field->name());
        if (width > 0)
            columns.push_back({field->name(), width});
    }
    return columns;
}

} // namespace leap
