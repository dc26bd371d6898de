# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` copies: the programs, our libraries, desktop files, licence and samples.
# The libraries of the wheels stay in place; the programs are told where they are.
include(GNUInstallDirs)
set(LEAP_LIBDIR "${CMAKE_INSTALL_LIBDIR}/leap-studio")

# leap_install_targets(FOLDER): installs every program and shared library of FOLDER and its subfolders.
function(leap_install_targets folder)
    get_property(targets DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
    foreach(target IN LISTS targets)
        get_target_property(type ${target} TYPE)
        if(type STREQUAL "EXECUTABLE" OR type STREQUAL "SHARED_LIBRARY" OR type STREQUAL "MODULE_LIBRARY")
            set_target_properties(${target} PROPERTIES INSTALL_RPATH
                "$ORIGIN;$ORIGIN/../${LEAP_LIBDIR};${LEAP_TORCH_LIBDIR};${LEAP_ARROW_LIBDIR}")
            install(TARGETS ${target}
                RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
                LIBRARY DESTINATION "${LEAP_LIBDIR}" NAMELINK_SKIP)
        endif()
    endforeach()
    get_property(below DIRECTORY "${folder}" PROPERTY SUBDIRECTORIES)
    foreach(child IN LISTS below)
        leap_install_targets("${child}")
    endforeach()
endfunction()

leap_install_targets("${PROJECT_SOURCE_DIR}/core")
leap_install_targets("${PROJECT_SOURCE_DIR}/app")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES "${PROJECT_SOURCE_DIR}/resources/comparison.schema.json" "${PROJECT_SOURCE_DIR}/resources/decision.schema.json"
    "${PROJECT_SOURCE_DIR}/resources/leap.schema.json"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/leap-studio")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/sample_data" DESTINATION "${CMAKE_INSTALL_DATADIR}/leap-studio")
if(LEAP_WITH_UI)
    leap_install_targets("${PROJECT_SOURCE_DIR}/ui")
    set(linux "${PROJECT_SOURCE_DIR}/packaging/linux/org.leapstudio.LeapStudio")
    install(FILES "${linux}.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
    install(FILES "${linux}.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
    install(FILES "${linux}.mime.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages" RENAME org.leapstudio.LeapStudio.xml)
    install(FILES "${linux}.svg" DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
endif()
