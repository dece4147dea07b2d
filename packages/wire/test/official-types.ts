/** Types that hold what we answer against the official clients' types. */

/** A type without `readonly`: the official types have none. */
export type Writable<T> = T extends readonly (infer Item)[]
  ? Writable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Writable<T[Key]> }
    : T;

/** Compiles only where the first type may stand for the second. */
export function assertAssignable<_From extends To, To>(): void {}
