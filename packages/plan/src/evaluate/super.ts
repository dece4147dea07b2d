import { objectMethods } from "../types/object-methods.ts";
import { type PyClass, PyInstance } from "../value/class.ts";
import { builtinClass, objectClass } from "../value/classes.ts";
import type { Value } from "../value/value.ts";

const superClass = builtinClass("super", objectClass);

/** `super()`: attributes from the classes behind `owner` in the order of `start`. */
export class SuperObject extends PyInstance {
  readonly owner: PyClass;
  readonly start: PyClass;
  readonly self: Value;
  constructor(owner: PyClass, start: PyClass, self: Value) {
    super(superClass);
    this.owner = owner;
    this.start = start;
    this.self = self;
  }
  override inside(): Iterable<Value> {
    return [this.self, this.start];
  }
  lookup(name: string): Value | undefined {
    const { mro } = this.start;
    for (const cls of mro.slice(mro.indexOf(this.owner) + 1)) {
      const found = cls.attributes.get(name);
      if (found !== undefined) return found;
    }
    return objectMethods.get(name);
  }
}
