# SPDX-License-Identifier: GPL-3.0-or-later
# Third-party libraries as targets leap_dep_*. A LibTorch or Arrow on CMAKE_PREFIX_PATH takes precedence over the unpacked wheels.
set(LEAP_SITE "${LEAP_DEPS_DIR}/site")
find_package(Threads REQUIRED)

# LibTorch: c10 and torch_cpu only. The wheel's TorchConfig.cmake would load every CUDA library at start.
find_path(LEAP_TORCH_INCLUDE ATen/ATen.h HINTS "${LEAP_SITE}/torch/include" PATH_SUFFIXES include)
find_library(LEAP_TORCH_C10 c10 HINTS "${LEAP_SITE}/torch/lib" PATH_SUFFIXES lib)
find_library(LEAP_TORCH_CPU torch_cpu HINTS "${LEAP_SITE}/torch/lib" PATH_SUFFIXES lib)
if(NOT LEAP_TORCH_INCLUDE OR NOT LEAP_TORCH_C10 OR NOT LEAP_TORCH_CPU)
    message(FATAL_ERROR "LibTorch not found. Run packaging/run or packaging/test once (they fetch it), "
                        "or name your own with -DCMAKE_PREFIX_PATH=/path/to/libtorch.")
endif()
add_library(leap_dep_torch INTERFACE)
target_include_directories(leap_dep_torch SYSTEM INTERFACE "${LEAP_TORCH_INCLUDE}" "${LEAP_TORCH_INCLUDE}/torch/csrc/api/include")
target_link_libraries(leap_dep_torch INTERFACE "${LEAP_TORCH_CPU}" "${LEAP_TORCH_C10}" Threads::Threads)
# at::parallel_for is a header template: without OpenMP it silently runs serially.
target_compile_options(leap_dep_torch INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fopenmp>)
target_link_options(leap_dep_torch INTERFACE $<$<LINK_LANGUAGE:CXX>:-fopenmp>) # at run time the wheel's own libgomp.so.1
get_filename_component(LEAP_TORCH_LIBDIR "${LEAP_TORCH_CPU}" DIRECTORY)

# Arrow and Parquet: the pyarrow wheel has versioned files only, a system package has plain names.
find_path(LEAP_ARROW_INCLUDE arrow/api.h HINTS "${LEAP_SITE}/pyarrow/include" PATH_SUFFIXES include)
find_library(LEAP_ARROW_LIB NAMES arrow libarrow.so.2600 HINTS "${LEAP_SITE}/pyarrow" PATH_SUFFIXES lib)
find_library(LEAP_PARQUET_LIB NAMES parquet libparquet.so.2600 HINTS "${LEAP_SITE}/pyarrow" PATH_SUFFIXES lib)
if(NOT LEAP_ARROW_INCLUDE OR NOT LEAP_ARROW_LIB OR NOT LEAP_PARQUET_LIB)
    message(FATAL_ERROR "Arrow and Parquet not found. Run packaging/run or packaging/test once (they fetch them), "
                        "or name your own with -DCMAKE_PREFIX_PATH.")
endif()
add_library(leap_dep_arrow INTERFACE)
target_include_directories(leap_dep_arrow SYSTEM INTERFACE "${LEAP_ARROW_INCLUDE}")
target_link_libraries(leap_dep_arrow INTERFACE "${LEAP_PARQUET_LIB}" "${LEAP_ARROW_LIB}")
get_filename_component(LEAP_ARROW_LIBDIR "${LEAP_ARROW_LIB}" DIRECTORY)

find_package(HDF5 1.10 REQUIRED COMPONENTS C)
add_library(leap_dep_hdf5 INTERFACE)
target_include_directories(leap_dep_hdf5 SYSTEM INTERFACE ${HDF5_C_INCLUDE_DIRS})
target_link_libraries(leap_dep_hdf5 INTERFACE ${HDF5_C_LIBRARIES})

find_package(ZLIB 1.2 REQUIRED)
find_package(LibLZMA 5.2 REQUIRED)

find_library(LEAP_HWY_LIB hwy REQUIRED)
find_path(LEAP_HWY_INCLUDE hwy/highway.h REQUIRED)
add_library(leap_dep_hwy INTERFACE)
target_include_directories(leap_dep_hwy SYSTEM INTERFACE "${LEAP_HWY_INCLUDE}")
target_link_libraries(leap_dep_hwy INTERFACE "${LEAP_HWY_LIB}")

find_library(LEAP_XGBOOST_LIB xgboost REQUIRED)
find_path(LEAP_XGBOOST_INCLUDE xgboost/c_api.h REQUIRED)
add_library(leap_dep_xgboost INTERFACE)
target_include_directories(leap_dep_xgboost SYSTEM INTERFACE "${LEAP_XGBOOST_INCLUDE}")
target_link_libraries(leap_dep_xgboost INTERFACE "${LEAP_XGBOOST_LIB}")

find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)

if(LEAP_WITH_UI)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Core Widgets Charts Svg SvgWidgets PrintSupport Test)
endif()

# Where the programs find the wheels' libraries at run time; ours are in the folder next to the programs.
set(CMAKE_BUILD_RPATH "${LEAP_TORCH_LIBDIR};${LEAP_ARROW_LIBDIR}")
