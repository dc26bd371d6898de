# SPDX-License-Identifier: GPL-3.0-or-later
# Writes OUTPUT: every header of core/ that a file of ui/ includes, and a refusal of libraries that they must hide.
file(GLOB_RECURSE sources "${SOURCE_DIR}/ui/*.h" "${SOURCE_DIR}/ui/*.cpp")
set(includes)
foreach(source IN LISTS sources)
    file(STRINGS "${source}" lines REGEX "^#include \"core/")
    list(APPEND includes ${lines})
endforeach()
list(REMOVE_DUPLICATES includes)
list(SORT includes)
if(NOT includes)
    message(FATAL_ERROR "ui/ includes nothing of core/: the pattern of includes must be wrong")
endif()
list(JOIN includes "\n" text)
string(APPEND text [[

#if defined(QT_VERSION) || defined(TORCH_API) || defined(ARROW_VERSION) || defined(H5_VERS_MAJOR)
#error "A public header of core/ pulls in a library that it must hide."
#endif
]])
set(before "")
if(EXISTS "${OUTPUT}")
    file(READ "${OUTPUT}" before)
endif()
if(NOT text STREQUAL before)
    file(WRITE "${OUTPUT}" "${text}")
endif()
