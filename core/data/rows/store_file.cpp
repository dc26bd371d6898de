// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/store_file.h"

#include "core/base/error.h"
#include "core/data/rows/store_record.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leap {
namespace {

constexpr uint64_t kMagic = 0x3253574F5250414Cull; ///< "LAPROWS2"
constexpr int64_t kPage = 4096;

struct Foot {
    int64_t trailerOffset = 0;
    int64_t trailerBytes = 0;
    uint64_t trailerChecksum = 0;
    uint64_t magic = kMagic;
};

std::span<const std::byte> bytesOf(const auto& value)
{
    return std::as_bytes(std::span(&value, 1));
}

[[noreturn]] void fail(const std::string& name, const char* what)
{
    throw FailureError(name + ": " + what + " (" + std::strerror(errno) + "). " + kCheckFolder);
}

} // namespace

int64_t StoreIndex::rows(Part part) const
{
    int64_t rows = 0;
    for (const BlockEntry& block : blocks[static_cast<size_t>(part)])
        rows += block.rows;
    return rows;
}

int64_t StoreIndex::bytes() const
{
    int64_t bytes = 0;
    for (const auto& part : blocks) {
        for (const BlockEntry& block : part)
            bytes += block.bytes;
    }
    return bytes;
}

StoreFile::StoreFile(const std::filesystem::path& path)
    : m_name(path.string())
    , m_file(::open(path.c_str(), O_RDONLY | O_CLOEXEC))
{
    if (m_file < 0)
        fail(m_name, "cannot be opened");
    try {
        readIndex();
    } catch (...) {
        ::close(m_file);
        throw;
    }
}

StoreFile::~StoreFile()
{
    ::close(m_file);
}

void StoreFile::readIndex()
{
    struct stat status { };
    if (::fstat(m_file, &status) != 0)
        fail(m_name, "cannot be read");
    m_size = status.st_size;
    Foot foot;
    if (m_size < int64_t{sizeof(foot)})
        throw DamagedStore(m_name + ": cut short.");
    readBytes(m_size - int64_t{sizeof(foot)}, std::as_writable_bytes(std::span(&foot, 1)));
    if (foot.magic != kMagic || foot.trailerOffset < 0 || foot.trailerBytes < 0
        || foot.trailerOffset + foot.trailerBytes + int64_t{sizeof(foot)} != m_size)
        throw DamagedStore(m_name + ": not a finished store of this version.");
    std::vector<std::byte> trailer(static_cast<size_t>(foot.trailerBytes));
    readBytes(foot.trailerOffset, trailer);
    if (checksumOf(trailer) != foot.trailerChecksum)
        throw DamagedStore(m_name + ": its index is damaged.");
    try {
        const auto* begin = static_cast<const uint8_t*>(static_cast<const void*>(trailer.data()));
        auto read = fromJson<StoreTrailer>(Json::from_cbor(begin, begin + trailer.size()), m_name);
        m_index = std::move(read.index);
        m_dataset = std::move(read.dataset);
        m_slices = std::move(read.slices);
    } catch (const nlohmann::json::exception& error) {
        throw DamagedStore(m_name + ": " + error.what());
    } catch (const InputError& error) {
        throw DamagedStore(error.what());
    }
}

void StoreFile::readBytes(int64_t offset, std::span<std::byte> bytes) const
{
    while (!bytes.empty()) {
        const ssize_t count = ::pread(m_file, bytes.data(), bytes.size(), offset);
        if (count == 0)
            throw FailureError(m_name + ": ends too early; was it changed while it was in use?");
        if (count < 0 && errno != EINTR)
            fail(m_name, "cannot be read");
        if (count > 0) {
            bytes = bytes.subspan(static_cast<size_t>(count));
            offset += count;
        }
    }
}

void StoreFile::read(const BlockEntry& block, std::vector<std::byte>& bytes) const
{
    bytes.resize(static_cast<size_t>(block.bytes));
    readBytes(block.offset, bytes);
    check(block, bytes);
}

void StoreFile::check(const BlockEntry& block, std::span<const std::byte> bytes) const
{
    if (checksumOf(bytes) == block.checksum)
        return;
    ::unlink(m_name.c_str());
    throw FailureError(m_name
                       + ": the encoded rows on disk are damaged, so they were removed. Start again: they "
                         "will be rebuilt.");
}

std::shared_ptr<const std::byte> StoreFile::map() const
{
    const auto size = static_cast<size_t>(m_size);
    void* memory = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, m_file, 0);
    if (memory == MAP_FAILED)
        fail(m_name, "cannot be mapped");
    return {static_cast<const std::byte*>(memory),
            [memory, size](const std::byte*) { ::munmap(memory, size); }};
}

StoreFileWriter::StoreFileWriter(const std::filesystem::path& path, const RowShape& shape, int64_t blockRows)
    : m_path(path)
    , m_file(::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0666))
{
    if (m_file < 0)
        fail(m_path.string(), "cannot be made");
    m_index.shape = shape;
    m_index.blockRows = blockRows;
}

StoreFileWriter::~StoreFileWriter()
{
    ::close(m_file);
}

void StoreFileWriter::write(std::span<const std::byte> bytes)
{
    m_size += static_cast<int64_t>(bytes.size());
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_file, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            fail(m_path.string(), "cannot be written");
        if (count > 0)
            bytes = bytes.subspan(static_cast<size_t>(count));
    }
}

void StoreFileWriter::pad()
{
    static constexpr std::array<std::byte, kPage> kZeros{};
    if (const int64_t rest = m_size % kPage)
        write(std::span(kZeros).first(static_cast<size_t>(kPage - rest)));
}

void StoreFileWriter::add(Part part, int64_t rows, std::vector<std::byte> bytes)
{
    pad();
    m_index.blocks[static_cast<size_t>(part)].push_back(
        {rows, m_size, static_cast<int64_t>(bytes.size()), checksumOf(bytes)});
    write(bytes);
}

void StoreFileWriter::finish(const Dataset& dataset, const std::vector<MatrixSlice>& slices)
{
    const std::vector<uint8_t> trailer = Json::to_cbor(toJson(StoreTrailer{m_index, dataset, slices}));
    const auto bytes = std::as_bytes(std::span(trailer));
    const Foot foot{m_size, static_cast<int64_t>(bytes.size()), checksumOf(bytes)};
    write(bytes);
    write(bytesOf(foot));
}

} // namespace leap
