import type { Usage } from "@sequrity/engine";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/**
 * What the process counts, for Prometheus. Labels are names of routes, providers and codes: never a key, a session or a
 * text of anybody's.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<"method" | "route" | "status">;
  readonly #seconds: Histogram<"method" | "route">;
  readonly #turns: Counter<"provider" | "architecture" | "outcome">;
  readonly #tokens: Counter<"provider" | "kind">;

  /** @param inFlight how many requests are being answered */
  constructor(inFlight: () => number) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry, prefix: "sequrity_" });
    this.#requests = new Counter({
      name: "sequrity_http_requests_total",
      help: "Requests answered, by route and status (499: the client went away).",
      labelNames: ["method", "route", "status"],
      registers,
    });
    this.#seconds = new Histogram({
      name: "sequrity_http_request_duration_seconds",
      help: "Time until a request's answer was sent, its whole stream included.",
      labelNames: ["method", "route"],
      buckets: [0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
      registers,
    });
    this.#turns = new Counter({
      name: "sequrity_turns_total",
      help: "Requests that an engine answered: with calls, with a final answer, or with an error's code.",
      labelNames: ["provider", "architecture", "outcome"],
      registers,
    });
    this.#tokens = new Counter({
      name: "sequrity_model_tokens_total",
      help: "Tokens of all model calls, by the providers' own count.",
      labelNames: ["provider", "kind"],
      registers,
    });
    new Gauge({
      name: "sequrity_requests_in_flight",
      help: "Requests that are being answered by an engine.",
      registers,
      collect() {
        this.set(inFlight());
      },
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All counts, in Prometheus' text form. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  answered(method: string, route: string, status: number, milliseconds: number): void {
    this.#requests.inc({ method, route, status });
    this.#seconds.observe({ method, route }, milliseconds / 1000);
  }

  turn(provider: string, architecture: string, outcome: string): void {
    this.#turns.inc({ provider, architecture, outcome });
  }

  tokens(provider: string, usage: Usage): void {
    this.#tokens.inc({ provider, kind: "input" }, usage.inputTokens);
    this.#tokens.inc({ provider, kind: "output" }, usage.outputTokens);
    this.#tokens.inc({ provider, kind: "cached" }, usage.cachedTokens);
    this.#tokens.inc({ provider, kind: "reasoning" }, usage.reasoningTokens);
  }
}
