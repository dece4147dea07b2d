/** Calls of the modules' functions and methods, and of what `operations.ts` leaves out, as templates. */
import { atom, type Kind, kinds } from "./atoms.ts";
import type { Random } from "./random.ts";
import { type OperandOf, type Template, templatesOf } from "./template.ts";

/** Operands that are made of others. */
const made: ReadonlyMap<string, readonly Template[]> = new Map(
  Object.entries({
    decimal: `
      Decimal("«0|1|-1|2|3|7|10|0.1|0.5|1.5|2.5|-2.5|0.125|1.10|100|1E+3|1e-7|-0|0.00|0E+5|12345.6789|99.995|2.675|1e28»")
      Decimal("«0.1234567890123456789012345678901234|9999999999999999999999999999|1E+999999|1e-999999|NaN|-Infinity|Infinity|sNaN|-0.0|  5 |1_000.5|.5|5.|٣»")
      Decimal(«0|1|-7|10**30|True|0.1|2.5|-0.0|1e300»)
      Decimal((«0|1», «(1, 2, 3)|(0,)|(9, 9, 9)|()», «0|-2|3|"F"»))
      Decimal(«‹number›|‹number›|‹any›»)`,
    decimalPlaces: `Decimal("«1|0.1|0.01|1.00|1E+1|1e-3|.00001|1E+2»")`,
    rounding: `«ROUND_HALF_UP|ROUND_HALF_EVEN|ROUND_DOWN|ROUND_UP|ROUND_CEILING|ROUND_FLOOR|ROUND_HALF_DOWN|ROUND_05UP»`,
    number: `
      ‹int›
      ‹small›
      ‹float›
      ‹bool›`,
    date: `
      date(2024, «1|2|3|12», «1|15|28|29|31»)
      date(«1|1900|1969|1970|1999|2000|2023|2100|9999», «1|2|6|12», «1|28|30|31»)
      date.fromisoformat("«2024-01-15|2023-12-31|20240229|2024-W05-3|2024-1-5|hello|»")
      date.fromordinal(«1|738000|3652059|0|719163»)`,
    datetime: `
      datetime(2024, «1|2|12», «1|29|31»)
      datetime(2024, «3|10|11», «1|10|31», «0|2|12|23», «0|30|59»«|, 0|, 59|, 5, 123456|, 0, 1000»)
      datetime(«1|1970|1999|2038|9999», «1|12», «1|31», «0|23», 59, tzinfo=‹timezone›)
      datetime(2024, 5, 6, 7, 8, 9, 10«|, timezone.utc|, tzinfo=timezone.utc|, fold=1»)
      datetime.fromisoformat("«2024-01-15T10:30:00|2024-01-15 10:30|2024-01-15T10:30:00Z|2024-01-15T10:30:00.123+02:00|20240115T103000|2024-01-15|2024-01-15T25:00|x|2024-01-15T10:30:00.123456789|2024-W03-1T10»")
      datetime.strptime("«2024-01-15 10:30|15/01/2024|Jan 5 2024 3:04 PM|1 2 99|»", "«%Y-%m-%d %H:%M|%d/%m/%Y|%b %d %Y %I:%M %p|%d %m %y|%Y»")`,
    timezone: `
      timezone.utc
      timezone(timedelta(«hours=5, minutes=30|hours=-3|0|hours=14|seconds=1|hours=24»)«|, "EST"|, ""»)`,
    time: `
      time(«0|9|12|23», «0|5|30|59»«|, 59|, 1, 500»)
      time(12, 30, tzinfo=‹timezone›)
      time.fromisoformat("«10:30|10:30:15.5|103015|10|T10:30|10:30+01:00|25:00|x»")`,
    timedelta: `
      timedelta(«|1|-1|days=3|hours=36|minutes=-90|seconds=1.5|weeks=2|milliseconds=7|microseconds=-1|1, 2, 3»)
      timedelta(days=‹number›«|, seconds=‹number›|, hours=‹small›»)`,
    temporal: `
      ‹date›
      ‹datetime›
      ‹datetime›
      ‹time›
      ‹timedelta›
      ‹timedelta›`,
    counter: `
      Counter(«"abracadabra"|"aab"|"bc"|[1, 1, True, 2.0]|{"a": 3, "b": -1}|{"a": 0}||a=2, b=0|[]»)
      Counter(‹iterable›)`,
    deque: `
      deque(«|[1, 2, 3]|"abc"|range(5), 3|[], 0|[3, 1, 2], maxlen=2|(1, 1.0, True)»)
      deque(‹iterable›«|, ‹small›»)`,
    ordered: `OrderedDict(«|a=1, b=2|b=2, a=1|[("x", 1), ("y", 2)]|{"a": 1}|‹dict›»)`,
    defaults: `defaultdict(«int|list|str|None|lambda: 7|dict»«|, a=1|, {"k": 2}|, ‹dict›»)`,
    point: `
      Point(«1, 2|0, 0|‹any›, ‹any›|x=1, y=2|3|y=5, x=4|1, 2, 3»)`,
    pattern: `
      "«a|b+|[a-c]+|\\\\d+|\\\\w+|(a)(b)?|(?P<x>\\\\w)(?P<y>\\\\d*)|^a|b$|a*|.|\\\\s+|[^,]+|(?i)ABC|(\\\\w+)@(\\\\w+)|x*?|(a|b)*|,|\\\\b|(?:ab)+|a{2,3}|a{,2}|[|(|a**|\\\\|\\\\B|\\\\Z|(?s).+|(?m)^\\\\w|é|[\\\\d-]+|(?x) a  b # c|()|(?#c)a|\\\\.|[]a]|[\\\\]]|\\\\u00e9|\\\\x61|(a)|(b)|(?P<1>a)|(?z)|a{3,2}|+|[b-a]»"
      re.compile("«a|(\\\\d)(\\\\w)?|\\\\s*,\\\\s*|(?P<n>[A-Z])|^|$»"«|, re.I|, re.MULTILINE|, re.I ¦ re.S»)`,
    subject: `
      "«abc|aabbcc|a1 b22 c333|user@example.com, x@y|line one\\nline two|A,B,,C|  pad  |éa😀b|2024-01-15|aaaa||ab12ab»"
      ‹str›`,
    replacement: `
      «"-"|""|r"<\\1>"|r"\\g<1>¦\\g<0>"|r"\\g<x>"|"\\\\n"|r"\\2\\1"|r"\\9"|r"\\g<"|r"\\q"|"😀"|r"\\x"|r"\\\\"|"\\\\0"»
      (lambda m: «m.group(0).upper()|m[0] * 2|str(m.start())|m.group(1) or "-"|m|1|m.expand("x")»)`,
    match: `
      re.«match|search|fullmatch»(‹pattern›, ‹subject›)
      re.search("(\\\\w)(\\\\d+)?", ‹subject›)`,
    jsontext: `
      '«{"a": 1}|[1, 2.5, null, true]|"x"|{"a": {"b": []}}|1e5|-0|0.1|1E400|NaN|Infinity|[1,]|{"a" 1}|{a: 1}||  1  |"\\\\u00e9\\\\n"|"\\\\ud83d\\\\ude00"|[|{"a":1,"a":2}|01|1.|"abc|tru|[1 2]|12345678901234567890|-|{"a":}|"\\\\x"|[1]]|-1.5e-3|"\\\\ud800"»'
      ‹str›`,
    jsonable: `
      ‹any›
      {"a": [1, 2.5, None, True], "b": {"c": "é"}}
      [‹any›, {‹key›: ‹any›}]
      {‹key›: ‹any›, ‹key›: ‹any›}`,
    url: `
      "«http://example.com/a/b?x=1&y=2#f|https://user:pw@host:8080/p;q?z|//net/path|/a/../b|mailto:a@b.c|?q=1|#frag||http://[::1]:80/|a b/ü?k=ä|http://h:99999/|ftp://h/%7Ex;type=a|x:y|HTTP://EXAMPLE.com|a=1&a=2&b=&c|a=1;b=2|%zz%41+%e9|http://a/b/c/d;p?q»"
      ‹str›`,
    relative: `"«g|./g|g/|/g|//g|?y|g?y|#s|g#s|;x|..|../..|../../../g|./../g|g;x=1/./y|http:g||a:b|http://x/y»"`,
    markup: `
      "«<a href='x'>&amp;</a>|&lt;&gt;&quot;&#39;&#x41;|&eacute;&nbsp;&notit;|&#0;&#128;&#xD800;&#1114112;|&amp|&unknown;|&&|& lt;|&#;|&#x;|&copy&reg»"
      ‹str›`,
    encoded: `
      «b"aGVsbG8="|"aGVsbG8="|b"aGVsbG8"|"aGVs\\nbG8="|"!!!!"|b"_-8="|"NBSWY3DP"|"nbswy3dp"|"68656C6C6F"|"6g"|"é"|""|b"===="|"YQ=="|"YQ"|"Y"»
      ‹bytes›
      ‹str›`,
    paragraph: `
      "«The quick brown fox jumps over the lazy dog.|one\\n\\n  two   three\\tfour|a-long-hyphenated-word and anotherverylongword|   lead and trail   |x|Sentence one.  Sentence two! three?|日本語 テキスト|a  b\\n c»"
      ‹str›`,
    indented: `
      "«  a\\n    b\\n  c|\\ta\\n\\t b|a\\n\\n  b|    \\n  x\\n|  a\\n\\tb|»"
      ‹str›`,
    numbers: `
      [«1, 2, 3, 4|1|1.5, 2.5, 2.5|3, 1, 2|1, 1, 2, 2|0.1, 0.2, 0.3|1, 2.5, True|10**20, 1|-1, 0, 1|Decimal("1.5"), Decimal("2")|»]
      [‹number›, ‹number›, ‹number›]
      ‹iterable›`,
    function: `
      (lambda a, b: «a + b|a * b|a - b|max(a, b)|(a, b)|b»)
      ‹callable›`,
    predicate: `
      (lambda v: «v > 1|v|not v|v == "a"|len(v) > 0|v % 2|True|None»)
      ‹callable›`,
    limits: `
      ‹small›
      None
      ‹small›, ‹small›
      ‹small›, None
      ‹small›, ‹small›, ‹small›
      None, None, ‹small›
      ‹any›`,
  }).map(([name, text]) => [name, templatesOf(text)] as const),
);

const calls = templatesOf(`
  ‹decimal› «+|-|*|/|//|%|<|<=|==|!=|>» «‹decimal›|‹int›|‹small›|‹decimal›|‹float›|‹any›»
  «‹int›|‹small›|‹any›» «+|-|*|/|//|%|==|<» ‹decimal›
  ‹decimal› ** «‹small›|Decimal("2")|Decimal("0.5")|-1»
  ‹decimal›.quantize(‹decimalPlaces›«|, ‹rounding›|, rounding=‹rounding›|, rounding="nope"»)
  round(‹decimal›«|, ‹small›|, None»)
  «int|float|str|repr|bool|abs|math.floor|math.ceil|math.trunc|-|+»(‹decimal›)
  ‹decimal›.«sqrt|normalize|is_nan|is_zero|is_signed|is_finite|is_infinite|adjusted|as_tuple|copy_abs|copy_negate|to_integral_value|to_integral_exact|to_integral|conjugate»()
  ‹decimal›.«max|min|compare»(‹decimal›)
  ‹decimal›.to_integral_value(«‹rounding›|rounding=‹rounding›»)
  divmod(‹decimal›, «‹decimal›|‹small›»)
  sum([‹decimal›, ‹decimal›, ‹small›])
  «max|min|sorted»([‹decimal›, ‹decimal›, ‹number›])
  Decimal(‹str›)
  Decimal.from_float(‹number›)
  format(‹decimal›, "«.2f|,|+.1e|10|<10|08.3f|%|.1%|g|,.2f|.0f|e|s|^9|n|.3g|x|_|G|+|-| »")
  format(‹decimal›, ‹spec›)
  {‹decimal›: 1, ‹number›: 2, ‹decimal›: 3}
  ‹decimal› in [‹number›, ‹decimal›]
  Decimal("1") in {1: 2}
  math.«sqrt|exp|exp2|expm1|log1p|fabs|degrees|radians|isfinite|isinf|isnan|floor|ceil|trunc|modf|frexp|isqrt|factorial|ulp|gamma|lgamma»(«‹float›|‹number›|‹small›|‹decimal›|‹any›»)
  math.«sin|cos|tan|asin|acos|atan|sinh|cosh|tanh|asinh|acosh|atanh»(«‹float›|‹small›|‹any›»)
  math.«gcd|lcm»(«|‹int›|‹int›, ‹int›|‹int›, ‹int›, ‹small›|‹any›, ‹int›»)
  math.«comb|perm»(«‹small›, ‹small›|‹small›|10, 3|‹any›, ‹small›|‹int›, ‹small›|5, k=2»)
  math.«pow|atan2|copysign|fmod|remainder|hypot|dist|nextafter|ldexp|isclose|log»(‹number›, ‹number›)
  math.ldexp(‹float›, ‹small›)
  math.log(«‹number›|‹int›, «2|10|‹number›»|‹any›»)
  math.«log2|log10»(«‹number›|‹int›|‹any›»)
  math.isclose(‹number›, ‹number›«|, rel_tol=«0.1|0|-1»|, abs_tol=«0.5|1»»)
  math.«prod|fsum|hypot»(‹numbers›)
  math.prod(‹numbers›, start=‹number›)
  math.hypot(*(‹number›, ‹number›))
  math.dist(‹numbers›, ‹numbers›)
  statistics.«mean|fmean|median|median_low|median_high|mode|multimode|stdev|pstdev|variance|pvariance|geometric_mean|median_grouped|quantiles»(‹numbers›)
  statistics.harmonic_mean(«‹numbers›|[‹number›, ‹number›]|[1, 2, 4], weights=[1, ‹small›, 2]»)
  statistics.«variance|stdev|pvariance|pstdev|mean»([‹decimal›, ‹decimal›, ‹int›])
  statistics.«variance|stdev|pvariance|pstdev»(‹numbers›, ‹number›)
  statistics.quantiles(‹numbers›, n=«2|4|5|1|0»«|, method="«inclusive|exclusive|x»"»)
  ‹datetime› «-|+|<|==|>=|!=» «‹timedelta›|‹datetime›|‹date›|‹any›»
  ‹date› «-|+|<|==|<=|!=» «‹timedelta›|‹date›|‹datetime›|‹any›»
  ‹timedelta› «+|-|*|/|//|%|<|==|>» «‹timedelta›|‹number›|‹small›|‹any›»
  ‹number› «*|+|/» ‹timedelta›
  ‹time› «<|==|!=|>|+|-» «‹time›|‹timedelta›|‹any›»
  «str|repr|bool|abs|-|+»(‹timedelta›)
  divmod(‹timedelta›, «‹timedelta›|‹small›»)
  round(‹timedelta›.total_seconds(), 3)
  ‹timedelta›.«days|seconds|microseconds|total_seconds()|min|hours»
  ‹temporal›.«isoformat()|isoformat("«milliseconds|auto|x»")|isoformat(timespec="«seconds|minutes|hours|milliseconds|microseconds|auto|x»")|isoformat(" ")|isoformat("T", "minutes")|isoformat(sep="-")»
  ‹temporal›.strftime("«%Y-%m-%d|%H:%M:%S.%f|%a %A %b %B|%j %U %W %w|%I %p|%y %C|%x %X %c|%d/%m/%y %%|%G-W%V-%u|%z %Z|%e|%s|%D %T %R %F|%h %n%t.|»")
  (lambda v: f"{v:«%Y|%H:%M|%d %b|>20|»}")(‹temporal›)
  str(‹temporal›) + repr(‹temporal›)
  ‹temporal›.«year|month|day|hour|minute|second|microsecond|tzinfo|fold|date()|time()|timetz()|weekday()|isoweekday()|isocalendar()|toordinal()|ctime()|utcoffset()|tzname()|dst()|isocalendar().week|isocalendar()[1]|timestamp() is None»
  ‹temporal›.replace(«year=2025|month=2|day=31|hour=5|minute=61|tzinfo=None|tzinfo=‹timezone›|microsecond=1|2020|2020, 2|2020, 2, 29|days=1|fold=1|second=-1»)
  ‹datetime›.astimezone(‹timezone›)
  datetime.combine(‹date›, ‹time›«|, ‹timezone›|, tzinfo=None»)
  datetime.strptime(‹str›, "«%Y|%d|%H:%M|%A|%b %Y|%y%m%d|%f|%j|%%|%Q|%z|%Y-%m-%d»")
  datetime.strptime("«2024-02-30|2024-13-01|Mon Jan 01 2024|12:60|2024 366|1.5|0|+0530|Z|5 PM|Tuesday|2024-07-04 extra| 2024-01-01 |2024-1-1|24-W05»", "«%Y-%m-%d|%a %b %d %Y|%H:%M|%Y %j|%S.%f|%H|%z|%I %p|%A|%y-W%W|%G-W%V-%u»")
  «date|datetime|time|timedelta»(‹any›«|, ‹small›|, ‹small›, ‹small›|, ‹any›»)
  date(«year=2024|2024|‹small›», «month=‹small›|month=13|month=1», «day=‹small›|day=1|day=0»)
  date.«fromisoformat|fromordinal»(‹any›)
  date.fromisocalendar(2024, ‹small›, ‹small›)
  datetime.«fromisoformat|fromordinal»(‹any›)
  sorted([‹date›, ‹date›, ‹date›])
  {‹datetime›: 1, ‹datetime›: 2}
  timedelta(«days=1.5|hours=0.1|days=10**9|milliseconds=‹number›|microseconds=0.5|weeks=-1, days=3|days="1"»)
  ‹date› in [‹date›, ‹datetime›]
  re.«search|match|fullmatch»(‹pattern›, ‹subject›«|, re.I|, flags=re.M»)
  re.findall(‹pattern›, ‹subject›«|, re.I»)
  [m.«span()|group()|groups()|groupdict()|start()|end()» for m in re.finditer(‹pattern›, ‹subject›)]
  re.split(‹pattern›, ‹subject›«|, ‹small›|, maxsplit=1»)
  re.«sub|subn»(‹pattern›, ‹replacement›, ‹subject›«|, ‹small›|, count=1|, flags=re.I»)
  re.escape(‹str›)
  ‹match›.«group(«|0|1|2|"x"|"nope"|1, 2|0, 0|-1|‹any›»)|groups(«|"-"|default=0»)|groupdict(«|"-"»)|start(«|1|2|9»)|end(«|1»)|span(«|1|"x"»)|expand(‹replacement›)|lastindex|lastgroup|pos|endpos|string|re.pattern|re»
  ‹match›[«0|1|2|"x"|-1»]
  bool(‹match›)
  re.compile(‹pattern›).«pattern|flags|groups»
  re.compile(‹pattern›).«search|match|fullmatch|findall»(‹subject›«|, ‹small›|, 0, ‹small›|, 1, «2|3|9»|, pos=1|, endpos=2»)
  re.compile(‹pattern›).«split(‹subject›)|sub(‹replacement›, ‹subject›)|sub(‹replacement›, ‹subject›, count=‹small›)»
  re.compile(‹pattern›«|, re.I|, re.M|, re.S|, re.X|, re.A|, re.I ¦ re.M»)
  re.«sub(‹any›, ‹any›, ‹any›)|«findall|search|split»(‹any›, ‹any›«|, «‹small›|1.5|"x"|None|[]|10**20 * 512|re.I»»)»
  json.loads(«‹jsontext›|‹jsontext›.encode()|‹any›»)
  json.dumps(‹jsonable›)
  json.dumps(‹jsonable›, «indent=2|indent=0|indent="--"|indent=None|sort_keys=True|ensure_ascii=False|separators=(",", ":")|separators=(",", ":"), indent=1|default=str|default=repr, sort_keys=True|skipkeys=True|allow_nan=False|indent=1, sort_keys=True|indent=True|indent=-1|default=lambda v: None|separators=("a",)|check_circular=False»)
  json.loads(json.dumps(‹jsonable›))
  json.loads(‹jsontext›, «parse_float=str|parse_int=float|object_hook=lambda d: sorted(d)|parse_float=Decimal|object_pairs_hook=list|parse_constant=str|strict=False»)
  Counter(‹any›)
  ‹counter› «+|-|&|¦» ‹counter›
  ‹counter› «==|!=|<|<=|>|>=» «‹counter›|‹counter›|‹dict›|‹any›»
  ‹counter› «+|-|&» ‹any›
  «+|-»‹counter›
  ‹counter›.«most_common(«|1|2|0|-1|None|"a"»)|total()|keys()|values()|items()|copy()|get("a")|get("z", 9)|pop("a")|pop("z", None)|popitem()|setdefault("q", 5)»
  ‹counter›[«"a"|"zzz"|1|[]|‹any›»]
  list(‹counter›.elements())
  sorted(‹counter›.items(), key=repr)
  «list|sorted|len|bool|sum|dict|set|max|tuple»(‹counter›)
  (c := ‹counter›, c.«update|subtract»(«‹counter›|"aab"|{"a": 2}|a=1|‹any›|["a"], b=2|»), c)
  (c := ‹counter›, c.clear(), c)
  «"a"|"z"|1» in ‹counter›
  Counter.fromkeys("ab")
  ‹deque› «+|==|!=|<|<=|>» «‹deque›|‹list›|‹any›»
  ‹deque› * ‹small›
  ‹deque›[«‹small›|‹any›|1:2»]
  (d := ‹deque›, d.«append(1)|appendleft(‹any›)|extend(‹iterable›)|extendleft("xy")|pop()|popleft()|clear()|rotate(«|1|-1|7|‹any›»)|reverse()|insert(‹small›, 9)|remove(‹any›)|remove(1)|count(1)|index(«1|2|"a"»«|, ‹small›|, ‹small›, ‹small›»)|copy()|maxlen|pop(1)|append()», d)
  «list|len|bool|sorted|tuple|sum|max|str|reversed»(‹deque›)
  ‹any› in ‹deque›
  ‹ordered› «==|!=|¦» «‹ordered›|‹dict›|‹ordered›»
  (o := ‹ordered›, o.«move_to_end("a"«|, False|, last=False»)|move_to_end("zz")|popitem(«|False|last=False»)|update(b=9)|pop("a")|pop("zz")|setdefault("n")|clear()|copy()|keys()|values()|items()», o)
  list(reversed(‹ordered›«|.keys()|.items()|.values()»))
  «list|len|dict|str|sorted»(‹ordered›)
  (d := ‹defaults›, d[«"a"|"new"|‹key›|‹any›»], d)
  (d := ‹defaults›, d.«default_factory|get("q")|pop("a")|pop("q")|setdefault("q", 4)|copy()|items()|default_factory|update(‹dict›)|keys()|popitem()», d)
  ‹defaults› ¦ ‹dict›
  defaultdict(‹any›)
  ‹point›
  ‹point›.«x|y|z|_asdict()|_replace(x=9)|_replace(z=1)|_fields|count(1)|index(2)|_field_defaults|_replace()»
  Point._make(‹iterable›)
  Point(*‹iterable›)
  ‹point› «==|<|+|!=|>=» «‹point›|‹tuple›|(1, 2)»
  ‹point›[«0|1|-1|2|:1|"x"»]
  «len|list|str|tuple|sorted|max»(‹point›)
  namedtuple("«T|1T|class|_T|»", «"a b"|"a, b"|["a", "b"]|"a a"|"_a"|"def"|""|[]|"a b", defaults=[1]|"a b", rename=True|"a def _x", rename=True|"a", defaults=[1, 2]»)
  namedtuple("T", "a b", defaults=[‹any›])(‹any›)
  list(itertools.islice(itertools.«count(«|‹number›|‹small›, ‹small›|1, 0.5|start=2|step=3|"a"»)|cycle(‹iterable›)|repeat(‹any›)|chain(‹iterable›, ‹iterable›)|chain.from_iterable([‹iterable›, ‹any›])|accumulate(‹iterable›)», 5))
  list(itertools.islice(‹iterable›, ‹limits›))
  list(itertools.«chain|product|zip_longest»(‹iterable›, ‹iterable›«|, ‹iterable›»))
  list(itertools.zip_longest(‹iterable›, ‹iterable›, fillvalue=‹any›))
  list(itertools.«combinations|combinations_with_replacement|permutations»(‹iterable›, ‹small›))[:20]
  list(itertools.permutations(‹iterable›))[:20]
  list(itertools.product(‹iterable›, repeat=«0|1|2|-1»))[:20]
  list(itertools.accumulate(‹numbers›«|, ‹function›|, initial=‹number›|, ‹function›, initial=1|, func=max»))
  list(itertools.«takewhile|dropwhile|filterfalse»(‹predicate›, ‹iterable›))
  list(itertools.compress(‹iterable›, ‹iterable›))
  list(itertools.starmap(‹function›, «[(1, 2), (3, 4)]|zip(‹iterable›, ‹iterable›)|‹iterable›»))
  list(itertools.pairwise(‹iterable›))
  [(k, list(g)) for k, g in itertools.groupby(‹iterable›«|, ‹callable›|, key=‹callable›|, key=type»)]
  list(map(list, itertools.tee(‹iterable›«|, ‹small›»)))
  list(itertools.repeat(‹any›, ‹small›))
  itertools.«count|repeat|cycle|chain|islice|groupby|product|tee|accumulate»(‹any›)
  itertools.repeat(«1|"a"»«|, 3|, times=2»)
  repr(re.«I|M|S|X|A|U|IGNORECASE|NOFLAG» «¦|&|^» «re.«I|M|S|VERBOSE»|‹small›|‹any›»)
  re.compile("a", re.I ¦ re.«M|S|X»).flags
  typing.get_args(«int|list[int]|dict[str, int]|int ¦ None|typing.Optional[int]|typing.Literal["a", 1]|typing.Union[int, str]|‹any›»)
  typing.get_origin(«int|list[int]|dict[str, int]|tuple[int, ...]|‹any›»)
  (c := ChainMap(‹dict›, ‹dict›), c.«get("q")|get(‹key›)|new_child()|new_child(‹dict›)|parents|maps|pop(‹key›)|pop(‹key›, 5)|popitem()|copy()|clear()|setdefault(‹key›, ‹any›)|update(‹dict›)|fromkeys("ab", 1)», c, len(c), list(c), dict(c))
  ChainMap(‹dict›, ‹dict›)[‹key›]
  «ChainMap(‹dict›, ‹dict›) ¦ ‹dict›|‹dict› ¦ ChainMap(‹dict›)|ChainMap(‹dict›) == ‹dict›|‹key› in ChainMap(‹dict›, ‹dict›)|bool(ChainMap(‹dict›))|sorted(ChainMap(‹dict›), key=repr)»
  functools.reduce(‹function›, ‹iterable›«|, ‹any›»)
  sorted(‹iterable›, key=functools.cmp_to_key(«lambda a, b: len(a) - len(b)|lambda a, b: (a > b) - (a < b)|lambda a, b: b - a|lambda a, b: None|‹callable›»))
  functools.partial(«max|int|str|print|divmod|lambda *a, **k: (a, k)|dict|"".join»«|, ‹any›|, ‹any›, ‹any›|, key=‹callable›|, base=2|, a=1»)(«|‹any›|‹any›, ‹any›|‹str›|z=1|b=2, a=3»)
  textwrap.«wrap|fill»(‹paragraph›«|, ‹small›|, 20|, width=10|, 12, initial_indent="* "|, 15, subsequent_indent="  "|, width=8, break_long_words=False|, width=5, break_on_hyphens=False|, 9, max_lines=2|, 10, max_lines=1, placeholder="~"|, 14, drop_whitespace=False|, width=30, expand_tabs=False|, 20, replace_whitespace=False|, 16, fix_sentence_endings=True|, 20, tabsize=4»)
  textwrap.shorten(‹paragraph›, «10|20|width=15|5|‹small›»«|, placeholder="..."|, placeholder=""»)
  textwrap.«dedent|wrap|fill»(«‹indented›|‹str›|‹any›»)
  textwrap.indent(‹indented›, «"> "|""|"\\t"»«|, lambda line: True|, predicate=lambda line: "a" in line»)
  string.«capwords(‹paragraph›«|, "-"|, None»)|digits|ascii_letters|punctuation|whitespace|printable|hexdigits|octdigits|ascii_uppercase»
  urllib.parse.«quote|quote_plus|unquote|unquote_plus»(‹url›«|, "/:"|, safe=""»)
  urllib.parse.«quote|unquote|quote_plus|urlparse|urlsplit|parse_qs|parse_qsl|urldefrag»(‹any›)
  urllib.parse.urlencode(«{"a": 1, "b": "x y"}|[("a", 1), ("a", 2)]|{"a": [1, 2]}, True|{"a": [1, 2]}, doseq=True|{"a": ‹any›}|‹any›|{‹key›: ‹any›}, quote_via=urllib.parse.quote|{"q": "a/b"}, safe="/"»)
  urllib.parse.«parse_qs|parse_qsl»(‹url›«|, True|, keep_blank_values=True|, strict_parsing=True|, max_num_fields=1|, separator=";"»)
  urllib.parse.«urlparse|urlsplit»(‹url›«|, "http"|, scheme="ftp"|, allow_fragments=False»)
  urllib.parse.«urlparse|urlsplit»(‹url›).«hostname|port|username|password|geturl()|netloc|query|fragment|path|scheme|params|_replace(query="z").geturl()»
  urllib.parse.urljoin(‹url›, ‹relative›)
  urllib.parse.«urlunparse|urlunsplit»(«("http", "h", "/p", "", "q=1", "f")|("http", "h", "p", "q", "f")|urllib.parse.urlparse(‹url›)|urllib.parse.urlsplit(‹url›)|("", "", "a", "", "", "")»)
  urllib.parse.urldefrag(‹url›)
  html.escape(«‹markup›|‹markup›, False|‹markup›, quote=False|‹any›»)
  html.unescape(«‹markup›|‹any›»)
  base64.«b64encode|b32encode|b16encode|urlsafe_b64encode|standard_b64encode»(«‹bytes›|‹str›.encode()»)
  base64.«b64encode|b32encode|b16encode|urlsafe_b64encode|standard_b64encode»(‹any›)
  base64.«b64decode|b32decode|b16decode|urlsafe_b64decode|standard_b64decode»(‹encoded›)
  base64.b64decode(‹encoded›, validate=True)
  base64.b64encode(‹bytes›, b"-_")
  base64.«b16decode|b32decode»(‹encoded›, «True|casefold=True»)
  hashlib.«md5|sha1|sha256|sha512|sha224|sha384»(«‹bytes›|‹str›.encode()||‹any›»).«hexdigest()|digest()|name|digest_size|block_size»
  ‹str›.«isidentifier|casefold|title|swapcase|capitalize|isprintable|istitle|isnumeric»()
  ‹str›.format(«‹any›|‹any›, ‹any›|a=‹any›|*‹iterable›|**{"a": ‹any›}»)
  "«{0[0]}|{a[x]}|{:>{}}|{0.real}|{!r:>5}|{:{w}.{p}f}|{0:{1}{2}}|{a!s}{b!r}|{:,}{}|{0}{}|{}{1}|{[0]}|{.x}|{a.b[c]}|{:c}|{:%}|{:#x}|{:+}|{:=^9}|{!a}»".format(«‹any›|‹any›, ‹small›|‹any›, a=‹any›|a=‹dict›|‹number›, w=8, p=2|‹list›|‹number›, "<", 5|a=1, b="x"»)
  "«%s|%r|%d|%5.1f|%-6s%s|%(a)s|%x|%c|%e|%g|%05d|%+d|%%|%i|%.3s|%*d|%o|%#X|%a|% d»" % «‹any›|(‹any›, ‹any›)|(‹number›,)|{"a": ‹any›}|‹number›»
  (lambda v: f"{v:«,|_|.2f|+|e|%|g|>8|08|b|x|o|c|#b|_x|.3|10.2f|<6|^7|=+7|n|.0f|,.1f|#.3g|s|d|.1%»}")(‹number›)
  (lambda v, w: f"{v!r:>«10|5»}|{v=}|{w:{v}}|{w!a:^«9|3»}|{v + w = !s}")(«‹small›|‹any›», «‹number›|‹any›»)
  (‹bytes›).«title|capitalize|swapcase|isalpha|isdigit|isspace|isupper|islower|isalnum|isascii|istitle|splitlines|rsplit|lstrip|rstrip|hex|upper|lower»()
  (‹bytes›).«partition|rpartition|split|rsplit|count|find|rfind|index|rindex|strip|removeprefix|removesuffix|startswith|endswith»(«‹bytes›|b"b"|‹any›»)
  (‹bytes›).«center|ljust|rjust»(‹small›«|, b"*"|, "x"|, b"ab"»)
  (‹bytes›).«zfill|expandtabs»(‹small›)
  (‹bytes›).translate(«None|bytes(range(256))|None, b"a"|bytes.maketrans(b"ab", b"xy")|b""|‹any›»)
  bytes.fromhex(«"68 65"|"6"|"zz"|‹str›|" 0a0B "|‹any›»)
  (‹bytes›).decode(«|"ascii"|"utf-8", "replace"|errors="ignore"|"latin-1"|"nope"|"utf-16"|"utf-8", "backslashreplace"|"ascii", "nope"»)
  ‹str›.encode(«|"ascii"|"ascii", "replace"|"ascii", "xmlcharrefreplace"|"ascii", "backslashreplace"|"utf-16"|"latin-1", "ignore"|"nope"|"utf-8-sig"|"utf-32"|"ascii", "nope"»)
  bytes(«‹list›|‹small›|‹str›, "utf-8"|‹any›|‹iterable›|range(3)»)
  int.from_bytes(‹bytes›, «"big"|"little"|"x"|byteorder="big"|"big", signed=True|»)
  (‹int›).to_bytes(«1|2|8|16|0|-1», «"big"|"little"|"big", signed=True|byteorder="big"»)
  (‹number›).«real|imag|numerator|denominator|conjugate()|bit_length()|bit_count()|is_integer()|as_integer_ratio()|hex()»
  float.fromhex("«0x1.8p1|1|-0x.1p-3|inf|nan|x|0x1p2000|»")
  int(‹str›, «0|2|8|10|16|36|1|37|‹small›»)
  int("«0b101|0xFf|0o17|101|zz|1_0|_1|1__0| 12 |+5|-0x1|٣|1e3|» ", ‹small›)
  float("«1e5|  -inf  |nan|1_000.5|1__0|.5|5.|.|1e|0x1p3|infinity|+Infinity|1e400|-1e-400|٣.٥|--1|1,000|»")
  int(‹number›)
  round(«‹float›|‹int›|2.5|0.5|-1.5|1e300|2.675|float("nan")|float("inf")», «‹small›|None|-3|400|-400|‹any›|2»)
  «divmod|pow»(‹number›, ‹number›)
  pow(‹int›, ‹small›, «‹int›|‹small›|‹any›»)
  pow(«2|3|7|10», «-1|-2|5», «7|10|1|-5|0»)
  «sum|max|min|any|all|sorted|list|set|tuple|len|dict|enumerate|reversed|iter|frozenset|str|repr|bytes»(‹any›)
  sum(‹numbers›«|, ‹number›|, start=‹any›|, []|, ()|, ""»)
  «max|min»(‹numbers›«|, key=‹callable›|, default=None|, key=None|, default=1, key=abs»)
  sorted(‹numbers›«|, key=‹callable›|, reverse=True|, key=lambda v: -v|, reverse=1|, reverse="a"|, ‹callable›»)
  slice(‹limits›).indices(«‹small›|‹any›»)
  slice(‹limits›)
  ‹range› == ‹range›
  ‹range›[«‹small›|‹small›:|:‹small›|::-1|::‹small›|‹any›»]
  ‹number› in ‹range›
  ‹range›.«index(‹number›)|count(‹number›)|start|stop|step»
  range(‹small›, ‹int›, ‹small›)
  dict.fromkeys(‹iterable›«|, ‹any›|, []»)
  dict(«‹list›|[("a", 1)]|["ab", "cd"]|[(1,)]|‹any›|‹dict›, a=1|**‹dict›|zip("ab", ‹iterable›)|[1]|["abc"]»)
  ‹dict› | ‹dict›
  ‹dict›.«keys()|items()|values()» «&|¦|^|-|==|<=|<» «‹dict›.keys()|{"a"}|‹set›|‹any›|set()|‹dict›.items()»
  list(reversed(‹dict›«|.keys()|.values()|.items()»))
  (d := ‹dict›, d.«pop(‹key›)|pop(‹key›, ‹any›)|popitem()|setdefault(‹key›, ‹any›)|setdefault(‹key›)|update(‹any›)|update(a=1, b=2)|update([("k", 1)])|clear()|get(‹any›)», d)
  (lambda s: (s.«add(‹any›)|discard(‹any›)|remove(‹any›)|pop()|clear()|update(‹iterable›)|intersection_update(‹iterable›)|difference_update(‹iterable›)|symmetric_difference_update(‹iterable›)|isdisjoint(‹iterable›)|issubset(‹iterable›)|issuperset(‹iterable›)|union()|copy()», len(s), sorted(s, key=repr)))({‹key›})
  (l := ‹list›, l.«append(‹any›)|extend(‹any›)|insert(‹any›, 0)|pop(‹any›)|remove(‹any›)|index(‹any›)|count(‹any›)|sort()|sort(key=‹callable›)|sort(reverse=‹any›)|reverse()|copy()|clear()|insert(1)|append()|pop(0)|index(1, ‹any›)|sort(str)», l)
  ‹tuple›.«index(‹any›)|count(‹any›)|index(1, ‹small›)|index()» 
  isinstance(‹any›, «int|(str, bytes)|int ¦ None|list ¦ dict|list[int]|Decimal|typing.Any|typing.Optional[int]|()|((int,), str)|"int"|typing.List»)
  repr(«int ¦ None|list[int]|dict[str, list[int]]|typing.Optional[int]|tuple[int, ...]|int ¦ str ¦ None|typing.Union[int, str]|typing.Callable[[int], str]|typing.Literal["a", 1]|typing.Any|list»)
  type(«‹any›|int ¦ None|len|(lambda: 0)|type|Point|re.compile("a")|iter(‹iterable›)|ValueError()|enumerate([])|zip()|map(str, [])|filter(None, [])|‹dict›.items()|range(2)|slice(1)|Ellipsis|NotImplemented|math|date|(x for x in [])»)
  getattr(‹any›, "«append|keys|real|strip|x»", None) is None
  [x for x in ‹iterable› if ‹any›]
  {k: v for k, v in «‹dict›.items()|zip(‹iterable›, ‹iterable›)|‹iterable›|enumerate(‹iterable›)»}
  [*‹iterable›, *‹any›]
  {**‹dict›, ‹key›: ‹any›, **«‹dict›|‹any›»}
  print(*‹iterable›«|, sep=‹str›|, end="!\\n"|, sep=None|, sep=1|, flush=True»)
  (lambda a, /, b=2, *c, d=4, **e: (a, b, c, d, e))(«|‹any›|1, 2, 3|1, d=5|a=1|1, b=3, e=4|*‹iterable›|1, 2, b=3|**‹dict›|1, **{"z": 1}|1, **{"b": 1, "b2": 2}|*‹any›|**‹any›|1, d=1, **{"d": 2}»)
  next(«iter(‹iterable›)|‹any›|zip(‹iterable›)|(x for x in ‹iterable›)|iter([])»«|, ‹any›»)
  list(zip(‹iterable›, ‹iterable›, strict=True))
  list(enumerate(‹iterable›, «‹small›|‹any›|start=5»))
  list(map(‹callable›, ‹iterable›, ‹iterable›))
  ‹str›[‹small›:‹small›:«-1|2|1|0|-2»]
  ‹list›[‹any›:‹any›]
  ‹str›.«split|rsplit»(«‹str›|None», «‹small›|maxsplit=1|‹any›»)
  ‹str›.«center|ljust|rjust|zfill»(‹any›«|, ‹str›|, "é"»)
  ‹str›.translate(«{97: "X"}|{97: None, 98: 99}|str.maketrans("ab", "xy")|str.maketrans("a", "b", "c")|str.maketrans({"a": "1"})|‹dict›|‹any›|{97: 10**10}|["z"] * 200»)
  str.maketrans(«‹str›, ‹str›|‹dict›|‹any›|"ab", "c"|‹str›, ‹str›, ‹str›»)
  ‹str›.splitlines(«|True|keepends=True|‹any›»)
  ‹str›.expandtabs(«|4|0|-1|tabsize=2|‹any›»)
  ‹str› * ‹any›
  chr(«‹int›|‹small›|97|0x1F600|0xD800|-1|‹any›»)
  ord(‹any›)
  ‹any› «is|is not|==|!=» «None|True|False|...|NotImplemented»
  not ‹any›
  «-|+|~»‹any›
`);

/** Operands that stay text: Python code of the standard library words its errors about others by what it tried first. */
const textual: ReadonlySet<string> = new Set(["url", "relative"]);

function operandOf(random: Random): OperandOf {
  const operand = (name: string, depth: number): string => {
    const templates = made.get(name);
    if (templates === undefined) return atom(random, kindNamed(name));
    // Operands in operands end somewhere; now and then one is of another type.
    if (depth > 3 || (random.chance(0.03) && !textual.has(name))) return atom(random, "any");
    return random.pick(templates).write(random, (inner) => operand(inner, depth + 1));
  };
  return (name) => operand(name, 0);
}

function kindNamed(name: string): Kind {
  const kind = kinds.find((one) => one === name);
  if (kind === undefined) throw new RangeError(`no kind of operand is named ${name}`);
  return kind;
}

/** One call. */
export function moduleCall(random: Random): string {
  return random.pick(calls).write(random, operandOf(random));
}

/** What the calls need before them. */
export const moduleImports = `import math, json, re, itertools, functools, string, statistics, typing, textwrap, html, base64, hashlib, urllib.parse
from decimal import Decimal, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN, ROUND_UP
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_05UP
from collections import ChainMap, Counter, deque, OrderedDict, defaultdict, namedtuple
from datetime import date, datetime, time, timedelta, timezone
Point = namedtuple("Point", "x y")
`;
