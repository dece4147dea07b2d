import { Fault, type JsonObject } from "@sequrity/engine";
import {
  isInputItem,
  type ResponsesRequest,
  ResponsesRequestSchema,
  validateResponsesRequest,
} from "@sequrity/wire";
import type { FastifyReply, FastifyRequest } from "fastify";
import { checkMetadata } from "../apis/chat-stored.ts";
import { listedItem } from "../apis/conversation-items.ts";
import { inputItems, readResponsesTurn } from "../apis/responses.ts";
import { responsesAnswer } from "../apis/responses-native-answer.ts";
import type { KeepResponse } from "../apis/responses-stream.ts";
import type { Services } from "../services.ts";
import { beginInBackground } from "./background-responses.ts";
import { checked } from "./conversations.ts";
import { type ResponsePast, takePast } from "./response-past.ts";
import { type Route, readJsonBody } from "./route.ts";
import { exchangeTurn } from "./turn-exchange.ts";
import { readTurn, readTurnSetting } from "./turn-setting.ts";

/** `POST …/v1/responses`, whole or streamed. */
export function createResponse(path: string): Route {
  const body = { name: "ResponsesRequest", schema: ResponsesRequestSchema };
  const takes = { body, turn: true, streams: true };
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
  const input = await withStoredItems(inputItems(body), setting.keyId, services);
  const past = await takePast(body, input, setting.keyId, services);
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
    const keep = keepIn(body, input, past, setting.keyId, services);
    return await exchangeTurn(request, reply, services, turn, responsesAnswer(body, native, keep));
  } finally {
    if (!handedOver) await past.conversation?.release();
  }
}

/** The input, with the items themselves for references to items of the caller's stored responses. */
async function withStoredItems(
  input: readonly JsonObject[],
  keyId: string,
  { store }: Services,
): Promise<readonly JsonObject[]> {
  const known = new Set<string>();
  const items: JsonObject[] = [];
  for (const [index, item] of input.entries()) {
    if (!isInputItem("item_reference", item)) {
      items.push(item);
      continue;
    }
    // A small reference may mean a large item: as often as a request likes would be as large as it likes.
    if (known.has(item.id)) {
      const at = `input[${index}]`;
      throw new Fault("invalid_request", `${at}: item '${item.id}' is referred to twice.`, { param: at });
    }
    known.add(item.id);
    items.push((await store.responses.item(item.id, keyId)) ?? item);
  }
  return items;
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
