import { Fault } from "@sequrity/engine";
import { ChatCompletionRequestSchema, validateChatCompletionRequest } from "@sequrity/wire";
import type { FastifyReply, FastifyRequest } from "fastify";
import { chatAnswerForm, readChatTurn } from "../apis/chat.ts";
import { checkMetadata, completionToStore } from "../apis/chat-stored.ts";
import { type ChatKeeping, ChatTurnAnswer } from "../apis/chat-turn-answer.ts";
import type { Services } from "../services.ts";
import { headerText, type Route, readJsonBody } from "./route.ts";
import { exchangeTurn } from "./turn-exchange.ts";
import { readTurn, readTurnSetting } from "./turn-setting.ts";

/** `POST …/v1/chat/completions`, whole or streamed. */
export function chatCompletions(path: string): Route {
  const body = { name: "ChatCompletionRequest", schema: ChatCompletionRequestSchema };
  const takes = { body, turn: true, streams: true, answers: "ChatCompletionResponse" } as const;
  return { method: "POST", path, what: "create a chat completion", authenticated: true, takes, answer };
}

async function answer(request: FastifyRequest, reply: FastifyReply, services: Services): Promise<unknown> {
  const { sessions } = services.store;
  const body = validateChatCompletionRequest(readJsonBody(request));
  if (!body.ok) {
    throw new Fault("invalid_request", body.message, body.param === "" ? {} : { param: body.param });
  }
  const { model } = body.value;
  request.sessionId = headerText(request, "x-session-id");
  const setting = readTurnSetting(request, services, "chat", model);
  // Legacy results name their function, not their call: the session knows which call they answer.
  const legacyCalls =
    setting.sessionId === undefined ? [] : await sessions.legacyCalls(setting.sessionId, setting.keyId);
  const turn = await readTurn(setting, services, (upstream) =>
    readChatTurn(body.value, { upstream }, legacyCalls),
  );
  if (body.value.store === true) checkMetadata(body.value.metadata ?? {});
  const keeping: ChatKeeping = {
    noteLegacyCall: (sessionId, callId) => sessions.noteLegacyCall(sessionId, callId),
    async store(sessionId, completion) {
      if (body.value.store !== true) return;
      const kept = completionToStore(body.value, sessionId, completion, request.id);
      await services.store.completions.add(setting.keyId, kept);
    },
  };
  const chatAnswer = new ChatTurnAnswer(chatAnswerForm(body.value), model, keeping);
  return await exchangeTurn(request, reply, services, turn, chatAnswer);
}
