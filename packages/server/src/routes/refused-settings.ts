import { Fault, type GenerationSettings, roleSettings, type TurnRequest } from "@sequrity/engine";
import type { Architecture, LlmRole } from "@sequrity/wire";
import { own } from "../json-fields.ts";
import type { ModelSetting } from "../providers/lacking-settings.ts";

/** Settings that nobody would heed are refused by name: an answer made without them is not what was asked for. */

/** The settings' names in the APIs and in `X-Config`. */
const names = {
  topK: "top_k",
  seed: "seed",
  frequencyPenalty: "frequency_penalty",
  presencePenalty: "presence_penalty",
  logitBias: "logit_bias",
  stop: "stop",
} as const satisfies Partial<Record<ModelSetting, string>>;
type GenerationSetting = keyof typeof names;
const generationSettings: readonly GenerationSetting[] = [
  "topK",
  "seed",
  "frequencyPenalty",
  "presencePenalty",
  "logitBias",
  "stop",
];

/** The roles that a request's models play. */
const roles: Readonly<Record<Architecture, readonly LlmRole[]>> = {
  "single-llm": ["pllm"],
  "dual-llm": ["pllm", "qllm", "policy_llm", "tool_result_error_detector_llm"],
};

/**
 * Refuses what the request or its config sets and its provider could not be sent.
 *
 * @param lacking settings that the provider's API has no field for
 * @throws {Fault} `unsupported`, naming the field
 */
export function refuseSettings(
  { settings, config, api, provider, passThrough }: TurnRequest,
  architecture: Architecture,
  lacking: ReadonlySet<ModelSetting>,
): void {
  const because = `provider '${provider}' has no such setting`;
  const ofBody = firstOf(settings, lacking);
  // A stop sequence is about an answer's text; a program's is not sent to a model.
  if (ofBody !== undefined && !(ofBody === "stop" && architecture === "dual-llm")) {
    throw refused(api === "messages" && ofBody === "stop" ? "stop_sequences" : names[ofBody], because);
  }
  if (
    lacking.has("verbosity") &&
    architecture === "single-llm" &&
    own(passThrough, "verbosity") !== undefined
  ) {
    throw refused("verbosity", because);
  }
  for (const role of roles[architecture]) {
    const found = firstOf(roleSettings({}, config.llm[role]), lacking);
    if (found !== undefined) throw refused(`X-Config.llm.${role}.${names[found]}`, because);
    if (config.llm[role].logprobs === true && own(passThrough, "logprobs") !== true) {
      const of = "only a single-llm chat completion over a provider of the same API has log probabilities";
      throw refused(`X-Config.llm.${role}.logprobs`, of);
    }
  }
}

/** The first setting that is lacking and would change something. */
function firstOf(
  settings: GenerationSettings,
  lacking: ReadonlySet<ModelSetting>,
): GenerationSetting | undefined {
  return generationSettings.find((name) => lacking.has(name) && says(name, settings[name]));
}

/** Whether a setting says anything: many clients send a penalty of zero, or an empty list. */
function says(name: GenerationSetting, value: GenerationSettings[GenerationSetting]): boolean {
  if (value === undefined) return false;
  if (typeof value === "object") return Object.keys(value).length > 0;
  return value !== 0 || name === "seed";
}

function refused(param: string, because: string): Fault {
  return new Fault("unsupported", `${param}: ${because}; leave it out.`, { param });
}
