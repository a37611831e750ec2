from concurrent.futures import ProcessPoolExecutor, BrokenExecutor as BrokenProcessPool
