import { Fault } from "@sequrity/engine";
import { MessagesRequestSchema, validateMessagesRequest } from "@sequrity/wire";
import type { FastifyReply, FastifyRequest } from "fastify";
import { readMessagesTurn } from "../apis/messages.ts";
import { MessagesTurnAnswer } from "../apis/messages-stream.ts";
import type { Services } from "../services.ts";
import { anthropicHeaders } from "./anthropic-headers.ts";
import { type Route, readJsonBody } from "./route.ts";
import { exchangeTurn } from "./turn-exchange.ts";
import { readTurn, readTurnSetting } from "./turn-setting.ts";

/** `POST …/v1/messages`, whole or streamed. */
export function messages(path: string): Route {
  const body = { name: "MessagesRequest", schema: MessagesRequestSchema };
  const takes = { body, turn: true, streams: true };
  return {
    method: "POST",
    path,
    what: "create a message (Anthropic Messages)",
    authenticated: true,
    takes,
    answer,
  };
}

async function answer(request: FastifyRequest, reply: FastifyReply, services: Services): Promise<unknown> {
  const body = validateMessagesRequest(readJsonBody(request));
  if (!body.ok) {
    throw new Fault("invalid_request", body.message, body.param === "" ? {} : { param: body.param });
  }
  const setting = readTurnSetting(request, services, "messages", body.value.model);
  const headers = anthropicHeaders(request);
  const turn = await readTurn(setting, services, (upstream) => ({
    ...readMessagesTurn(body.value, { upstream }),
    ...(headers === undefined ? {} : { passHeaders: headers }),
  }));
  return await exchangeTurn(request, reply, services, turn, new MessagesTurnAnswer(body.value));
}
