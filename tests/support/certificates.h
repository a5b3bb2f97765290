// Certificates for tests of TLS, made by the openssl command in a folder of the test: an authority, and
// servers it vouches for or not. Never for anything but loopback.
#pragma once
#include <filesystem>
#include <fstream>
#include <string>

#include "support/server_process.h"

namespace pleno::testing {

class Certificates {
 public:
  explicit Certificates(std::filesystem::path folder) : folder_(std::move(folder)) {
    openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
             file("ca.key"), "-out", authority(), "-days", "30", "-subj", "/CN=Penerbit Uji"});
  }

  std::string authority() const { return file("ca.pem"); }
  std::string key(const std::string& name) const { return file(name + ".key"); }
  std::string certificate(const std::string& name) const { return file(name + ".pem"); }

  // A server's certificate for `host`, signed by the authority and valid now.
  void issue(const std::string& name, const std::string& host) {
    sign(name, host, "20200101000000Z", "20991231000000Z");
  }
  void issue_expired(const std::string& name, const std::string& host) {
    sign(name, host, "20200101000000Z", "20200201000000Z");
  }
  // One that nobody vouches for.
  void self_sign(const std::string& name, const std::string& host) {
    openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
             key(name), "-out", certificate(name), "-days", "30", "-subj", "/CN=" + host, "-addext",
             "subjectAltName=DNS:" + host});
  }

 private:
  std::string file(const std::string& name) const { return (folder_ / name).string(); }
  void openssl(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "/usr/bin/openssl");
    run_command(arguments, "root", folder_ / "openssl.log");
  }
  void sign(const std::string& name, const std::string& host, const std::string& from,
            const std::string& to) {
    openssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key(name),
             "-out", file(name + ".csr"), "-subj", "/CN=" + host});
    std::ofstream(file("index.txt")).close();
    std::ofstream(file("ca.cnf"))
        << "[ca]\ndefault_ca=d\n[d]\ndatabase=" << file("index.txt") << "\nnew_certs_dir=" << folder_.string()
        << "\ndefault_md=sha256\npolicy=p\nrand_serial=yes\nx509_extensions=x\n[p]\n"
        << "commonName=supplied\n[x]\nsubjectAltName=DNS:" << host << "\n";
    openssl({"ca", "-batch", "-notext", "-config", file("ca.cnf"), "-cert", authority(), "-keyfile",
             file("ca.key"), "-in", file(name + ".csr"), "-out", certificate(name), "-startdate", from,
             "-enddate", to});
  }
  std::filesystem::path folder_;
};

}  // namespace pleno::testing
