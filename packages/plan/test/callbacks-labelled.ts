import { checkPlan, runPlan } from "../src/index.ts";
import type { Label } from "../src/metadata.ts";
import type { Run } from "../src/run.ts";
import { PyList } from "../src/value/container.ts";
import type { Value } from "../src/value/value.ts";
import { settings } from "./run-case.ts";

/** A class of the plan with every special method: each notes that it ran and gives what a secret made. */
const source = `
heard = []
class Loud:
    def __len__(self):
        heard.append("__len__")
        return number
    def __bool__(self):
        heard.append("__bool__")
        return number > 5
    def __iter__(self):
        heard.append("__iter__")
        return iter(numbers)
    def __reversed__(self):
        heard.append("__reversed__")
        return iter(numbers)
    def __contains__(self, item):
        heard.append("__contains__")
        return number > 5
    def __getitem__(self, at):
        heard.append("__getitem__")
        return numbers[at]
    def __eq__(self, other):
        heard.append("__eq__")
        return number > 5
    def __hash__(self):
        heard.append("__hash__")
        return number
    def __lt__(self, other):
        heard.append("__lt__")
        return number > 1
    def __gt__(self, other):
        heard.append("__gt__")
        return number > 1
    def __le__(self, other):
        heard.append("__le__")
        return number > 1
    def __ge__(self, other):
        heard.append("__ge__")
        return number > 1
    def __str__(self):
        heard.append("__str__")
        return text
    def __repr__(self):
        heard.append("__repr__")
        return text
    def __format__(self, spec):
        heard.append("__format__")
        return text
    def __call__(self, *given, **named):
        heard.append("__call__")
        return number
    def __add__(self, other):
        heard.append("__add__")
        return number
    def __radd__(self, other):
        heard.append("__radd__")
        return number
    def __sub__(self, other):
        heard.append("__sub__")
        return number
    def __rsub__(self, other):
        heard.append("__rsub__")
        return number
    def __mul__(self, other):
        heard.append("__mul__")
        return number
    def __rmul__(self, other):
        heard.append("__rmul__")
        return number
    def __iadd__(self, other):
        heard.append("__iadd__")
        return number
    def __pow__(self, other):
        heard.append("__pow__")
        return number
    def __divmod__(self, other):
        heard.append("__divmod__")
        return number
    def __neg__(self):
        heard.append("__neg__")
        return number
    def __abs__(self):
        heard.append("__abs__")
        return number
    def __int__(self):
        heard.append("__int__")
        return number
    def __float__(self):
        heard.append("__float__")
        return number * 1.0
    def __index__(self):
        heard.append("__index__")
        return number
    def __round__(self, digits=None):
        heard.append("__round__")
        return number
    def __getattr__(self, name):
        heard.append("__getattr__")
        return number
    def __enter__(self):
        heard.append("__enter__")
        return number
    def __exit__(self, *error):
        heard.append("__exit__")
        return number > 1
    def __next__(self):
        heard.append("__next__")
        return number
    @property
    def shown(self):
        heard.append("shown")
        return number
loud = Loud()
def told(*given, **named):
    heard.append("told")
    return number
def named(*given, **named):
    heard.append("named")
    return text
`;

/** What a run of that program left: its run goes on where builtins are called by hand. */
export interface Callbacks {
  readonly run: Run;
  readonly secret: Label;
  /** Instances and functions that give labelled values, none of them labelled themselves. */
  readonly active: readonly Value[];
  /** What an instance shows of itself. */
  readonly told: string;
  /** The names of the special methods and functions that ran since the last time. */
  heard(): readonly Value[];
}

const secrets = [
  { name: "number", value: 2, label: "s" },
  { name: "text", value: "~secret~", label: "s" },
  { name: "numbers", value: [1, 2], label: "s" },
];

export async function callbacksOf(): Promise<Callbacks> {
  const checked = checkPlan(source, { tools: [], variables: secrets.map(({ name }) => name) });
  if (!checked.ok) throw new Error(checked.diagnostics[0]?.message);
  const limits = { steps: 1e12, stretch: 20_000, cells: 1e12, bytes: 1e15 };
  const progress = await runPlan(checked.program, settings({ tools: [], variables: secrets, limits }), {
    observe: () => 0,
  });
  if (progress.kind !== "completed")
    throw new Error(JSON.stringify(progress.kind === "failed" && progress.error));
  const { bindings, run, table } = progress.namespace;
  const list = bindings.get("heard")?.value;
  if (!(list instanceof PyList)) throw new Error("what was heard is a list");
  return {
    run,
    secret: table.intern("s"),
    told: "~secret~",
    active: ["loud", "told", "named"].map((name) => bindings.get(name)?.value ?? null),
    heard: () => {
      const names = list.items.slice();
      list.items.length = 0;
      if (list.labels !== null) list.labels = [];
      return names;
    },
  };
}
