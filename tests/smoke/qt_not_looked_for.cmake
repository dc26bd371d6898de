# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -D CACHE=CMakeCache.txt -P qt_not_looked_for.cmake: fails if the configuration without a window asked for Qt.
file(STRINGS "${CACHE}" found REGEX "^Qt[0-9]*[A-Za-z]*_DIR")
if(found)
    message(FATAL_ERROR "Qt was looked for: ${found}")
endif()
