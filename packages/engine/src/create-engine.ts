import type { Engine, EngineInput } from "./engine.ts";
import { Fault } from "./faults.ts";

/** Puts an engine together. It holds no state but a bounded cache of parked runs. */
export function createEngine(_input: EngineInput): Engine {
  return {
    turn() {
      return Promise.reject(new Fault("unsupported", "This build of the engine answers no turns."));
    },
    drain() {
      return Promise.resolve();
    },
  };
}
