# SPDX-License-Identifier: GPL-3.0-or-later
# The CUDA language and the CUDA half of LibTorch, if nvcc is found. LEAP_HAVE_CUDA then says whether a CUDA module can be
# built; it links leap_dep_torch_cuda and is loaded at run time only where a GPU is.
set(LEAP_HAVE_CUDA OFF)
if(LEAP_WITH_CUDA STREQUAL "OFF")
    return()
endif()

# leap_no_cuda(REASON): AUTO continues without CUDA; ON is an error.
macro(leap_no_cuda reason)
    if(LEAP_WITH_CUDA STREQUAL "ON")
        message(FATAL_ERROR "LEAP_WITH_CUDA is ON, but ${reason}")
    endif()
    message(STATUS "No CUDA module: ${reason}")
    return()
endmacro()

# The user's own toolkit (CUDA_HOME, PATH) takes precedence over the compiler from the wheel.
find_program(LEAP_NVCC nvcc HINTS ENV CUDA_HOME PATHS /usr/local/cuda "${LEAP_SITE}/nvidia/cu13" PATH_SUFFIXES bin)
if(NOT LEAP_NVCC)
    leap_no_cuda("nvcc was not found (packaging/setup --nvcc fetches it)")
endif()
find_library(LEAP_C10_CUDA c10_cuda HINTS "${LEAP_TORCH_LIBDIR}" PATH_SUFFIXES lib)
find_library(LEAP_TORCH_CUDA torch_cuda HINTS "${LEAP_TORCH_LIBDIR}" PATH_SUFFIXES lib)
if(NOT LEAP_C10_CUDA OR NOT LEAP_TORCH_CUDA)
    leap_no_cuda("this LibTorch has no CUDA half")
endif()
get_filename_component(LEAP_CUDA_ROOT "${LEAP_NVCC}" DIRECTORY)
get_filename_component(LEAP_CUDA_ROOT "${LEAP_CUDA_ROOT}" DIRECTORY)
find_library(LEAP_CUDART NAMES libcudart.so.13 HINTS "${LEAP_TORCH_LIBDIR}/../../nvidia/cu13" "${LEAP_CUDA_ROOT}" PATH_SUFFIXES lib lib64)
if(NOT LEAP_CUDART)
    leap_no_cuda("the CUDA 13 run-time library was not found in ${LEAP_CUDA_ROOT}")
endif()

# Code for Turing to Hopper, and PTX for later GPUs, which translate it when the module is first loaded.
if(NOT DEFINED CMAKE_CUDA_ARCHITECTURES)
    set(CMAKE_CUDA_ARCHITECTURES 75-real 80-real 86-real 89-real 90 CACHE STRING "GPU generations to compile for")
endif()
set(CMAKE_CUDA_COMPILER "${LEAP_NVCC}" CACHE FILEPATH "The CUDA compiler")
set(CMAKE_CUDA_RUNTIME_LIBRARY None)
enable_language(CUDA)
# CMake 3.25.1 does not know that nvcc supports C++20.
if(NOT CMAKE_CUDA20_STANDARD_COMPILE_OPTION)
    set(CMAKE_CUDA20_STANDARD_COMPILE_OPTION -std=c++20)
    set(CMAKE_CUDA20_EXTENSION_COMPILE_OPTION -std=c++20)
endif()

add_library(leap_dep_torch_cuda INTERFACE)
target_include_directories(leap_dep_torch_cuda SYSTEM INTERFACE "${LEAP_CUDA_ROOT}/include")
# Nothing calls torch_cuda by name, but it must be loaded for the kernels that it registers.
target_link_options(leap_dep_torch_cuda INTERFACE LINKER:--no-as-needed)
target_link_libraries(leap_dep_torch_cuda INTERFACE leap_dep_torch "${LEAP_TORCH_CUDA}" "${LEAP_C10_CUDA}" "${LEAP_CUDART}")
set(LEAP_HAVE_CUDA ON)
