// What must hold of a site on which the whole job ran, whatever database it runs on.
#pragma once
#include "app/pleno_run.h"

namespace pleno::testing {

inline void expect_sound_pdf(const std::filesystem::path& file) {
  const Ran checked = run_shell("qpdf --check " + quoted(file.string()));
  EXPECT_EQ(checked.code, 0) << file << checked.out << checked.err;
  const Ran fonts =
      run_shell("pdffonts " + quoted(file.string()) + " | tail -n +3 | awk '{print $(NF-4)}' | sort -u");
  EXPECT_EQ(fonts.out, "yes\n") << "a font is not embedded in " << file;
  EXPECT_EQ(fonts.err, "") << file;
}

inline std::string text_of_pdf(const std::filesystem::path& file) {
  return run_shell("pdftotext -layout " + quoted(file.string()) + " -").out;
}

// Certificates, letters and mails of the sample after the three commands.
void expect_whole_job(const SampleSite& site);

}  // namespace pleno::testing
