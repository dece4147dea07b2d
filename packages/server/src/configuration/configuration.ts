import type { OperatorTrust, ToolCallIdForm } from "@sequrity/wire";

/** What the server is configured with, every field resolved. */
export interface Configuration {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** A file, or `:memory:`. */
  readonly database: string;
  readonly encryptionKey: Uint8Array | undefined;
  readonly bootstrapKey: string | undefined;
  readonly logLevel: LogLevel;
  readonly defaultProvider: string | undefined;
  /** Models that may be asked with a key of the server's; undefined: none were named. */
  readonly models: readonly string[] | undefined;
  readonly providers: readonly ProviderConfiguration[];
  readonly trust: Partial<OperatorTrust>;
  readonly limits: ServerLimits;
  readonly upstream: UpstreamConfiguration;
  readonly sessionLifetimeMs: number;
  /** How ids of new tool calls are written. */
  readonly toolCallIds: ToolCallIdForm;
}

export type LogLevel = (typeof logLevels)[number];
export const logLevels = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;

export const openAiApis = ["chat", "responses"] as const;
export type OpenAiApi = (typeof openAiApis)[number];

/** What a provider speaks: chat completions, those as Azure serves them, or Anthropic's Messages. */
export type ApiProviderKind = "openai-compatible" | "azure" | "anthropic";

export type ProviderConfiguration =
  | {
      readonly kind: ApiProviderKind;
      readonly name: string;
      readonly baseUrl: string;
      /** Azure: the version that goes with each request; without one the newest form of its URLs is used, which needs none. */
      readonly apiVersion: string | undefined;
      readonly apiKey: string | undefined;
      /** This provider's own allow list; undefined: the server's. */
      readonly models: readonly string[] | undefined;
      /** Which of OpenAI's APIs it speaks (Anthropic: none); requests that come by another are translated. */
      readonly apis: readonly OpenAiApi[];
    }
  | { readonly kind: "recorded"; readonly name: string; readonly file: string };

export interface ServerLimits {
  readonly bodyBytesMax: number;
  /** Requests that are answered at the same time; one more is refused with 503. */
  readonly inFlightMax: number;
  readonly inFlightPerKeyMax: number;
  /** 0: no limit. */
  readonly requestsPerMinutePerKey: number;
  /** Input and output tokens of all model calls; 0: no limit. */
  readonly tokensPerMinutePerKey: number;
  /** How long running requests may go on after the server was told to stop. */
  readonly shutdownGraceMs: number;
  /** An idle stream gets a comment line after so long. */
  readonly keepAliveMs: number;
}

export interface UpstreamConfiguration {
  readonly retriesMax: number;
  readonly connectMs: number;
  readonly firstByteMs: number;
  readonly idleMs: number;
  readonly backoffFirstMs: number;
}

export const defaultLimits: ServerLimits = {
  bodyBytesMax: 16 * 1024 * 1024,
  inFlightMax: 256,
  inFlightPerKeyMax: 64,
  requestsPerMinutePerKey: 0,
  tokensPerMinutePerKey: 0,
  shutdownGraceMs: 30_000,
  keepAliveMs: 10_000,
};

export const defaultUpstream: UpstreamConfiguration = {
  retriesMax: 2,
  connectMs: 10_000,
  firstByteMs: 600_000,
  idleMs: 120_000,
  backoffFirstMs: 500,
};

export const defaultSessionLifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** One thing wrong with a configuration: where (a path in the file, a flag, a variable) and what. */
export interface ConfigurationFinding {
  readonly at: string;
  readonly message: string;
}

/** A configuration that cannot be used, with all that is wrong with it. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  readonly findings: readonly ConfigurationFinding[];

  constructor(findings: readonly ConfigurationFinding[]) {
    super(findings.map((finding) => `${finding.at}: ${finding.message}`).join("\n"));
    this.findings = findings;
  }
}
