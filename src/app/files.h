// The one place where `app` touches files: whole reads of regular files, and writes that are there or are
// not. Never waits on a pipe or a device, and never reads without a limit.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "text/diagnostic.h"
#include "text/error.h"

namespace pleno::app {

// A whole file as text. Throws Error: NoInput when it is not there, Data when it is no regular file (a pipe,
// a folder, a device) or larger than 64 MiB, InputOutput when it cannot be read.
std::string read_file(const std::filesystem::path& file);

// The same for a file that people put into a site: one below `site` is opened step by step and no symbolic
// link is followed, so that nothing outside the site gets into a document. What is unfit is
// Error{Configuration}. A file elsewhere (shipped with Pleno) is read by read_file.
std::string read_site_file(const std::filesystem::path& site, const std::filesystem::path& file);

// The files directly in `folder`, sorted, only those with `extension` (".yaml") if one is given; none when
// there is no such folder. Throws Error{InputOutput} when it is there and cannot be read: what is overlooked
// would count as not written.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                            const std::string& extension = {});

// Makes the names in a folder safe from a loss of power. Throws Error{InputOutput}.
void sync_folder(const std::filesystem::path& folder);

// Written aside, fsynced, renamed. Throws Error{CannotCreate} or Error{InputOutput}.
void write_file(const std::filesystem::path& file, const std::string& bytes);

// Why files could not be written into this folder (made when missing), in one clause, or nothing.
std::string fault_in_folder(const std::filesystem::path& folder);

// An Error as one of many faults, for commands that tell them all at once.
Diagnostic diagnostic_of(const Error& error);

}  // namespace pleno::app
