/** `abc`: methods that a class asks its subclasses to define. */
import { own } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyFunction } from "../value/callable.ts";
import { type PyClass, PyProperty } from "../value/class.ts";
import { abcClass } from "../value/classes.ts";
import type { Value } from "../value/value.ts";

abcClass.attributes.set("__extendable__", true);

function isAbstract(value: Value | undefined): boolean {
  if (value instanceof PyFunction) return value.abstract;
  return (
    value instanceof PyProperty &&
    (isAbstract(value.getter) || isAbstract(value.setter) || isAbstract(value.deleter))
  );
}

/**
 * Sets which methods of a new class are still to be defined.
 * INVARIANT: whether it can be instantiated hangs on which methods there are: their labels are given back, for whoever
 * refers to the class.
 */
export function findAbstracts(run: Run, cls: PyClass): Label {
  const counts = (base: PyClass): boolean =>
    base === abcClass || (base.builtin && base.name === "BaseModel" && base.module === "pydantic.main");
  if (!cls.mro.some(counts)) return 0;
  const asked = new Set(cls.bases.flatMap((base) => base.abstracts));
  for (const [name, value] of cls.attributes) if (isAbstract(value)) asked.add(name);
  let label = cls.shape;
  // That something is not abstract tells as much.
  const names = cls.mro.flatMap((one) => (one.builtin ? [] : Array.from(one.attributes.keys())));
  for (const name of new Set([...asked, ...names])) label = run.join(label, cls.labelOf(name, run));
  cls.abstracts = Array.from(asked).filter((name) => isAbstract(cls.lookup(name)));
  return label;
}

/** TypeError: the class has methods that no subclass has defined. */
export function refuseAbstract(run: Run, cls: PyClass): never {
  const names = cls.abstracts.toSorted();
  throw raise(
    run,
    "TypeError",
    `Can't instantiate abstract class ${cls.name} with abstract method${names.length === 1 ? "" : "s"} ${names.join(", ")}`,
  );
}

/** A function that is the same but abstract: marking the one that was given would tell whether this ran. */
export const abstractMethod = own("@abstractmethod(funcobj)", (run, _labels, given) => {
  if (!(given instanceof PyFunction))
    throw new Unsupported("@abstractmethod goes below @property, @classmethod and @staticmethod", run.at);
  const { code, cells, defaults, defaultLabels, keywordDefaults, keywordDefaultLabels } = given;
  const made = new PyFunction(code, cells, defaults, defaultLabels, keywordDefaults, keywordDefaultLabels);
  made.name = given.name;
  made.attributes = given.attributes;
  made.abstract = true;
  return made;
});
