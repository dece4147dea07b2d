import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
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
    for (const cls of this.behind()) {
      const found = cls.attributes.get(name);
      if (found !== undefined) return found;
    }
    return objectMethods.get(name);
  }
  /** The label of what `lookup` gives: the classes in front of it that do not have the name count too. */
  lookupLabel(name: string, run: Run): Label {
    let label: Label = 0;
    for (const cls of this.behind()) {
      label = run.join(label, cls.ownLabelOf(name, run));
      if (cls.attributes.has(name)) break;
    }
    return label;
  }
  private behind(): readonly PyClass[] {
    const { mro } = this.start;
    return mro.slice(mro.indexOf(this.owner) + 1);
  }
}
