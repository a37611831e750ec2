"""What a program may ask of its surroundings: little, and the same on every machine. Nothing outside the program's folder is reachable."""
import _process
import os.path as path
from os.path import altsep, curdir, extsep, fspath, pardir, pathsep, sep

name, linesep, devnull = "posix", "\n", "/dev/null"
error = OSError
environ = {"HOME": "/home/learner", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "USER": "learner"}


class PathLike:
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, C):
        return any("__fspath__" in B.__dict__ for B in C.__mro__) or NotImplemented


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def cpu_count():
    return 8


process_cpu_count = cpu_count


def getpid():
    return _process.number


def getppid():
    return 4241


def getcwd():
    return "/home/learner"


def get_terminal_size(fallback=(80, 24)):
    return fallback


def urandom(size):
    import secrets           # whose random is apart from the program's own
    return secrets.token_bytes(size)


def _refuse(what):
    def refused(*args, **kwargs):
        raise PermissionError(1, f"Loopscope programs cannot {what}")
    return refused


remove = unlink = _refuse("delete files")
mkdir = makedirs = _refuse("make folders")
rename = replace = _refuse("rename files")
rmdir = removedirs = _refuse("delete folders")


def _no_processes(name):
    def refused(*args, **kwargs):
        import _network
        _network.unsupported(f"os.{name}", "The program is the only process; model what the other one does with a coroutine or a thread's job.")
    refused.__name__ = refused.__qualname__ = name
    return refused


for _name in ("system", "popen", "fork", "forkpty", "execv", "execve", "execvp", "execl", "execlp", "posix_spawn", "spawnl", "spawnv", "wait",
              "waitpid"):
    globals()[_name] = _no_processes(_name)
del _name


def kill(pid, sig):
    import signal
    if pid != getpid():
        raise ProcessLookupError(3, "No such process")
    signal.raise_signal(sig)


listdir = scandir = walk = _refuse("list folders")
