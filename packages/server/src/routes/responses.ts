import { Fault, type JsonObject } from "@sequrity/engine";
import {
  newResponsesId,
  parseToolCallId,
  type ResponsesRequest,
  storedItem,
  validateResponsesRequest,
} from "@sequrity/wire";
import type { FastifyReply, FastifyRequest } from "fastify";
import { jsonObjectOf } from "../apis/json-of.ts";
import { inputItems, type PastExchange, readResponsesTurn } from "../apis/responses.ts";
import { type KeepResponse, ResponsesTurnAnswer } from "../apis/responses-stream.ts";
import { arrayAt, isObject, stringAt } from "../json-fields.ts";
import type { Services } from "../services.ts";
import type { StoredResponse } from "../store/responses.ts";
import { type Route, readJsonBody } from "./route.ts";
import { exchangeTurn } from "./turn-exchange.ts";
import { readTurn, readTurnSetting } from "./turn-setting.ts";

/** `POST …/v1/responses`, whole or streamed. */
export function createResponse(path: string): Route {
  return { method: "POST", path, what: "create a response (OpenAI Responses)", authenticated: true, answer };
}

async function answer(request: FastifyRequest, reply: FastifyReply, services: Services): Promise<unknown> {
  const checked = validateResponsesRequest(readJsonBody(request));
  if (!checked.ok) {
    throw new Fault("invalid_request", checked.message, checked.param === "" ? {} : { param: checked.param });
  }
  const body = checked.value;
  const setting = readTurnSetting(request, services, "responses", body.model);
  const input = inputItems(body);
  const chain = await chainBefore(body, input, setting.keyId, services);
  const previous = chain.at(-1);
  const turn = await readTurn(setting, services, (upstream) => ({
    ...readResponsesTurn(body, { upstream, past: chain.map(pastOf) }),
    ...(previous === undefined ? {} : { previousSessionId: previous.sessionId }),
  }));
  const store: KeepResponse = async (sessionId, id, response) => {
    if (body.store === false) return;
    const items = input.map((item) => listedItem(item));
    const kept: StoredResponse = { id, sessionId, previousId: previous?.id, response, input: items };
    await services.store.responses.add(setting.keyId, kept);
  };
  return await exchangeTurn(request, reply, services, turn, new ResponsesTurnAnswer(body, store));
}

/** What the request goes on from: the response that it names; for results alone, the last one of their session. */
async function chainBefore(
  body: ResponsesRequest,
  input: readonly JsonObject[],
  keyId: string,
  { store }: Services,
): Promise<readonly StoredResponse[]> {
  const named = body.previous_response_id ?? undefined;
  const [first] = input;
  const called =
    stringAt(first, "type")?.endsWith("_call_output") === true ? (stringAt(first, "call_id") ?? "") : "";
  const sessionId = parseToolCallId(called)?.sessionId;
  const id = named ?? (sessionId === undefined ? undefined : await store.responses.lastOf(sessionId, keyId));
  if (id === undefined) return [];
  const chain = await store.responses.chain(id, keyId);
  if (chain !== undefined) return chain;
  throw new Fault("not_found", `There is no response '${id}' to go on from.`, {
    param: "previous_response_id",
  });
}

function pastOf({ response, input }: StoredResponse): PastExchange {
  return {
    instructions: stringAt(response, "instructions"),
    input,
    output: (arrayAt(response, "output") ?? []).filter(isObject),
  };
}

function listedItem(item: JsonObject): JsonObject {
  const id = newResponsesId(stringAt(item, "type") === "function_call" ? "function_call" : "message");
  return jsonObjectOf(storedItem(item, id));
}
