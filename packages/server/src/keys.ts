import { createHash, randomBytes, randomUUID } from "node:crypto";
import { Fault, type JsonObject, type JsonValue } from "@sequrity/engine";
import {
  type BaseConfig,
  type HeaderResult,
  type OperatorTrust,
  parseConfigHeader,
  parseFeaturesHeader,
  parsePolicyHeader,
} from "@sequrity/wire";
import { arrayAt, booleanAt, isObject, own } from "./json-fields.ts";
import { writeJsonText } from "./json-text.ts";
import { policyFindings } from "./policy-findings.ts";
import type { ApiKeys, StoredApiKey } from "./store/api-keys.ts";

/** API keys: 256 random bits behind a prefix, stored as their SHA-256. */

/** With it a key is known as ours wherever a client sends it: Anthropic's clients send our key as `x-api-key`. */
export const apiKeyPrefix = "sk-seq-";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 62^43 > 2^256 */
const keyCharacters = 43;

/** A key as whoever administers the server sees it. */
export interface ApiKeyInfo {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

export interface NewApiKey {
  readonly name: string;
  /** The texts of the three config headers that the key stands for. */
  readonly features?: string;
  readonly policy?: string;
  readonly config?: string;
  readonly trust?: Partial<OperatorTrust>;
}

/** Whom a request comes from. */
export interface Caller {
  readonly keyId: string;
  readonly keyName: string;
  readonly base: BaseConfig;
}

/** A base config that a key cannot have. */
export class BaseConfigError extends Error {
  override readonly name = "BaseConfigError";
  readonly findings: readonly string[];

  constructor(findings: readonly string[]) {
    super(findings.join("\n"));
    this.findings = findings;
  }
}

export class KeyRing {
  readonly #keys: ApiKeys;
  readonly #now: () => number;

  constructor(keys: ApiKeys, now: () => number = Date.now) {
    this.#keys = keys;
    this.#now = now;
  }

  /**
   * Creates a key. The secret is in the answer and nowhere else.
   *
   * @throws {BaseConfigError} when a header of the base config does not read as one
   */
  async create(input: NewApiKey): Promise<{ readonly key: ApiKeyInfo; readonly secret: string }> {
    const secret = newSecret();
    const stored = await this.#newKey(secret, input);
    await this.#keys.add(stored);
    return { key: infoOf(stored), secret };
  }

  /** Adds a key with a given secret, if it is not there; returns whether it was added. A revoked key stays revoked. */
  async ensure(secret: string, input: NewApiKey): Promise<boolean> {
    return await this.#keys.add(await this.#newKey(secret, input));
  }

  async list(): Promise<readonly ApiKeyInfo[]> {
    return (await this.#keys.list()).map(infoOf);
  }

  /** Revokes a key for good; false when there is no such key or it is revoked. */
  revoke(id: string): Promise<boolean> {
    return this.#keys.revoke(id, this.#now());
  }

  /** Whose key it is; undefined for a key that is unknown or revoked. */
  async callerOf(secret: string): Promise<Caller | undefined> {
    const stored = await this.#keys.findByHash(hashOf(secret));
    if (stored === undefined || stored.revokedAt !== null) return undefined;
    return { keyId: stored.id, keyName: stored.name, base: readBaseConfig(stored.baseConfig) };
  }

  async #newKey(secret: string, input: NewApiKey): Promise<StoredApiKey> {
    const baseConfig: JsonObject = {
      ...(input.features === undefined ? {} : { features: input.features }),
      ...(input.policy === undefined ? {} : { policy: input.policy }),
      ...(input.config === undefined ? {} : { config: input.config }),
      ...(input.trust === undefined ? {} : { trust: { ...input.trust } }),
    };
    const { policy } = readBaseConfig(baseConfig);
    const findings = policy === undefined ? [] : await policyFindings(policy);
    if (findings.length > 0) throw new BaseConfigError(findings);
    return {
      id: `key_${randomUUID().replaceAll("-", "")}`,
      name: input.name,
      hash: hashOf(secret),
      baseConfig,
      createdAt: this.#now(),
      revokedAt: null,
    };
  }
}

/** The credentials in a request's headers. */
export interface Credentials {
  /** Our key. */
  readonly apiKey: string;
  /** The caller's own provider key. */
  readonly providerKey?: string;
}

/**
 * Reads the credentials: `Authorization: Bearer`, or without it an `x-api-key` with our prefix. On Anthropic's API, whose
 * clients send their key so, any `x-api-key` without an `Authorization` is meant to be ours.
 * INVARIANT: a key with our prefix is never taken for a provider's, so it never goes upstream.
 *
 * @throws {Fault} `not_authenticated`
 */
export function readCredentials(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  api?: "anthropic",
): Credentials {
  const authorization = single(headers.authorization);
  const xApiKey = single(headers["x-api-key"])?.trim();
  if (authorization === undefined) {
    const ours = api === "anthropic" ? xApiKey !== "" : xApiKey?.startsWith(apiKeyPrefix);
    if (xApiKey !== undefined && ours) return { apiKey: xApiKey };
    throw new Fault("not_authenticated", "An API key is needed: send it as 'Authorization: Bearer <key>'.");
  }
  const apiKey = /^Bearer +(\S+)\s*$/i.exec(authorization)?.[1];
  if (apiKey === undefined) {
    throw new Fault("not_authenticated", "The Authorization header must read 'Bearer <key>'.");
  }
  const providerKey =
    xApiKey === undefined || xApiKey === "" || xApiKey.startsWith(apiKeyPrefix) ? undefined : xApiKey;
  // A key of ours without the prefix (a bootstrap key) sent in both places is not a provider's either.
  return providerKey === undefined || providerKey === apiKey ? { apiKey } : { apiKey, providerKey };
}

/** A new secret: 256 bits and more, uniformly drawn. */
function newSecret(): string {
  let text = apiKeyPrefix;
  while (text.length < apiKeyPrefix.length + keyCharacters) {
    for (const byte of randomBytes(keyCharacters)) {
      // 248 is the largest multiple of 62 in a byte; the rest is drawn again, so that no character is likelier.
      if (byte < 248 && text.length < apiKeyPrefix.length + keyCharacters) text += alphabet[byte % 62] ?? "";
    }
  }
  return text;
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function infoOf(key: StoredApiKey): ApiKeyInfo {
  return { id: key.id, name: key.name, createdAt: key.createdAt, revokedAt: key.revokedAt };
}

/**
 * The base config out of its stored form: the texts of the headers, and the trust.
 *
 * @throws {BaseConfigError}
 */
export function readBaseConfig(stored: JsonObject): BaseConfig {
  const findings: string[] = [];
  const features = header(stored, "features", parseFeaturesHeader, findings);
  const policy = header(stored, "policy", parsePolicyHeader, findings);
  const config = header(stored, "config", parseConfigHeader, findings);
  if (findings.length > 0) throw new BaseConfigError(findings);
  const trust = own(stored, "trust");
  return {
    ...(features === undefined ? {} : { features }),
    ...(policy === undefined ? {} : { policy }),
    ...(config === undefined ? {} : { config }),
    ...(isObject(trust) ? { trust: readTrust(trust) } : {}),
  };
}

function header<T>(
  stored: JsonObject,
  name: string,
  parse: (text: string) => HeaderResult<T>,
  findings: string[],
): T | undefined {
  const given = own(stored, name);
  if (given === undefined) return undefined;
  const parsed = parse(typeof given === "string" ? given : writeJsonText(given));
  if (parsed.ok) return parsed.value;
  findings.push(...parsed.errors.map((error) => `${name}: ${error}`));
  return undefined;
}

/** What the operator trusts a key's requests with; a field that is no list of texts trusts nothing. */
export function readTrust(trust: JsonObject): Partial<OperatorTrust> {
  const labellingTools = texts(arrayAt(trust, "labellingTools"));
  const readOnlyTools = texts(arrayAt(trust, "readOnlyTools"));
  const mcpServers = texts(arrayAt(trust, "mcpServers"));
  const trustWrappedResults = booleanAt(trust, "trustWrappedResults");
  return {
    ...(labellingTools === undefined ? {} : { labellingTools }),
    ...(readOnlyTools === undefined ? {} : { readOnlyTools }),
    ...(mcpServers === undefined ? {} : { mcpServers }),
    ...(trustWrappedResults === undefined ? {} : { trustWrappedResults }),
  };
}

function texts(list: readonly JsonValue[] | undefined): readonly string[] | undefined {
  return list?.filter((one) => typeof one === "string");
}
