import { type ConfigFields, FineGrainedConfigHeader } from "./headers/config.ts";
import { type FeaturesFields, FeaturesHeader } from "./headers/features.ts";
import { type HeaderFields, headerText, mergeFields } from "./headers/header-text.ts";
import { type PolicyFields, SecurityPolicyHeader } from "./headers/policy.ts";

/** What a call of the SDK may set beside the body, and how that becomes a URL and headers. */

/** A provider by its name: one of those that every server knows, or what yours is configured to call its own. */
export type Provider =
  | "openai"
  | "openrouter"
  | "anthropic"
  | "sequrity_azure"
  | "llama"
  | (string & Record<never, never>);
/** The preset of a session's configuration, and a part of the URL. */
export type EndpointType = "chat" | "code" | "agent" | "lang-graph";

/**
 * Settings of a client, each of which a call may set anew. In a call, a field left out takes the client's; null clears
 * it, so that the server's own default holds.
 */
export interface ControlSettings {
  /** Where the model runs; without it the server's default for the API. */
  readonly provider?: Provider | null | undefined;
  /** Your own key for the provider, sent as `X-Api-Key`. */
  readonly llmApiKey?: string | null | undefined;
  readonly features?: FeaturesHeader | FeaturesFields | null | undefined;
  readonly securityPolicy?: SecurityPolicyHeader | PolicyFields | null | undefined;
  readonly fineGrainedConfig?: FineGrainedConfigHeader | ConfigFields | null | undefined;
  /** The preset of the session config; `chat` when none is given. */
  readonly endpointType?: EndpointType | null | undefined;
  /** The session to continue; null begins a new one. Left out, it follows the conversation. */
  readonly sessionId?: string | null | undefined;
}

/** What a call may set that begins no turn: one for stored objects. */
export interface StoredOptions {
  readonly provider?: Provider | null | undefined;
  readonly endpointType?: EndpointType | null | undefined;
  readonly llmApiKey?: string | null | undefined;
  /** Further headers. They win over those that the SDK sets. */
  readonly customHeaders?: Readonly<Record<string, string>> | null | undefined;
  /** Milliseconds to wait for the answer to begin. */
  readonly timeout?: number | undefined;
  /** Aborts the request, and the stream that it answers with. */
  readonly signal?: AbortSignal | null | undefined;
}

/** The settings of one call. A field left out takes the client's default, `null` clears it. */
export interface RequestOptions extends ControlSettings, StoredOptions {
  /** Merged deeply into the JSON of `X-Features`, and not checked here. */
  readonly featureOverrides?: HeaderFields | null | undefined;
  /** Merged deeply into the JSON of `X-Policy`, and not checked here. */
  readonly policyOverrides?: HeaderFields | null | undefined;
  /** Merged deeply into the JSON of `X-Config`, and not checked here. */
  readonly configOverrides?: HeaderFields | null | undefined;
}

/** A call's field, else the client's; null is a field that was cleared. */
function chosen<T>(own: T | null | undefined, ofClient: T | null | undefined): T | undefined {
  return (own === undefined ? ofClient : own) ?? undefined;
}

/** The part of the URL between the server's base and the API's own path. */
export function endpointPath(options: ControlSettings, defaults: ControlSettings): string {
  const endpoint = chosen(options.endpointType, defaults.endpointType) ?? "chat";
  const provider = chosen(options.provider, defaults.provider);
  const parts = ["control", endpoint, ...(provider === undefined ? [] : [provider]), "v1"];
  return parts.map(encodeURIComponent).join("/");
}

/** The part of the URL before `generate`, which knows no endpoint type. */
export function policyGenerationPath(options: StoredOptions, defaults: ControlSettings): string {
  const provider = chosen(options.provider, defaults.provider);
  const parts = ["control", "policy-gen", ...(provider === undefined ? [] : [provider]), "v1"];
  return parts.map(encodeURIComponent).join("/");
}

/** The headers of a request that begins no turn. */
export function storedHeaders(options: StoredOptions, defaults: ControlSettings): Record<string, string> {
  const llmApiKey = chosen(options.llmApiKey, defaults.llmApiKey);
  return { ...(llmApiKey !== undefined && { "X-Api-Key": llmApiKey }), ...options.customHeaders };
}

/** A header's text from its fields and the overrides; undefined when there are neither. */
function overridden(fields: HeaderFields | undefined, overrides: HeaderFields | null | undefined) {
  if (fields === undefined && overrides == null) return undefined;
  return headerText(mergeFields(fields ?? {}, overrides ?? {}));
}

/**
 * The headers of a request, but for the session's.
 * @throws SequrityValidationError naming the field of a header that the server would refuse.
 */
export function controlHeaders(options: RequestOptions, defaults: ControlSettings): Record<string, string> {
  const features = chosen(options.features, defaults.features);
  const policy = chosen(options.securityPolicy, defaults.securityPolicy);
  const config = chosen(options.fineGrainedConfig, defaults.fineGrainedConfig);
  const featureFields =
    features && (features instanceof FeaturesHeader ? features : new FeaturesHeader(features)).fields;
  const policyFields =
    policy && (policy instanceof SecurityPolicyHeader ? policy : new SecurityPolicyHeader(policy)).fields;
  const configFields =
    config &&
    (config instanceof FineGrainedConfigHeader ? config : new FineGrainedConfigHeader(config)).fields;
  const given: Record<string, string | undefined> = {
    "X-Api-Key": chosen(options.llmApiKey, defaults.llmApiKey),
    "X-Features": overridden(featureFields, options.featureOverrides),
    "X-Policy": overridden(policyFields, options.policyOverrides),
    "X-Config": overridden(configFields, options.configOverrides),
  };
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) if (value !== undefined) headers[name] = value;
  return headers;
}
