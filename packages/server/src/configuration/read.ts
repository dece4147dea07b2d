import type { JsonObject, JsonValue } from "@sequrity/engine";
import { toolCallIdForms } from "@sequrity/wire";
import { parseDocument } from "yaml";
import { isArray, isObject } from "../json-fields.ts";
import {
  type Configuration,
  ConfigurationError,
  type ConfigurationFinding,
  defaultLimits,
  defaultSessionLifetimeMs,
  defaultUpstream,
  logLevels,
} from "./configuration.ts";
import { Fields, nearest, splitList } from "./fields.ts";
import { readProviders } from "./providers.ts";

/** Where a configuration comes from; the earlier field wins. */
export interface ConfigurationSources {
  readonly flags: { readonly host?: string; readonly port?: number; readonly database?: string };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The YAML file's text. */
  readonly file?: string;
  /** What relative paths in the file start from. */
  readonly folder: string;
}

const topLevel = [
  "host",
  "port",
  "database",
  "encryption_key",
  "bootstrap_key",
  "log_level",
  "default_provider",
  "models",
  "providers",
  "trust",
  "limits",
  "upstream",
  "session_lifetime_hours",
  "tool_call_ids",
] as const;

/**
 * Puts a configuration together: flags, then the environment, then the file, then defaults.
 *
 * @throws {ConfigurationError} with everything that is wrong
 */
export function readConfiguration(sources: ConfigurationSources): Configuration {
  const findings: ConfigurationFinding[] = [];
  const variable = (name: string): string | undefined => {
    const value = sources.environment[name];
    return value === "" ? undefined : value;
  };
  const root = new Fields(readFile(sources.file, variable, findings), "", topLevel, findings);

  const providers = readProviders(root.object("providers"), variable, sources.folder, findings);
  const defaultProvider = variable("SEQURITY_DEFAULT_PROVIDER") ?? root.text("default_provider");
  const names = providers.map((provider) => provider.name);
  if (defaultProvider !== undefined && !names.includes(defaultProvider)) {
    const near = nearest(defaultProvider, names);
    const hint = near === undefined ? `there are ${names.join(", ")}` : `did you mean '${near}'?`;
    findings.push({ at: "default_provider", message: `no provider is called '${defaultProvider}'; ${hint}` });
  }

  const logLevel = readLogLevel(variable("SEQURITY_LOG_LEVEL"), root, findings);
  const models = variable("SEQURITY_MODELS");
  const configuration: Configuration = {
    host: sources.flags.host ?? root.text("host") ?? "127.0.0.1",
    port: readPort(sources.flags.port ?? root.count("port") ?? 8787, findings),
    database: readDatabase(
      sources.flags.database ?? variable("DATABASE_URL") ?? root.text("database") ?? "sequrity.db",
      findings,
    ),
    encryptionKey: readEncryptionKey(
      variable("SEQURITY_ENCRYPTION_KEY") ?? root.text("encryption_key"),
      findings,
    ),
    bootstrapKey: readBootstrapKey(
      variable("SEQURITY_BOOTSTRAP_KEY") ?? root.text("bootstrap_key"),
      findings,
    ),
    logLevel,
    defaultProvider,
    models: models === undefined ? root.texts("models") : splitList(models),
    providers,
    trust: readTrust(root.object("trust") ?? {}, findings),
    limits: readLimits(root.object("limits") ?? {}, findings),
    upstream: readUpstream(root.object("upstream") ?? {}, findings),
    sessionLifetimeMs: hours(root.count("session_lifetime_hours", 1)) ?? defaultSessionLifetimeMs,
    toolCallIds: root.oneOf("tool_call_ids", toolCallIdForms) ?? "full",
  };
  if (findings.length > 0) throw new ConfigurationError(findings);
  return configuration;
}

function readFile(
  text: string | undefined,
  variable: (name: string) => string | undefined,
  findings: ConfigurationFinding[],
): JsonObject {
  if (text === undefined) return {};
  const document = parseDocument(text);
  for (const problem of document.errors) {
    const place = problem.linePos?.[0];
    const at = place === undefined ? "the file" : `line ${place.line}, column ${place.col}`;
    // The first line alone: the rest quotes the file, which may hold keys.
    findings.push({
      at,
      message: problem.message.split("\n")[0]?.replace(/ at line \d+.*$/, "") ?? "no YAML",
    });
  }
  if (document.errors.length > 0) return {};
  const value: JsonValue = document.toJS();
  if (value === null || value === undefined) return {};
  if (!isObject(value)) {
    findings.push({ at: "the file", message: "an object is expected" });
    return {};
  }
  const filled = fillIn(value, "", variable, findings);
  return isObject(filled) ? filled : {};
}

/** Puts the environment's values in the place of `${NAME}` and `${NAME:-default}`. */
function fillIn(
  value: JsonValue,
  at: string,
  variable: (name: string) => string | undefined,
  findings: ConfigurationFinding[],
): JsonValue {
  if (typeof value === "string") {
    return value.replace(
      /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g,
      (_whole, name: string, otherwise?: string) => {
        const found = variable(name) ?? otherwise;
        if (found === undefined) findings.push({ at, message: `the environment has no ${name}` });
        return found ?? "";
      },
    );
  }
  if (isArray(value)) return value.map((one, index) => fillIn(one, `${at}[${index}]`, variable, findings));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        fillIn(one, at === "" ? name : `${at}.${name}`, variable, findings),
      ]),
    );
  }
  return value;
}

function readLogLevel(
  fromEnvironment: string | undefined,
  root: Fields,
  findings: ConfigurationFinding[],
): Configuration["logLevel"] {
  if (fromEnvironment === undefined) return root.oneOf("log_level", logLevels) ?? "info";
  const found = logLevels.find((level) => level === fromEnvironment);
  if (found !== undefined) return found;
  findings.push({ at: "SEQURITY_LOG_LEVEL", message: `one of ${logLevels.join(", ")} is expected` });
  return "info";
}

function readPort(port: number, findings: ConfigurationFinding[]): number {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    findings.push({ at: "port", message: "an integer from 0 to 65535 is expected" });
  }
  return port;
}

function readDatabase(text: string, findings: ConfigurationFinding[]): string {
  if (/^postgres(ql)?:/i.test(text)) {
    findings.push({
      at: "database",
      message: "this build stores in SQLite: a file or ':memory:' is expected",
    });
  }
  return text.replace(/^(?:sqlite|file):(?:\/\/(?=\/|[^/]))?/i, "");
}

function readEncryptionKey(
  text: string | undefined,
  findings: ConfigurationFinding[],
): Uint8Array | undefined {
  if (text === undefined) return undefined;
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  findings.push({ at: "SEQURITY_ENCRYPTION_KEY", message: "32 bytes in hex (64 digits) are expected" });
  return undefined;
}

function readBootstrapKey(text: string | undefined, findings: ConfigurationFinding[]): string | undefined {
  if (text === undefined || /^[\x21-\x7e]{8,}$/.test(text)) return text;
  findings.push({
    at: "SEQURITY_BOOTSTRAP_KEY",
    message: "at least 8 characters without spaces are expected, best beginning with 'sk-seq-'",
  });
  return undefined;
}

function readTrust(value: JsonObject, findings: ConfigurationFinding[]): Configuration["trust"] {
  const known = ["labelling_tools", "read_only_tools", "mcp_servers", "trust_wrapped_results"];
  const fields = new Fields(value, "trust", known, findings);
  const labellingTools = fields.texts("labelling_tools");
  const readOnlyTools = fields.texts("read_only_tools");
  const mcpServers = fields.texts("mcp_servers");
  const trustWrappedResults = fields.flag("trust_wrapped_results");
  return {
    ...(labellingTools === undefined ? {} : { labellingTools }),
    ...(readOnlyTools === undefined ? {} : { readOnlyTools }),
    ...(mcpServers === undefined ? {} : { mcpServers }),
    ...(trustWrappedResults === undefined ? {} : { trustWrappedResults }),
  };
}

function readLimits(value: JsonObject, findings: ConfigurationFinding[]): Configuration["limits"] {
  const known = [
    "body_bytes_max",
    "in_flight_max",
    "in_flight_per_key_max",
    "requests_per_minute_per_key",
    "tokens_per_minute_per_key",
    "shutdown_grace_ms",
    "keep_alive_ms",
  ];
  const fields = new Fields(value, "limits", known, findings);
  return {
    bodyBytesMax: fields.count("body_bytes_max", 1024) ?? defaultLimits.bodyBytesMax,
    inFlightMax: fields.count("in_flight_max", 1) ?? defaultLimits.inFlightMax,
    inFlightPerKeyMax: fields.count("in_flight_per_key_max", 1) ?? defaultLimits.inFlightPerKeyMax,
    requestsPerMinutePerKey:
      fields.count("requests_per_minute_per_key") ?? defaultLimits.requestsPerMinutePerKey,
    tokensPerMinutePerKey: fields.count("tokens_per_minute_per_key") ?? defaultLimits.tokensPerMinutePerKey,
    shutdownGraceMs: fields.count("shutdown_grace_ms") ?? defaultLimits.shutdownGraceMs,
    keepAliveMs: fields.count("keep_alive_ms", 10) ?? defaultLimits.keepAliveMs,
  };
}

function readUpstream(value: JsonObject, findings: ConfigurationFinding[]): Configuration["upstream"] {
  const known = ["retries_max", "connect_ms", "first_byte_ms", "idle_ms", "backoff_first_ms"];
  const fields = new Fields(value, "upstream", known, findings);
  return {
    retriesMax: fields.count("retries_max") ?? defaultUpstream.retriesMax,
    connectMs: fields.count("connect_ms", 1) ?? defaultUpstream.connectMs,
    firstByteMs: fields.count("first_byte_ms", 1) ?? defaultUpstream.firstByteMs,
    idleMs: fields.count("idle_ms", 1) ?? defaultUpstream.idleMs,
    backoffFirstMs: fields.count("backoff_first_ms") ?? defaultUpstream.backoffFirstMs,
  };
}

function hours(count: number | undefined): number | undefined {
  return count === undefined ? undefined : count * 60 * 60 * 1000;
}
