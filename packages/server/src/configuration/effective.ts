import type { JsonObject } from "@sequrity/engine";
import type { Configuration, ProviderConfiguration } from "./configuration.ts";

const hidden = "[hidden]";

/** The configuration as it may be shown: in the file's own terms, secrets hidden. */
export function effectiveConfiguration(configuration: Configuration): JsonObject {
  const { limits, upstream, trust } = configuration;
  return {
    host: configuration.host,
    port: configuration.port,
    database: configuration.database,
    encryption_key: configuration.encryptionKey === undefined ? null : hidden,
    bootstrap_key: configuration.bootstrapKey === undefined ? null : hidden,
    log_level: configuration.logLevel,
    default_provider: configuration.defaultProvider ?? null,
    models: configuration.models ?? null,
    providers: Object.fromEntries(
      configuration.providers.map((provider) => [provider.name, effectiveProvider(provider)]),
    ),
    trust: {
      labelling_tools: trust.labellingTools ?? [],
      read_only_tools: trust.readOnlyTools ?? [],
      mcp_servers: trust.mcpServers ?? [],
      trust_wrapped_results: trust.trustWrappedResults ?? false,
    },
    limits: {
      body_bytes_max: limits.bodyBytesMax,
      in_flight_max: limits.inFlightMax,
      in_flight_per_key_max: limits.inFlightPerKeyMax,
      requests_per_minute_per_key: limits.requestsPerMinutePerKey,
      tokens_per_minute_per_key: limits.tokensPerMinutePerKey,
      shutdown_grace_ms: limits.shutdownGraceMs,
      keep_alive_ms: limits.keepAliveMs,
    },
    upstream: {
      retries_max: upstream.retriesMax,
      connect_ms: upstream.connectMs,
      first_byte_ms: upstream.firstByteMs,
      idle_ms: upstream.idleMs,
      backoff_first_ms: upstream.backoffFirstMs,
    },
    session_lifetime_hours: configuration.sessionLifetimeMs / (60 * 60 * 1000),
    tool_call_ids: configuration.toolCallIds,
  };
}

function effectiveProvider(provider: ProviderConfiguration): JsonObject {
  if (provider.kind === "recorded") return { kind: provider.kind, file: provider.file };
  return {
    kind: provider.kind,
    base_url: withoutPassword(provider.baseUrl),
    api_key: provider.apiKey === undefined ? null : hidden,
    ...(provider.apiVersion === undefined ? {} : { api_version: provider.apiVersion }),
    models: provider.models ?? null,
  };
}

function withoutPassword(text: string): string {
  const url = new URL(text);
  if (url.password === "" && url.username === "") return text;
  url.username = "";
  url.password = "";
  return url.toString();
}
