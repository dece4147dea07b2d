import { Fault, type TurnRequest } from "@sequrity/engine";
import { parseToolCallId } from "@sequrity/wire";
import type { FastifyRequest } from "fastify";
import { partFor, type UpstreamForm } from "../apis/opaque-parts.ts";
import { objectAt, stringAt } from "../json-fields.ts";
import type { Services } from "../services.ts";
import { broughtHeaders, readSessionConfig } from "../session-headers.ts";
import { endpointTypeOf, providerOf } from "./control.ts";
import { modelNames } from "./model-names.ts";
import { refuseSettings } from "./refused-settings.ts";
import { headerText } from "./route.ts";

/** What the path, the headers and the key say about a turn: all but its body. */
export type TurnSetting = Pick<
  TurnRequest,
  "api" | "keyId" | "sessionId" | "config" | "brought" | "provider" | "providerKey"
>;
/** What an API's body says about it. */
export type TurnBody = Omit<TurnRequest, keyof TurnSetting>;

/**
 * Reads a turn's setting, and refuses models that the caller may not ask.
 *
 * @throws {Fault} for a path, headers or a model that cannot be
 */
export function readTurnSetting(
  request: FastifyRequest,
  { configuration, providers }: Services,
  api: TurnRequest["api"],
  model: string,
): TurnSetting {
  const { authenticated } = request;
  if (authenticated === undefined) throw new Fault("not_authenticated", "An API key is needed.");
  const { caller, providerKey } = authenticated;
  const endpointType = endpointTypeOf(request);
  const provider = providers.named(providerOf(request), api).name;
  const headers = {
    features: headerText(request, "x-features"),
    policy: headerText(request, "x-policy"),
    config: headerText(request, "x-config"),
  };
  const config = readSessionConfig(endpointType, caller.base, configuration.trust, headers);
  providers.allow(
    provider,
    [...modelNames(model), ...(config.fsm.pllm_candidate_models ?? [])],
    providerKey !== undefined,
  );
  const sessionId = headerText(request, "x-session-id");
  return {
    api,
    keyId: caller.keyId,
    ...(sessionId === undefined ? {} : { sessionId }),
    config,
    brought: broughtHeaders(headers),
    provider,
    ...(providerKey === undefined ? {} : { providerKey }),
  };
}

/**
 * The whole turn. A body is read in the architecture that it will run in: where the request does not say which, that of
 * its session.
 *
 * @param read reads the body for a provider of a form, or for none in dual-LLM
 */
export async function readTurn(
  setting: TurnSetting,
  services: Services,
  read: (upstream: UpstreamForm | undefined) => TurnBody,
): Promise<TurnRequest> {
  const form = services.providers.formOf(setting.provider, setting.api);
  const { architecture } = setting.config;
  const lacking = services.providers.lackingSettings(setting.provider, setting.api);
  const readIn = (kind: typeof architecture): TurnRequest => {
    const body = kind === "dual-llm" ? readForPlans(read, form) : readForModel(read, form);
    const { logprobs } = setting.config.llm.pllm;
    const answersSo = kind === "single-llm" && setting.api === "chat" && form === "chat";
    const turn: TurnRequest = {
      ...setting,
      ...body,
      passThrough: answersSo && logprobs !== null ? { ...body.passThrough, logprobs } : body.passThrough,
    };
    refuseSettings(turn, kind, lacking);
    return turn;
  };
  if (setting.brought?.features !== false) return readIn(architecture);
  const other = architecture === "dual-llm" ? "single-llm" : "dual-llm";
  let turn: TurnRequest;
  try {
    turn = readIn(architecture);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // What one architecture cannot read may belong to a session of the other.
    const otherwise = faultless(() => readIn(other));
    if (otherwise !== undefined && (await pinnedArchitecture(otherwise, services)) === other)
      return otherwise;
    throw error;
  }
  return (await pinnedArchitecture(turn, services)) === other ? readIn(other) : turn;
}

/** What a reader gives; undefined where it refuses. */
function faultless<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** The architecture of the session that a turn names; undefined when it names none. */
async function pinnedArchitecture(turn: TurnRequest, { store }: Services): Promise<string | undefined> {
  const sessionId = sessionOf(turn);
  if (sessionId === undefined) return undefined;
  return stringAt(objectAt(await store.sessions.pinnedOf(sessionId, turn.keyId), "config"), "architecture");
}

/**
 * A body for a turn whose planner does not see what the user attached.
 *
 * @throws {Fault} `unsupported` when the quarantined model's provider could not be sent it either
 */
function readForPlans(read: (upstream: UpstreamForm | undefined) => TurnBody, form: UpstreamForm): TurnBody {
  const body = read(undefined);
  const choice = body.toolChoice?.kind;
  if (choice === "required" || choice === "tool") {
    const reason = "in dual-llm a program decides which tools are called, so none can be demanded";
    throw new Fault("unsupported", `tool_choice: ${reason}; leave it out, or say 'auto' or 'none'.`, {
      param: "tool_choice",
    });
  }
  for (const [index, message] of body.messages.entries()) {
    for (const part of message.role === "user" ? message.content : []) {
      if (part.kind === "opaque" && part.media !== undefined) partFor(form, part.part, `messages[${index}]`);
    }
  }
  return body;
}

/**
 * A body for a turn that its model answers alone.
 *
 * @throws {Fault} `unsupported` for what only a program has a use for
 */
function readForModel(read: (upstream: UpstreamForm | undefined) => TurnBody, form: UpstreamForm): TurnBody {
  const body = read(form);
  const variables = Object.keys(body.contextVariables ?? {}).length > 0;
  const param =
    body.userProvidedProgram !== undefined ? "user_provided_program" : variables ? "context_vars" : undefined;
  if (param === undefined) return body;
  throw new Fault(
    "unsupported",
    `${param}: in single-llm there is no program; ask for dual-llm, or leave it out.`,
    {
      param,
    },
  );
}

/** The session that a turn names: by header, by the response before it, by its last tool result. */
export function sessionOf(turn: TurnRequest): string | undefined {
  const last = turn.messages.findLast((message) => message.role === "tool");
  const called = last?.role === "tool" ? parseToolCallId(last.callId)?.sessionId : undefined;
  return turn.sessionId ?? turn.previousSessionId ?? called;
}
