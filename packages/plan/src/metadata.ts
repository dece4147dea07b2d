/**
 * Labels inside the interpreter are small integers that stand for the caller's: a label table interns them, so that the
 * hot path compares and stores numbers and never knows what a label means.
 */

/** What the interpreter must know of labels: the least one and the join. Equal labels are `===`. */
export interface LabelAlgebra<L> {
  readonly empty: L;
  join(a: L, b: L): L;
}

/** An interned label; 0 is the empty one. */
export type Label = number;

/** The interpreter's view of a table, without the caller's type. */
export interface LabelJoins {
  join(a: Label, b: Label): Label;
}

/**
 * Interns the caller's labels; joins are cached by pair. One table serves a run and the runs that go on with its
 * namespace, because values keep their interned labels.
 */
export class LabelTable<L> implements LabelJoins {
  readonly algebra: LabelAlgebra<L>;
  private readonly labels: L[];
  private readonly ids = new Map<L, Label>();
  private readonly joins = new Map<number, Label>();

  constructor(algebra: LabelAlgebra<L>) {
    this.algebra = algebra;
    this.labels = [algebra.empty];
    this.ids.set(algebra.empty, 0);
  }

  /** The integer of a caller's label. */
  intern(label: L): Label {
    const known = this.ids.get(label);
    if (known !== undefined) return known;
    const id = this.labels.length;
    this.labels.push(label);
    this.ids.set(label, id);
    return id;
  }

  /** The caller's label of an integer that this table gave out. */
  external(id: Label): L {
    const label = this.labels[id];
    return label === undefined ? this.algebra.empty : label;
  }

  join(a: Label, b: Label): Label {
    if (a === b || b === 0) return a;
    if (a === 0) return b;
    const key = a < b ? a * 0x4000000 + b : b * 0x4000000 + a;
    const known = this.joins.get(key);
    if (known !== undefined) return known;
    const joined = this.intern(this.algebra.join(this.external(a), this.external(b)));
    this.joins.set(key, joined);
    return joined;
  }
}
