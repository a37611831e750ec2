import platform

print(platform.python_version(), platform.python_version_tuple()[:2], platform.python_implementation(), platform.system())
print(platform.machine(), platform.architecture()[0], platform.uname().system, platform.uname()._fields)
print(isinstance(platform.platform(), str), isinstance(platform.node(), str), isinstance(platform.release(), str), isinstance(platform.version(), str))
