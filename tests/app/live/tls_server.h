// A certificate made in the test, and a server on loopback that shows it: trusted, unknown, of another name, or out of date.
#pragma once
#include "raw_server.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace live_test {

// Signed with its own key. `name`: "IP:127.0.0.1" or "DNS:example.com"; valid from ten days ago until `days` from now (negative: it has ended).
class Certificate {
 public:
  explicit Certificate(const char* name, int days = 30) {
    key_ = EVP_EC_gen("P-256");
    certificate_ = X509_new();
    X509_set_version(certificate_, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate_), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate_), -24 * 3600L * 10);
    X509_gmtime_adj(X509_getm_notAfter(certificate_), 24 * 3600L * days);
    X509_set_pubkey(certificate_, key_);
    X509_NAME* subject = X509_get_subject_name(certificate_);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("made in a test"), -1, -1, 0);
    X509_set_issuer_name(certificate_, subject);
    for (auto [id, value] : {std::pair{NID_subject_alt_name, name}, std::pair{NID_basic_constraints, "critical,CA:TRUE"}}) {
      X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, id, value);
      X509_add_ext(certificate_, extension, -1);
      X509_EXTENSION_free(extension);
    }
    X509_sign(certificate_, key_, EVP_sha256());
  }
  ~Certificate() {
    X509_free(certificate_);
    EVP_PKEY_free(key_);
  }
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;

  void use(SSL_CTX* context) const {
    SSL_CTX_use_certificate(context, certificate_);
    SSL_CTX_use_PrivateKey(context, key_);
  }
  void save(const std::string& path) const {
    std::unique_ptr<BIO, int (*)(BIO*)> file(BIO_new_file(path.c_str(), "w"), BIO_free);
    PEM_write_bio_X509(file.get(), certificate_);
  }

 private:
  EVP_PKEY* key_;
  X509* certificate_;
};

// Answers one request on each connection with "hello".
class TlsServer {
 public:
  explicit TlsServer(const Certificate& certificate)
      : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free), server_([this](int fd) { serve(fd); }) {
    certificate.use(context_.get());
  }
  uint16_t port() const { return server_.port(); }

 private:
  void serve(int fd) {
    std::unique_ptr<SSL, void (*)(SSL*)> ssl(SSL_new(context_.get()), SSL_free);
    SSL_set_fd(ssl.get(), fd);
    char piece[4096];
    if (SSL_accept(ssl.get()) != 1 || SSL_read(ssl.get(), piece, sizeof piece) <= 0) return;
    static constexpr char kAnswer[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    SSL_write(ssl.get(), kAnswer, sizeof kAnswer - 1);
    SSL_shutdown(ssl.get());
  }
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  RawServer server_;                               // last: its thread uses the context
};

// OpenSSL trusts this one file alone, as long as it lives.
class Trusted {
 public:
  explicit Trusted(const Certificate& certificate) : path_(std::filesystem::temp_directory_path() / ("loopscope_trust_" + std::to_string(::getpid()))) {
    certificate.save(path_);
    ::setenv("SSL_CERT_FILE", path_.c_str(), 1);
  }
  ~Trusted() {
    ::unsetenv("SSL_CERT_FILE");
    std::filesystem::remove(path_);
  }

 private:
  std::filesystem::path path_;
};

}  // namespace live_test
