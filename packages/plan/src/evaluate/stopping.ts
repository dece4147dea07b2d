import type { Frame, Request } from "./code.ts";

/**
 * A suspending form from its generator function and what the compiler prepared for it.
 *
 * The generator functions stand at the top level and get what they need as `prepared`, for V8 makes a hidden class for every
 * generator function that is called, and the hidden class keeps that function, with all that it closes over, until the
 * next full collection. Made anew for every run, each would keep its run.
 */
export function stopping<Prepared, Stopping>(
  body: (prepared: Prepared, frame: Frame) => Stopping,
  prepared: Prepared,
): (frame: Frame) => Stopping {
  return (frame) => body(prepared, frame);
}

/** What has the suspending form but never suspends. */
// biome-ignore lint/correctness/useYield: see above
export function* runPlain<Result>(
  plain: (frame: Frame) => Result,
  frame: Frame,
): Generator<Request, Result, void> {
  return plain(frame);
}
