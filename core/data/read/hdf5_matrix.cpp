// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/hdf5_matrix.h"

#include "core/base/error.h"

#include <algorithm>
#include <mutex>

namespace leap {
namespace {

constexpr int64_t kBlockBytes = 256 << 10; ///< at least so much is read at a time

/// HDF5 is not thread-safe.
std::mutex& hdf5Lock()
{
    static std::mutex lock;
    return lock;
}

/// One file's part of the matrix.
struct Segment {
    Hdf5File file;
    Hdf5Array array;
    int64_t first; ///< row of the matrix
};

class Hdf5Matrix : public MatrixRows {
public:
    Hdf5Matrix(std::vector<Segment> segments, int64_t rows, int64_t width)
        : MatrixRows(rows, width)
        , m_segments(std::move(segments))
    {
        const int64_t enough =
            std::max<int64_t>(1, kBlockBytes / (width * static_cast<int64_t>(sizeof(float))));
        int64_t chunk = 1;
        for (const Segment& segment : m_segments)
            chunk = std::max(chunk, segment.file.chunkRows(segment.array));
        m_blockRows = (enough + chunk - 1) / chunk * chunk;
    }
    [[nodiscard]] int64_t blockEnd(int64_t row) const override
    {
        return (row / m_blockRows + 1) * m_blockRows;
    }
    int64_t read(int64_t first, int64_t count, float* out) const override
    {
        const std::lock_guard lock(hdf5Lock());
        const h5::Silence silence;
        for (const Segment& segment : m_segments) {
            const auto rows = static_cast<int64_t>(segment.array.shape[0]);
            const int64_t from = std::max(first, segment.first);
            const int64_t to = std::min(first + count, segment.first + rows);
            if (from < to)
                segment.file.readFloats(segment.array, static_cast<hsize_t>(from - segment.first),
                                        static_cast<hsize_t>(to - from), out + (from - first) * width());
        }
        return dropInfinite(std::span(out, static_cast<size_t>(count * width())));
    }

private:
    std::vector<Segment> m_segments;
    int64_t m_blockRows = 1;
};

} // namespace

std::shared_ptr<const MatrixRows>
makeHdf5Matrix(const std::vector<std::pair<std::filesystem::path, int64_t>>& files,
               const std::vector<std::string>& paths, int64_t width, bool followLinks)
{
    std::vector<Segment> segments;
    int64_t rows = 0;
    for (const auto& [name, count] : files) {
        Hdf5File file(name, followLinks);
        Hdf5Array array = file.matrix(paths[segments.size()]);
        segments.push_back({std::move(file), std::move(array), rows});
        rows += count;
    }
    return std::make_shared<Hdf5Matrix>(std::move(segments), rows, width);
}

} // namespace leap
