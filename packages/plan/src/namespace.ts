import type { Label, LabelTable } from "./metadata.ts";
import type { Run } from "./run.ts";
import type { Value } from "./value/value.ts";

/** A variable's value with the label of the binding. */
export interface Binding {
  value: Value;
  label: Label;
}

/** The global variables that a run left: the next step of a session goes on with them. */
export class Namespace<L> {
  readonly table: LabelTable<L>;
  readonly bindings: ReadonlyMap<string, Binding>;
  /** What it hangs on that others are not bound: under a label they might be. */
  readonly unbound: ReadonlyMap<string, Label>;
  /** The run that left them: functions among them hold it. */
  readonly run: Run;

  constructor(
    table: LabelTable<L>,
    bindings: ReadonlyMap<string, Binding>,
    unbound: ReadonlyMap<string, Label>,
    run: Run,
  ) {
    this.table = table;
    this.bindings = bindings;
    this.unbound = unbound;
    this.run = run;
  }
}
