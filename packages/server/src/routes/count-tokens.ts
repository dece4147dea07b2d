import { Fault } from "@sequrity/engine";
import { CountTokensRequestSchema, countTokensAnswer, validateCountTokensRequest } from "@sequrity/wire";
import type { FastifyReply, FastifyRequest } from "fastify";
import {
  countedFields,
  providerToolsOf,
  readMessagesConversation,
  readToolChoice,
  refuseProvidersOwn,
} from "../apis/messages.ts";
import type { Services } from "../services.ts";
import { anthropicHeaders } from "./anthropic-headers.ts";
import { modelNames } from "./model-names.ts";
import { type Route, readJsonBody, sendJson } from "./route.ts";
import { readTurnSetting } from "./turn-setting.ts";

/** `POST …/v1/messages/count_tokens`: the provider's own count, where it has one. */
export function countTokens(path: string): Route {
  return {
    method: "POST",
    path,
    what: "count the tokens of a message (providers of Anthropic's API)",
    authenticated: true,
    takes: { body: { name: "CountTokensRequest", schema: CountTokensRequestSchema }, turn: true },
    answer,
  };
}

async function answer(request: FastifyRequest, reply: FastifyReply, services: Services): Promise<unknown> {
  const body = validateCountTokensRequest(readJsonBody(request));
  if (!body.ok) {
    throw new Fault("invalid_request", body.message, body.param === "" ? {} : { param: body.param });
  }
  const setting = readTurnSetting(request, services, "messages", body.value.model);
  const counter = services.providers.counterOf(setting.provider);
  if (counter === undefined) {
    throw new Fault("unsupported", `count_tokens: provider '${setting.provider}' does not count tokens.`);
  }
  refuseProvidersOwn(body.value);
  const reading = { upstream: "messages" } as const;
  const { messages, model, tools } = readMessagesConversation(body.value, reading);
  const ofProvider = providerToolsOf(body.value, reading);
  const choice = readToolChoice(body.value.tool_choice);
  const headers = anthropicHeaders(request);
  const admitted = services.admission.enter(setting.keyId);
  const abort = new AbortController();
  services.running.add(abort);
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) abort.abort(new Fault("aborted", "The client went away."));
  });
  try {
    const count = await counter.countTokens(
      // Of `planning,quarantined` the first reads the conversation.
      {
        model: modelNames(model)[0],
        messages,
        tools,
        ...(choice === undefined ? {} : { toolChoice: choice }),
        settings: {},
        extra: {
          api: "messages",
          fields: {
            ...countedFields(body.value),
            ...(ofProvider.length === 0 ? {} : { tools: ofProvider }),
          },
          ...(headers === undefined ? {} : { headers }),
        },
      },
      {
        signal: abort.signal,
        ...(setting.providerKey === undefined ? {} : { apiKey: setting.providerKey }),
      },
    );
    return sendJson(reply, countTokensAnswer(count));
  } finally {
    services.running.delete(abort);
    admitted.leave();
  }
}
