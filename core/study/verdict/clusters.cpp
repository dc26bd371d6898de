// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/verdict/clusters.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

double dot(const FoldEvidence& fold, size_t a, size_t b)
{
    const auto rows = static_cast<size_t>(fold.sampled);
    const float* first = fold.sample.data() + a * rows;
    const float* second = fold.sample.data() + b * rows;
    double sum = 0;
    for (size_t row = 0; row < rows; ++row)
        sum += static_cast<double>(first[row]) * second[row];
    return sum;
}

double dotOverFolds(std::span<const FoldEvidence> folds, size_t a, size_t b)
{
    double sum = 0;
    for (const FoldEvidence& fold : folds)
        sum += dot(fold, a, b);
    return sum;
}

/// Mean similarity of the members of two clusters.
double linkage(const std::vector<std::vector<double>>& similarity, const std::vector<size_t>& one,
               const std::vector<size_t>& other)
{
    double sum = 0;
    for (const size_t a : one) {
        for (const size_t b : other)
            sum += similarity[a][b];
    }
    return sum / static_cast<double>(one.size() * other.size());
}

} // namespace

std::vector<std::vector<double>> similarityOf(std::span<const FoldEvidence> folds,
                                              const std::vector<size_t>& sets)
{
    const size_t n = sets.size();
    std::vector<std::vector<double>> similarity(n, std::vector<double>(n, 0));
    std::vector<double> norm(n);
    for (size_t i = 0; i < n; ++i)
        norm[i] = std::sqrt(dotOverFolds(folds, sets[i], sets[i]));
    for (size_t i = 0; i < n; ++i) {
        for (size_t k = 0; k < i; ++k) {
            const double scale = norm[i] * norm[k];
            if (scale > 0)
                similarity[i][k] = std::abs(dotOverFolds(folds, sets[i], sets[k])) / scale;
            similarity[k][i] = similarity[i][k];
        }
    }
    return similarity;
}

std::vector<std::vector<size_t>> averageLinkage(const std::vector<std::vector<double>>& similarity,
                                                double least)
{
    std::vector<std::vector<size_t>> clusters;
    for (size_t i = 0; i < similarity.size(); ++i)
        clusters.push_back({i});
    while (clusters.size() > 1) {
        size_t first = 0, second = 0;
        double best = -1;
        for (size_t a = 0; a < clusters.size(); ++a) {
            for (size_t b = a + 1; b < clusters.size(); ++b) {
                const double alike = linkage(similarity, clusters[a], clusters[b]);
                if (alike > best) {
                    best = alike;
                    first = a;
                    second = b;
                }
            }
        }
        if (best < least)
            break;
        auto& merged = clusters[first];
        merged.insert(merged.end(), clusters[second].begin(), clusters[second].end());
        std::sort(merged.begin(), merged.end());
        clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(second));
    }
    return clusters;
}

} // namespace leap
