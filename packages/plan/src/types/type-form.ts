/** Types as values that are no classes: `list[str]`, `Optional[int]`, `Literal["a"]`, the names of `typing`. */
import { raise } from "../errors.ts";
import type { Run } from "../run.ts";
import { type PyClass, PyInstance } from "../value/class.ts";
import { builtinClass, objectClass } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import type { Value } from "../value/value.ts";

const typeFormClass = builtinClass("GenericAlias", objectClass, "types");

/** `origin[args]`. The origin is a class or the name of a form of `typing`. */
export class TypeForm extends PyInstance {
  readonly origin: PyClass | string;
  readonly args: readonly Value[];
  constructor(origin: PyClass | string, args: readonly Value[]) {
    super(typeFormClass);
    this.origin = origin;
    this.args = args;
  }
}

/** What is in the brackets, as a list. */
export function typeArguments(index: Value): readonly Value[] {
  return index instanceof PyTuple ? index.items : [index];
}

const generic: ReadonlySet<string> = new Set([
  "list",
  "dict",
  "set",
  "frozenset",
  "tuple",
  "type",
  "deque",
  "defaultdict",
  "Counter",
  "OrderedDict",
]);

/** `list[str]` and the like; TypeError for a class that takes no types. */
export function subscriptClass(run: Run, cls: PyClass, index: Value): Value {
  if (cls.builtin && generic.has(cls.name)) return new TypeForm(cls, typeArguments(index));
  throw raise(run, "TypeError", `type '${cls.name}' is not subscriptable`);
}
