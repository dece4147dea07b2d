import { expect, test } from "vitest";
import { builtinNames, modules } from "../src/check/modules.ts";
import { checkPlan, runPlan } from "../src/index.ts";
import { settings } from "./run-case.ts";

/** What CPython has and plans lack is refused before the plan runs, with what to write instead. */
const refused: readonly (readonly [source: string, finding: string])[] = [
  [
    "import json\njson.JSONEncoder",
    "2:1 the plan language has no 'json.JSONEncoder' | use json.dumps(value, default=function)",
  ],
  ["import json as j\nj.load(1)", "2:1 the plan language has no 'json.load' | use json.loads(text)"],
  [
    "import urllib.parse\nurllib.parse.quote_from_bytes(b'a')",
    "2:1 the plan language has no 'urllib.parse.quote_from_bytes'",
  ],
  ["import datetime\nx = datetime.tzinfo", "2:5 the plan language has no 'datetime.tzinfo'"],
  ["import json\njson.dumps(1, cls=int)", "2:15 dumps() takes no 'cls' in a plan | use default=function"],
  ["from json import loads as read\nread('1', cls=int)", "2:11 loads() takes no 'cls' in a plan"],
  ["import json\nX = type('X', (), {})", "2:15 type() takes no 'bases' in a plan | write a class statement"],
  ["import json\nprint(1, file=json)", "2:10 print() takes no 'file' in a plan"],
  [
    "from pydantic import Field\nx = Field(1, union_mode='smart')",
    "2:14 Field() takes no 'union_mode' in a plan",
  ],
  [
    "from pydantic import ConfigDict\nx = ConfigDict(ser_json_bytes='utf8')",
    "2:16 ConfigDict() takes no 'ser_json_bytes' in a plan",
  ],
  [
    "from pydantic import BaseModel\nclass M(BaseModel):\n    model_config = {'ttl': 1}",
    "3:21 model_config takes no 'ttl' in a plan",
  ],
  [
    "from pydantic import field_validator\nx = field_validator('a', mode='wrap')",
    "2:26 field_validator() takes no mode 'wrap' in a plan",
  ],
  [
    "from decimal import Decimal\nclass Money(Decimal):\n    pass",
    "2:13 a class of the plan cannot extend Decimal | keep the Decimal in an attribute instead",
  ],
  ["import datetime\nclass Day(datetime.date):\n    pass", "2:11 a class of the plan cannot extend date"],
  [
    "from datetime import date\nprint(date(2024, 1, 1).timetuple())",
    "2:7 the plan language has no method 'timetuple'",
  ],
  [
    "import math\nprint(hasattr(1, '__iter__'))",
    "2:18 hasattr() has no access to '__iter__' in a plan | write isinstance(x, typing.Iterable)",
  ],
  ["import math\ngetattr(1, '__dict__', 0)", "2:12 getattr() has no access to '__dict__' in a plan"],
  ["import hashlib\nhashlib.blake2b(b'a', digest_size=8)", "2:23 blake2b() takes no 'digest_size' in a plan"],
  ["from enum import Enum\nE = Enum('E', 'A B', start=2)", "2:22 Enum() takes no 'start' in a plan"],
  [
    "from pydantic import BaseModel\nclass M(BaseModel):\n    a: int\nM.model_validate({}, extra='allow')",
    "4:22 model_validate() takes no 'extra' in a plan",
  ],
  [
    "from pydantic import PrivateAttr\nx = PrivateAttr(1, init=False)",
    "2:20 PrivateAttr() takes no 'init' in a plan",
  ],
  ["from abc import ABCMeta", "1:17 cannot import name 'ABCMeta' from 'abc' | extend ABC"],
];

function check(source: string): string[] {
  const checked = checkPlan(source, { tools: [], variables: [] });
  return checked.ok
    ? []
    : checked.diagnostics.map(
        ({ span, message, help }) => `${span.line}:${span.column} ${message} | ${help}`,
      );
}

test.each(refused)("%s", (source, finding) => {
  expect(check(source).map((one) => one.slice(0, finding.length))).toEqual([finding]);
});

/** What only looks like it is left alone. */
const accepted: readonly string[] = [
  "import json\njson = {'JSONEncoder': 1}\nprint(json['JSONEncoder'])",
  "class json:\n    JSONEncoder = 1\nimport math\nprint(json.JSONEncoder)",
  "import json\njson.dumps(1, cls=None)",
  "import math\nclass Clock:\n    def timetuple(self):\n        return 1\nprint(Clock().timetuple())",
  "from decimal import Decimal as D\nD = object\nclass M(D):\n    pass",
  "import urllib.parse\nprint(urllib.parse.quote('a b'))",
  "import datetime\nprint(datetime.datetime.max.year, datetime.timezone.utc)",
  "import math\ntry:\n    math.nope\nexcept AttributeError:\n    print(1)",
  "import math\ntype(1)\nprint(1, file=None)",
];

test.each(accepted)("%s is accepted", (source) => {
  expect(check(source)).toEqual([]);
});

test("every base that cannot be extended is refused before the plan runs", async () => {
  const all = [
    ...Array.from(builtinNames, (name) => ["import math", name] as const),
    ...Array.from(modules).flatMap(([module, offered]) =>
      Array.from(offered, (name) => [`from ${module} import ${name}`, name] as const),
    ),
  ];
  const late: string[] = [];
  for (const [imported, name] of all) {
    const checked = checkPlan(`${imported}\nclass Made(${name}):\n    pass\n`, { tools: [], variables: [] });
    if (!checked.ok) continue;
    const progress = await runPlan(checked.program, settings({ tools: [] }), { observe: () => 0 });
    if (progress.kind === "failed" && progress.error.code === "plan_syntax_error")
      late.push(`${imported}: ${name}`);
  }
  expect(late).toEqual([]);
});
