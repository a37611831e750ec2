"""What the databases' libraries share: waiting for them, and tables in memory with the plain SQL statements over them. What is left out says so.
Before: asyncpg, sqlalchemy.ext.asyncio."""
import re

import _network
from _http import unsupported

_TOKEN = re.compile(r"""\s*(?:(--[^\n]*)|('(?:[^']|'')*')|\$(\d+)|(\d+\.\d+|\d+)|("[^"]+"|[A-Za-z_]\w*)|(::|<=|>=|<>|!=|\|\||[-+*/%=<>(),.;\[\]]))""")
DEFAULT = object()       # stands in a row of VALUES for a column's own default
_BEHIND_A_TABLE = {"where", "order", "limit", "offset", "group", "join", "inner", "left", "right", "full", "cross", "on", "set", "returning", "values",
                   "for", "having", "union"}
_AGGREGATES = {"count", "sum", "avg", "min", "max"}


async def wait(label, seconds):
    if seconds > 0:
        await _network.after(label, seconds)


async def wait_in_line(waiting, timeout, give_back):
    """Behind all who wait for a connection of a pool: what somebody hands on, or None when nobody does in time."""
    future = _network.waiter("a database connection of the pool", timeout)
    waiting.append(future)
    try:
        got = await future
    except BaseException:
        if future in waiting:
            waiting.remove(future)
        elif future.done() and not future.cancelled():
            give_back(future.result())
        raise
    finally:
        _network.give_up(future)
    if got is None:
        waiting.remove(future)
    return got


class SqlError(Exception):
    """`kind`: the name of asyncpg's exception."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


def tokens_of(query):
    out, at = [], 0
    query = query.rstrip()
    while at < len(query):
        found = _TOKEN.match(query, at)
        if not found:
            unsupported(f"{query[at:at + 10].strip()!r} in SQL", "Numbers, 'texts', $1, names and the usual operators are simulated.")
        at = found.end()
        comment, text, place, number, name, sign = found.groups()
        if text is not None:
            out.append(("value", text[1:-1].replace("''", "'")))
        elif place is not None:
            out.append(("place", int(place)))
        elif number is not None:
            out.append(("value", float(number) if "." in number else int(number)))
        elif name is not None:
            out.append(("name", name.strip('"') if name.startswith('"') else name.lower()))
        elif sign is not None:
            out.append(("sign", sign))
    return out


def statements_of(query):
    """A script's statements; a ; in a text ends none."""
    parts = re.split(r"('(?:[^']|'')*'|--[^\n]*)|;", query)
    texts = [""]
    for part in parts:
        if part is None:                                 # it was a ;
            texts.append("")
        else:
            texts[-1] += part
    return [text for text in texts if text.strip()]


class Table:
    """`made_up`: nobody created it, so it has the scenario's rows, "name 1" in each column that is asked for; of product, product_id is the id."""

    def __init__(self, name, columns, made_up):
        self.name, self.columns, self.made_up = name, columns, made_up
        self.unique, self.serial, self.defaults = ["id"] if made_up else [], ["id"] if made_up else [], {}
        self.rows = [{"id": i, "": i} for i in range(1, _network.rows() + 1)] if made_up else []
        self.last = {"id": len(self.rows)} if made_up else {}

    def value(self, row, column):
        if column in row:
            return row[column]
        if self.made_up:
            own = column.removeprefix(self.name + "_")
            if own != column:
                return self.value(row, own)
            i = row.get("")
            return i if i is None or column.endswith("_id") else f"{column} {i}"
        if column in self.columns:
            return None
        raise SqlError("UndefinedColumnError", f'column "{column}" does not exist')

    def check_unique(self, row, but=None):
        for column in self.unique:
            if row.get(column) is not None and any(other is not but and other.get(column) == row[column] for other in self.rows):
                suffix = "pkey" if column == self.unique[0] and column in self.serial or column == "id" else f"{column}_key"
                raise SqlError("UniqueViolationError", f'duplicate key value violates unique constraint "{self.name}_{suffix}"\n'
                                                       f"DETAIL:  Key ({column})=({row[column]}) already exists.")

    def insert(self, given):
        given = {column: value for column, value in given.items() if value is not DEFAULT}
        row = {}
        for column in self.columns if not self.made_up else ["id", *given]:
            if column in given:
                row[column] = given[column]
            elif column in self.serial:
                row[column] = self.last[column] = self.last.get(column, 0) + 1
            else:
                row[column] = self.defaults[column](None) if column in self.defaults else None
        for column in given:
            if column not in row:
                raise SqlError("UndefinedColumnError", f'column "{column}" of relation "{self.name}" does not exist')
            if self.made_up and column not in self.columns:
                self.columns.append(column)
        self.check_unique(row)
        self.rows.append(row)
        return row


class Database:
    def __init__(self):
        self.tables = {}
        self.read = {}           # the tokens of the statements that were run

    def table(self, name):
        if name not in self.tables:
            self.tables[name] = Table(name, ["id", "name"], True)
        return self.tables[name]

    def state(self):
        return {name: ([dict(row) for row in table.rows], dict(table.last)) for name, table in self.tables.items()}

    def restore(self, state):
        for name in list(self.tables):
            if name in state:
                self.tables[name].rows, self.tables[name].last = state[name]
            else:
                del self.tables[name]

    def run(self, query, args):
        """(verb, rows that it gives as dicts, how many it touched, seconds that it sleeps)"""
        if query not in self.read:
            self.read[query] = tokens_of(query)
        return _Statement(self, self.read[query], args).run()


class _Statement:
    def __init__(self, database, tokens, args):
        self.database, self.tokens, self.args, self.at = database, tokens, args, 0
        self.table, self.sources, self.joined, self.sleeps = None, {}, False, 0.0

    # ---- reading
    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self):
        token = self.peek()
        self.at += 1
        return token

    def has(self, *words):
        """Takes the words if they come next."""
        wanted = [("sign" if not w[0].isalpha() else "name", w) for w in words]
        if self.tokens[self.at:self.at + len(words)] != wanted:
            return False
        self.at += len(words)
        return True

    def expect(self, word):
        if not self.has(word):
            near = self.peek()[1]
            raise SqlError("PostgresSyntaxError", f'syntax error at or near "{near}"' if near != "" else "syntax error at end of input")

    def name(self):
        kind, text = self.take()
        if kind != "name":
            raise SqlError("PostgresSyntaxError", f'syntax error at or near "{text}"')
        return text

    def left_out(self, what):
        unsupported(f"{what} in SQL", "SELECT with JOIN ... ON, WHERE, ORDER BY, LIMIT and aggregates, INSERT, UPDATE, DELETE, CREATE and DROP TABLE "
                                                "are simulated.")

    # ---- statements
    def run(self):
        verb = self.name().upper()
        do = {"SELECT": self.select, "INSERT": self.insert, "UPDATE": self.update, "DELETE": self.delete, "CREATE": self.create, "DROP": self.drop,
              "TRUNCATE": self.truncate}.get(verb)
        if verb in ("BEGIN", "COMMIT", "ROLLBACK", "SET", "SAVEPOINT", "RELEASE", "LISTEN", "NOTIFY", "ANALYZE", "VACUUM"):
            return verb, [], 0, 0.0
        if do is None:
            self.left_out(verb)
        rows, touched = do()
        self.has(";")
        if self.peek()[0] != "end":
            if self.peek()[1] in ("group", "right", "full", "cross", "having", "union", "window", "on"):
                self.left_out(str(self.peek()[1]).upper())
            raise SqlError("PostgresSyntaxError", f'syntax error at or near "{self.peek()[1]}"')
        return verb, rows, touched, self.sleeps

    def from_table(self):
        """A table by its name; what it is called in the rest of the statement."""
        self.table = self.database.table(self.name())
        named = self.has("as") or (self.peek()[0] == "name" and self.peek()[1] not in _BEHIND_A_TABLE)
        alias = self.name() if named else self.table.name
        self.sources[alias] = self.table
        return alias

    def from_tables(self):
        """The rows to choose from: of one table as they are, of several as {what the table is called: its row, None where a LEFT JOIN found none}."""
        first = self.from_table()
        rows = self.table.rows
        if self.peek()[1] == ",":
            self.left_out("several tables without JOIN")
        while self.peek()[1] in ("join", "inner", "left"):
            if not self.joined:
                self.joined, rows = True, [{first: row} for row in rows]
            left = self.has("left")
            left and self.has("outer") or self.has("inner")
            self.expect("join")
            alias = self.from_table()
            table = self.table
            self.expect("on")
            keys, fits = self.equality(alias), self.expression()
            rows = self.join(rows, alias, table, keys, fits, left)
        return rows

    def equality(self, alias):
        """Of an ON that begins with `one.column = other.column`, one of them the table `alias`: what reads its column, and the other's. Else None."""
        begin = self.at
        if [text for _, text in self.tokens[begin + 1:begin + 6:2]] != [".", "=", "."]:
            return None
        sides = {self.peek()[1]: self.plain()}
        self.take()
        sides[self.peek()[1]] = self.plain()
        self.at = begin
        if len(sides) == 2 and alias in sides:
            return sides.pop(alias), sides.popitem()[1]
        return None

    @staticmethod
    def join(rows, alias, table, keys, fits, left):
        if keys:                                         # few rows are tried, not each with each
            by_key = {}
            for other in table.rows:
                by_key.setdefault(keys[0]({alias: other}), []).append(other)
        out = []
        for row in rows:
            candidates = by_key.get(keys[1](row), ()) if keys else table.rows
            found = [both for other in candidates if fits(both := {**row, alias: other}) is True]
            out += found if found or not left else [{**row, alias: None}]
        return out

    def columns_of(self, row):
        """All columns of a row, for SELECT *."""
        if not self.joined:
            return {column: self.table.value(row, column) for column in self.table.columns}
        return {column: value for alias in self.sources for column, value in self.columns_of_one(alias)(row).items()}

    def columns_of_one(self, alias):
        table = self.source(alias)
        if not self.joined:
            return self.columns_of
        return lambda row: {column: None if row[alias] is None else table.value(row[alias], column) for column in table.columns}

    def source(self, alias):
        if alias not in self.sources:
            raise SqlError("UndefinedTableError", f'missing FROM-clause entry for table "{alias}"')
        return self.sources[alias]

    def outputs(self):
        out = []
        while True:
            begin = self.at
            if self.has("*"):
                out.append(("*", self.columns_of))
            elif self.tokens[begin + 1:begin + 3] == [("sign", "."), ("sign", "*")]:
                out.append(("*", self.columns_of_one(self.name())))
                self.at += 2
            else:
                read = self.expression()
                label = self.name() if self.has("as") else self.label_of(self.tokens[begin:self.at])
                out.append((label, read))
            if not self.has(","):
                return out

    @staticmethod
    def label_of(tokens):
        """What a column is called that has no AS."""
        texts = [text for _, text in tokens]
        if "::" in texts:
            texts = texts[:texts.index("::")]
        if tokens[0][0] != "name" or not (len(texts) == 1 or texts[1] == "(" or (texts[1] == "." and len(texts) == 3)):
            return "?column?"
        return texts[0] if len(texts) > 1 and texts[1] == "(" else texts[-1]

    def given(self, outputs, rows):
        """The rows as they are handed out."""
        shown = []
        for row in rows:
            one = {}
            for label, read in outputs:
                if label == "*":
                    one.update(read(row))
                else:
                    one[label] = read(row)
            shown.append(one)
        return shown

    def where(self):
        if not self.has("where"):
            return lambda row: True
        return self.expression()

    def select(self):
        self.has("distinct") and self.left_out("DISTINCT")
        begin = self.at
        depth = 0
        while self.peek()[0] != "end" and not (depth == 0 and self.peek() == ("name", "from")):   # the table is known before its columns are read
            depth += {"(": 1, ")": -1}.get(self.peek()[1], 0) if self.peek()[0] == "sign" else 0
            self.at += 1
        rows = self.from_tables() if self.has("from") else []
        behind, self.at = self.at, begin
        self.aggregates = False
        outputs = self.outputs()
        if self.table is None:
            return self.given(outputs, [{}]), 1
        self.at = behind
        fits = self.where()
        rows = [row for row in rows if fits(row) is True]
        if self.aggregates:
            return self.given(outputs, [rows]), 1
        if self.has("order", "by"):
            rows = self.ordered(rows)
        while self.peek()[1] in ("limit", "offset"):
            which, number = self.take()[1], self.expression()(None)
            rows = rows[:number] if which == "limit" else rows[number:]
        if self.has("for", "update"):
            self.has("skip", "locked")
        shown = self.given(outputs, rows)
        return shown, len(shown)

    def ordered(self, rows):
        keys = []
        while True:
            read = self.expression()
            keys.append((read, self.has("desc")))
            self.has("asc")
            if not self.has(","):
                break
        for read, down in reversed(keys):
            rows = sorted(rows, key=lambda row: ((v := read(row)) is None, v if v is not None else 0), reverse=down)
        return rows

    def returning(self, rows):
        return self.given(self.outputs(), rows) if self.has("returning") else []

    def insert(self):
        self.expect("into")
        self.from_table()
        columns = list(self.table.columns)
        if self.has("("):
            columns = self.listed(self.name)
        self.peek() == ("name", "select") and self.left_out("INSERT ... SELECT")
        self.expect("values")
        values = []
        while True:
            self.expect("(")
            values.append([read(None) for read in self.listed(self.inserted)])
            if not self.has(","):
                break
        skips = self.has("on", "conflict")
        if skips:
            if self.has("("):
                self.listed(self.name)
            if not self.has("do", "nothing"):
                self.left_out("ON CONFLICT ... DO UPDATE")
        rows = []
        for one in values:
            try:
                rows.append(self.table.insert(dict(zip(columns, one))))
            except SqlError as error:
                if not skips or error.kind != "UniqueViolationError":
                    raise
        return self.returning(rows), len(rows)

    def inserted(self):
        return (lambda row: DEFAULT) if self.has("default") else self.expression()

    def listed(self, read):
        out = [read()]
        while self.has(","):
            out.append(read())
        self.expect(")")
        return out

    def update(self):
        self.from_table()
        self.expect("set")
        changes = []
        while True:
            column = self.name()
            self.expect("=")
            changes.append((column, self.expression()))
            if not self.has(","):
                break
        fits = self.where()
        rows = [row for row in self.table.rows if fits(row) is True]
        for row in rows:
            new = {column: read(row) for column, read in changes}
            self.table.check_unique({**row, **new}, row)
            row.update(new)
        return self.returning(rows), len(rows)

    def delete(self):
        self.expect("from")
        self.from_table()
        fits = self.where()
        gone = [row for row in self.table.rows if fits(row) is True]
        self.table.rows = [row for row in self.table.rows if not any(row is one for one in gone)]
        return self.returning(gone), len(gone)

    def create(self):
        if not self.has("table"):
            self.at = len(self.tokens)                   # an index, an extension: nothing that shows
            return [], 0
        exists_is_fine = self.has("if", "not", "exists")
        name = self.name()
        self.expect("(")
        table, ends = Table(name, [], False), False
        while not ends:
            column, words, depth = self.take()[1], [], 0
            while depth or self.peek()[1] not in (",", ")"):
                if self.peek()[0] == "end":
                    raise SqlError("PostgresSyntaxError", "syntax error at end of input")
                if depth == 0 and self.has("default"):
                    table.defaults[column] = self.primary()
                    continue
                word = self.take()[1]
                depth += {"(": 1, ")": -1}.get(word, 0)
                words.append(word)
            if column not in ("primary", "unique", "foreign", "constraint", "check"):
                table.columns.append(column)
                if "primary" in words or "unique" in words:
                    table.unique.append(column)
                if words and words[0] in ("serial", "bigserial") or "generated" in words:
                    table.serial.append(column)
            ends = self.take()[1] == ")"
        if name in self.database.tables and not self.database.tables[name].made_up:
            if not exists_is_fine:
                raise SqlError("DuplicateTableError", f'relation "{name}" already exists')
        else:
            self.database.tables[name] = table
        return [], 0

    def drop(self):
        self.expect("table")
        self.has("if", "exists")
        self.database.tables.pop(self.name(), None)
        self.has("cascade")
        return [], 0

    def truncate(self):
        self.has("table")
        self.from_table()
        self.table.rows = []
        self.at = len(self.tokens)
        return [], 0

    # ---- expressions: each gives a function of the row
    def expression(self):
        left = self.both()
        while self.has("or"):
            left = (lambda a, b: lambda row: True if a(row) is True or b(row) is True else False)(left, self.both())
        return left

    def both(self):
        left = self.negated()
        while self.has("and"):
            left = (lambda a, b: lambda row: a(row) is True and b(row) is True)(left, self.negated())
        return left

    def negated(self):
        if self.has("not"):
            inner = self.negated()
            return lambda row: inner(row) is False
        return self.comparison()

    def comparison(self):
        left = self.sum()
        sign = self.peek()[1] if self.peek()[0] == "sign" else None
        if sign in ("=", "<>", "!=", "<", ">", "<=", ">="):
            self.take()
            if sign == "=" and self.has("any", "("):
                many = self.expression()
                self.expect(")")
                return lambda row: left(row) in many(row)
            right = self.sum()
            compare = {"=": lambda a, b: a == b, "<>": lambda a, b: a != b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, ">": lambda a, b: a > b,
                       "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b}[sign]
            return lambda row: None if (a := left(row)) is None or (b := right(row)) is None else compare(a, b)
        if self.has("is"):
            no = self.has("not")
            self.expect("null")
            return lambda row: (left(row) is None) != no
        no = self.has("not")
        if self.has("in"):
            self.expect("(")
            many = self.listed(self.expression)
            return lambda row: any(left(row) == one(row) for one in many) != no
        if self.has("between"):
            low = self.sum()
            self.expect("and")
            high = self.sum()
            return lambda row: (low(row) <= left(row) <= high(row)) != no
        if self.peek()[1] in ("like", "ilike"):
            flags = re.IGNORECASE if self.take()[1] == "ilike" else 0
            pattern = self.sum()
            return lambda row: bool(re.fullmatch(re.escape(pattern(row)).replace("%", ".*").replace("_", "."), str(left(row)), flags)) != no
        return left

    def sum(self):
        left = self.product()
        while self.peek() in (("sign", "+"), ("sign", "-"), ("sign", "||")):
            sign, right = self.take()[1], self.product()
            left = (lambda a, b, s: lambda row: None if a(row) is None or b(row) is None else
                    a(row) + b(row) if s == "+" else a(row) - b(row) if s == "-" else f"{a(row)}{b(row)}")(left, right, sign)
        return left

    def product(self):
        left = self.primary()
        while self.peek() in (("sign", "*"), ("sign", "/"), ("sign", "%")):
            sign, right = self.take()[1], self.primary()
            left = (lambda a, b, s: lambda row: a(row) * b(row) if s == "*" else a(row) % b(row) if s == "%" else
                    a(row) // b(row) if isinstance(a(row), int) and isinstance(b(row), int) else a(row) / b(row))(left, right, sign)
        return left

    def primary(self):
        read = self.plain()
        while self.has("::"):
            kind = self.name()
            if self.has("["):
                self.expect("]")
            convert = {"int": int, "integer": int, "bigint": int, "text": str, "varchar": str, "float": float, "float8": float}.get(kind)
            if convert is not None:
                read = (lambda r, c: lambda row: None if (v := r(row)) is None else v if isinstance(v, list) else c(v))(read, convert)
        return read

    def plain(self):
        kind, text = self.take()
        if kind == "value":
            return lambda row: text
        if kind == "place":
            if text > len(self.args):
                raise SqlError("InterfaceError", f"the server expects {text} arguments for this query, {len(self.args)} were passed\n"
                                                 "HINT:  Check the query against the passed list of arguments.")
            value = self.args[text - 1]
            return lambda row: value
        if (kind, text) == ("sign", "-"):
            inner = self.plain()
            return lambda row: -inner(row)
        if (kind, text) == ("sign", "("):
            if self.peek() == ("name", "select"):
                self.left_out("a SELECT in an expression")
            inner = self.expression()
            self.expect(")")
            return inner
        if kind != "name":
            raise SqlError("PostgresSyntaxError", f'syntax error at or near "{text}"' if text != "" else "syntax error at end of input")
        if text in ("null", "true", "false"):
            return lambda row: {"null": None, "true": True, "false": False}[text]
        if text == "current_timestamp":
            return self.function("now", [])
        if self.has("("):
            if self.has("*"):
                self.expect(")")
                return self.aggregate(text, None)
            inner = [] if self.has(")") else self.listed(self.expression)
            return self.aggregate(text, inner[0]) if text in _AGGREGATES else self.function(text, inner)
        return self.column(text)

    def column(self, text):
        sources = self.sources
        if self.has("."):
            sources, text = {text: self.source(text)}, self.name()
        having = [(alias, table) for alias, table in sources.items() if text in table.columns]
        having = having or [(alias, table) for alias, table in sources.items() if table.made_up]
        if not having:
            raise SqlError("UndefinedColumnError", f'column "{text}" does not exist')
        if len(having) > 1 and text in having[0][1].columns:
            raise SqlError("AmbiguousColumnError", f'column reference "{text}" is ambiguous')
        alias, table = having[0]
        if self.joined:
            return lambda row: None if row[alias] is None else table.value(row[alias], text)
        return lambda row: table.value(row, text)

    def aggregate(self, name, read):
        self.aggregates = True
        if name == "count":
            return lambda rows: len(rows) if read is None else sum(read(row) is not None for row in rows)
        of = {"sum": sum, "min": min, "max": max, "avg": lambda values: sum(values) / len(values)}[name]
        return lambda rows: of(values) if (values := [v for row in rows if (v := read(row)) is not None]) else None

    def function(self, name, inner):
        if name == "pg_sleep":
            self.sleeps += float(inner[0](None))
            return lambda row: ""
        if name in ("now", "clock_timestamp"):
            import datetime
            return lambda row: datetime.datetime.now(datetime.timezone.utc)
        if name == "coalesce":
            return lambda row: next((v for one in inner if (v := one(row)) is not None), None)
        if name == "random":
            import random
            return lambda row: random.random()
        do = {"lower": str.lower, "upper": str.upper, "length": len, "abs": abs, "round": round}.get(name)
        if do is None:
            self.left_out(f"the function {name}()")
        return lambda row: None if (v := inner[0](row)) is None else do(v)
