# threading. One thread runs at a time, until it is over or waits: in time.sleep(), for a lock, for another thread or for the event loop. It stands
# still then, and others go on (_standing.py). Only where it can't, below a function of C++ say, it runs on at once, on a clock of its own.
import _naming
import _standing
import _workers


def _old(name, instead):
    import warnings
    warnings.warn(f'{name}() is deprecated, {instead} instead', DeprecationWarning, stacklevel=3)


def get_ident():
    return current_thread().ident


get_native_id = get_ident
_threads = []
_of_pools = {}                # by name
_waits = False                # the program's end for its threads
_unbounded = None


def _threads_of_their_own():
    global _unbounded
    if _unbounded is None:
        from concurrent.futures import ThreadPoolExecutor
        _unbounded = ThreadPoolExecutor(1_000_000)
    return _unbounded


class ExceptHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        return '_thread._ExceptHookArgs(exc_type=%r, exc_value=%r, exc_traceback=%r, thread=%r)' % self


def excepthook(args, /):
    if args.exc_type is SystemExit:
        return
    import sys
    import traceback
    name = args.thread.name if args.thread is not None else get_ident()
    print(f'Exception in thread {name}:', file=sys.stderr)
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback)


__excepthook__ = excepthook


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, 'group argument must be None for now'
        if name is None:
            name = f'Thread-{_workers.next_thread_name()}'
            if target is not None and hasattr(target, '__name__'):
                name += f' ({target.__name__})'
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs or {})
        self.name = str(name)
        self.daemon = bool(daemon)
        self.ident = None
        self._end = None          # when it ends, in nanoseconds
        self._stands = False      # it waits for somebody, and its end is not known
        self._joining = []
        self._real = None         # in real time: asyncio's future of its run

    native_id = property(lambda self: self.ident)

    def start(self):
        if self.ident is not None:
            raise RuntimeError('threads can only be started once')
        self._begin()
        if _workers.real_time():
            import _real_threads
            if _real_threads.here():
                self._real = _real_threads.start(_threads_of_their_own(), self._really, (), {})
                return
        ran = _workers.Pool(1).run(self._main, (), {}, None, self._over, True, self._target or self.run)
        if ran is None:
            self._stands = True
            _wait_at_exit()
        else:
            self._over(*ran)

    def _begin(self):
        self.ident = _MAIN.ident + 1 + len(_threads)
        _threads.append(self)

    def _over(self, ok, value, end):
        self._end, self._stands = end, False
        if not ok:
            self._tell(value)
        _standing.wake(self._joining)

    def _tell(self, error):
        excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))

    def _really(self):
        _workers.become(self)
        try:
            self.run()
        except Exception as error:
            self._tell(error)

    def _main(self):
        _workers.become(self)
        try:
            self.run()
        except Exception:
            raise
        except BaseException as error:       # ends the thread alone
            self._tell(error)

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if self._real is not None:
            import _real_threads
            return _real_threads.wait([self._real], None if timeout is None else _workers.now() + round(timeout * 1e9))
        if self.ident is None:
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        if self._stands:
            began = _workers.now()
            if not _standing.until(lambda: not self._stands, self._joining, timeout, f'the end of the thread {self.name!r}, which waits itself'):
                return
            timeout = None if timeout is None else timeout - (_workers.now() - began) / 1e9
        end = self._end
        if timeout is not None:
            end = min(end, _workers.now() + round(timeout * 1e9))
        _workers.wait_until(end)

    def is_alive(self):
        if self._real is not None:
            return not self._real.done()
        return self._stands or (self._end is not None and self._end > _workers.now())

    def getName(self):
        _old('getName', 'get the name attribute')
        return self.name

    def setName(self, name):
        _old('setName', 'set the name attribute')
        self.name = name

    def isDaemon(self):
        _old('isDaemon', 'get the daemon attribute')
        return self.daemon

    def setDaemon(self, daemonic):
        _old('setDaemon', 'set the daemon attribute')
        self.daemon = daemonic

    def __repr__(self):
        status = 'initial' if self.ident is None else 'started' if self.is_alive() or self is _MAIN else 'stopped'
        if self.daemon:
            status += ' daemon'
        if self.ident is not None:
            status += ' %s' % self.ident
        return '<%s(%s, %s)>' % (self.__class__.__name__, self.name, status)


def _wait_at_exit():
    global _waits
    if not _waits:
        _waits = True
        import _network
        _network.at_exit(lambda: [thread.join() for thread in _threads if thread._stands and not thread.daemon])


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name='MainThread')
        self.ident = 140000000000000

    def is_alive(self):
        return True


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args, self.kwargs = args or [], kwargs or {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


_MAIN = _MainThread()


def current_thread():
    who = _workers.thread()
    if who is None:
        return _MAIN
    return who if isinstance(who, Thread) else _thread_of_a_pool(who)


def _thread_of_a_pool(name):
    if name not in _of_pools:
        _of_pools[name] = thread = Thread(name=name)
        thread._begin()
        thread.is_alive = lambda: name in _workers.pool_threads() or _workers.real_time()
    return _of_pools[name]


def currentThread():
    _old('currentThread', 'use current_thread()')
    return current_thread()


def activeCount():
    _old('activeCount', 'use active_count()')
    return active_count()


def main_thread():
    return _MAIN


def enumerate():
    for name in _workers.pool_threads():
        _thread_of_a_pool(name)
    return [_MAIN] + [t for t in _threads if t.is_alive()]


def active_count():
    return len(enumerate())


def _waits_for(condition, waiters, blocking, timeout, what):
    if not blocking:
        if timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return False
    return _standing.until(condition, waiters, None if timeout < 0 else timeout, what)


class Lock:
    def __reduce__(self):
        raise TypeError("cannot pickle '_thread.lock' object")

    def __init__(self):
        self._held = False
        self._waiters = []

    def acquire(self, blocking=True, timeout=-1):
        if self._held and not _waits_for(lambda: not self._held, self._waiters, blocking, timeout, 'a threading.Lock that is held'):
            return False
        self._held = True
        return True

    def release(self):
        if not self._held:
            raise RuntimeError('release unlocked lock')
        self._held = False
        _standing.wake(self._waiters)

    def _is_mine(self):
        return self._held

    def _let_go(self):
        held = int(self._held)
        if held:
            self.release()
        return held

    def _take_again(self, held):
        self.acquire()

    def locked(self):
        return self._held

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type, exc, tb):
        self.release()

    def __repr__(self):
        return '<%s _thread.lock object at %#x>' % ('locked' if self._held else 'unlocked', id(self))


class RLock:
    def __reduce__(self):
        raise TypeError("cannot pickle '_thread.RLock' object")

    def __init__(self):
        self._owner = None
        self._count = 0
        self._waiters = []

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._count and self._owner != me and not _waits_for(lambda: not self._count, self._waiters, blocking, timeout,
                                                                'a threading.RLock that another thread holds'):
            return False
        self._owner = me
        self._count += 1
        return True

    def release(self):
        if not self._count or self._owner != get_ident():
            raise RuntimeError('cannot release un-acquired lock')
        self._count -= 1
        if not self._count:
            _standing.wake(self._waiters)

    def _is_mine(self):
        return self._count > 0 and self._owner == get_ident()

    def _let_go(self):
        held = self._count if self._is_mine() else 0
        for _ in range(held):
            self.release()
        return held

    def _take_again(self, held):
        for _ in range(held):
            self.acquire()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type, exc, tb):
        self.release()


# In messages and reprs they are the types of the module _thread, as in CPython.
Lock.__name__ = Lock.__qualname__ = 'lock'
for _kind in (Lock, RLock):
    _kind.__module__ = '_thread'
    _naming.with_module(_kind, '_thread')


class Event:
    def __init__(self):
        self._flag = False
        self._waiters = []

    def is_set(self):
        return self._flag

    def isSet(self):
        _old('isSet', 'use is_set()')
        return self._flag

    def set(self):
        self._flag = True
        _standing.wake(self._waiters)

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        return _standing.until(self.is_set, self._waiters, timeout, 'a threading.Event')


class _Turn:
    """One wait() of a Condition."""
    def __init__(self):
        self.has_come = False
        self.waiters = []


class Condition:
    def __init__(self, lock=None):
        self._lock = lock if lock is not None else RLock()
        self.acquire, self.release = self._lock.acquire, self._lock.release
        self._turns = []

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def wait(self, timeout=None):
        held = self._lock._let_go()
        if not held:
            raise RuntimeError('cannot wait on un-acquired lock')
        turn = _Turn()
        self._turns.append(turn)
        try:
            return _standing.until(lambda: turn.has_come, turn.waiters, timeout, 'a threading.Condition')
        finally:
            if turn in self._turns:
                self._turns.remove(turn)
            self._lock._take_again(held)

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _workers.now() + round(timeout * 1e9)
        while not (result := predicate()) and (end is None or _workers.now() < end):
            self.wait(None if end is None else (end - _workers.now()) / 1e9)
        return result

    def notify(self, n=1):
        if not self._lock._is_mine():
            raise RuntimeError('cannot notify on un-acquired lock')
        for turn in self._turns[:n]:
            turn.has_come = True
            _standing.wake(turn.waiters)
        del self._turns[:n]

    def notify_all(self):
        self.notify(len(self._turns))

    def notifyAll(self):
        _old('notifyAll', 'use notify_all()')
        self.notify_all()


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._value = value
        self._waiters = []

    def acquire(self, blocking=True, timeout=None):
        if not self._value and not (blocking and _standing.until(lambda: self._value > 0, self._waiters, timeout, 'a threading.Semaphore')):
            return False
        self._value -= 1
        return True

    def release(self, n=1):
        self._value += n
        _standing.wake(self._waiters)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError('Semaphore released too many times')
        super().release(n)


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self.parties = parties
        self._action, self._timeout = action, timeout
        self._changed = Condition(Lock())
        self._state = 'filling'          # or draining, resetting, broken
        self._inside = 0

    n_waiting = property(lambda self: self._inside if self._state == 'filling' else 0)
    broken = property(lambda self: self._state == 'broken')

    def wait(self, timeout=None):
        with self._changed:
            self._changed.wait_for(lambda: self._state in ('filling', 'broken'))
            if self._state == 'broken':
                raise BrokenBarrierError
            place = self._inside
            self._inside += 1
            try:
                if self._inside == self.parties:
                    self._open()
                else:
                    self._wait_for_the_others(self._timeout if timeout is None else timeout)
                return place
            finally:
                self._inside -= 1
                if not self._inside and self._state != 'broken':
                    self._set('filling')

    def _open(self):
        try:
            if self._action:
                self._action()
        except BaseException:
            self._set('broken')
            raise
        self._set('draining')

    def _wait_for_the_others(self, timeout):
        if not self._changed.wait_for(lambda: self._state != 'filling', timeout):
            self._set('broken')
        if self._state != 'draining':
            raise BrokenBarrierError

    def _set(self, state):
        self._state = state
        self._changed.notify_all()

    def reset(self):
        with self._changed:
            if not self._inside:
                self._set('filling')
            elif self._state != 'draining':
                self._set('resetting')

    def abort(self):
        with self._changed:
            self._set('broken')

    def __repr__(self):
        state = 'broken' if self.broken else 'waiters=%d/%d' % (self.n_waiting, self.parties)
        return '<%s.%s at %#x: %s>' % (self.__class__.__module__, self.__class__.__qualname__, id(self), state)


class local:
    def __init__(self):
        object.__setattr__(self, '_by_thread', {})

    def __getattr__(self, name):
        try:
            return self._by_thread[get_ident()][name]
        except KeyError:
            raise AttributeError(f"'_thread._local' object has no attribute '{name}'") from None

    def __setattr__(self, name, value):
        self._by_thread.setdefault(get_ident(), {})[name] = value

    def __delattr__(self, name):
        try:
            del self._by_thread[get_ident()][name]
        except KeyError:
            raise AttributeError(f"'_thread._local' object has no attribute '{name}'") from None


ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0
