// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/verdict/folds.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/rows/refitted_rows.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace leap {
namespace {

/// The share of the teaching rows that stops a training: 1 in kStopping.
constexpr size_t kStopping = 18;

constexpr Part kOpenParts[] = {Part::Train, Part::Gate, Part::Validation};

/// A random order of row numbers.
std::vector<size_t> shuffled(std::vector<size_t> rows, uint64_t key)
{
    std::vector<int64_t> order(rows.begin(), rows.end());
    shuffle(order, RandomStream(key));
    return {order.begin(), order.end()};
}

bool isPositive(const FoldRows& rows, size_t row)
{
    return rows.label[row] > 0.5F;
}

/// Cuts rows into consecutive pieces of about the same size.
void cut(const std::vector<size_t>& rows, std::vector<std::vector<size_t>>& pieces)
{
    for (size_t i = 0; i < rows.size(); ++i)
        pieces[i * pieces.size() / rows.size()].push_back(rows[i]);
}

std::vector<std::vector<size_t>> dealRows(const FoldRows& rows, size_t folds, uint64_t seed)
{
    std::vector<std::vector<size_t>> judged(folds);
    for (const bool positive : {false, true}) {
        std::vector<size_t> ofClass;
        for (size_t row = 0; row < rows.rows(); ++row) {
            if (isPositive(rows, row) == positive)
                ofClass.push_back(row);
        }
        cut(shuffled(std::move(ofClass), streamKey(seed, "verdict/folds", positive ? 1 : 0)), judged);
    }
    return judged;
}

/// Groups in a random order, each to the fold that has the fewest rows so far.
std::vector<std::vector<size_t>> dealGroups(const FoldRows& rows, size_t folds, uint64_t seed)
{
    std::unordered_map<int32_t, std::vector<size_t>> rowsOf;
    std::vector<size_t> order;
    for (size_t row = 0; row < rows.rows(); ++row) {
        auto& ofGroup = rowsOf[rows.group[row]];
        if (ofGroup.empty())
            order.push_back(static_cast<size_t>(rows.group[row]));
        ofGroup.push_back(row);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::vector<size_t>> judged(folds);
    for (const size_t group : shuffled(std::move(order), streamKey(seed, "verdict/folds", 2))) {
        auto& fold = *std::min_element(judged.begin(), judged.end(),
                                       [](const auto& a, const auto& b) { return a.size() < b.size(); });
        const auto& ofGroup = rowsOf.at(static_cast<int32_t>(group));
        fold.insert(fold.end(), ofGroup.begin(), ofGroup.end());
    }
    return judged;
}

void readPart(const Dataset& dataset, Part part, FoldRows& rows)
{
    constexpr int64_t kBatch = 4096;
    const auto source = dataset.store->source({.part = part, .batchSize = kBatch, .order = RowOrder::Stored});
    Batch batch;
    source->reset(0);
    while (source->next(batch)) {
        for (int64_t i = 0; i < batch.rows; ++i)
            rows.places.push_back({part, static_cast<int64_t>(rows.places.size())});
        rows.label.insert(rows.label.end(), batch.label.begin(), batch.label.end());
        rows.group.insert(rows.group.end(), batch.group.begin(), batch.group.end());
    }
}

/// How many rows of the rarer class are needed, in a sentence.
std::string tooFew(const FoldRows& rows)
{
    int64_t positives = 0;
    for (size_t row = 0; row < rows.rows(); ++row)
        positives += isPositive(rows, row) ? 1 : 0;
    const int64_t negatives = static_cast<int64_t>(rows.rows()) - positives;
    const bool rare = positives <= negatives;
    const int64_t needed = Folds::kFewest * Folds::kLeastOfClass;
    return "Too few rows for a verdict: "
        + counted(rare ? positives : negatives, rare ? "positive" : "negative")
        + " outside the test part; at least " + grouped(needed)
        + " are needed, spread over rows, groups or time so that each of " + std::to_string(Folds::kFewest)
        + " folds gets " + std::to_string(Folds::kLeastOfClass) + ".";
}

/// A stream deals one row of each stretch to the gates and the others to training: both parts are in the
/// order of time, and lie in each other's gaps. @param train, gate rows of the two parts, which come first
void interleave(FoldRows& rows, size_t train, size_t gate)
{
    if (gate == 0)
        return;
    const size_t each = std::max<size_t>(1, (train + gate / 2) / gate); // training rows of a stretch
    std::vector<size_t> order(rows.rows());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(train + gate), [&](size_t a, size_t b) {
            const auto stretch = [&](size_t row) { return row < train ? row / each : row - train; };
            return stretch(a) < stretch(b);
        });
    FoldRows sorted;
    for (const size_t row : order) {
        sorted.places.push_back(rows.places[row]);
        sorted.label.push_back(rows.label[row]);
        if (!rows.group.empty())
            sorted.group.push_back(rows.group[row]);
    }
    rows = std::move(sorted);
}

} // namespace

FoldRows foldRowsOf(const Dataset& dataset)
{
    FoldRows rows;
    for (const Part part : kOpenParts) {
        const size_t first = rows.rows();
        readPart(dataset, part, rows);
        for (size_t row = first; row < rows.rows(); ++row)
            rows.places[row].place = static_cast<int64_t>(row - first);
    }
    if (dataset.inTimeOrder)
        interleave(rows, static_cast<size_t>(dataset.store->rows(Part::Train)),
                   static_cast<size_t>(dataset.store->rows(Part::Gate)));
    return rows;
}

Folds::Folds(std::shared_ptr<const Dataset> dataset, int wanted, uint64_t seed, bool onlyFirst)
    : m_dataset(std::move(dataset))
    , m_rows(foldRowsOf(*m_dataset))
    , m_seed(seed)
    , m_onlyFirst(onlyFirst)
{
    if (m_dataset->store->shuffleWindow() != 0)
        throw InputError(
            "These rows are read from disk while training; for a verdict they must fit the memory. "
            "Raise --memory, or use a sample of the rows.");
    m_by = m_dataset->inTimeOrder ? FoldsBy::Time : m_rows.group.empty() ? FoldsBy::Rows : FoldsBy::Groups;
    for (int folds = wanted; folds >= kFewest; --folds) {
        deal(folds, seed);
        if (everyFoldHasBothClasses())
            return;
    }
    throw InputError(tooFew(m_rows));
}

void Folds::deal(int folds, uint64_t seed)
{
    const auto count = static_cast<size_t>(folds);
    if (m_by == FoldsBy::Time) {
        std::vector<size_t> all(m_rows.rows());
        std::iota(all.begin(), all.end(), size_t{0});
        std::vector<std::vector<size_t>> blocks(count + 1);
        if (!all.empty())
            cut(all, blocks);
        m_first = std::move(blocks.front());
        m_judged.assign(std::make_move_iterator(blocks.begin() + 1), std::make_move_iterator(blocks.end()));
    } else {
        m_judged = m_by == FoldsBy::Groups ? dealGroups(m_rows, count, seed) : dealRows(m_rows, count, seed);
    }
    for (auto& rows : m_judged) // groups together, so that their sums can be closed as they pass
        std::stable_sort(rows.begin(), rows.end(), [&](size_t a, size_t b) {
            return m_rows.group.empty() ? a < b : m_rows.group[a] < m_rows.group[b];
        });
}

bool Folds::everyFoldHasBothClasses() const
{
    return std::all_of(m_judged.begin(), m_judged.end(), [&](const std::vector<size_t>& rows) {
        const auto positives =
            std::count_if(rows.begin(), rows.end(), [&](size_t row) { return isPositive(m_rows, row); });
        return positives >= kLeastOfClass && std::ssize(rows) - positives >= kLeastOfClass;
    });
}

int64_t Folds::judgedRows() const
{
    int64_t rows = 0;
    for (int fold = 0; fold < count(); ++fold)
        rows += std::ssize(m_judged[static_cast<size_t>(fold)]);
    return rows;
}

int64_t Folds::positives() const
{
    int64_t positives = 0;
    for (int fold = 0; fold < count(); ++fold) {
        const auto& rows = m_judged[static_cast<size_t>(fold)];
        positives +=
            std::count_if(rows.begin(), rows.end(), [&](size_t row) { return isPositive(m_rows, row); });
    }
    return positives;
}

/// The rows that teach and stop a fold's models.
std::vector<size_t> Folds::taught(int number) const
{
    std::vector<size_t> rows = m_first;
    for (int other = 0; other < dealt(); ++other) {
        if (m_by == FoldsBy::Time ? other < number : other != number) {
            const auto& more = m_judged[static_cast<size_t>(other)];
            rows.insert(rows.end(), more.begin(), more.end());
        }
    }
    if (m_by == FoldsBy::Time) {
        std::sort(rows.begin(), rows.end());
        return rows;
    }
    const uint64_t key = streamKey(m_seed, "verdict/stopping", static_cast<uint64_t>(number));
    rows = shuffled(std::move(rows), key);
    if (m_by == FoldsBy::Groups) // whole groups, so that those that stop a training do not teach
        std::stable_sort(rows.begin(), rows.end(), [&](size_t a, size_t b) {
            const auto place = [&](size_t row) {
                return mix64(key + static_cast<uint64_t>(m_rows.group[row]));
            };
            return place(a) < place(b);
        });
    return rows;
}

std::vector<RowPlace> Folds::placesOf(const std::vector<size_t>& rows) const
{
    std::vector<RowPlace> places;
    places.reserve(rows.size());
    for (const size_t row : rows)
        places.push_back(m_rows.places[row]);
    return places;
}

std::shared_ptr<const Dataset> Folds::fold(int number) const
{
    std::vector<size_t> teaching = taught(number);
    const size_t stopping = std::max<size_t>(1, teaching.size() / kStopping);
    const std::vector<size_t> slice(teaching.end() - static_cast<std::ptrdiff_t>(stopping), teaching.end());
    teaching.resize(teaching.size() - stopping);
    DealtPlaces places;
    places[static_cast<size_t>(Part::Train)] = placesOf(teaching);
    places[static_cast<size_t>(Part::Validation)] = placesOf(slice);
    places[static_cast<size_t>(Part::Test)] = placesOf(m_judged[static_cast<size_t>(number)]);
    auto result = std::make_shared<Dataset>(*m_dataset);
    result->inTimeOrder = false; // models of a fold are taught in epochs
    result->store = makeDealtRows(m_dataset->store, places);
    result->rows = 0;
    for (size_t part = 0; part < kParts; ++part) {
        result->card.rowsOfPart[part] = std::ssize(places[part]);
        result->rows += std::ssize(places[part]);
    }
    return refitted(result);
}

} // namespace leap
