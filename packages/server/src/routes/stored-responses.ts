import { Fault } from "@sequrity/engine";
import { itemPage, responseDeleted } from "@sequrity/wire";
import type { FastifyRequest } from "fastify";
import { stringAt } from "../json-fields.ts";
import type { Services } from "../services.ts";
import type { StoredResponse } from "../store/responses.ts";
import { endpointTypeOf, pathPart } from "./control.ts";
import { type Route, sendJson } from "./route.ts";

/** Stored responses: `GET` and `DELETE …/v1/responses/{id}`, and their input items. */

const pageDefault = 20;
const pageMax = 100;

export function retrieveResponse(path: string): Route {
  return {
    method: "GET",
    path,
    what: "a stored response",
    authenticated: true,
    async answer(request, reply, services) {
      const { stream } = queryOf(request);
      if (stream === "true") {
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
      await services.store.responses.delete(id, keyOf(request));
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
      const { after, limit, order } = pageQuery(request);
      const items = input.map((item) => ({ ...item, id: stringAt(item, "id") ?? "" }));
      if (order === "desc") items.reverse();
      const start = after === undefined ? 0 : items.findIndex((item) => item.id === after) + 1;
      if (after !== undefined && start === 0) {
        throw new Fault("invalid_request", "after: there is no such item.", { param: "after" });
      }
      const page = items.slice(start, start + limit);
      return sendJson(reply, itemPage(page, start + limit < items.length));
    },
  };
}

async function stored(request: FastifyRequest, { store }: Services): Promise<StoredResponse> {
  endpointTypeOf(request);
  const id = pathPart(request, "response_id") ?? "";
  const found = await store.responses.find(id, keyOf(request));
  if (found !== undefined) return found;
  throw new Fault("not_found", `There is no response '${id}'.`);
}

function keyOf(request: FastifyRequest): string {
  const keyId = request.authenticated?.caller.keyId;
  if (keyId === undefined) throw new Fault("not_authenticated", "An API key is needed.");
  return keyId;
}

function queryOf(request: FastifyRequest): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(new URLSearchParams(request.url.split("?")[1] ?? ""));
}

function pageQuery(request: FastifyRequest): {
  readonly after: string | undefined;
  readonly limit: number;
  readonly order: "asc" | "desc";
} {
  const { after, limit, order = "desc" } = queryOf(request);
  if (order !== "asc" && order !== "desc") {
    throw new Fault("invalid_request", "order: 'asc' or 'desc' is expected.", { param: "order" });
  }
  const count = limit === undefined ? pageDefault : Number(limit);
  if (!Number.isInteger(count) || count < 1 || count > pageMax) {
    throw new Fault("invalid_request", `limit: an integer from 1 to ${pageMax} is expected.`, {
      param: "limit",
    });
  }
  return { after, limit: count, order };
}
