# SPDX-License-Identifier: GPL-3.0-or-later
# Precompiled headers, one for each set of compiler flags; other targets reuse them. They pay for Torch's and Qt's headers;
# files that include only the standard library are not faster with one. A target whose flags differ compiles without it.
option(LEAP_WITH_PCH "Use precompiled headers" ON)
if(LEAP_WITH_PCH)
    # In a precompiled header g++ 12 no longer treats the standard library's headers as system headers, and shows its
    # false alarms about std::string (GCC bugs 105329, 105651).
    target_compile_options(leap_flags INTERFACE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-array-bounds -Wno-stringop-overflow>)
endif()
set(LEAP_PCH_STD <algorithm> <array> <cmath> <cstdint> <filesystem> <functional> <limits> <map> <memory> <numeric> <optional>
    <set> <span> <string> <string_view> <utility> <vector> <nlohmann/json.hpp>)
set(LEAP_PCH_TORCH <ATen/core/Tensor.h> <ATen/TensorOperators.h> <ATen/ops/empty.h> <ATen/ops/tensor.h> <ATen/ops/zeros.h>
    <c10/core/GradMode.h>)
set(LEAP_PCH_UI <QAction> <QApplication> <QComboBox> <QLabel> <QPainter> <QPushButton> <QString> <QVBoxLayout> <QVector> <QWidget>)

# leap_pch_owner(NAME static|executable HEADERS ... [LIBS ...])
# A target with nothing but a precompiled header. Libraries (-fPIC) and programs (-fPIE) cannot share one.
function(leap_pch_owner name kind)
    cmake_parse_arguments(ARG "" "" "HEADERS;LIBS" ${ARGN})
    set(source "${PROJECT_BINARY_DIR}/pch/${name}.cpp")
    if(kind STREQUAL "executable")
        file(GENERATE OUTPUT "${source}" CONTENT "int main()\n{\n    return 0;\n}\n")
        add_executable(${name} "${source}")
    else()
        file(GENERATE OUTPUT "${source}" CONTENT "namespace leap {}\n")
        add_library(${name} STATIC "${source}")
    endif()
    target_link_libraries(${name} PRIVATE leap_flags nlohmann_json::nlohmann_json ${ARG_LIBS})
    if(LEAP_WITH_PCH)
        target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
    endif()
endfunction()

# leap_use_pch(TARGET OWNER)
function(leap_use_pch target owner)
    if(LEAP_WITH_PCH)
        target_precompile_headers(${target} REUSE_FROM ${owner})
        set_target_properties(${target} PROPERTIES PCH_WARN_INVALID OFF)
    endif()
endfunction()

leap_pch_owner(leap_pch_torch static HEADERS ${LEAP_PCH_STD} ${LEAP_PCH_TORCH} LIBS leap_dep_torch)
if(LEAP_WITH_UI AND LEAP_WITH_TESTS)
    leap_pch_owner(leap_pch_test executable HEADERS ${LEAP_PCH_STD} <QtTest> LIBS Qt6::Test)
    leap_pch_owner(leap_pch_test_openmp executable HEADERS ${LEAP_PCH_STD} <QtTest> LIBS Qt6::Test leap_dep_torch)
    leap_pch_owner(leap_pch_test_ui executable HEADERS ${LEAP_PCH_STD} <QtTest> ${LEAP_PCH_UI}
        LIBS Qt6::Test Qt6::Widgets leap_dep_torch)
    target_compile_definitions(leap_pch_test PRIVATE QT_NO_KEYWORDS)
    target_compile_definitions(leap_pch_test_openmp PRIVATE QT_NO_KEYWORDS)
    target_compile_definitions(leap_pch_test_ui PRIVATE QT_NO_KEYWORDS)
endif()
