import { Fault } from "@sequrity/engine";
import { itemPage, responseDeleted } from "@sequrity/wire";
import type { FastifyRequest } from "fastify";
import { stringAt } from "../json-fields.ts";
import type { Services } from "../services.ts";
import type { StoredResponse } from "../store/responses.ts";
import { keyIdOf } from "./caller.ts";
import { endpointTypeOf, pathPart } from "./control.ts";
import { pageOf, queryOf, readPageQuery } from "./page.ts";
import { type Route, sendJson } from "./route.ts";

/** Stored responses: `GET` and `DELETE …/v1/responses/{id}`, and their input items. */

export function retrieveResponse(path: string): Route {
  return {
    method: "GET",
    path,
    what: "a stored response",
    authenticated: true,
    async answer(request, reply, services) {
      if (queryOf(request).get("stream") === "true") {
        throw new Fault("unsupported", "stream: this server does not resume streams.", { param: "stream" });
      }
      const { response } = await stored(request, services);
      return sendJson(reply, response);
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
      await services.store.responses.delete(id, keyIdOf(request));
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
    async answer(request, reply, services) {
      const { input } = await stored(request, services);
      const all = input.map((item) => ({ ...item, id: stringAt(item, "id") ?? "" }));
      const { items, hasMore } = pageOf(all, readPageQuery(queryOf(request), "desc"));
      return sendJson(reply, itemPage(items, hasMore));
    },
  };
}

async function stored(request: FastifyRequest, { store }: Services): Promise<StoredResponse> {
  endpointTypeOf(request);
  const id = pathPart(request, "response_id") ?? "";
  const found = await store.responses.find(id, keyIdOf(request));
  if (found !== undefined) return found;
  throw new Fault("not_found", `There is no response '${id}'.`);
}
