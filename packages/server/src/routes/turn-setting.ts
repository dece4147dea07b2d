import { Fault, type TurnRequest } from "@sequrity/engine";
import type { FastifyRequest } from "fastify";
import type { Services } from "../services.ts";
import { readSessionConfig } from "../session-headers.ts";
import { endpointTypeOf, providerOf } from "./control.ts";
import { headerText } from "./route.ts";

/** What the path, the headers and the key say about a turn: all but its body. */
export type TurnSetting = Pick<
  TurnRequest,
  "api" | "keyId" | "sessionId" | "config" | "provider" | "providerKey"
>;

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
  const config = readSessionConfig(endpointType, caller.base, configuration.trust, {
    features: headerText(request, "x-features"),
    policy: headerText(request, "x-policy"),
    config: headerText(request, "x-config"),
  });
  const models = model.split(",").map((name) => name.trim());
  providers.allow(
    provider,
    [...models, ...(config.fsm.pllm_candidate_models ?? [])],
    providerKey !== undefined,
  );
  const sessionId = headerText(request, "x-session-id");
  return {
    api,
    keyId: caller.keyId,
    ...(sessionId === undefined ? {} : { sessionId }),
    config,
    provider,
    ...(providerKey === undefined ? {} : { providerKey }),
  };
}
