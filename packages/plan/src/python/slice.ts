import { valueError } from "./error.ts";
import type { Int } from "./integer.ts";

export interface SliceIndices {
  readonly start: number;
  readonly stop: number;
  /** Clamped to +-2**52, which selects the same elements. */
  readonly step: number;
  /** How many elements the slice selects. */
  readonly length: number;
}

/** `slice(start, stop, step).indices(length)`; ValueError for a step of 0. `undefined` stands for None. */
export function sliceIndices(
  start: Int | undefined,
  stop: Int | undefined,
  step: Int | undefined,
  length: number,
): SliceIndices {
  const by = step ?? 1;
  if (by === 0) throw valueError("slice step cannot be zero");
  // Any step beyond the length selects one element: the clamp keeps the arithmetic in numbers.
  const stride = by > 2 ** 52 ? 2 ** 52 : by < -(2 ** 52) ? -(2 ** 52) : Number(by);
  const lowest = stride < 0 ? -1 : 0;
  const highest = stride < 0 ? length - 1 : length;
  const clamp = (index: Int | undefined, fallback: number): number => {
    if (index === undefined) return fallback;
    if (index < 0) return index < -length ? lowest : Math.max(Number(index) + length, lowest);
    return index > highest ? highest : Number(index);
  };
  const from = clamp(start, stride < 0 ? highest : lowest);
  const to = clamp(stop, stride < 0 ? lowest : highest);
  const distance = stride < 0 ? from - to : to - from;
  return {
    start: from,
    stop: to,
    step: stride,
    length: distance <= 0 ? 0 : Math.floor((distance - 1) / Math.abs(stride)) + 1,
  };
}
