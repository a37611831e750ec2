# concurrent.futures, its pools modelled as workers: a job runs at once on a clock of its own that starts when a worker is free, and its
# future is done when the run's clock has come to the job's end. Whoever asks for a result before that waits, and time passes. A job that
# waits for the event loop stands still, and is over later; a thread's job does so in time.sleep(), too (see threading.py).
import itertools

import _standing
import _workers

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

__all__ = ('FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'CancelledError', 'TimeoutError', 'InvalidStateError', 'BrokenExecutor',
           'Future', 'Executor', 'wait', 'as_completed', 'ProcessPoolExecutor', 'ThreadPoolExecutor')


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


for _cls in (Error, CancelledError, InvalidStateError):
    _cls.__module__ = 'concurrent.futures._base'
TimeoutError = TimeoutError


class Future:
    def __init__(self):
        self._state = 'PENDING'
        self._result = None
        self._exception = None
        self._callbacks = []
        self._waiters = []
        self._waiters_for_many = []      # lists of them
        self._end = None          # of a pool's job: when it ends, in nanoseconds
        self._real = None         # of a pool's job in real time: asyncio's future

    def _ran(self, ok, value, end):
        self._end = end
        if ok:
            self._result = value
        else:
            self._exception = value
        if not self.cancelled():
            self._state = 'FINISHED'

    def _ran_later(self, ok, value, end):
        self._ran(ok, value, end)
        if self._over():
            self._tell()
        else:
            _workers.at_end(end, self._tell)

    def _of_real(self, real):
        self._real = real
        self._state = 'RUNNING'
        real.add_done_callback(self._real_over)
        return self

    def _real_over(self, real):
        if self._state == 'RUNNING':
            error = real.exception()
            self._ran(error is None, error or real.result(), _workers.now())
            self._tell()

    def _over(self):
        return self._state in ('FINISHED', 'CANCELLED', 'CANCELLED_AND_NOTIFIED') and (self._end is None or self._end <= _workers.now())

    def _tell(self):
        for waiters in (self._waiters, *self._waiters_for_many):
            _standing.wake(waiters)
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            import logging
            logging.getLogger('concurrent.futures').exception('exception calling callback for %r', self)

    def _wait(self, timeout):
        if self._real is not None:
            import _real_threads
            _real_threads.wait([self._real], None if timeout is None else _workers.now() + round(timeout * 1e9))
            if not self._real.done():
                raise TimeoutError()
            self._real_over(self._real)
            return
        if self._end is None:
            if not _standing.until(lambda: self._end is not None or self._over(), self._waiters, timeout, 'the result of a future'):
                raise TimeoutError()
            if self._end is None:
                return
        if timeout is not None and self._end > _workers.now() + round(timeout * 1e9):
            _workers.wait_until(_workers.now() + round(timeout * 1e9))
            raise TimeoutError()
        _workers.wait_until(self._end)
        self._tell()

    def cancel(self):
        if self._state in ('RUNNING', 'FINISHED'):
            return False
        if self._state == 'PENDING':
            self._state = 'CANCELLED'
            self._tell()
        return True

    def cancelled(self):
        return self._state in ('CANCELLED', 'CANCELLED_AND_NOTIFIED')

    def running(self):
        return self._state == 'RUNNING' or (self._end is not None and not self._over())

    def done(self):
        return self._over()

    def result(self, timeout=None):
        self._wait(timeout)
        if self.cancelled():
            raise CancelledError()
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._wait(timeout)
        if self.cancelled():
            raise CancelledError()
        return self._exception

    def add_done_callback(self, fn):
        if self._over():
            self._call(fn)
        elif self._end is not None:
            self._callbacks.append(fn)
            _workers.at_end(self._end, self._tell)
        else:
            self._callbacks.append(fn)

    def set_running_or_notify_cancel(self):
        if self._state == 'CANCELLED':
            self._state = 'CANCELLED_AND_NOTIFIED'
            return False
        self._state = 'RUNNING'
        return True

    def set_result(self, result):
        if self._state in ('CANCELLED', 'CANCELLED_AND_NOTIFIED', 'FINISHED'):
            raise InvalidStateError('{}: {!r}'.format(self._state, self))
        self._result = result
        self._state = 'FINISHED'
        self._tell()

    def set_exception(self, exception):
        if self._state in ('CANCELLED', 'CANCELLED_AND_NOTIFIED', 'FINISHED'):
            raise InvalidStateError('{}: {!r}'.format(self._state, self))
        self._exception = exception
        self._state = 'FINISHED'
        self._tell()

    def __repr__(self):
        state = 'cancelled' if self.cancelled() else self._state.lower()
        if self._state == 'FINISHED' and not self._over():
            state = 'running'
        text = '<%s at %#x state=%s' % (self.__class__.__name__, id(self), state)
        if state == 'finished':
            if self._exception is not None:
                text += ' raised ' + self._exception.__class__.__name__
            else:
                text += ' returned ' + self._result.__class__.__name__
        return text + '>'


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else _workers.now() + round(timeout * 1e9)
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            for future in futures:
                if end is None:
                    yield future.result()
                else:
                    yield future.result((end - _workers.now()) / 1e9)
        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


class _Pool(Executor):
    _thread_name_prefix = None       # of threads alone
    _at_exit = False                 # the program's end waits for its jobs

    def __init__(self, max_workers=None, *args, **kwargs):
        if max_workers is not None and max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        self._max_workers = max_workers if max_workers is not None else _workers.DEFAULT
        self._pool = _workers.Pool(self._max_workers)
        self._shutdown = False
        self._real = []           # in real time: the futures of its jobs
        self._queued = []         # those that had no worker when they were given
        self._waiters = []
        self._initializer = kwargs.get('initializer')
        self._initargs = kwargs.get('initargs', ())
        self._started = 0

    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError('cannot schedule new futures after shutdown')
        if self._initializer is not None and self._started < self._max_workers:
            self._started += 1
            self._initializer(*self._initargs)
        future = Future()
        if _workers.real_time() and self._thread_name_prefix:
            import _real_threads
            if _real_threads.here():
                self._real.append(future._of_real(_real_threads.start(self, fn, args, kwargs)))
                return future

        def over(*ran):
            future._ran_later(*ran)
            if not self._pool.unfinished():
                _standing.wake(self._waiters)

        if self._thread_name_prefix:
            ran = self._pool.run(self._run, (future, fn, args, kwargs), {}, self._thread_name_prefix, over, True, fn)
        else:
            future._state = 'RUNNING'
            ran = self._pool.run(fn, args, kwargs, self._thread_name_prefix, over)
        if ran is not None:
            future._ran(*ran)
        else:
            self._stays(future)
        return future

    def _run(self, future, fn, args, kwargs):
        if future in self._queued:
            self._queued.remove(future)
        if future.set_running_or_notify_cancel():
            return fn(*args, **kwargs)

    def _stays(self, future):
        if future._state == 'PENDING':
            self._queued.append(future)
        if not self._at_exit:
            self._at_exit = True
            import _network
            _network.at_exit(self._wait)

    def _wait(self):
        _standing.until(lambda: not self._pool.unfinished(), self._waiters, None, 'the end of a job of a pool, which waits itself')

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        for future in self._queued[:] if cancel_futures else ():
            future.cancel()
        if wait:
            for future in self._real:
                if not future._over():
                    future._wait(None)
            self._wait()
            _workers.wait_until(self._pool.all_free())
            if self._thread_name_prefix:
                _workers.end_threads(self._thread_name_prefix)


class ThreadPoolExecutor(_Pool):
    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        super().__init__(max_workers, initializer=initializer, initargs=initargs)
        self._thread_name_prefix = thread_name_prefix or 'ThreadPoolExecutor-%d' % self._counter()


class ProcessPoolExecutor(_Pool):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        super().__init__(max_workers, initializer=initializer, initargs=initargs)


for _cls, _part in ((Future, '_base'), (Executor, '_base'), (ThreadPoolExecutor, 'thread'), (ProcessPoolExecutor, 'process')):
    _cls.__module__ = 'concurrent.futures.' + _part
del _cls, _part


def _in_order(fs):
    return sorted(dict.fromkeys(fs), key=lambda f: f._end if f._end is not None else -1)


def _wait_until(enough, fs, end):
    """Until enough(), or the instant `end`: as jobs come to their ends, and as others resolve futures."""
    if any(future._real is not None for future in fs):
        _wait_really(enough, fs, end)
    while not enough() and (end is None or _workers.now() < end):
        ends = [f._end for f in fs if f._end is not None and not f._over()] + ([] if end is None else [end])
        if all(f._end is not None or f._over() for f in fs):
            _workers.wait_until(min(ends))
            continue
        waiters = []
        for future in fs:
            future._waiters_for_many.append(waiters)
        _standing.until(enough, waiters, (min(ends) - _workers.now()) / 1e9 if ends else None, 'the result of a future')
        for future in fs:
            future._waiters_for_many.remove(waiters)
    for future in fs:
        if future._over():
            future._tell()


def _wait_really(enough, fs, end):
    import _real_threads
    while not enough() and (end is None or _workers.now() < end):
        _real_threads.wait([f._real for f in fs if f._real is not None and not f._over()], end, True)
        for f in fs:
            if f._real is not None and f._real.done():
                f._real_over(f._real)


def as_completed(fs, timeout=None):
    end = None if timeout is None else _workers.now() + round(timeout * 1e9)
    left = _in_order(fs)
    count = len(left)
    while left:
        _wait_until(lambda: any(f._over() for f in left), left, end)
        done = [f for f in _in_order(left) if f._over()]
        if not done:
            raise TimeoutError('%d (of %d) futures unfinished' % (len(left), count))
        for future in done:
            left.remove(future)
            yield future


class DoneAndNotDoneFutures(tuple):
    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __repr__(self):
        return 'DoneAndNotDoneFutures(done=%r, not_done=%r)' % self


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = _in_order(fs)

    def enough():
        over = [f for f in fs if f._over()]
        return len(over) == len(fs) or (return_when == FIRST_COMPLETED and over) or (
            return_when == FIRST_EXCEPTION and any(not f.cancelled() and f._exception is not None for f in over))
    _wait_until(enough, fs, None if timeout is None else _workers.now() + round(timeout * 1e9))
    return DoneAndNotDoneFutures(({f for f in fs if f._over()}, {f for f in fs if not f._over()}))


# ---- what asyncio asks for

def _workers_of(executor):
    if executor._shutdown:
        raise RuntimeError('cannot schedule new futures after shutdown')
    return executor._max_workers


def _copy(source, target):
    if target.cancelled():
        return
    if source.cancelled():
        target.cancel()
    elif source.exception() is not None:
        target.set_exception(source.exception())
    else:
        target.set_result(source.result())


def _wrap(future, loop):
    wrapped = loop.create_future()
    if future._end is not None:
        loop.call_at(future._end / 1e9, _copy, future, wrapped)
    else:
        future.add_done_callback(lambda f: loop.call_soon_threadsafe(_copy, f, wrapped))
        wrapped.add_done_callback(lambda w: w.cancelled() and future.cancel())
    return wrapped


def _of_coroutine(coro, loop):
    import asyncio
    future = Future()

    def copy(task):
        if future.set_running_or_notify_cancel():
            _copy(task, future)

    def start():
        try:
            task = asyncio.ensure_future(coro, loop=loop)
        except BaseException as e:
            if future.set_running_or_notify_cancel():
                future.set_exception(e)
            raise
        task.add_done_callback(copy)
        future.add_done_callback(lambda f: f.cancelled() and loop.call_soon_threadsafe(task.cancel))
    loop.call_soon_threadsafe(start)
    return future
