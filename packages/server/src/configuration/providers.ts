import { resolve } from "node:path";
import type { JsonObject } from "@sequrity/engine";
import { isObject } from "../json-fields.ts";
import {
  type ApiProviderKind,
  type ConfigurationFinding,
  type OpenAiApi,
  openAiApis,
  type ProviderConfiguration,
} from "./configuration.ts";
import { Fields } from "./fields.ts";

/** Providers that are known by name; the file may change them and add others. */
interface KnownProvider {
  readonly name: string;
  readonly kind: ApiProviderKind;
  /** There without being configured: a caller may bring a key. */
  readonly baseUrl: string | undefined;
  readonly keyVariable: string;
  readonly urlVariable: string;
  readonly versionVariable?: string;
  readonly apis?: readonly OpenAiApi[];
}

export const knownProviders: readonly KnownProvider[] = [
  {
    name: "openai",
    kind: "openai-compatible",
    baseUrl: "https://api.openai.com/v1",
    keyVariable: "OPENAI_API_KEY",
    urlVariable: "OPENAI_BASE_URL",
    apis: openAiApis,
  },
  {
    name: "openrouter",
    kind: "openai-compatible",
    baseUrl: "https://openrouter.ai/api/v1",
    keyVariable: "OPENROUTER_API_KEY",
    urlVariable: "OPENROUTER_BASE_URL",
  },
  {
    name: "anthropic",
    kind: "anthropic",
    baseUrl: "https://api.anthropic.com",
    keyVariable: "ANTHROPIC_API_KEY",
    urlVariable: "ANTHROPIC_BASE_URL",
  },
  {
    name: "sequrity_azure",
    kind: "azure",
    baseUrl: undefined,
    keyVariable: "AZURE_OPENAI_API_KEY",
    urlVariable: "AZURE_OPENAI_ENDPOINT",
    versionVariable: "AZURE_OPENAI_API_VERSION",
    apis: openAiApis,
  },
  {
    name: "llama",
    kind: "openai-compatible",
    baseUrl: undefined,
    keyVariable: "LLAMA_API_KEY",
    urlVariable: "LLAMA_BASE_URL",
  },
];

/** Path segments after `/control/{endpoint_type}/` that are no providers. */
const taken: ReadonlySet<string> = new Set(["v1"]);

/** The providers of the file and the environment together; the environment's keys and addresses come first. */
export function readProviders(
  declared: JsonObject | undefined,
  environment: (name: string) => string | undefined,
  folder: string,
  findings: ConfigurationFinding[],
): readonly ProviderConfiguration[] {
  const providers: ProviderConfiguration[] = [];
  const names = new Set([...knownProviders.map((known) => known.name), ...Object.keys(declared ?? {})]);
  for (const name of names) {
    const at = `providers.${name}`;
    const known = knownProviders.find((one) => one.name === name);
    const value = declared !== undefined && Object.hasOwn(declared, name) ? (declared[name] ?? {}) : {};
    if (!isObject(value)) {
      findings.push({ at, message: "an object is expected" });
      continue;
    }
    if (!/^[a-z0-9_-]+$/.test(name) || taken.has(name)) {
      findings.push({ at, message: "a provider's name is of a-z, 0-9, _ and -, and not 'v1'" });
      continue;
    }
    const provider = readProvider(name, value, known, environment, folder, findings);
    if (provider !== undefined) providers.push(provider);
  }
  return providers;
}

function readProvider(
  name: string,
  value: JsonObject,
  known: KnownProvider | undefined,
  environment: (name: string) => string | undefined,
  folder: string,
  findings: ConfigurationFinding[],
): ProviderConfiguration | undefined {
  const at = `providers.${name}`;
  if (value.kind === "recorded") {
    const fields = new Fields(value, at, ["kind", "file"], findings);
    const file = fields.text("file");
    if (file === undefined) {
      findings.push({ at: `${at}.file`, message: "a recorded provider needs a file of recordings" });
      return undefined;
    }
    return { kind: "recorded", name, file: resolve(folder, file) };
  }
  const names = ["kind", "base_url", "api_key", "api_version", "models", "apis"];
  const fields = new Fields(value, at, names, findings);
  const kind = fields.oneOf("kind", ["openai-compatible", "azure", "anthropic", "recorded"]);
  const baseUrl =
    (known && environment(known.urlVariable)) ??
    fields.text("base_url") ??
    (known ? known.baseUrl : undefined);
  if (baseUrl === undefined) {
    // A known provider that nothing configures is simply not there.
    if (known !== undefined && Object.keys(value).length === 0) return undefined;
    findings.push({
      at,
      message: kind === undefined ? "needs 'kind' and 'base_url'" : "needs 'base_url'",
    });
    return undefined;
  }
  if (!isHttpUrl(baseUrl)) {
    findings.push({ at: `${at}.base_url`, message: "an http or https URL is expected" });
    return undefined;
  }
  const spoken = kind === undefined || kind === "recorded" ? (known?.kind ?? "openai-compatible") : kind;
  return {
    kind: spoken,
    apiVersion: (known?.versionVariable && environment(known.versionVariable)) ?? fields.text("api_version"),
    name,
    baseUrl,
    apiKey: (known && environment(known.keyVariable)) ?? fields.text("api_key"),
    models: fields.texts("models"),
    apis:
      spoken === "anthropic"
        ? []
        : (readApis(fields) ?? known?.apis ?? (spoken === "azure" ? openAiApis : ["chat"])),
  };
}

/** Which of OpenAI's APIs a provider is said to speak. */
function readApis(fields: Fields): readonly OpenAiApi[] | undefined {
  const words = fields.texts("apis");
  const apis = openAiApis.filter((api) => words?.includes(api) === true);
  if (words === undefined || (apis.length > 0 && apis.length === new Set(words).size)) {
    return words && apis;
  }
  return fields.note("apis", `a list of ${openAiApis.join(", ")} is expected`);
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
