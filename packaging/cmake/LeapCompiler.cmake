# SPDX-License-Identifier: GPL-3.0-or-later
# Language level, warnings, sanitizers, output folders and the compiler cache.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program(LEAP_CCACHE ccache)
if(LEAP_CCACHE)
    # NOHASHDIR: every path is absolute, so two build folders share one cached object.
    set(LEAP_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_NOHASHDIR=1 ${LEAP_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${LEAP_LAUNCHER})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${LEAP_LAUNCHER})
    set(CMAKE_CUDA_COMPILER_LAUNCHER ${LEAP_LAUNCHER})
endif()

add_library(leap_flags INTERFACE)
target_compile_options(leap_flags INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -fno-math-errno>
    # g++ 12 reports false overlaps in std::string's operator+ (GCC bug 105651).
    $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict>
    $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:${LEAP_WERROR}>>:-Werror>)
# A missing dependency between folders is a link error, not a surprise at run time. Sanitizers add undefined symbols.
if(LEAP_SANITIZE)
    target_compile_options(leap_flags INTERFACE
        $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${LEAP_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined>)
    target_link_options(leap_flags INTERFACE -fsanitize=${LEAP_SANITIZE})
else()
    target_link_options(leap_flags INTERFACE -Wl,-z,defs)
endif()
target_include_directories(leap_flags INTERFACE "${PROJECT_SOURCE_DIR}")
