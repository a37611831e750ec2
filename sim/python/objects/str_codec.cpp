#include "sim/python/objects/str_codec.h"

#include "sim/python/objects/str_repr.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"


namespace sim::py {
namespace {

enum class Codec : uint8_t { utf8, utf8_sig, ascii, latin1, utf16, utf16_le, utf16_be, utf32, utf32_le, utf32_be };

struct CodecName {
  std::string_view alias;     // lower case, with _ for - and space
  Codec codec;
};
constexpr CodecName kCodecs[] = {
    {"utf_8", Codec::utf8},        {"utf8", Codec::utf8},          {"u8", Codec::utf8},           {"utf", Codec::utf8},
    {"utf_8_sig", Codec::utf8_sig}, {"ascii", Codec::ascii},       {"us_ascii", Codec::ascii},    {"646", Codec::ascii},
    {"latin_1", Codec::latin1},    {"latin1", Codec::latin1},      {"latin", Codec::latin1},      {"l1", Codec::latin1},
    {"iso_8859_1", Codec::latin1}, {"iso8859_1", Codec::latin1},   {"8859", Codec::latin1},       {"cp819", Codec::latin1},
    {"utf_16", Codec::utf16},      {"utf16", Codec::utf16},        {"utf_16_le", Codec::utf16_le}, {"utf_16le", Codec::utf16_le},
    {"utf_16_be", Codec::utf16_be}, {"utf_16be", Codec::utf16_be}, {"utf_32", Codec::utf32},      {"utf32", Codec::utf32},
    {"utf_32_le", Codec::utf32_le}, {"utf_32le", Codec::utf32_le}, {"utf_32_be", Codec::utf32_be}, {"utf_32be", Codec::utf32_be},
};

Codec codec_named(std::string_view name) {
  std::string key;
  for (char c : name) key += c == '-' || c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (const CodecName& c : kCodecs)
    if (c.alias == key) return c.codec;
  raise(Exc::LookupError, cat("unknown encoding: ", name));
}

const char* error_name(Codec c) {   // as UnicodeError's `encoding`
  switch (c) {
    case Codec::ascii: return "ascii";
    case Codec::latin1: return "latin-1";
    case Codec::utf16: return "utf-16";
    case Codec::utf16_le: return "utf-16-le";
    case Codec::utf16_be: return "utf-16-be";
    case Codec::utf32: return "utf-32";
    case Codec::utf32_le: return "utf-32-le";
    case Codec::utf32_be: return "utf-32-be";
    default: return "utf-8";
  }
}

[[noreturn]] void raise_unicode_error(Exc e, Codec codec, const Value& object, size_t start, size_t end, std::string_view reason) {
  Value args[] = {Str::make(error_name(codec)), object, Value::integer(static_cast<int64_t>(start)),
                  Value::integer(static_cast<int64_t>(end)), Str::make(reason)};
  raise(make_exception(exception_type(e), Args{args, 5}));
}

enum class Handler : uint8_t { strict, ignore, replace, backslashreplace, xmlcharrefreplace, surrogateescape, surrogatepass };

// Looked up only when something is wrong, as CPython does.
Handler handler_named(std::string_view name) {
  constexpr std::string_view kNames[] = {"strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass"};
  for (size_t i = 0; i < std::size(kNames); ++i)
    if (kNames[i] == name) return static_cast<Handler>(i);
  raise(Exc::LookupError, cat("unknown error handler name '", name, "'"));
}

bool is_surrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

// ---- decoding
class Decoder {
 public:
  Decoder(std::string_view data, Codec codec, std::string_view errors) : data_(data), codec_(codec), errors_(errors) {}
  Ref<Str> run();

 private:
  void utf8();
  void single_bytes();
  void units(size_t width, bool big);
  // What is wrong with data [start, end); the handler writes its replacement.
  void wrong(size_t start, size_t end, std::string_view reason);
  unsigned char byte(size_t i) const { return static_cast<unsigned char>(data_[i]); }
  bool continues(size_t i, unsigned low = 0x80, unsigned high = 0xBF) const { return byte(i) >= low && byte(i) <= high; }

  std::string_view data_;
  Codec codec_;
  std::string_view errors_;
  std::string out_;
};

void Decoder::wrong(size_t start, size_t end, std::string_view reason) {
  switch (handler_named(errors_)) {
    case Handler::ignore: return;
    case Handler::replace: append_utf8(out_, 0xFFFD); return;
    case Handler::backslashreplace:
      for (size_t i = start; i < end; ++i) append_escaped(out_, byte(i));
      return;
    case Handler::surrogateescape:
      if (byte(start) >= 0x80) {
        for (size_t i = start; i < end; ++i) append_utf8(out_, 0xDC00 + byte(i));
        return;
      }
      break;
    default: break;
  }
  raise_unicode_error(Exc::UnicodeDecodeError, codec_, Bytes::make(data_), start, end, reason);
}

void Decoder::utf8() {
  size_t i = 0, n = data_.size();
  while (i < n) {
    unsigned char lead = byte(i);
    if (lead < 0x80) {
      out_ += data_[i++];
      continue;
    }
    size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0) {
      wrong(i, i + 1, "invalid start byte");
      ++i;
      continue;
    }
    // The second byte's range keeps out overlong forms, surrogates and what lies past U+10FFFF.
    unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80, high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    size_t good = 1;
    while (good < length && i + good < n && continues(i + good, good == 1 ? low : 0x80, good == 1 ? high : 0xBF)) ++good;
    if (good == length) {
      out_.append(data_.substr(i, length));
      i += length;
    } else if (lead == 0xED && i + 2 < n && continues(i + 1) && continues(i + 2) && errors_ == "surrogatepass") {
      out_.append(data_.substr(i, 3));
      i += 3;
    } else {
      wrong(i, i + good, i + good == n ? "unexpected end of data" : "invalid continuation byte");
      i += good;
    }
  }
}

void Decoder::single_bytes() {
  for (size_t i = 0; i < data_.size(); ++i) {
    if (codec_ == Codec::ascii && byte(i) >= 0x80) wrong(i, i + 1, "ordinal not in range(128)");
    else append_utf8(out_, byte(i));
  }
}

void Decoder::units(size_t width, bool big) {
  auto unit = [&](size_t at) {
    uint32_t u = 0;
    for (size_t k = 0; k < width; ++k) u |= uint32_t{byte(at + k)} << 8 * (big ? width - 1 - k : k);
    return u;
  };
  size_t n = data_.size(), i = 0;
  while (i < n) {
    if (n - i < width) {
      wrong(i, n, "truncated data");
      return;
    }
    uint32_t c = unit(i);
    size_t used = width;
    if (width == 2 && c >= 0xD800 && c < 0xDC00) {
      if (n - i < 4) {
        wrong(i, n, "unexpected end of data");
        return;
      }
      uint32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        used = 4;
      }
    }
    if (is_surrogate(c) && errors_ != "surrogatepass") {
      wrong(i, i + width, width == 4 ? "code point in surrogate code point range(0xd800, 0xe000)" : c < 0xDC00 ? "illegal UTF-16 surrogate" : "illegal encoding");
    } else if (c > 0x10FFFF) {
      wrong(i, i + width, "code point not in range(0x110000)");
    } else {
      append_utf8(out_, c);
    }
    i += used;
  }
}

Ref<Str> Decoder::run() {
  charge_text(data_.size() * 2);
  Heap::current().require(data_.size());
  switch (codec_) {
    case Codec::utf8_sig:
      if (data_.substr(0, 3) == "\xEF\xBB\xBF") data_.remove_prefix(3);
      utf8();
      break;
    case Codec::utf8: utf8(); break;
    case Codec::ascii:
    case Codec::latin1: single_bytes(); break;
    case Codec::utf16:
    case Codec::utf32: {
      size_t width = codec_ == Codec::utf16 ? 2 : 4;
      std::string_view little = width == 2 ? std::string_view("\xFF\xFE", 2) : std::string_view("\xFF\xFE\0\0", 4);
      std::string_view large = width == 2 ? std::string_view("\xFE\xFF", 2) : std::string_view("\0\0\xFE\xFF", 4);
      bool big = data_.substr(0, width) == large;
      if (big || data_.substr(0, width) == little) data_.remove_prefix(width);
      units(width, big);
      break;
    }
    case Codec::utf16_le: units(2, false); break;
    case Codec::utf16_be: units(2, true); break;
    case Codec::utf32_le: units(4, false); break;
    case Codec::utf32_be: units(4, true); break;
  }
  return Str::make(out_);
}

bool all_ascii(std::string_view s) {
  for (char c : s)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

// ---- encoding
class Encoder {
 public:
  Encoder(const Str& text, Codec codec, std::string_view errors) : text_(text), codec_(codec), errors_(errors) {}
  std::string run();

 private:
  bool fits(uint32_t c) const;
  void put(uint32_t c);
  void put_unit(uint32_t unit, size_t width, bool big);
  const char* wrong(const char* p, size_t index);      // from the first character that does not fit; returns where to go on
  void replaced(uint32_t c, Handler handler);
  bool single() const { return codec_ == Codec::ascii || codec_ == Codec::latin1; }

  const Str& text_;
  Codec codec_;
  std::string_view errors_;
  std::string out_;
};

bool Encoder::fits(uint32_t c) const {
  if (codec_ == Codec::ascii) return c < 0x80;
  if (codec_ == Codec::latin1) return c < 0x100;
  return !is_surrogate(c);
}

void Encoder::put_unit(uint32_t unit, size_t width, bool big) {
  for (size_t k = 0; k < width; ++k) out_ += static_cast<char>(unit >> 8 * (big ? width - 1 - k : k) & 0xFF);
}

void Encoder::put(uint32_t c) {
  switch (codec_) {
    case Codec::ascii:
    case Codec::latin1: out_ += static_cast<char>(c); return;
    case Codec::utf8:
    case Codec::utf8_sig: append_utf8(out_, c); return;
    case Codec::utf32:
    case Codec::utf32_le: put_unit(c, 4, false); return;
    case Codec::utf32_be: put_unit(c, 4, true); return;
    default: break;
  }
  bool big = codec_ == Codec::utf16_be;
  if (c < 0x10000) return put_unit(c, 2, big);
  c -= 0x10000;
  put_unit(0xD800 + (c >> 10), 2, big);
  put_unit(0xDC00 + (c & 0x3FF), 2, big);
}

void Encoder::replaced(uint32_t c, Handler handler) {
  std::string text;
  switch (handler) {
    case Handler::ignore: return;
    case Handler::replace: text = "?"; break;
    case Handler::backslashreplace: append_escaped(text, c); break;
    case Handler::xmlcharrefreplace: text = cat("&#", c, ";"); break;
    default: break;
  }
  for (char t : text) put(static_cast<unsigned char>(t));
}

const char* Encoder::wrong(const char* p, size_t index) {
  Handler handler = handler_named(errors_);
  const char* end = text_.data() + text_.bytes();
  size_t run = 0;
  const char* q = p;
  while (q < end) {
    const char* behind = q;
    uint32_t c = decode_utf8(behind);
    if (fits(c)) break;
    bool escaped = handler == Handler::surrogateescape && c >= 0xDC80 && c <= 0xDCFF;
    if (escaped) out_ += static_cast<char>(c - 0xDC00);
    else if (handler == Handler::surrogatepass && !single()) put(c);
    else if (handler == Handler::strict || handler == Handler::surrogateescape || handler == Handler::surrogatepass) ++run;
    else replaced(c, handler);
    if (run && escaped) break;
    q = behind;
  }
  if (run == 0) return q;
  std::string_view reason = codec_ == Codec::ascii ? "ordinal not in range(128)"
                            : codec_ == Codec::latin1 ? "ordinal not in range(256)" : "surrogates not allowed";
  raise_unicode_error(Exc::UnicodeEncodeError, codec_, Value(const_cast<Str*>(&text_)), index, index + run, reason);
}

std::string Encoder::run() {
  charge_text(text_.bytes() * 2);
  Heap::current().require(text_.bytes() * (codec_ >= Codec::utf16 ? 4 : 1));
  if (codec_ == Codec::utf8_sig) out_ = "\xEF\xBB\xBF";
  if (codec_ == Codec::utf16) put_unit(0xFEFF, 2, false);
  if (codec_ == Codec::utf32) put_unit(0xFEFF, 4, false);
  const char *p = text_.data(), *end = p + text_.bytes();
  for (size_t index = 0; p < end; ++index) {
    const char* behind = p;
    uint32_t c = decode_utf8(behind);
    if (fits(c)) {
      put(c);
      p = behind;
      continue;
    }
    const char* next = wrong(p, index);
    index += count_code_points({p, static_cast<size_t>(next - p)}) - 1;
    p = next;
  }
  return std::move(out_);
}

}  // namespace

Ref<Str> decode(std::string_view data, std::string_view encoding, std::string_view errors) {
  Codec codec = codec_named(encoding);
  if (codec <= Codec::latin1 && codec != Codec::utf8_sig && all_ascii(data)) {
    charge_text(data.size());
    return Str::make_ascii(data);
  }
  return Decoder(data, codec, errors).run();
}

std::string encode(const Str& text, std::string_view encoding, std::string_view errors) {
  Codec codec = codec_named(encoding);
  if (text.is_ascii() && codec <= Codec::latin1 && codec != Codec::utf8_sig) {
    charge_text(text.bytes());
    return text.string();
  }
  return Encoder(text, codec, errors).run();
}

}  // namespace sim::py
