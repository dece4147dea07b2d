import { Fault, type JsonObject } from "@sequrity/engine";
import { itemPage, responseDeleted } from "@sequrity/wire";
import type { FastifyRequest } from "fastify";
import { includedFields, includedResponse } from "../apis/included-fields.ts";
import { arrayAt, isObject, objectAt, stringAt } from "../json-fields.ts";
import type { Services } from "../services.ts";
import { isActive } from "../store/background.ts";
import { sendEvents } from "./background-responses.ts";
import { keyIdOf } from "./caller.ts";
import { endpointTypeOf, pathPart } from "./control.ts";
import { pageOf, queryOf, readInclude, readPageQuery } from "./page.ts";
import { type Route, sendJson } from "./route.ts";

/** Stored responses: `GET` and `DELETE …/v1/responses/{id}`, and their input items. */

export function retrieveResponse(path: string): Route {
  return {
    method: "GET",
    path,
    what: "a stored response",
    authenticated: true,
    takes: {
      query: ["include", "stream", "starting_after", "include_obfuscation"],
      streams: true,
      answers: "ResponsesResponse",
    },
    async answer(request, reply, services) {
      const query = queryOf(request);
      const include = readInclude(query);
      const found = await stored(request, services);
      if (query.get("stream") !== "true")
        return sendJson(reply, includedResponse(found.response, [...include, ...found.include]));
      const after = eventNumber(query.get("starting_after"));
      if (!found.streamed) {
        throw new Fault(
          "invalid_request",
          "stream: only a response that was begun with 'background' and 'stream' has a stream to resume.",
          { param: "stream" },
        );
      }
      const obfuscation = query.get("include_obfuscation");
      const leave = services.admission.follow(keyIdOf(request));
      try {
        return await sendEvents(request, reply, services, found.id, after, {
          ...(obfuscation === null ? {} : { obfuscation: obfuscation === "true" }),
        });
      } finally {
        leave();
      }
    },
  };
}

export function deleteResponse(path: string): Route {
  return {
    method: "DELETE",
    path,
    what: "delete a stored response",
    authenticated: true,
    async answer(request, reply, services) {
      const { id } = await stored(request, services);
      const { background, responses } = services.store;
      const keyId = keyIdOf(request);
      const made = await background.find(id, keyId);
      if (made !== undefined) {
        if (isActive(made.status)) await services.background.cancel(made);
        await background.delete(id, keyId);
      }
      await responses.delete(id, keyId);
      return sendJson(reply, responseDeleted(id));
    },
  };
}

export function listInputItems(path: string): Route {
  return {
    method: "GET",
    path,
    what: "the input items of a stored response",
    authenticated: true,
    takes: { query: ["after", "limit", "order", "include"] },
    async answer(request, reply, services) {
      const include = readInclude(queryOf(request));
      const { input } = await stored(request, services);
      const all = input.map((item) => ({ ...includedFields(item, include), id: stringAt(item, "id") ?? "" }));
      const { items, hasMore } = pageOf(all, readPageQuery(queryOf(request), "desc"));
      return sendJson(reply, itemPage(items, hasMore));
    },
  };
}

interface FoundResponse {
  readonly id: string;
  readonly response: JsonObject;
  /** Its own input items. */
  readonly input: readonly JsonObject[];
  /** Its events are kept. */
  readonly streamed: boolean;
  /** What the request that began it wants included, where asking for it again is how its answer is got. */
  readonly include: readonly string[];
}

async function stored(request: FastifyRequest, { store }: Services): Promise<FoundResponse> {
  endpointTypeOf(request);
  const id = pathPart(request, "response_id") ?? "";
  const keyId = keyIdOf(request);
  const made = await store.background.find(id, keyId);
  if (made !== undefined) {
    const { response, streamed, work } = made;
    const include = (arrayAt(objectAt(work, "body"), "include") ?? []).filter(
      (word) => typeof word === "string",
    );
    return { id, response, streamed, input: (arrayAt(work, "input") ?? []).filter(isObject), include };
  }
  const found = await store.responses.find(id, keyId);
  if (found !== undefined) {
    return { id, response: found.response, input: found.input, streamed: false, include: [] };
  }
  throw new Fault("not_found", `There is no response '${id}'.`);
}

/** The number after which a stream is resumed; -1: from its beginning. */
function eventNumber(text: string | null): number {
  if (text === null) return -1;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(number)) return number;
  throw new Fault("invalid_request", "starting_after: the number of an event is expected.", {
    param: "starting_after",
  });
}
