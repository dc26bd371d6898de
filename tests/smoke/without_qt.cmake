# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -D FILES=a;b -D READELF=... -P without_qt.cmake: fails if one of the programs or libraries is linked with Qt.
if(NOT FILES)
    message(FATAL_ERROR "no files to look at")
endif()
foreach(file IN LISTS FILES)
    execute_process(COMMAND "${READELF}" --dynamic --wide "${file}" OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
    if(dynamic MATCHES "NEEDED[^\n]*libQt[^\n]*")
        message(FATAL_ERROR "${file} is linked with Qt: ${CMAKE_MATCH_0}")
    endif()
    message(STATUS "no Qt in ${file}")
endforeach()
