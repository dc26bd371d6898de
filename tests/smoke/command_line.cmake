# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -D LEAP=program -D SAMPLES=sample_data -D FOLDER=scratch -P command_line.cmake
# One short audit of the adult set through the command line: inspect, audit, decide, and the exit status of bad input.

# leap(STATUS ARGUMENT...): runs the program; the exit status must be STATUS. What it printed is in leap_output.
function(leap status)
    execute_process(COMMAND "${LEAP}" ${ARGN} WORKING_DIRECTORY "${FOLDER}" RESULT_VARIABLE result
        OUTPUT_VARIABLE output ERROR_VARIABLE errors)
    if(NOT result EQUAL status)
        message(FATAL_ERROR "leap ${ARGN}\nended with ${result}, not ${status}\n${output}${errors}")
    endif()
    set(leap_output "${output}" PARENT_SCOPE)
    set(leap_errors "${errors}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${FOLDER}")
file(MAKE_DIRECTORY "${FOLDER}")
set(adult "${SAMPLES}/adult/adult.data")

leap(0 inspect "${adult}" --no-header --label c14)
if(NOT leap_output MATCHES "c13")
    message(FATAL_ERROR "inspect does not list the last column:\n${leap_output}")
endif()

leap(0 audit "${adult}" --no-header --label c14 --positive ">50K" --epochs 1 --threads 2 --out adult.leap --json)
string(JSON fields LENGTH "${leap_output}" fields)
string(JSON rows GET "${leap_output}" totals rows)
# 14 columns and the label; the number of years of education is a copy of its name.
if(NOT fields EQUAL 13 OR NOT rows EQUAL 32561)
    message(FATAL_ERROR "${fields} fields and ${rows} rows, not 13 and 32561")
endif()

leap(0 decide adult.leap --top-k 5 --out decision.json)
file(READ "${FOLDER}/decision.json" decision)
string(JSON format GET "${decision}" format)
string(REGEX MATCHALL "\"verdict\": *\"keep\"" kept "${decision}")
list(LENGTH kept kept)
if(NOT format STREQUAL "leap.decision" OR NOT kept EQUAL 5)
    message(FATAL_ERROR "format ${format} with ${kept} fields kept, not leap.decision with 5")
endif()

leap(2 audit nowhere.csv --label late --out nothing.leap)
if(EXISTS "${FOLDER}/nothing.leap" OR NOT leap_errors MATCHES "nowhere.csv")
    message(FATAL_ERROR "a missing file is not named, or something was written:\n${leap_errors}")
endif()
