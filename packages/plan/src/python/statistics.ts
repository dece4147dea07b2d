/** `statistics` over floats and over keys; sums of exact ratios are in `modules/`. */
import { PythonError } from "./error.ts";
import { fsum } from "./math.ts";

const statisticsError = (message: string): PythonError => new PythonError("StatisticsError", message);

/** `statistics.fmean(data)`; StatisticsError. */
export function fmean(data: readonly number[]): number {
  if (data.length === 0) throw statisticsError("fmean requires at least one data point");
  return fsum(data) / data.length;
}

/** `statistics.multimode` over keys that tell equal values: indices of the first of each most frequent value. */
export function multimode(keys: readonly unknown[]): number[] {
  const counts = new Map<unknown, { first: number; count: number }>();
  keys.forEach((key, index) => {
    const seen = counts.get(key);
    if (seen === undefined) counts.set(key, { first: index, count: 1 });
    else seen.count++;
  });
  let most = 0;
  for (const { count } of counts.values()) most = Math.max(most, count);
  return [...counts.values()].filter((c) => c.count === most).map((c) => c.first);
}
/** `statistics.mode`: the first of the most frequent; StatisticsError. */
export function mode(keys: readonly unknown[]): number {
  const [first] = multimode(keys);
  if (first === undefined) throw statisticsError("no mode for empty data");
  return first;
}
