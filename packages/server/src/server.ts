import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createEngine, type Engine, type EngineInput, Fault } from "@sequrity/engine";
import type { FastifyInstance } from "fastify";
import { Admission } from "./admission.ts";
import { createApplication } from "./application.ts";
import { BackgroundRuns } from "./background/runs.ts";
import type { Configuration } from "./configuration/configuration.ts";
import { loggedError } from "./errors.ts";
import { apiKeyPrefix, KeyRing } from "./keys.ts";
import { createLog } from "./log.ts";
import { meteredEngine } from "./metered-engine.ts";
import { Metrics } from "./metrics.ts";
import { ProviderRegistry } from "./providers/registry.ts";
import type { Services } from "./services.ts";
import { openStore, type Store } from "./store/open.ts";

export interface ServerOptions {
  readonly configuration: Configuration;
  /** Where log lines go instead of standard error. */
  readonly logDestination?: { write(line: string): void };
  /** What answers the turns; default: the engine. */
  readonly createEngine?: (input: EngineInput) => Engine;
}

export interface RunningServer {
  /** Such as `http://127.0.0.1:8787`. */
  readonly url: string;
  /** The keys of this server's store. */
  readonly keys: KeyRing;
  /**
   * Stops: not ready at once, running requests and streams finish (those that take longer than the grace are aborted),
   * then all sockets and the store are closed. A second call waits for the same end.
   */
  close(): Promise<void>;
}

const sweepEveryMs = 10 * 60_000;
const renewEveryMs = 15_000;
const keepUpEveryMs = 5_000;

/**
 * Starts the server and resolves when it listens.
 *
 * @throws {StoreError} when the store cannot be opened, {ConfigurationError} when a file of recordings cannot be read,
 *   and Node's own error when the port is taken
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { configuration } = options;
  const log = createLog(configuration.logLevel, options.logDestination);
  const providers = new ProviderRegistry(configuration, log);
  const store = await openStore({
    path: configuration.database,
    ...(configuration.encryptionKey === undefined ? {} : { encryptionKey: configuration.encryptionKey }),
  });
  const keys = new KeyRing(store.apiKeys);
  const admission = new Admission(configuration.limits);
  const metrics = new Metrics(() => admission.inFlight);
  const answering = (options.createEngine ?? createEngine)({
    store: store.sessions,
    providers: providers.find,
    now: Date.now,
    randomUUID,
    randomValue: Math.random,
    logger: {
      info: (facts, message) => log.info(facts, message),
      warn: (facts, message) => log.warn(facts, message),
    },
    sessionLifetimeMs: configuration.sessionLifetimeMs,
    toolCallIds: configuration.toolCallIds,
  });
  const engine = meteredEngine(answering, metrics);
  const shared = {
    configuration,
    store,
    providers,
    engine,
    admission,
    metrics,
    log,
    running: new Set<AbortController>(),
  };
  const services: Services = { ...shared, keys, background: new BackgroundRuns(shared) };
  const application = createApplication(services);
  try {
    await bootstrap(services);
    await application.listen({ host: configuration.host, port: configuration.port });
  } catch (error) {
    await application.close();
    await providers.close();
    await store.close();
    throw error;
  }
  for (const name of providers.names) {
    if (providers.isRecorded(name))
      log.warn({ provider: name }, "this provider replays recordings: it asks no model");
  }
  const timers = [
    every(sweepEveryMs, services, () => store.sweep()),
    every(renewEveryMs, services, () => store.renewHolds()),
    every(keepUpEveryMs, services, () => services.background.keepUp()),
  ];
  // What cannot be taken up now is tried again with the timer: the server is there all the same.
  await services.background.keepUp().catch((error: unknown) => {
    log.error({ error: loggedError(error) }, "responses in the background could not be taken up");
  });
  let closed: Promise<void> | undefined;
  return {
    url: urlOf(application, configuration.host),
    keys,
    close() {
      closed ??= stop(application, services, engine, store, timers);
      return closed;
    },
  };
}

async function bootstrap({ configuration, keys, log }: Services): Promise<void> {
  const key = configuration.bootstrapKey;
  if (key === undefined) return;
  const added = await keys.ensure(key, { name: "bootstrap" });
  if (added) log.info("the bootstrap key was added");
  if (!key.startsWith(apiKeyPrefix)) {
    log.warn(
      `the bootstrap key does not begin with ${apiKeyPrefix}: but for messages, clients that send it as x-api-key are not known by it`,
    );
  }
}

function every(milliseconds: number, { log }: Services, run: () => Promise<unknown>): NodeJS.Timeout {
  return setInterval(() => {
    run().catch((error: unknown) => {
      log.error({ type: error instanceof Error ? error.name : typeof error }, "housekeeping failed");
    });
  }, milliseconds).unref();
}

async function stop(
  application: FastifyInstance,
  services: Services,
  engine: Engine,
  store: Store,
  timers: readonly NodeJS.Timeout[],
): Promise<void> {
  const { admission, configuration, log, providers, running } = services;
  admission.drain();
  log.info({ inFlight: admission.inFlight }, "stopping");
  const grace = setTimeout(() => {
    log.warn({ inFlight: running.size }, "the grace is over: aborting what still runs");
    for (const abort of running)
      abort.abort(new Fault("overloaded", "The server is stopping.", { retryAfterSeconds: 2 }));
  }, configuration.limits.shutdownGraceMs);
  await admission.empty();
  clearTimeout(grace);
  const closing = application.close();
  application.server.closeIdleConnections();
  // Answers that are still on their way out get a moment; what stays open after it is cut.
  const cut = setTimeout(() => application.server.closeAllConnections(), 1000);
  await closing;
  clearTimeout(cut);
  for (const timer of timers) clearInterval(timer);
  await engine.drain();
  await providers.close();
  await store.close();
  log.info("stopped");
}

function urlOf(application: FastifyInstance, host: string): string {
  const address: AddressInfo | string | null = application.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
