"""dictConfig: loggers, handlers, filters and formatters as a dictionary describes them. (fileConfig reads a file, which is not simulated.)"""
import logging


def _resolve(name):
    """What a dotted name stands for: a module, and in it what is asked for."""
    module, *rest = name.split('.')
    found, path = __import__(module), module
    for part in rest:
        path += '.' + part
        try:
            found = getattr(found, part)
        except AttributeError:
            try:
                __import__(path)
                found = getattr(found, part)
            except ImportError as e:
                error = ValueError('Cannot resolve %r: %s' % (name, e))
                raise error from e
    return found


def _error(message):
    return ValueError(message)


class BaseConfigurator:
    def __init__(self, config):
        self.config = config

    def convert(self, value):
        """'ext://sys.stdout' and 'cfg://handlers.out' stand for what they name; also inside of containers."""
        if isinstance(value, str):
            if value.startswith('ext://'):
                return _resolve(value[6:])
            if value.startswith('cfg://'):
                found = self.config
                for part in value[6:].replace('[', '.').replace(']', '').split('.'):
                    found = found[int(part)] if isinstance(found, (list, tuple)) else found[part]
                return self.convert(found)
            return value
        if isinstance(value, dict):
            return {k: self.convert(v) for k, v in value.items()}
        if isinstance(value, list) or type(value) is tuple:
            return type(value)(map(self.convert, value))
        return value

    def made_by_factory(self, config):
        config = dict(config)
        factory = config.pop('()')
        if not callable(factory):
            factory = _resolve(factory)
        attributes = config.pop('.', None)
        made = factory(**{k: v for k, v in config.items() if str(k).isidentifier()})
        for name, value in (attributes or {}).items():
            setattr(made, name, value)
        return made


class DictConfigurator(BaseConfigurator):
    def configure(self):
        config = self.config
        if 'version' not in config:
            raise _error("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise _error('Unsupported version: %s' % config['version'])
        if config.get('incremental', False):
            return self.change()
        before = set(logging.root.manager.loggerDict)
        self.formatters = self.all('formatters', 'formatter', self.formatter)
        self.filters = self.all('filters', 'filter', self.filter)
        self.handlers = {}
        later = []
        for name in sorted(config.get('handlers', {})):
            try:
                self.handlers[name] = self.handler(name)
            except Exception as e:
                if 'target not configured yet' in str(e.__cause__):
                    later.append(name)
                else:
                    raise _error('Unable to configure handler %r' % name) from e
        for name in later:
            try:
                self.handlers[name] = self.handler(name)
            except Exception as e:
                raise _error('Unable to configure handler %r' % name) from e
        named = config.get('loggers', {})
        for name in named:
            try:
                self.logger(logging.getLogger(name), named[name])
            except Exception as e:
                raise _error('Unable to configure logger %r' % name) from e
        for name in before - set(named):
            logger = logging.root.manager.loggerDict[name]
            if any(name.startswith(other + '.') for other in named):
                logger.level, logger.handlers, logger.propagate = logging.NOTSET, [], True
            else:
                logger.disabled = config.get('disable_existing_loggers', True)
        if config.get('root'):
            try:
                self.common(logging.getLogger(), config['root'])
            except Exception as e:
                raise _error('Unable to configure root logger') from e

    def change(self):
        """Only levels, and whether loggers propagate."""
        for name, handler in self.config.get('handlers', {}).items():
            found = logging.getHandlerByName(name)
            if found is None:
                raise _error('No handler found with name %r' % name)
            if handler.get('level'):
                found.setLevel(handler['level'])
        for name, logger in self.config.get('loggers', {}).items():
            self.logger(logging.getLogger(name), logger, incremental=True)
        if self.config.get('root'):
            self.common(logging.getLogger(), self.config['root'], incremental=True)

    def all(self, section, what, make):
        made = {}
        for name, config in self.config.get(section, {}).items():
            try:
                made[name] = make(self.convert(config))
            except Exception as e:
                raise _error('Unable to configure %s %r' % (what, name)) from e
        return made

    def formatter(self, config):
        if '()' in config:
            if 'format' in config:
                config = {('fmt' if k == 'format' else k): v for k, v in config.items()}
            return self.made_by_factory(config)
        cls = _resolve(config['class']) if config.get('class') else logging.Formatter
        options = {k: config[k] for k in ('validate', 'defaults') if k in config}
        return cls(config.get('format'), config.get('datefmt'), config.get('style', '%'), **options)

    def filter(self, config):
        return self.made_by_factory(config) if '()' in config else logging.Filter(config.get('name', ''))

    def add_filters(self, to, filters):
        for f in filters:
            try:
                to.addFilter(f if callable(f) or callable(getattr(f, 'filter', None)) else self.filters[f])
            except Exception as e:
                raise _error('Unable to add filter %r' % f) from e

    def handler(self, name):
        config = self.convert(self.config['handlers'][name])
        formatter, level, filters = config.pop('formatter', None), config.pop('level', None), config.pop('filters', None)
        if formatter:
            try:
                formatter = self.formatters[formatter]
            except Exception as e:
                raise _error('Unable to set formatter %r' % formatter) from e
        if '()' not in config:
            cls = _resolve(config.pop('class'))
            if 'target' in config and isinstance(config['target'], str):
                try:
                    config['target'] = self.handlers[config['target']]
                except KeyError as e:
                    raise _error('Unable to set target handler %r' % config['target']) from TypeError('target not configured yet')
            config = {**config, '()': cls}
        made = self.made_by_factory(config)
        made.name = name
        if formatter:
            made.setFormatter(formatter)
        if level is not None:
            made.setLevel(level)
        if filters:
            self.add_filters(made, filters)
        return made

    def common(self, logger, config, incremental=False):
        if config.get('level') is not None:
            logger.setLevel(config['level'])
        if incremental:
            return
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for name in config.get('handlers') or ():
            try:
                logger.addHandler(self.handlers[name])
            except Exception as e:
                raise _error('Unable to add handler %r' % name) from e
        self.add_filters(logger, config.get('filters') or ())

    def logger(self, logger, config, incremental=False):
        self.common(logger, config, incremental)
        logger.disabled = False
        if config.get('propagate') is not None:
            logger.propagate = config['propagate']


dictConfigClass = DictConfigurator


def dictConfig(config):
    dictConfigClass(config).configure()
