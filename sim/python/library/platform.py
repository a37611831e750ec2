"""What machine this is: always the same one, as a run does not depend on where it runs."""
import collections
import sys


class uname_result(collections.namedtuple("uname_result_base", "system node release version machine")):
    _fields = ("system", "node", "release", "version", "machine", "processor")
    processor = ""


_UNAME = uname_result("Linux", "localhost", "6.1.0", "#1 SMP", "x86_64")


def uname():
    return _UNAME


def system():
    return _UNAME.system


def node():
    return _UNAME.node


def release():
    return _UNAME.release


def version():
    return _UNAME.version


def machine():
    return _UNAME.machine


def processor():
    return _UNAME.processor


def architecture(executable=sys.executable, bits="", linkage=""):
    return bits or "64bit", linkage or "ELF"


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    return "glibc", "2.36"


def platform(aliased=False, terse=False):
    parts = [_UNAME.system, _UNAME.release] if terse else [_UNAME.system, _UNAME.release, _UNAME.machine]
    return "-".join([*parts, "with", "".join(libc_ver())])


def python_implementation():
    return "CPython"


def python_version_tuple():
    return tuple(str(part) for part in sys.version_info[:3])


def python_version():
    return ".".join(python_version_tuple())


def python_branch():
    return ""


def python_revision():
    return ""
