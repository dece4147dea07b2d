import type { JsonObject } from "@sequrity/engine";
import { type ResponsesRequest, ResponsesRequestSchema, validateResponsesRequest } from "@sequrity/wire";
import type { FastifyReply, FastifyRequest } from "fastify";
import { checkMetadata } from "../apis/chat-stored.ts";
import { listedItem } from "../apis/conversation-items.ts";
import { inputItems, readResponsesTurn } from "../apis/responses.ts";
import { responsesAnswer } from "../apis/responses-native-answer.ts";
import type { KeepResponse } from "../apis/responses-stream.ts";
import type { Services } from "../services.ts";
import { beginInBackground } from "./background-responses.ts";
import { checked } from "./conversations.ts";
import { withReferredItems } from "./referred-items.ts";
import { type ResponsePast, takePast } from "./response-past.ts";
import { type Route, readJsonBody } from "./route.ts";
import { exchangeTurn } from "./turn-exchange.ts";
import { readTurn, readTurnSetting } from "./turn-setting.ts";

/** `POST …/v1/responses`, whole or streamed. */
export function createResponse(path: string): Route {
  const body = { name: "ResponsesRequest", schema: ResponsesRequestSchema };
  const takes = { body, turn: true, streams: true, answers: "ResponsesResponse" } as const;
  return {
    method: "POST",
    path,
    what: "create a response (OpenAI Responses)",
    authenticated: true,
    takes,
    answer,
  };
}

async function answer(request: FastifyRequest, reply: FastifyReply, services: Services): Promise<unknown> {
  const body = checked(validateResponsesRequest(readJsonBody(request)));
  checkMetadata(body.metadata ?? {});
  const setting = readTurnSetting(request, services, "responses", body.model);
  const { keyId } = setting;
  const conversationId = typeof body.conversation === "string" ? body.conversation : body.conversation?.id;
  const scope = { keyId, conversationId, list: "input" } as const;
  const input = await withReferredItems(inputItems(body), scope, services);
  const past = await takePast(body, input, keyId, services);
  let handedOver = false;
  try {
    const ownKey = setting.providerKey !== undefined;
    let native = false;
    const turn = await readTurn(setting, services, (upstream) => {
      native = upstream === "responses";
      return {
        ...readResponsesTurn(body, { upstream, input, past: past.exchanges, ownKey }),
        ...(past.sessionId === undefined ? {} : { previousSessionId: past.sessionId }),
      };
    });
    if (body.background === true) {
      const handOver = (): void => {
        handedOver = true;
      };
      return await beginInBackground(request, reply, services, {
        turn,
        body,
        input,
        native,
        past,
        handOver,
      });
    }
    const keep = keepIn(body, input, past, keyId, services);
    return await exchangeTurn(request, reply, services, turn, responsesAnswer(body, native, keep));
  } finally {
    if (!handedOver) await past.conversation?.release();
  }
}

/** Keeps a response where later requests find it: among the stored ones, and in its conversation. */
function keepIn(
  body: ResponsesRequest,
  input: readonly JsonObject[],
  { previousId, conversation }: ResponsePast,
  keyId: string,
  { store }: Services,
): KeepResponse {
  return async (sessionId, id, response) => {
    const items = input.map(listedItem);
    await conversation?.append(sessionId, body.instructions ?? undefined, items, response);
    if (body.store === false) return;
    await store.responses.add(keyId, { id, sessionId, previousId, response, input: items });
  };
}
