/**
 * The modules that a plan may import, and the names that each offers; the builtins; the methods with dunder names that
 * a class may define. One list for the check and for whoever fills the modules in.
 */

/** The words of a text. */
export function names(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

export const modules: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["abc", names("ABC abstractmethod")],
  [
    "base64",
    names(`
    a85decode a85encode b16decode b16encode b32decode b32encode b32hexdecode b32hexencode b64decode b64encode
    b85decode b85encode standard_b64decode standard_b64encode
    urlsafe_b64decode urlsafe_b64encode`),
  ],
  ["collections", names("ChainMap Counter OrderedDict defaultdict deque namedtuple")],
  [
    "dataclasses",
    names(
      "FrozenInstanceError InitVar KW_ONLY MISSING asdict astuple dataclass field fields is_dataclass replace",
    ),
  ],
  ["datetime", names("MAXYEAR MINYEAR UTC date datetime time timedelta timezone")],
  [
    "decimal",
    names(`
    Clamped Context Decimal DecimalException DecimalTuple DivisionByZero FloatOperation Inexact InvalidOperation
    Overflow ROUND_05UP ROUND_CEILING ROUND_DOWN ROUND_FLOOR ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_UP ROUND_UP
    Rounded Subnormal Underflow getcontext localcontext setcontext`),
  ],
  ["enum", names("Enum Flag IntEnum IntFlag StrEnum auto unique")],
  [
    "functools",
    names(`
    cache cached_property cmp_to_key lru_cache partial reduce singledispatch total_ordering update_wrapper wraps`),
  ],
  [
    "hashlib",
    names(
      "blake2b blake2s md5 new sha1 sha224 sha256 sha384 sha3_224 sha3_256 sha3_384 sha3_512 sha512 shake_128 shake_256",
    ),
  ],
  ["html", names("escape unescape")],
  [
    "itertools",
    names(`
    accumulate chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse groupby
    islice pairwise permutations product repeat starmap takewhile tee zip_longest`),
  ],
  ["json", names("JSONDecodeError dumps loads")],
  [
    "math",
    names(`
    acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp exp2 expm1 fabs
    factorial floor fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp lgamma log log10
    log1p log2 modf nan nextafter perm pi pow prod radians remainder sin sinh sqrt tan tanh tau trunc ulp`),
  ],
  [
    "pydantic",
    names(`
    AfterValidator AliasChoices BaseModel BeforeValidator ConfigDict Field NegativeFloat NegativeInt NonNegativeFloat NonNegativeInt
    NonPositiveFloat NonPositiveInt PositiveFloat PositiveInt PrivateAttr StrictBool StrictFloat StrictInt StrictStr
    StringConstraints TypeAdapter ValidationError ValidationInfo computed_field condecimal confloat conint conlist constr field_serializer field_validator model_serializer
    alias_generators model_validator`),
  ],
  ["pydantic.alias_generators", names("to_camel to_pascal to_snake")],
  ["random", names("choice choices randint random randrange sample shuffle uniform")],
  [
    "re",
    names(`
    A ASCII DOTALL I IGNORECASE M MULTILINE Match NOFLAG Pattern RegexFlag S U UNICODE VERBOSE X compile error escape findall finditer fullmatch
    match search split sub subn`),
  ],
  [
    "statistics",
    names(`
    LinearRegression NormalDist StatisticsError correlation covariance fmean geometric_mean harmonic_mean
    linear_regression mean median median_grouped median_high median_low mode multimode pstdev pvariance quantiles
    stdev variance`),
  ],
  [
    "string",
    names(`
    Template ascii_letters ascii_lowercase ascii_uppercase capwords digits hexdigits octdigits printable punctuation
    whitespace`),
  ],
  ["textwrap", names("dedent fill indent shorten wrap")],
  ["time", names("time")],
  [
    "typing",
    names(`
    AbstractSet Annotated Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable
    BinaryIO ByteString Callable ChainMap ClassVar Collection Concatenate Container ContextManager Coroutine Counter
    DefaultDict Deque Dict Final FrozenSet Generator Generic Hashable IO ItemsView Iterable Iterator KeysView List
    Literal LiteralString Mapping MappingView Match MutableMapping MutableSequence MutableSet NamedTuple Never
    NewType NoReturn NotRequired Optional OrderedDict Pattern Protocol Required Reversible Self Sequence Set Sized
    SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound TYPE_CHECKING
    Text TextIO Tuple Type TypeAlias TypeGuard TypeVar TypedDict Union Unpack ValuesView cast final get_args
    get_origin overload runtime_checkable`),
  ],
  [
    "urllib.parse",
    names(`
    parse_qs parse_qsl quote quote_plus unquote unquote_plus urldefrag urlencode urljoin urlparse urlsplit urlunparse
    urlunsplit`),
  ],
  ["uuid", names("UUID uuid4")],
]);

/** What to write instead of a name that a module does not offer here. */
export const nameAdvice: ReadonlyMap<string, string> = new Map([
  ["abc.ABCMeta", "extend ABC"],
  ["abc.abstractclassmethod", "write @classmethod above @abstractmethod"],
  ["abc.abstractproperty", "write @property above @abstractmethod"],
  ["abc.abstractstaticmethod", "write @staticmethod above @abstractmethod"],
  ["decimal.BasicContext", "write Context(prec=9, rounding=ROUND_HALF_UP) with the traps that are wanted"],
  ["decimal.DefaultContext", "write Context()"],
  ["decimal.ExtendedContext", "write Context(prec=9, traps=[])"],
  ["decimal.MAX_PREC", "write the precision as a number"],
  ["decimal.MAX_EMAX", "write the exponent as a number, up to 10**15"],
  ["decimal.MIN_EMIN", "write the exponent as a number, down to -10**15"],
  ["json.JSONEncoder", "use json.dumps(value, default=function)"],
  ["json.JSONDecoder", "use json.loads(text, object_hook=function)"],
  ["functools.singledispatchmethod", "write a method that tests with isinstance"],
  ["collections.UserDict", "extend dict"],
  ["collections.UserList", "extend list"],
  ["collections.UserString", "extend str"],
  ["collections.abc", "use the names in `typing`"],
  ["textwrap.TextWrapper", "use textwrap.wrap(text, ...) and textwrap.fill(text, ...)"],
  ["string.Formatter", "use text.format(...)"],
  ["random.seed", "leave it away: what random gives is drawn outside and journalled"],
  ["random.Random", "use the functions of random"],
  ["datetime.tzinfo", "use datetime.timezone(timedelta(hours=...))"],
  ["time.perf_counter", "use time.time()"],
  ["time.monotonic", "use time.time()"],
  ["time.strftime", "use datetime.now().strftime(...)"],
  ["time.localtime", "use datetime.now()"],
  ["time.gmtime", "use datetime.now(timezone.utc)"],
  ["uuid.uuid1", "use uuid.uuid4()"],
  ["uuid.uuid3", "use uuid.uuid4(), or hashlib.md5"],
  ["uuid.uuid5", "use uuid.uuid4(), or hashlib.sha1"],
  ["hashlib.pbkdf2_hmac", "use a tool"],
  ["functools.partialmethod", "write a method that calls the other one"],
  ["dataclasses.make_dataclass", "write a class statement with @dataclass"],
  ["pydantic.EmailStr", "use str with Field(pattern=...)"],
  ["pydantic.HttpUrl", "use str with Field(pattern=...)"],
  ["pydantic.validator", "write @field_validator('name') and @classmethod"],
  ["pydantic.root_validator", "write @model_validator(mode='before') or (mode='after')"],
  ["pydantic.create_model", "write a class statement"],
  ["pydantic.AliasPath", "write a @model_validator(mode='before') that puts the value where the field is"],
  ["pydantic.AnyUrl", "use str with Field(pattern=...)"],
  ["pydantic.SecretStr", "use str with Field(repr=False)"],
  ["pydantic.Json", "use json.loads in a @field_validator(mode='before')"],
  ["pydantic.conset", "use set[...] with Field(min_length=..., max_length=...)"],
  ["pydantic.WrapValidator", "use BeforeValidator or AfterValidator"],
  ["pydantic.RootModel", "write TypeAdapter(list[Item])"],
  ["typing.get_type_hints", "use the types by their names"],
  ["time.sleep", "leave it away: a plan does not wait"],
  ["json.load", "use json.loads(text)"],
  ["json.dump", "use json.dumps(value)"],
]);

/** What to do instead of importing a module that models often reach for. */
export const moduleAdvice: ReadonlyMap<string, string> = new Map([
  ["bisect", "search with next(i for i, x in enumerate(xs) if x >= value), or sort again"],
  ["calendar", "use datetime: (date(y, m + 1, 1) - timedelta(days=1)).day is the length of a month"],
  ["concurrent", "call tools in a list comprehension: calls that only read go out together"],
  ["contextlib", "write a class with __enter__ and __exit__, or try/except and try/finally"],
  ["csv", "read lines with text.splitlines() and line.split(',')"],
  ["dateutil", "use datetime.fromisoformat, datetime.strptime and timedelta"],
  ["email", "use the fields that the tool gives"],
  ["fractions", "use decimal.Decimal, or a tuple (numerator, denominator)"],
  ["heapq", "use sorted(...)[:n], min(...) or max(...)"],
  ["inspect", "call it directly"],
  ["io", "collect lines in a list and write '\\n'.join(lines)"],
  ["numbers", "test with isinstance(x, (int, float))"],
  ["numpy", "use lists, sum(...), math and statistics"],
  ["operator", "write a lambda: operator.itemgetter('k') is lambda x: x['k']"],
  ["pandas", "use lists of dicts, sorted(...), itertools.groupby and statistics"],
  ["pprint", "use print(json.dumps(x, indent=2))"],
  ["pytz", "use datetime.timezone(timedelta(hours=...))"],
  ["secrets", "use random"],
  ["threading", "call tools in a list comprehension: calls that only read go out together"],
  ["traceback", "use print(error)"],
  ["types", "write a class or a dict"],
  ["unicodedata", "use the methods of str"],
  ["warnings", "use print(...)"],
  ["zoneinfo", "use datetime.timezone(timedelta(hours=...)), a fixed offset"],
  ["__future__", "remove this line"],
  [
    "asyncio",
    "remove it: for asyncio.run(main()) write main(), for await asyncio.gather(f(a), f(b)) write [f(a), f(b)] or [f(x) for x in xs]; `await` may stay or go",
  ],
  ["copy", "build a new list or dict, e.g. list(x) or dict(x)"],
  ["logging", "use print(...)"],
  ["os", "a plan reaches the outside through its tools only"],
  ["pathlib", "a plan reaches the outside through its tools only"],
  ["requests", "a plan reaches the outside through its tools only"],
  ["subprocess", "a plan reaches the outside through its tools only"],
  ["sys", "a plan reaches the outside through its tools only"],
  ["urllib", "write `import urllib.parse`"],
  ["collections.abc", "use the names in `typing`"],
]);

export const exceptionNames: ReadonlySet<string> = names(`
  ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError BytesWarning
  ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
  DeprecationWarning EOFError EncodingWarning EnvironmentError Exception FileExistsError FileNotFoundError
  FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
  InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
  NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError
  ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration
  StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError
  UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError`);

/** Builtins that a plan may use, beside the exceptions. */
export const builtinNames: ReadonlySet<string> = names(`
  Ellipsis NotImplemented abs all any ascii bin bool bytes callable chr classmethod dict divmod enumerate filter float format frozenset
  getattr hasattr hex int isinstance issubclass iter len list map max min next object oct ord pow print property range repr
  reversed round set slice sorted staticmethod str sum super tuple type zip`);

/** Python builtins that the plan language lacks, with what to write instead. */
export const missingBuiltins: ReadonlyMap<string, string> = new Map([
  ["__import__", "use an import statement"],
  ["__name__", "a plan is always the main program: leave the test away and call the function directly"],
  ["__file__", "a plan is no file"],
  ["__doc__", "a plan has no documentation"],
  ["__builtins__", "use builtins by their names"],
  ["BaseExceptionGroup", "collect the exceptions in a list and raise one of your own"],
  ["ExceptionGroup", "collect the exceptions in a list and raise one of your own"],
  ["UnicodeTranslateError", "raise a UnicodeError or a ValueError"],
  ["aiter", "use a plain for loop"],
  ["anext", "use next(...)"],
  ["breakpoint", "use print(...)"],
  ["bytearray", "use bytes or a list of ints"],
  ["compile", "write the code into the plan"],
  ["complex", "use a tuple (real, imaginary)"],
  ["delattr", "use a del statement"],
  ["dir", "use the names directly"],
  ["eval", "write the expression into the plan; for data use json.loads"],
  ["exec", "write the code into the plan"],
  ["exit", "let the plan end with its last statement"],
  ["globals", "use the variables by their names, or a dict"],
  [
    "hash",
    "use the value itself as a dict key; for a class whose instances are keys write @dataclass(frozen=True)",
  ],
  ["help", "use the names directly"],
  ["id", "compare with `is`"],
  ["input", "use a tool, or the variables that the plan was given"],
  ["locals", "use the variables by their names, or a dict"],
  ["memoryview", "use bytes"],
  ["open", "a plan has no files: use a tool"],
  ["quit", "let the plan end with its last statement"],
  ["setattr", "use an assignment, or a dict"],
  ["vars", "use the variables by their names, or a dict"],
]);

/** Methods with dunder names that a class of the plan may define, and call as `super().name(...)`. */
export const dunderMethods: ReadonlySet<string> = names(`
  __init__ __post_init__ __repr__ __str__ __format__ __bool__ __len__ __contains__ __iter__ __next__ __reversed__
  __getitem__ __setitem__ __delitem__ __missing__ __call__ __hash__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __neg__
  __pos__ __abs__ __invert__ __int__ __float__ __index__ __round__ __enter__ __exit__ __add__ __radd__ __iadd__ __sub__
  __rsub__ __isub__ __mul__ __rmul__ __imul__ __truediv__ __rtruediv__ __itruediv__ __floordiv__ __rfloordiv__
  __ifloordiv__ __mod__ __rmod__ __imod__ __divmod__ __rdivmod__ __pow__ __rpow__ __ipow__ __matmul__ __rmatmul__
  __imatmul__ __and__ __rand__ __iand__ __or__ __ror__ __ior__ __xor__ __rxor__ __ixor__ __lshift__ __rlshift__
  __ilshift__ __rshift__ __rrshift__ __irshift__ __floor__ __ceil__ __trunc__ __getattr__ __setattr__ __delattr__
  __init_subclass__ __class_getitem__ __get__ __set__ __delete__ __set_name__`);

/** What to write instead of an attribute with a dunder name. */
export function dunderAttributeAdvice(name: string): string {
  return dunderMethods.has(name)
    ? "use the operator or builtin that calls it, or super().name(...) in a method"
    : (dunderAttributes.get(name) ?? "use plain attributes and builtins");
}

const dunderAttributes: ReadonlyMap<string, string> = new Map([
  ["__name__", "compare types with isinstance, or write the name as a string"],
  ["__class__", "use type(...)"],
  ["__dict__", "use the attributes by their names"],
]);

/** What to write instead of asking `hasattr` or `getattr` for a dunder name. */
export function dunderReadAdvice(name: string): string {
  return dunderReads.get(name) ?? dunderAttributeAdvice(name);
}

const dunderReads: ReadonlyMap<string, string> = new Map([
  ["__call__", "use callable(x)"],
  ["__iter__", "write isinstance(x, typing.Iterable)"],
  ["__len__", "write isinstance(x, typing.Sized)"],
  ["__getitem__", "write isinstance(x, (list, tuple, dict, str))"],
]);

/** What to write instead of methods that a class of the plan cannot define. */
export const dunderAdvice: ReadonlyMap<string, string> = new Map([
  ["__new__", "set attributes in __init__, or write a function that gives the instance"],
  ["__del__", "call a method when the object is done with, or write a `with` statement"],
  ["__getattribute__", "define __getattr__, which is asked when there is no such attribute, or properties"],
  ["__copy__", "write a method `copy`"],
  ["__deepcopy__", "write a method `copy`"],
  ["__aenter__", "define __enter__ and __exit__ and write a plain `with` statement"],
  ["__aexit__", "define __enter__ and __exit__ and write a plain `with` statement"],
  ["__aiter__", "define __iter__ and write a plain `for` loop"],
  ["__anext__", "define __next__ and write a plain `for` loop"],
  ["__await__", "leave `await` away: functions and tools are called directly"],
  ["__bytes__", "write a method `to_bytes`"],
  ["__complex__", "write a method with a plain name"],
  ["__dir__", "write a method with a plain name"],
  ["__instancecheck__", "write a function that tests"],
  ["__subclasshook__", "write a function that tests"],
  ["__doc__", "write a text as the first statement of the class"],
]);

/** Dunder names that a class body may assign. */
export const dunderClassVariables: ReadonlySet<string> = names("__match_args__ __hash__ __slots__");

/** What `model_config` of a pydantic model may say. */
export const modelConfigNames: ReadonlySet<string> = names(`
  strict str_strip_whitespace str_to_lower str_to_upper str_min_length str_max_length validate_assignment
  validate_default populate_by_name validate_by_name validate_by_alias use_enum_values from_attributes
  coerce_numbers_to_str title alias_generator json_schema_extra frozen extra arbitrary_types_allowed protected_namespaces
  revalidate_instances hide_input_in_errors`);

/** What to write instead of calls of methods that CPython's types have and plans' types lack. */
export const methodAdvice: ReadonlyMap<string, string> = new Map([
  ["timetuple", "use the attributes year, month, day, hour, minute, second, and weekday()"],
  ["utctimetuple", "use astimezone(timezone.utc) and its attributes"],
  ["fromutc", "use value.astimezone(zone)"],
  ["samples", "draw with random.uniform and invert with dist.inv_cdf(p)"],
  ["from_orm", "write Model.model_validate(value) with model_config = ConfigDict(from_attributes=True)"],
  ["schema_json", "write json.dumps(Model.model_json_schema())"],
  ["update_forward_refs", "leave it away: types are looked up when they are needed"],
  ["model_validate_strings", "write Model.model_validate(value)"],
  ["parse_file", "use a tool that reads the file, and Model.model_validate_json(text)"],
]);
