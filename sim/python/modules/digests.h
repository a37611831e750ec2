// Digests of bytes: MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4), SHA-3 (FIPS 202) and BLAKE2b (RFC 7693), written out.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace sim::py {

class Digest {
 public:
  virtual ~Digest() = default;
  virtual void update(std::string_view data) = 0;
  virtual std::string finish() = 0;                    // may be called once
  virtual std::unique_ptr<Digest> copy() const = 0;
};

struct DigestKind {
  const char* name;
  int size, block;                                     // bytes
  std::unique_ptr<Digest> (*make)();
};
std::unique_ptr<Digest> make_md5();
std::unique_ptr<Digest> make_sha1();
std::unique_ptr<Digest> make_sha224();
std::unique_ptr<Digest> make_sha256();
std::unique_ptr<Digest> make_sha384();
std::unique_ptr<Digest> make_sha512();
std::unique_ptr<Digest> make_sha3_224();
std::unique_ptr<Digest> make_sha3_256();
std::unique_ptr<Digest> make_sha3_384();
std::unique_ptr<Digest> make_sha3_512();
std::unique_ptr<Digest> make_blake2b();                // of 64 bytes
std::unique_ptr<Digest> make_blake2b_of(size_t size);
inline constexpr DigestKind kDigestKinds[] = {{"md5", 16, 64, make_md5},       {"sha1", 20, 64, make_sha1},      {"sha224", 28, 64, make_sha224},
                                              {"sha256", 32, 64, make_sha256}, {"sha384", 48, 128, make_sha384}, {"sha512", 64, 128, make_sha512},
                                              {"sha3_224", 28, 144, make_sha3_224}, {"sha3_256", 32, 136, make_sha3_256},
                                              {"sha3_384", 48, 104, make_sha3_384}, {"sha3_512", 64, 72, make_sha3_512},
                                              {"blake2b", 64, 128, make_blake2b}};

std::string hex_text(std::string_view data);

}  // namespace sim::py
