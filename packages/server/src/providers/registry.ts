import { readFileSync } from "node:fs";
import { Fault, type ModelProvider, type TurnRequest } from "@sequrity/engine";
import { Agent } from "undici";
import type { UpstreamForm } from "../apis/opaque-parts.ts";
import {
  type Configuration,
  ConfigurationError,
  type ProviderConfiguration,
} from "../configuration/configuration.ts";
import { AnthropicProvider } from "./anthropic.ts";
import { azureEndpoint } from "./azure-endpoint.ts";
import { chatCallIds } from "./call-ids.ts";
import { lackingSettings, type ModelSetting } from "./lacking-settings.ts";
import { OpenAiCompatibleProvider, openAiEndpoint } from "./openai-compatible.ts";
import { OpenAiProvider, OpenAiResponsesProvider } from "./openai-responses.ts";
import { type RecordedLog, RecordedProvider } from "./recorded.ts";
import { RecordingError, readRecordings } from "./recordings.ts";
import { defaultUpstreamLimits } from "./upstream.ts";

/** Providers of which a caller needs a key, the server's or their own. */
const needKeys: ReadonlySet<string> = new Set(["openai", "openrouter", "anthropic", "sequrity_azure"]);
/** Which provider answers when neither the request nor the configuration names one: the first that is there. */
const preferred = {
  chat: ["openrouter", "openai"],
  responses: ["openai", "openrouter"],
  messages: ["anthropic", "openrouter", "openai"],
} as const;

/** The configured providers, and who may ask which model of them. */
export class ProviderRegistry {
  readonly #configuration: Configuration;
  readonly #agent: Agent;
  readonly #providers = new Map<
    string,
    { readonly provider: ModelProvider; readonly of: ProviderConfiguration }
  >();

  /** @throws {ConfigurationError} when a file of recordings cannot be read */
  constructor(configuration: Configuration, log: RecordedLog) {
    this.#configuration = configuration;
    this.#agent = new Agent({
      connect: { timeout: configuration.upstream.connectMs },
      allowH2: false,
      maxHeaderSize: 64 * 1024,
    });
    for (const of of configuration.providers) {
      this.#providers.set(of.name, { provider: this.#build(of, log), of });
    }
  }

  readonly find = (name: string): ModelProvider | undefined => this.#providers.get(name)?.provider;

  get names(): readonly string[] {
    return [...this.#providers.keys()];
  }

  /**
   * The provider that a request means.
   *
   * @throws {Fault} `provider_missing`
   */
  named(name: string | undefined, api: TurnRequest["api"] = "chat"): ModelProvider {
    const chosen = name ?? this.#configuration.defaultProvider ?? this.#first(api);
    const found = chosen === undefined ? undefined : this.find(chosen);
    if (found !== undefined) return found;
    throw new Fault(
      "provider_missing",
      chosen === undefined
        ? "No provider is configured."
        : `Provider '${chosen}' is not configured; there are ${this.names.join(", ")}.`,
    );
  }

  /** The form in which a provider is asked for a request that came by an API. */
  formOf(name: string, api: TurnRequest["api"]): UpstreamForm {
    const of = this.#providers.get(name)?.of;
    if (of?.kind === "anthropic") return "messages";
    if (of === undefined || of.kind === "recorded") return "chat";
    const responses = of.apis.includes("responses") && (api === "responses" || !of.apis.includes("chat"));
    return responses ? "responses" : "chat";
  }

  /** Settings that the API of a provider has no field for, asked as `formOf` says. */
  lackingSettings(name: string, api: TurnRequest["api"]): ReadonlySet<ModelSetting> {
    const of = this.#providers.get(name)?.of;
    if (of === undefined || of.kind === "recorded") return new Set();
    const form = this.formOf(name, api);
    return lackingSettings[form === "chat" && isOpenAis(of) ? "openai" : form];
  }

  /** The provider, when it counts tokens; undefined otherwise. */
  counterOf(name: string): AnthropicProvider | undefined {
    const provider = this.#providers.get(name)?.provider;
    return provider instanceof AnthropicProvider ? provider : undefined;
  }

  isRecorded(name: string): boolean {
    return this.#providers.get(name)?.of.kind === "recorded";
  }

  /** Models that may be asked with the server's key; undefined when nothing says which. */
  allowedModels(name: string): readonly string[] | undefined {
    const of = this.#providers.get(name)?.of;
    return of === undefined || of.kind === "recorded" ? undefined : (of.models ?? this.#configuration.models);
  }

  /**
   * Refuses models that may not be asked with the server's key.
   * INVARIANT: without a list no model may, so that a forgotten setting does not hand the key to everyone.
   *
   * @throws {Fault} `not_allowed`
   */
  allow(name: string, models: readonly string[], ownKey: boolean): void {
    const of = this.#providers.get(name)?.of;
    if (of === undefined || of.kind === "recorded" || ownKey) return;
    if (of.apiKey === undefined) {
      if (!needKeys.has(name)) return;
      throw new Fault(
        "not_allowed",
        `The server has no key for provider '${name}': send your own in the header X-Api-Key.`,
      );
    }
    const allowed = of.models ?? this.#configuration.models;
    if (allowed === undefined) {
      throw new Fault(
        "not_allowed",
        `No model may be asked with the server's key for provider '${name}' until SEQURITY_MODELS (or 'models' in the ` +
          "configuration) lists those that may; or send your own key in the header X-Api-Key.",
      );
    }
    const refused = models.find((model) => !allowed.includes(model));
    if (refused === undefined) return;
    throw new Fault(
      "not_allowed",
      `Model '${refused}' may not be asked with the server's key for provider '${name}'; allowed: ${allowed.join(", ")}.`,
      { param: "model" },
    );
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #first(api: TurnRequest["api"]): string | undefined {
    return preferred[api].find((name) => this.#providers.has(name)) ?? this.names[0];
  }

  #build(of: ProviderConfiguration, log: RecordedLog): ModelProvider {
    if (of.kind === "recorded") return new RecordedProvider(of.name, loadRecordings(of.name, of.file), log);
    const { retriesMax, firstByteMs, idleMs, backoffFirstMs } = this.#configuration.upstream;
    const shared = {
      name: of.name,
      ...(of.apiKey === undefined ? {} : { apiKey: of.apiKey }),
      needsKey: needKeys.has(of.name),
      limits: { ...defaultUpstreamLimits, retriesMax, firstByteMs, idleMs, backoffFirstMs },
      agent: this.#agent,
    };
    if (of.kind === "anthropic") return new AnthropicProvider({ ...shared, baseUrl: of.baseUrl });
    const endpoint =
      of.kind === "azure" ? azureEndpoint(of.baseUrl, of.apiVersion) : openAiEndpoint(of.baseUrl);
    const responses = new OpenAiResponsesProvider({ ...shared, endpoint });
    if (!of.apis.includes("chat")) return responses;
    const isOpenAi = isOpenAis(of);
    const chat = new OpenAiCompatibleProvider({
      ...shared,
      endpoint,
      dialect: {
        developerRole: isOpenAi,
        maxTokensField: isOpenAi ? "max_completion_tokens" : "max_tokens",
        customTools: isOpenAi,
        ...(isOpenAi && { callIds: chatCallIds }),
      },
    });
    return of.apis.includes("responses") ? new OpenAiProvider(chat, responses) : chat;
  }
}

/** OpenAI's own servers take what its API documents; others what most of them do. */
function isOpenAis({ name, kind }: ProviderConfiguration): boolean {
  return name === "openai" || kind === "azure";
}

function loadRecordings(name: string, file: string) {
  const at = `providers.${name}.file`;
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    throw new ConfigurationError([{ at, message: `the recordings cannot be read (${reason})` }]);
  }
  try {
    return readRecordings(text);
  } catch (error) {
    if (error instanceof RecordingError) throw new ConfigurationError([{ at, message: error.message }]);
    throw error;
  }
}
