# What sys says of numbers, flags and encodings.
import sys

print(sys.float_info)
print(sys.int_info, sys.hash_info)
print(sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 11), sys.version_info.releaselevel)
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info[8], sys.float_info.dig, len(sys.float_info))
print(sys.flags.dev_mode, sys.flags.optimize, sys.flags.debug, sys.flags.int_max_str_digits)
print(sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.getswitchinterval(), sys.get_int_max_str_digits(), sys.byteorder, sys.maxsize)
