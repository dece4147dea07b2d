import type { Engine } from "@sequrity/engine";
import type { Logger } from "pino";
import type { Admission } from "./admission.ts";
import type { BackgroundRuns } from "./background/runs.ts";
import type { Configuration } from "./configuration/configuration.ts";
import type { Caller, KeyRing } from "./keys.ts";
import type { Metrics } from "./metrics.ts";
import type { ProviderRegistry } from "./providers/registry.ts";
import type { Store } from "./store/open.ts";

/** What the routes work with. */
export interface Services {
  readonly configuration: Configuration;
  readonly store: Store;
  readonly keys: KeyRing;
  readonly providers: ProviderRegistry;
  readonly engine: Engine;
  readonly admission: Admission;
  readonly background: BackgroundRuns;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** The running requests: all are aborted when the server may wait no longer. */
  readonly running: Set<AbortController>;
}

/** Who a request is from, known before its body is read. */
export interface Authenticated {
  readonly caller: Caller;
  /** The caller's own provider key. */
  readonly providerKey: string | undefined;
}

declare module "fastify" {
  interface FastifyRequest {
    authenticated: Authenticated | undefined;
    /** The session that the request names or began, for the answer's header; errors have it too. */
    sessionId: string | undefined;
  }
}
