/** Data on which operators and builtins do nothing but compute: no code of the plan runs on it, nothing in it moves. */
import type { Run } from "../run.ts";
import { PyDate } from "../types/date.ts";
import { PyDateTime } from "../types/datetime.ts";
import { DictView } from "../types/dict-view.ts";
import { PyTime } from "../types/time.ts";
import { PyTimeDelta } from "../types/timedelta.ts";
import { PyTimeZone } from "../types/timezone.ts";
import { PyBuiltin, PyFunction, PyMethod } from "../value/callable.ts";
import { PyClass, PyInstance, PyProperty } from "../value/class.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { PyIterator, PyModule } from "../value/iterator.ts";
import { PyBytes, PyFloat, PyRange, PySingleton } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { fieldsRunCode } from "./choice.ts";
import { tellsOfClass } from "./steady.ts";

/** More objects than these are not looked through, an object that is looked at again counted again. */
const objectsMax = 50_000;

/** Modules whose functions look at plain data and give new plain data. */
const pureModules: ReadonlySet<string> = new Set(["json", "math"]);

/** What will have been changed by the time that the run comes there. */
export class PlainData {
  /** What was looked through since the last change. */
  private readonly seen = new Set<object>();
  private readonly changed = new Set<object>();
  /** Containers that loops go through. */
  private readonly walked = new Set<object>();
  private looked = 0;
  private readonly run: Run;

  constructor(run: Run) {
    this.run = run;
  }

  /** Whether a value and all inside it is plain, and none of it will be changed. */
  holds(value: Value): boolean {
    const pending: Value[] = [value];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (typeof next !== "object" || next === null || this.seen.has(next)) continue;
      if (this.changed.has(next) || ++this.looked > objectsMax) return false;
      this.seen.add(next);
      this.run.step();
      if (!this.open(next, pending)) return false;
    }
    return true;
  }

  /** The same for what is inside a container that will be changed. */
  holdsInside(container: PyList | PyDict | PySet): boolean {
    const pending: Value[] = [];
    return this.open(container, pending) && pending.every((value) => this.holds(value));
  }

  /** Notes that a container will be changed; false where a loop goes through it. */
  change(container: PyList | PyDict | PySet): boolean {
    if (this.walked.has(container)) return false;
    this.changed.add(container);
    // What reaches it is found when it is looked at next.
    this.seen.clear();
    return true;
  }

  /** Notes that a loop goes through a value; false where that will have been changed. */
  walk(value: Value): boolean {
    const source = value instanceof DictView ? value.dict : value;
    if (typeof source !== "object" || source === null) return true;
    this.walked.add(source);
    return !this.changed.has(source);
  }

  private open(value: Exclude<Value, null | boolean | number | bigint | string>, pending: Value[]): boolean {
    if (value instanceof PyList) return this.pushAll(pending, value.items);
    if (value instanceof PyTuple) return value.cls === null && this.pushAll(pending, value.items);
    if (value instanceof PySet) return this.pushAll(pending, value.map.values());
    if (value instanceof PyDict) {
      if (value.cls !== null || value.owner !== null) return false;
      if (!value.holdsObjects) return true;
      if (value.originals !== null) this.pushAll(pending, value.originals.values());
      return this.pushAll(pending, value.map.values());
    }
    if (value instanceof PyInstance) {
      if (!this.isRecord(value)) return false;
      for (const base of value.cls.mro) if (!base.builtin) this.pushAll(pending, containersOf(base));
      return this.pushAll(pending, value.inside());
    }
    return (
      value instanceof PyFloat ||
      value instanceof PyBytes ||
      value instanceof PyRange ||
      value instanceof PySingleton ||
      (value instanceof PyModule && pureModules.has(value.name))
    );
  }

  private pushAll(pending: Value[], values: Iterable<Value>): true {
    let count = 0;
    for (const value of values) {
      count++;
      if (typeof value === "object" && value !== null) pending.push(value);
    }
    this.run.work(count >> 3);
    return true;
  }

  /** An instance that is nothing but its fields. */
  private isRecord(value: PyInstance): boolean {
    if (value.cls.builtin)
      return (
        value instanceof PyDate ||
        value instanceof PyDateTime ||
        value instanceof PyTime ||
        value instanceof PyTimeDelta ||
        value instanceof PyTimeZone ||
        value instanceof DictView
      );
    return value.raw === undefined && value.cls.kind !== "exception" && hasFieldsAlone(value.cls);
  }
}

/** Attributes of a class, reached as an instance's own are: those that can be changed, and that steady expressions read. */
function containersOf(cls: PyClass): readonly Value[] {
  const found: Value[] = [];
  for (const [name, value] of cls.attributes)
    if (!tellsOfClass(name) && isContainer(value)) found.push(value);
  return found;
}

function isContainer(value: Value): boolean {
  return (
    value instanceof PyList ||
    value instanceof PyTuple ||
    value instanceof PyDict ||
    value instanceof PySet ||
    value instanceof DictView
  );
}

function hasFieldsAlone(cls: PyClass): boolean {
  return (
    !fieldsRunCode(cls) &&
    cls.mro.every(
      (base) =>
        base.builtin ||
        Array.from(base.attributes.values()).every(
          (value) =>
            !(
              value instanceof PyFunction ||
              value instanceof PyMethod ||
              value instanceof PyProperty ||
              value instanceof PyIterator ||
              (value instanceof PyClass && !value.builtin) ||
              (value instanceof PyBuiltin && value.inside.length > 0) ||
              value instanceof PyInstance
            ),
        ),
    )
  );
}
