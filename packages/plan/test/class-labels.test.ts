import { expect, test } from "vitest";
import { checkPlan, runPlan } from "../src/index.ts";
import { settings } from "./run-case.ts";

/** Classes of the plan over builtins, enums and models: what they make of a labelled value has its label. */

const extended = "class S(int): pass\nx = S(n)\n";
const serializer = `from pydantic import BaseModel, model_serializer
def make(v):
    class M(BaseModel):
        @model_serializer
        def f(self): return [1, v][1]
    class N(BaseModel):
        m: M
    return M, N
M, N = make(n)
`;
const bounded = `from pydantic import BaseModel, Field, ValidationError
def make(v):
    class M(BaseModel):
        a: int = Field(gt=v * 1000)
    return M
try:
    make(n)(a=1)
except ValidationError as e:
    `;

const hashed = `class A:
    def __hash__(self): return n
    def __eq__(self, o): return n == 3
`;
const indexed = `class I:
    def __index__(self): return n - 2
x = [1, 2, 3]
`;
const computed = `from pydantic import BaseModel, computed_field
class M(BaseModel):
    @computed_field
    @property
    def a(self) -> int: return n
    @computed_field
    @property
    def b(self) -> int: return 1
`;
const dumped = `from pydantic import BaseModel, Field
class M(BaseModel):
    x: int = Field(0, alias="q")
    y: list = [1]
`;
const tagged = `from typing import Literal, Union
from pydantic import BaseModel, Field
class A(BaseModel):
    k: Literal["a"]
class B(BaseModel):
    k: Literal["b"]
class M(BaseModel):
    p: Union[A, B] = Field(discriminator="k")
`;
const forward = `from typing import Optional
from pydantic import BaseModel, Field
class M(BaseModel):
    p: Optional["P"] = None
def make(v):
    class P(BaseModel):
        a: int = Field(v, ge=v - 1)
    return P
P = make(n)
`;
const flags = `from enum import Flag, auto
class F(Flag):
    A = auto()
    B = auto()
    C = auto()
x = F(n)
`;
const automatic = `from enum import Enum, auto
seen = []
class E(Enum):
    def _generate_next_value_(name, start, count, last):
        seen.append(last[-1])
        return 5
    A = n
    B = auto()
class F(Enum):
    A = n
    B = auto()
    def __init__(self, v): seen.append(v)
`;

const programs: readonly (readonly [setup: string, expression: string])[] = [
  [extended, "x + 0"],
  [extended, "-x"],
  [extended, "'a' * x"],
  [extended, "bool(x)"],
  ["class F(float): pass\n", "F(n) + 1"],
  ["class T(tuple): pass\n", "len(T(range(n)))"],
  ["class B(bytes): pass\n", "B([n]).hex()"],
  [
    "from enum import Enum, auto\ndef make(v):\n    class E(Enum):\n        def _generate_next_value_(name, start, count, last): return v\n        A = auto()\n    return E\n",
    "make(n).A.value",
  ],
  [serializer, "M().model_dump()"],
  [serializer, "M().model_dump_json()"],
  [serializer, "N(m=M()).model_dump()['m']"],
  [bounded, "str(e)"],
  [bounded, "e.errors()[0]['msg']"],
  [bounded, "e.errors()[0]['ctx']"],
  ["seen = []\ndef f(*a): seen.append(len(a))\nf(*[1] * n)\n", "seen[0]"],
  ["seen = []\ndef f(**k): seen.append(len(k))\nf(**{'ab'[:n]: 1})\n", "seen[0]"],
  ["seen = []\ndef f(**k): seen.append('a' in k)\nf(**{'ab'[n - 3:]: 1})\n", "seen[0]"],
  ["seen = []\ndef f(a=5, b=6, c=7): seen.append(a)\nf(**{'abc'[n - 2]: 1})\n", "seen[0]"],
  ["seen = []\ndef f(a, b=5, c=6): seen.append(b)\nf(*[1] * (n - 2), 2)\n", "seen[0]"],
  ["seen = []\ndef f(*a): seen.append(a)\nf(*[1] * n)\n", "len(seen[0])"],
  [tagged, "isinstance(M(p={'k': ['a', 'b'][n - 2]}).p, B)"],
  [tagged, "M(p={'k': ['a', 'b'][n - 2]}).model_dump_json()"],
  [forward, "M.model_json_schema()"],
  [forward, "M(p={}).p.a"],
  [
    "from pydantic import BaseModel\nclass M(BaseModel, alias_generator=lambda s: s * n):\n    x: int = 0\n",
    "M.model_json_schema()",
  ],
  [
    "from pydantic import BaseModel\nclass M(BaseModel):\n    model_config = {'json_schema_extra': {'e': n}}\n",
    "M.model_json_schema()",
  ],
  [
    "from datetime import date\nfrom pydantic import TypeAdapter\n",
    "TypeAdapter(date).validate_python('2024-01-0' + str(n)).day",
  ],
  [
    "from datetime import timedelta\nfrom pydantic import TypeAdapter\n",
    "TypeAdapter(timedelta).validate_python(n)",
  ],
  [
    "from typing import NamedTuple\nfrom pydantic import TypeAdapter\nclass P(NamedTuple):\n    a: int\n    b: int = 0\n",
    "TypeAdapter(P).validate_python([n]).a",
  ],
  [
    "from typing import NamedTuple\nfrom pydantic import TypeAdapter\nclass P(NamedTuple):\n    a: int\n    b: int = 0\n",
    "TypeAdapter(P).validate_python([1, 2][: n - 2]).b",
  ],
  [
    "from pydantic import BaseModel, ValidationError\nclass M(BaseModel):\n    x: str\ntry: M(x=n)\nexcept ValidationError as e:\n    ",
    "e.json()",
  ],
  [
    "from pydantic import BaseModel, ValidationError\nclass M(BaseModel):\n    x: str\ntry: M.model_validate_json('[' * n)\nexcept ValidationError as e:\n    ",
    "str(e)",
  ],
  [flags, "x.name"],
  [flags, "(F.A | F.B) is x"],
  ["class D(dict):\n    def __missing__(self, key): return n\n", "'{a}'.format_map(D())"],
  ["import json\ntry: json.loads('[' * n)\nexcept ValueError as e:\n    ", "e.doc"],
  [
    "from dataclasses import dataclass, field, fields\n@dataclass\nclass P:\n    a: int = field(default=0, metadata={'k': n})\n",
    "fields(P)[0].metadata['k']",
  ],
  [
    "from functools import singledispatch\n@singledispatch\ndef f(v): return 0\ndef make(v):\n    def g(x: int): return v\n    return g\nf.register(make(n))\n",
    "f(1)",
  ],
  [automatic, "seen[0]"],
  [automatic, "seen[2]"],
  [hashed, "len(dict([(A(), 1), (A(), 1)]))"],
  [hashed, "len(dict.fromkeys([A(), A()]))"],
  [`${hashed}from collections import Counter\n`, "len(Counter([A(), A()]))"],
  [`${hashed}d = {}\nd[A()] = 1\nd[A()] = 2\n`, "len(d)"],
  [`${hashed}x = set()\nx.add(A())\nx.add(A())\n`, "len(x)"],
  [`${hashed}x = {1}\nx.discard(A())\n`, "len(x)"],
  [`${indexed}x[I()] = 9\n`, "x[0]"],
  [`${indexed}del x[I()]\n`, "x[0]"],
  [`${indexed}x.pop(I())\n`, "x[0]"],
  [`${indexed}x.insert(I(), 9)\n`, "x[0]"],
  [`${indexed}x[I():] = []\n`, "len(x)"],
  [`${indexed}from collections import deque\nd = deque(x)\nd.rotate(I())\n`, "d[0]"],
  [`${indexed}from collections import deque\nd = deque(x)\ndel d[I()]\n`, "d[0]"],
  [`${indexed}from collections import deque\n`, "len(deque(x, I()))"],
  [`${indexed}import itertools\n`, "len(list(itertools.islice(x, I())))"],
  [`${indexed}import itertools\n`, "len(list(itertools.repeat(1, I())))"],
  [`${indexed}import itertools\n`, "len(list(itertools.combinations(x, I())))"],
  [`${indexed}import itertools\n`, "len(list(itertools.product(x, repeat=I())))"],
  [computed, "repr(M())"],
  [computed, "str([M()])"],
  [dumped, "'q' in M().model_dump(by_alias=n > 2)"],
  [dumped, "'x' in M().model_dump(exclude={['y', 'x'][n - 2]})"],
  [dumped, "len(M().model_dump(exclude_unset=n > 2))"],
  [dumped, "'x' in M(q=n).model_dump(exclude_defaults=True)"],
  [dumped, "len(M(q=n).model_dump(exclude_none=True))"],
  [dumped, "M().model_dump_json(indent=n)"],
  [dumped, "M().model_copy(deep=n > 2)"],
  [
    "from pydantic import BaseModel, TypeAdapter\nfrom typing import Union\nclass A(BaseModel):\n    a: int\nclass B(BaseModel):\n    b: int\n",
    "isinstance(TypeAdapter(Union[A, B]).validate_python({['a', 'b'][n - 2]: 1}), A)",
  ],
  [
    "from pydantic import BaseModel, field_validator\nclass E(ValueError):\n    def __str__(self): return str(n)\nclass M(BaseModel):\n    x: int\n    @field_validator('x')\n    def f(cls, v): raise E()\ntry: M(x=1)\nexcept ValueError as e:\n    ",
    "str(e)",
  ],
  [
    "from pydantic import BaseModel, field_validator\nseen = []\nclass M(BaseModel):\n    x: int\n    y: int\n    @field_validator('y')\n    def f(cls, v, info):\n        seen.append('x' in info.data)\n        return v\nM(x=n, y=1)\n",
    "seen[0]",
  ],
];

test.each(programs)("%s%s", async (setup, expression) => {
  const source = `${setup}final_return_value = ${expression}\n`;
  const checked = checkPlan(source, { tools: [], variables: ["n"] });
  if (!checked.ok) throw new Error(checked.diagnostics.map((one) => one.message).join("; "));
  const variables = [{ name: "n", value: 3, label: "n" }];
  const progress = await runPlan(checked.program, settings({ tools: [], variables }), {
    observe: () => null,
  });
  if (progress.kind !== "completed")
    throw new Error(JSON.stringify(progress.kind === "failed" ? progress.error : ""));
  expect(progress.label).toBe("n");
});

test("a flag of several bits that a labelled value chose first has no label where public bits make it", async () => {
  const source = `${flags}final_return_value = (F.A | F.B).name\n`;
  const checked = checkPlan(source, { tools: [], variables: ["n"] });
  if (!checked.ok) throw new Error("refused");
  const variables = [{ name: "n", value: 3, label: "n" }];
  const progress = await runPlan(checked.program, settings({ tools: [], variables }), {
    observe: () => null,
  });
  expect(progress).toMatchObject({ kind: "completed", value: "A|B", label: "" });
});
