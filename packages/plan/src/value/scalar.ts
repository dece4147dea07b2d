import type { Int, Value } from "./value.ts";

/** A float: boxed, so that it cannot be confused with an int. */
export class PyFloat {
  readonly v: number;
  constructor(v: number) {
    this.v = v;
  }
}

export class PyBytes {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

export class PyRange {
  readonly start: Int;
  readonly stop: Int;
  readonly step: Int;
  /** How many numbers it has. */
  readonly size: Int;
  constructor(start: Int, stop: Int, step: Int) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.size = rangeSize(start, stop, step);
  }
}

function rangeSize(start: Int, stop: Int, step: Int): Int {
  if (typeof start === "number" && typeof stop === "number" && typeof step === "number") {
    const span = step > 0 ? stop - start : start - stop;
    if (span <= 0) return 0;
    if (Number.isSafeInteger(span)) return Math.floor((span - 1) / Math.abs(step)) + 1;
  }
  const up = BigInt(step) > 0n;
  const span = up ? BigInt(stop) - BigInt(start) : BigInt(start) - BigInt(stop);
  if (span <= 0n) return 0;
  const size = (span - 1n) / (up ? BigInt(step) : -BigInt(step)) + 1n;
  return size <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(size) : size;
}

export class PySlice {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
  constructor(start: Value, stop: Value, step: Value) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** `Ellipsis`, `NotImplemented`. */
export class PySingleton {
  readonly singleton: "Ellipsis" | "NotImplemented";
  constructor(singleton: "Ellipsis" | "NotImplemented") {
    this.singleton = singleton;
  }
}

export const ellipsis = new PySingleton("Ellipsis");
export const notImplemented = new PySingleton("NotImplemented");
