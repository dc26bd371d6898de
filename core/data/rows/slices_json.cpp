// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/slices_json.h"

#include "core/data/rows/dataset_json.h"

namespace leap {
namespace {

Json sliceToJson(const MatrixSlice& slice)
{
    return {{"source", slice.source},
            {"begin", slice.begin},
            {"width", slice.width},
            {"column", slice.column},
            {"scaling", scalingToJson(slice.scaling)}};
}

MatrixSlice sliceFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    MatrixSlice slice;
    slice.source = reader.get<std::string>("source");
    slice.begin = reader.get<int>("begin");
    slice.width = reader.get<int>("width");
    slice.column = reader.get<int>("column");
    slice.scaling = scalingFromJson(reader.at("scaling"), reader.placeOf("scaling"));
    reader.finish();
    return slice;
}

} // namespace

Json slicesToJson(const std::vector<MatrixSlice>& slices)
{
    Json json = Json::array();
    for (const MatrixSlice& slice : slices)
        json.push_back(sliceToJson(slice));
    return json;
}

std::vector<MatrixSlice> slicesFromJson(const Json& json, const std::string& where)
{
    return readList(json, where, sliceFromJson);
}

} // namespace leap
