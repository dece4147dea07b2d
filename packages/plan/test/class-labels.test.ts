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
