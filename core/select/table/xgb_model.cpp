// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/table/xgb_model.h"

#include "core/base/error.h"

#include <xgboost/c_api.h>

#include <limits>

namespace leap {
namespace {

void check(int code, const char* what)
{
    if (code != 0)
        throw FailureError(std::string("XGBoost failed while ") + what + ": " + XGBGetLastError());
}

/// Rows handed to XGBoost, which copies them.
DMatrixHandle makeRows(const FeatureTable& table)
{
    DMatrixHandle rows = nullptr;
    check(XGDMatrixCreateFromMat(table.values.data(), static_cast<bst_ulong>(table.rows),
                                 static_cast<bst_ulong>(table.columns),
                                 std::numeric_limits<float>::quiet_NaN(), &rows),
          "reading rows");
    return rows;
}

} // namespace

XgbModel::XgbModel(const FeatureTable& table, const XgbParameters& parameters)
    : m_columns(table.columns)
{
    try {
        m_rows = makeRows(table);
        const auto count = static_cast<bst_ulong>(table.rows);
        check(XGDMatrixSetFloatInfo(m_rows, "label", table.label.data(), count), "reading labels");
        if (!table.weight.empty())
            check(XGDMatrixSetFloatInfo(m_rows, "weight", table.weight.data(), count), "reading weights");
        check(XGBoosterCreate(&m_rows, 1, &m_booster), "making a model");
        check(XGBoosterSetParam(m_booster, "verbosity", "0"), "setting up");
        for (const auto& [name, value] : parameters)
            check(XGBoosterSetParam(m_booster, name.c_str(), value.c_str()), "setting up");
    } catch (...) {
        XGBoosterFree(m_booster);
        XGDMatrixFree(m_rows);
        throw;
    }
}

XgbModel::~XgbModel()
{
    XGBoosterFree(m_booster);
    XGDMatrixFree(m_rows);
}

void XgbModel::update(int round)
{
    check(XGBoosterUpdateOneIter(m_booster, round, m_rows), "training");
}

std::vector<double> XgbModel::scores(const std::string& kind) const
{
    bst_ulong count = 0, dimensions = 0;
    const char** names = nullptr;
    const bst_ulong* shape = nullptr;
    const float* values = nullptr;
    const std::string config = R"({"importance_type": ")" + kind + R"("})";
    check(XGBoosterFeatureScore(m_booster, config.c_str(), &count, &names, &dimensions, &shape, &values),
          "scoring columns");
    std::vector<double> scores(static_cast<size_t>(m_columns), 0.0);
    for (bst_ulong i = 0; i < count; ++i)
        scores.at(std::stoul(names[i] + 1)) = values[i]; // columns are called f0, f1, ...
    return scores;
}

std::vector<float> XgbModel::predict(const FeatureTable& table) const
{
    DMatrixHandle rows = makeRows(table);
    bst_ulong count = 0;
    const float* values = nullptr;
    const int code = XGBoosterPredict(m_booster, rows, 0, 0, 0, &count, &values);
    std::vector<float> result = code == 0 ? std::vector<float>(values, values + count) : std::vector<float>();
    XGDMatrixFree(rows);
    check(code, "predicting");
    return result;
}

} // namespace leap
