# SOCI with its three backends linked at build time, so that a missing one is a link error and the
# backends' error types are known to the compiler. Gives SOCI::SOCI.
find_path(SOCI_INCLUDE_DIR soci/soci.h)
foreach(part core sqlite3 postgresql mysql)
  find_library(SOCI_${part}_LIBRARY soci_${part})
  list(APPEND SOCI_LIBRARIES "${SOCI_${part}_LIBRARY}")
endforeach()
find_library(SOCI_PQ_LIBRARY pq)  # its result's cells are read in place
list(APPEND SOCI_LIBRARIES "${SOCI_PQ_LIBRARY}")
find_path(SOCI_PQ_INCLUDE_DIR libpq-fe.h PATH_SUFFIXES postgresql)
find_path(SOCI_MYSQL_INCLUDE_DIR mysql.h PATH_SUFFIXES mariadb mysql)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SOCI REQUIRED_VARS SOCI_core_LIBRARY SOCI_sqlite3_LIBRARY
  SOCI_postgresql_LIBRARY SOCI_mysql_LIBRARY SOCI_PQ_LIBRARY SOCI_INCLUDE_DIR SOCI_PQ_INCLUDE_DIR SOCI_MYSQL_INCLUDE_DIR)
if(SOCI_FOUND AND NOT TARGET SOCI::SOCI)
  add_library(SOCI::SOCI INTERFACE IMPORTED)
  set_target_properties(SOCI::SOCI PROPERTIES INTERFACE_LINK_LIBRARIES "${SOCI_LIBRARIES}"
    # Debian's soci-config.h asks for Boost's headers, which its package does not bring and which serve
    # Boost's own types alone: its guard is set, and what remains of it is said here.
    INTERFACE_COMPILE_DEFINITIONS "SOCICONFIG_H_INCLUDED;SOCI_HAVE_CXX11;SOCI_HAVE_VISIBILITY_SUPPORT"
    INTERFACE_INCLUDE_DIRECTORIES "${SOCI_INCLUDE_DIR};${SOCI_PQ_INCLUDE_DIR};${SOCI_MYSQL_INCLUDE_DIR}")
endif()
