# SPDX-License-Identifier: GPL-3.0-or-later

# leap_add_layer(NAME SOURCES ... [LAYERS ...] [PRIVATE_LIBS ...] [PCH owner])
# One folder of core/ as a shared library. LAYERS are the folders that it may use; the linker refuses all others.
# PCH: a target of LeapPch.cmake whose precompiled header is used.
function(leap_add_layer name)
    cmake_parse_arguments(ARG "" "PCH" "SOURCES;LAYERS;PRIVATE_LIBS" ${ARGN})
    add_library(leap_${name} SHARED ${ARG_SOURCES})
    add_library(leap::${name} ALIAS leap_${name})
    list(TRANSFORM ARG_LAYERS PREPEND leap_)
    target_link_libraries(leap_${name} PUBLIC ${ARG_LAYERS} PRIVATE leap_flags ${ARG_PRIVATE_LIBS})
    target_include_directories(leap_${name} PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>")
    if(ARG_PCH)
        leap_use_pch(leap_${name} ${ARG_PCH})
    endif()
    set_property(GLOBAL APPEND PROPERTY LEAP_LAYERS leap_${name})
    set_target_properties(leap_${name} PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
endfunction()

# leap_test_pch(VARIABLE LIBS...): the precompiled header for a test that links these.
function(leap_test_pch variable)
    set(without_openmp Qt6::Core leap_base leap_metric leap_settings leap_data leap_synth leap_test_planted leap_dep_arrow leap_dep_hdf5)
    set(owner leap_pch_test)
    foreach(lib IN LISTS ARGN)
        if(lib MATCHES "^leap_ui")
            set(owner leap_pch_test_ui)
            break()
        elseif(NOT lib IN_LIST without_openmp)
            set(owner leap_pch_test_openmp)
        endif()
    endforeach()
    set(${variable} ${owner} PARENT_SCOPE)
endfunction()

# leap_add_test(NAME SOURCES ... LIBS ... [ENVIRONMENT ...] [TIMEOUT n])
# One Qt Test program, registered with ctest under its own name.
function(leap_add_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LIBS;ENVIRONMENT;LABELS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
    target_link_libraries(${name} PRIVATE leap_flags leap_test_support Qt6::Test ${ARG_LIBS})
    target_compile_definitions(${name} PRIVATE QT_NO_KEYWORDS)
    leap_test_pch(owner ${ARG_LIBS})
    leap_use_pch(${name} ${owner})
    add_test(NAME ${name} COMMAND ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LEAP_CACHE_MIB=0;${ARG_ENVIRONMENT}") # no test reads what another one cached
endfunction()
