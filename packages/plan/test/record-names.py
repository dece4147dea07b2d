"""What CPython 3.11 and pydantic 2 offer: public names of modules and builtins, public attributes of values of each type.

`python3 packages/plan/test/record-names.py > packages/plan/test/cpython-names.json`
"""
import builtins
import importlib
import json
import types
import warnings

warnings.simplefilter("ignore")

MODULES = """abc base64 collections dataclasses datetime decimal enum functools hashlib html itertools json math pydantic
pydantic.alias_generators random re statistics string textwrap time typing urllib.parse uuid"""

SETUP = """import base64, collections, dataclasses, datetime, decimal, enum, functools, hashlib, html, itertools, json
import math, re, statistics, string, typing, urllib.parse, uuid
from pydantic import BaseModel, Field, TypeAdapter, ValidationError
class M(BaseModel):
    a: int = 1
def error():
    try:
        M(a='x')
    except ValidationError as e:
        return e
@dataclasses.dataclass
class D:
    a: int = 1
class P: pass
class T(typing.NamedTuple):
    a: int
class B(enum.Enum):
    A = 1
class TD(typing.TypedDict):
    a: int
class Own(Exception): pass
def function(): pass
def generator(): yield 1
"""

VALUES = """
1 ; True ; 1.5 ; 'a' ; b'a' ; None ; [1] ; (1,) ; {1: 2} ; {1} ; frozenset({1}) ; range(3) ; slice(1) ; ... ; NotImplemented
int ; float ; str ; bytes ; bool ; list ; tuple ; dict ; set ; frozenset ; range ; slice ; object ; type
property ; staticmethod ; classmethod ; super ; property(len)
iter([1]) ; iter((1,)) ; iter('a') ; iter({1: 2}) ; iter({1}) ; iter(range(3)) ; reversed([1]) ; enumerate([1])
zip([1]) ; map(str, [1]) ; filter(None, [1]) ; (x for x in [1])
{1: 2}.keys() ; {1: 2}.values() ; {1: 2}.items() ; (lambda: 1) ; len ; 'a'.upper
Exception ; Exception('a') ; KeyError('a') ; StopIteration(1) ; OSError(2, 'x') ; ImportError('a') ; NameError('a')
AttributeError('a') ; SystemExit(1) ; UnicodeDecodeError('a', b'b', 0, 1, 'c') ; UnicodeEncodeError('a', 'b', 0, 1, 'c')
SyntaxError('a') ; Own('a')
collections.ChainMap() ; collections.Counter() ; collections.OrderedDict() ; collections.defaultdict()
collections.deque() ; collections.namedtuple('P', 'x y')(1, 2) ; collections.namedtuple('P', 'x y')
collections.ChainMap ; collections.Counter ; collections.OrderedDict ; collections.defaultdict ; collections.deque
datetime.date(2024, 1, 1) ; datetime.datetime(2024, 1, 1) ; datetime.time(1) ; datetime.timedelta(1)
datetime.timezone.utc ; datetime.date ; datetime.datetime ; datetime.time ; datetime.timedelta ; datetime.timezone
decimal.Decimal(1) ; decimal.Context() ; decimal.Decimal(1).as_tuple() ; decimal.Decimal ; decimal.localcontext()
enum.Enum('E', 'A B') ; enum.Enum('E', 'A B').A ; enum.Flag('F', 'A B').A ; enum.IntEnum('E', 'A B').A
enum.StrEnum('E', 'A B').A ; enum.IntFlag('E', 'A B').A ; enum.Enum ; enum.auto() ; B ; B.A
functools.partial(len) ; functools.lru_cache(len) ; functools.cmp_to_key(len)(1) ; functools.singledispatch(len)
functools.cached_property(len) ; hashlib.sha256() ; hashlib.md5() ; hashlib.blake2b() ; hashlib.sha3_256()
itertools.count() ; itertools.chain([1]) ; itertools.chain ; itertools.accumulate([1]) ; itertools.groupby([1])
itertools.islice([1], 1) ; itertools.product([1]) ; itertools.tee([1])[0] ; itertools.cycle([1]) ; itertools.repeat(1)
json.JSONDecodeError('a', 'b', 0) ; re.compile('a') ; re.match('a', 'a') ; re.error('a') ; re.I ; re.RegexFlag
statistics.NormalDist() ; statistics.NormalDist ; statistics.linear_regression([1, 2], [3, 4])
string.Template('$a') ; string.Template ; typing.TypeVar('T') ; typing.Optional[int] ; list[int] ; int | str
typing.NewType('N', int) ; urllib.parse.urlparse('http://a/b') ; urllib.parse.urlsplit('http://a/b')
urllib.parse.urldefrag('http://a/b') ; uuid.UUID('12345678123456781234567812345678') ; uuid.UUID
M() ; M ; TypeAdapter(int) ; error() ; Field() ; M.model_fields['a'] ; D() ; D ; dataclasses.fields(D)[0]
P() ; P ; T(1) ; T ; TD ; function ; generator() ; M().dict
"""


def public(value):
    names = []
    for name in dir(value):
        try:
            if not name.startswith("_"):
                getattr(value, name)
                names.append(name)
        except Exception:
            pass
    return names


def main():
    scope = {}
    exec(SETUP, scope)
    modules = {}
    for name in MODULES.split():
        module = importlib.import_module(name)
        modules[name] = [one for one in public(module) if not isinstance(getattr(module, one), types.ModuleType)]
    values = [one.strip() for line in VALUES.strip().split("\n") for one in line.split(" ; ")]
    recorded = {
        "setup": SETUP,
        "builtins": [name for name in public(builtins) if name not in ("copyright", "credits", "license")],
        "modules": modules,
        "values": {one: public(eval(one, scope)) for one in values},
    }
    print(json.dumps(recorded, indent=0))


main()
