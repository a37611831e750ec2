// The module hashlib: md5, sha1, SHA-2, SHA-3 and blake2b as objects with update and digest.
// Before: import hashlib. After: digests.h computes.
#include "sim/python/modules/digests.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/memory_view.h"
#include "sim/python/objects/set.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"

#include <memory>

namespace sim::py {
namespace {

class Hash : public Object {
 public:
  Hash(Type* type, const DigestKind* kind) : Object(Kind::other, type), kind(kind), digest(kind->make()), size(kind->size) {}
  const DigestKind* kind;
  std::unique_ptr<Digest> digest;
  int64_t size;
};

struct HashTypes {
  Type* hash = nullptr;
};
Type* hash_type();

std::string_view data_of(const Value& v) {
  if (is_str(v)) raise_type_error("Strings must be encoded before hashing");
  if (!has_buffer(v)) raise_type_error("object supporting the buffer API required");
  std::string_view data = bytes_like(v);
  charge_text(data.size() * 16);
  return data;
}

Hash* hash_of_args(const Value* a) { return a[0].as<Hash>(); }

Value hash_update(const Value* a) {
  hash_of_args(a)->digest->update(data_of(a[1]));
  return Value::none();
}
// The digest of what came so far; more may follow.
std::string finished(const Value* a) { return hash_of_args(a)->digest->copy()->finish(); }
Value hash_digest(const Value* a) { return Bytes::make(finished(a)); }
Value hash_hexdigest(const Value* a) { return Str::make_ascii(hex_text(finished(a))); }
Value hash_copy(const Value* a) {
  Ref<Hash> copy(new Hash(hash_type(), hash_of_args(a)->kind));
  copy->digest = hash_of_args(a)->digest->copy();
  copy->size = hash_of_args(a)->size;
  return copy;
}
Value hash_name(const Value& v) { return Str::make(v.as<Hash>()->kind->name); }
Value hash_digest_size(const Value& v) { return Value::integer(v.as<Hash>()->size); }
Value hash_block_size(const Value& v) { return Value::integer(v.as<Hash>()->kind->block); }
Value hash_repr(const Value& v) { return Str::make(cat("<", v.as<Hash>()->kind->name, " _hashlib.HASH object>")); }

Type* hash_type() {
  auto& state = vm().module_state["hashlib"];
  if (!state) {
    auto types = std::make_shared<HashTypes>();
    TypeBuilder b("_hashlib.HASH", Kind::other, vm().types.object, Type::final_);
    b.slots().repr = hash_repr;
    b.method("update", "self, obj, /", hash_update)
        .method("digest", "self, /", hash_digest)
        .method("hexdigest", "self, /", hash_hexdigest)
        .method("copy", "self, /", hash_copy)
        .getter("name", hash_name)
        .getter("digest_size", hash_digest_size)
        .getter("block_size", hash_block_size);
    types->hash = b.finish();
    state = types;
  }
  return static_cast<HashTypes*>(state.get())->hash;
}

Value make_hash(const DigestKind& kind, const Value& data) {
  Ref<Hash> h(new Hash(hash_type(), &kind));
  if (!data.is_null()) h->digest->update(data_of(data));
  return h;
}

template <size_t kIndex>
Value constructor(const Value* a) {
  return make_hash(kDigestKinds[kIndex], a[0]);
}

Value blake2b(const Value* a) {
  for (size_t i = 2; i < 5; ++i)
    if (!a[i].is_null()) raise_unsupported("hashlib.blake2b with a key, salt or person", "use hmac.new(key, data, 'sha256')");
  int64_t size = a[1].is_null() ? 64 : index_of(a[1]);
  if (size < 1 || size > 64) raise_value_error("digest_size must be between 1 and 64 bytes");
  Ref<Hash> h(new Hash(hash_type(), &kDigestKinds[std::size(kDigestKinds) - 1]));
  h->digest = make_blake2b_of(static_cast<size_t>(size));
  h->size = size;
  if (!a[0].is_null()) h->digest->update(data_of(a[0]));
  return h;
}

// new(name, data=b'')
Value hashlib_new(const Value* a) {
  if (!is_str(a[0])) raise_type_error("name must be a string");
  for (const DigestKind& k : kDigestKinds)
    if (k.name == a[0].as<Str>()->view()) return make_hash(k, a[1]);
  raise_value_error("unsupported hash type ", a[0].as<Str>()->view());
}

template <size_t... kIndex>
void define_all(const Ref<Dict>& d, std::index_sequence<kIndex...>) {
  (d->set(intern(kDigestKinds[kIndex].name).get(),
          Value(make_builtin(kDigestKinds[kIndex].name, "string=b'', *, usedforsecurity=True", constructor<kIndex>))), ...);
}

}  // namespace

void fill_hashlib(const Ref<Dict>& d) {
  define_all(d, std::make_index_sequence<std::size(kDigestKinds)>());
  d->set(intern("new").get(), Value(make_builtin("new", "name, data=b'', *, usedforsecurity=True", hashlib_new)));
  d->set(intern("blake2b").get(),
         Value(make_builtin("blake2b", "data=b'', /, digest_size=64, key=b'', salt=b'', person=b'', *, usedforsecurity=True", blake2b)));
  Ref<Set> names = Set::make();
  for (const DigestKind& k : kDigestKinds) names->add(Value(Str::make(k.name)));
  d->set(intern("algorithms_guaranteed").get(), Value(names));
  d->set(intern("algorithms_available").get(), Value(names));
}

}  // namespace sim::py
