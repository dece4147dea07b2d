import type { SessionConfig } from "@sequrity/wire";
import type { EngineLimits } from "./engine.ts";
import type { LiveRuns } from "./live-runs.ts";
import type { HeldSession } from "./session.ts";
import type { TurnServices } from "./turn.ts";
import type { TurnRequest } from "./turn-request.ts";
import type { RequestScope } from "./turn-run.ts";

/** One request on its way through a session that it holds. */
export interface Work {
  readonly request: TurnRequest;
  readonly session: HeldSession;
  /** What the request runs under: the session's own where that is pinned. */
  readonly config: SessionConfig;
  readonly scope: RequestScope;
  readonly services: TurnServices;
  readonly live: LiveRuns;
  readonly limits: EngineLimits;
}
