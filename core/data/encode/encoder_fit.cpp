// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs fitted on the training rows, several at a time.
#include "core/base/sha256.h"
#include "core/base/share_tasks.h"
#include "core/base/text.h"
#include "core/data/encode/encoder.h"

#include <algorithm>
#include <exception>

namespace leap {

/// One input on its way: what it says and how it fails is its own, so that the order is the schema's whoever
/// comes first.
struct Encoder::Fitting {
    const Input* input;
    std::string where;
    size_t index; ///< in layout.inputs
    std::vector<std::string> warnings = {};
    std::exception_ptr failure = nullptr;
};

std::vector<Encoder::Fitting> Encoder::fittings() const
{
    std::vector<Fitting> all;
    size_t index = 0;
    for (const Field& field : m_out.schema.fields) {
        for (const Input& input : field.inputs) {
            if (m_inputs[index] == nullptr)
                all.push_back({&input, "field '" + field.name + "'", index});
            ++index;
        }
    }
    return all;
}

void Encoder::fit(Fitting& fitting)
{
    const FitJob job =
        jobOf(*fitting.input, fitting.where, m_out.layout.inputs[fitting.index], fitting.warnings);
    std::unique_ptr<FittedInput>& fitted = m_inputs[fitting.index];
    try {
        switch (fitting.input->kind) {
        case InputKind::Categorical:
            fitted = fitCategorical(job);
            break;
        case InputKind::Numeric:
            fitted = fitNumeric(job);
            break;
        case InputKind::Bag:
            fitted = fitBag(job);
            break;
        case InputKind::Pretrained:
            fitted = fitPretrained(job, m_tables);
            break;
        default:
            fitted = fitVector(job);
        }
    } catch (...) {
        fitting.failure = std::current_exception();
    }
}

void Encoder::fitFields()
{
    std::vector<Fitting> all = fittings();
    const auto some = static_cast<size_t>(std::max(m_threads, 1)) * 2;
    for (size_t begin = 0; begin < all.size(); begin += some) {
        m_progress.report({"fitting, inputs", static_cast<int64_t>(begin), static_cast<int64_t>(all.size())});
        const std::span<Fitting> now = std::span(all).subspan(begin, std::min(some, all.size() - begin));
        const auto shares = [](const Fitting& fitting) { // the given tables are read by one thread
            return fitting.input->kind != InputKind::Pretrained;
        };
        shareTasks(m_threads, now.size(), [&](size_t i) {
            if (shares(now[i]))
                fit(now[i]);
        });
        for (Fitting& fitting : now) {
            if (!shares(fitting))
                fit(fitting);
            if (fitting.failure)
                std::rethrow_exception(fitting.failure);
            auto& warnings = m_out.card.warnings;
            warnings.insert(warnings.end(), fitting.warnings.begin(), fitting.warnings.end());
        }
    }
    takeFitted();
}

void Encoder::takeFitted()
{
    size_t index = 0;
    for (const Field& field : m_out.schema.fields) {
        FieldFacts& facts = m_out.facts.emplace_back();
        for (size_t i = 0; i < field.inputs.size(); ++i, ++index) {
            m_out.layout.inputs[index].vocabulary = m_inputs[index]->vocabulary;
            m_out.layout.inputs[index].lookup = m_inputs[index]->lookup;
            facts.distinct = field.inputs.size() == 1 ? m_inputs[index]->distinct : 0;
        }
    }
    m_counts.resize(m_out.schema.fields.size());
    for (const auto& input : m_inputs)
        m_squares.push_back(input->trainSquares);
}

/// The given tables belong to what the dataset is made from.
void Encoder::nameTables()
{
    const std::vector<std::string> tables = m_tables.fingerprints();
    if (!tables.empty())
        m_out.card.fingerprint = sha256Of(m_out.card.fingerprint + "\n" + join(tables, "\n"));
}

} // namespace leap
