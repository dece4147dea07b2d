import { Fault } from "@sequrity/engine";
import { CompletionUpdateSchema, itemPage, validateCompletionUpdate } from "@sequrity/wire";
import type { FastifyRequest } from "fastify";
import { checkMetadata, shownCompletion } from "../apis/chat-stored.ts";
import { stringAt } from "../json-fields.ts";
import type { Services } from "../services.ts";
import type { CompletionHead, StoredCompletion } from "../store/completions.ts";
import { endpointTypeOf, pathPart } from "./control.ts";
import { noSuchItem, pageOf, queryOf, readPageQuery } from "./page.ts";
import { type Route, readJsonBody, sendJson } from "./route.ts";

/** Stored chat completions: those that were created with `store: true`. */

export function listCompletions(path: string): Route {
  return {
    method: "GET",
    path,
    what: "the stored chat completions",
    authenticated: true,
    takes: { query: ["after", "limit", "order", "model", "metadata"] },
    async answer(request, reply, { store }) {
      endpointTypeOf(request);
      const query = queryOf(request);
      const page = readPageQuery(query, "asc");
      const found = await store.completions.list(keyOf(request), { ...page, matches: filterOf(query) });
      if (found === undefined) throw noSuchItem(page.after ?? "");
      const shown = found.data.map((one) => ({ ...shownCompletion(one), id: one.id }));
      return sendJson(reply, itemPage(shown, found.hasMore));
    },
  };
}

export function retrieveCompletion(path: string): Route {
  return {
    method: "GET",
    path,
    what: "a stored chat completion",
    authenticated: true,
    answer: async (request, reply, services) =>
      sendJson(reply, shownCompletion(await stored(request, services))),
  };
}

export function updateCompletion(path: string): Route {
  return {
    method: "POST",
    path,
    what: "change the metadata of a stored chat completion",
    authenticated: true,
    takes: {
      body: { name: "CompletionUpdate", schema: CompletionUpdateSchema },
      answers: "ChatCompletionResponse",
    },
    async answer(request, reply, services) {
      const body = validateCompletionUpdate(readJsonBody(request));
      if (!body.ok) {
        throw new Fault("invalid_request", body.message, body.param === "" ? {} : { param: body.param });
      }
      const metadata = body.value.metadata ?? {};
      checkMetadata(metadata);
      const known = await stored(request, services);
      const changed = await services.store.completions.setMetadata(known.id, keyOf(request), metadata);
      if (!changed) throw unknown(known.id);
      return sendJson(reply, shownCompletion({ ...known, head: { ...known.head, metadata } }));
    },
  };
}

export function deleteCompletion(path: string): Route {
  return {
    method: "DELETE",
    path,
    what: "delete a stored chat completion",
    authenticated: true,
    async answer(request, reply, services) {
      const { id } = await stored(request, services);
      await services.store.completions.delete(id, keyOf(request));
      return sendJson(reply, { object: "chat.completion.deleted", id, deleted: true });
    },
  };
}

export function listCompletionMessages(path: string): Route {
  return {
    method: "GET",
    path,
    what: "the messages of a stored chat completion",
    authenticated: true,
    takes: { query: ["after", "limit", "order"] },
    async answer(request, reply, services) {
      const { messages } = await stored(request, services);
      const listed = messages.map((message) => ({ ...message, id: stringAt(message, "id") ?? "" }));
      const { items, hasMore } = pageOf(listed, readPageQuery(queryOf(request), "asc"));
      return sendJson(reply, itemPage(items, hasMore));
    },
  };
}

async function stored(request: FastifyRequest, { store }: Services): Promise<StoredCompletion> {
  endpointTypeOf(request);
  const id = pathPart(request, "completion_id") ?? "";
  const found = await store.completions.find(id, keyOf(request));
  if (found !== undefined) return found;
  throw unknown(id);
}

function unknown(id: string): Fault {
  return new Fault("not_found", `There is no chat completion '${id}'.`);
}

/** The filters of a list: `model`, and each `metadata[name]`. */
function filterOf(query: URLSearchParams): (head: CompletionHead) => boolean {
  const model = query.get("model");
  const wanted = [...query].flatMap(([parameter, value]) => {
    const name = /^metadata\[(.*)\]$/s.exec(parameter)?.[1];
    return name === undefined ? [] : [{ name, value }];
  });
  return (head) =>
    (model === null || head.model === model) &&
    wanted.every(({ name, value }) => Object.hasOwn(head.metadata, name) && head.metadata[name] === value);
}

function keyOf(request: FastifyRequest): string {
  const keyId = request.authenticated?.caller.keyId;
  if (keyId === undefined) throw new Fault("not_authenticated", "An API key is needed.");
  return keyId;
}
