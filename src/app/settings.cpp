#include "app/settings.h"

#include <cstdlib>

#include "app/yaml_map.h"
#include "text/error.h"
#include "text/language.h"
#include "text/url.h"
#include "text/utf8.h"

namespace pleno::app {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

Officer read_officer(YamlMap map) {
  Officer out{map.text("name"), map.text("title"), map.text("english_title")};
  map.finish();
  return out;
}

BodySettings read_body(YamlMap map) {
  BodySettings out;
  out.name = map.text("name");
  out.short_name = map.text("short_name");
  out.english_name = map.text("english_name");
  out.licence = map.text("licence");
  out.licence_decree = map.text("licence_decree");
  out.address = map.text("address");
  out.website = map.text("website", false);
  out.email = map.text("email", false);
  out.city = map.text("city");
  out.logo = map.text("logo", false);
  out.time_zone = map.has("time_zone") ? map.text("time_zone") : "WIB";
  if (out.time_zone != "WIB" && out.time_zone != "WITA" && out.time_zone != "WIT") {
    map.fault("time_zone", say("'{}' bukan zona waktu", "'{}' is no time zone", out.time_zone),
              "WIB, WITA, WIT");
  }
  out.chair = read_officer(map.map("chair"));
  out.manager = read_officer(map.map("manager"));
  out.legal_basis = map.texts("legal_basis");
  out.cc = map.texts("cc", false);
  map.finish();
  return out;
}

CertificateMode read_mode(YamlMap& map) {
  const std::string mode = map.has("mode") ? map.text("mode") : "page";
  if (mode == "overlay") return CertificateMode::Overlay;
  if (mode == "draft") return CertificateMode::Draft;
  if (mode != "page") {
    map.fault("mode",
              say("'{}' bukan cara mencetak sertifikat", "'{}' is no way to print certificates", mode),
              "page, overlay, draft");
  }
  return CertificateMode::Page;
}

ValidFrom read_valid_from(YamlMap& map) {
  const std::string from = map.text("valid_from");
  if (from == "plenary") return ValidFrom::Plenary;
  if (from == "assessment") return ValidFrom::Assessment;
  if (from != "decree" && !from.empty()) {
    map.fault("valid_from",
              say("'{}' bukan awal masa berlaku", "'{}' is no day that validity counts from", from),
              "decree, plenary, assessment");
  }
  return ValidFrom::Decree;
}

// More than 30 mm is no misfeed of a printer but a wrong template.
void read_offset(YamlMap map, Offset& front, Offset& back) {
  constexpr double most = 30;
  front = {map.decimal("right", -most, most, 0), map.decimal("down", -most, most, 0)};
  back = {map.decimal("back_right", -most, most, 0), map.decimal("back_down", -most, most, 0)};
  map.finish();
}

CertificateSettings read_certificate(YamlMap map) {
  CertificateSettings out;
  out.series = map.text("series");
  out.first_serial = map.integer("first_serial", 1, 99'999'999);
  out.number = map.text("number");
  if (!out.number.empty() && out.number.find("urut") == std::string::npos) {
    map.fault("number", say("pola nomor tanpa nomor urut", "number pattern without a serial"),
              say("pakai {{{{urut_7}}}}, {{{{urut_8}}}} atau {{{{urut}}}}",
                  "use {{{{urut_7}}}}, {{{{urut_8}}}} or {{{{urut}}}}"));
  }
  out.registration = map.text("registration");
  // Its serial begins anew each year: without the year two certificates would share a number.
  for (const char* part : {"urut", "tahun"}) {
    if (out.registration.empty() || out.registration.find(part) != std::string::npos) continue;
    map.fault("registration", say("pola nomor registrasi tanpa {}", "registration pattern without {}", part),
              say("nomor ini mulai lagi setiap tahun: pakai {{{{urut_5}}}} dan {{{{tahun}}}}",
                  "it begins anew each year: use {{{{urut_5}}}} and {{{{tahun}}}}"));
  }
  out.first_registration = map.integer("first_registration", 1, 99'999, 1);
  out.valid_years = static_cast<int>(map.integer("valid_years", 1, 10));
  out.valid_from = read_valid_from(map);
  out.verify_url = map.text("verify_url");
  out.mode = read_mode(map);
  read_offset(map.map("offset", false), out.front, out.back);
  out.background = map.text("background", false);
  map.finish();
  return out;
}

bool others_may_read(const fs::path& path) {
  std::error_code ignored;
  const auto mode = fs::status(path, ignored).permissions();
  return (mode & (fs::perms::group_read | fs::perms::others_read)) != fs::perms::none;
}

// Credentials that systemd hands to a service are its alone, whatever their mode.
bool is_credential(const fs::path& path) {
  const std::string folder = environment("CREDENTIALS_DIRECTORY");
  return !folder.empty() && path.parent_path() == fs::path(folder);
}

// Secrets come from files or the environment, never from the file that people mail around.
std::string secret_from(YamlMap& map, const std::string& key, const char* variable, const fs::path& site,
                        bool required) {
  std::string file = map.text(key, required && environment(variable).empty());
  if (const std::string wanted = environment(variable); !wanted.empty()) file = wanted;
  if (file.empty()) return {};
  const fs::path path = site / file;
  if (others_may_read(path) && !is_credential(path)) {
    map.fault(
        key,
        say("berkas rahasia '{}' terbaca oleh orang lain", "secret file '{}' is readable by others", file),
        "chmod 600 " + file);
  }
  try {
    return std::string(trimmed(read_file(path)));
  } catch (const Error& error) {
    map.fault(key, error.what(), error.hint);
    return {};
  }
}

MailSettings read_mail(YamlMap map, const fs::path& site) {
  MailSettings out;
  out.url = map.text("url", environment("PLENO_MAIL_URL").empty());
  if (const std::string url = environment("PLENO_MAIL_URL"); !url.empty()) out.url = url;
  out.from_name = map.text("from_name");
  out.from_address = map.text("from_address");
  out.reply_to = map.text("reply_to", false);
  out.domain = map.text("domain");
  out.user = map.text("user", false);
  out.password = secret_from(map, "password_file", "PLENO_MAIL_PASSWORD_FILE", site, false);
  out.ca_file = map.text("ca_file", false);
  out.helo = map.text("helo", false);
  out.per_minute = static_cast<int>(map.integer("per_minute", 0, 100'000, 0));
  out.archive = map.text("archive", false);
  out.bounces = map.text("bounces", false);
  out.bounce_address = map.text("bounce_address", false);
  if (!out.bounce_address.empty() && out.bounce_address.find('*') == std::string::npos) {
    map.fault("bounce_address", say("alamat tanpa '*'", "an address without '*'"),
              say("'*' menjadi nomor surat: bounce+*@lsp.example",
                  "'*' becomes the mail's number: bounce+*@lsp.example"));
  }
  out.reply_seconds = static_cast<int>(map.integer("reply_seconds", 1, 3600, out.reply_seconds));
  out.body_seconds = static_cast<int>(map.integer("body_seconds", 1, 3600, out.body_seconds));
  out.mail_seconds = static_cast<int>(map.integer("mail_seconds", 1, 900, out.mail_seconds));
  out.redirect_all_to = map.text("redirect_all_to", false);
  map.finish();
  return out;
}

// The profiles that ship: form families of different years.
FormProfile read_profile(YamlMap& forms) {
  FormProfile out;
  out.chosen = forms.has("profile");
  if (!out.chosen) return out;
  out.id = forms.text("profile");
  if (out.id == "mak-2018") {
    out.result = "FR.MAK.02";
    out.report = "FR.MAK.05";
  } else if (out.id != "muk-2023") {
    forms.fault("profile", say("'{}' bukan profil formulir", "'{}' is no profile of forms", out.id),
                "muk-2023, mak-2018");
  }
  return out;
}

std::string read_decree(YamlMap& forms) {
  const std::string style = forms.has("decree") ? forms.text("decree") : "formal";
  if (style != "formal" && style != "director") {
    forms.fault("decree", say("'{}' bukan gaya SK", "'{}' is no style of decree", style), "formal, director");
  }
  return style == "director" ? "sk-direktur" : "sk";
}

std::string url_of(YamlMap& map, const char* variable, const fs::path& file) {
  const std::string from_environment = environment(variable);
  const std::string url = map.text("url", from_environment.empty());
  if (!from_environment.empty()) return from_environment;
  if (without_password(url) != url && others_may_read(file)) {
    map.fault("url",
              say("kata sandi di dalam URL, dan berkas ini terbaca oleh orang lain",
                  "a password in the URL, and this file is readable by others"),
              say("chmod 600 pleno.yaml, atau simpan kata sandinya di ~/.pgpass atau {}",
                  "chmod 600 pleno.yaml, or keep the password in ~/.pgpass or {}", variable));
  }
  return url;
}

}  // namespace

Settings read_settings(const fs::path& site, Diagnostics& found) {
  const fs::path file = site / "pleno.yaml";
  if (!fs::exists(file)) {
    throw Error(Kind::NoInput,
                say("bukan situs Pleno: '{}' tidak ada", "not a Pleno site: there is no '{}'", file.string()),
                {},
                say("`pleno init DIR` membuat situs; `--site DIR` menunjuk situs lain",
                    "`pleno init DIR` makes a site; `--site DIR` names another"));
  }
  const std::string text = read_site_file(site, file);
  YamlMap map = YamlMap::parse(text, file.string(), found);
  Settings out;
  out.site = site;
  out.sample = map.truth("sample", false);
  out.body = read_body(map.map("lsp"));
  YamlMap source = map.map("source");
  out.source_url = url_of(source, "PLENO_SOURCE_URL", file);
  source.finish();
  YamlMap state = map.map("state");
  out.state_url = url_of(state, "PLENO_STATE_URL", file);
  out.store = site / state.text("store");
  const std::string checkpoint = state.text("checkpoint", false);
  out.checkpoint = site / (checkpoint.empty() ? "state/checkpoint" : checkpoint);
  state.finish();
  out.certificate = read_certificate(map.map("certificate"));
  out.plenary = read_plenary_settings(map.map("plenary"));
  out.reassessment = read_reassessment(map.map("reassessment"));
  out.recertification = read_recertification(map.map("recertification", false), map.has("recertification"));
  out.letters = read_letters(map.map("letters", false));
  out.mail = read_mail(map.map("mail"), site);
  YamlMap forms = map.map("forms", false);
  out.option_style = forms.has("options") ? forms.text("options") : "coret";
  if (out.option_style != "coret" && out.option_style != "kotak") {
    forms.fault("options", say("'{}' bukan gaya pilihan", "'{}' is no style of options", out.option_style),
                "coret, kotak");
  }
  out.form_edition = forms.text("edition", false);
  out.profile = read_profile(forms);
  out.decree = read_decree(forms);
  forms.finish();
  out.secret = secret_from(map, "secret_file", "PLENO_SECRET_FILE", site, true);
  map.finish();
  out.digest = digest_of_printed(out);
  return out;
}

int Settings::utc_hours() const { return body.time_zone == "WITA" ? 8 : body.time_zone == "WIT" ? 9 : 7; }

}  // namespace pleno::app
