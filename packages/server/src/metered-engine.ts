import { type Engine, Fault } from "@sequrity/engine";
import type { Metrics } from "./metrics.ts";

/** An engine whose turns and tokens are counted. */
export function meteredEngine(engine: Engine, metrics: Metrics): Engine {
  return {
    async turn(request, options) {
      const { architecture } = request.config;
      try {
        const outcome = await engine.turn(request, options);
        metrics.turn(request.provider, architecture, outcome.kind);
        metrics.tokens(request.provider, outcome.usage);
        return outcome;
      } catch (error) {
        metrics.turn(request.provider, architecture, error instanceof Fault ? error.code : "internal");
        throw error;
      }
    },
    drain: () => engine.drain(),
  };
}
