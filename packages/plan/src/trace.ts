/** One step of the way that the data of an argument took, the nearest first. */
export interface TraceStep<L> {
  /** The variable, or the expression of the argument itself. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** The source line, trimmed. */
  readonly text: string;
  readonly label: L;
}
