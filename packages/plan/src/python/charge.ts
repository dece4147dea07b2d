/**
 * Told how many bytes an operation is about to allocate (or touch), BEFORE it does so.
 * INVARIANT: whoever limits memory throws from here; every function whose result can be much larger than its
 * operands calls it first.
 */
export type Charge = (bytes: number) => void;

/** For callers that know their operands to be small. */
export const uncharged: Charge = () => {};
