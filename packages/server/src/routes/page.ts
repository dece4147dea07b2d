import { Fault } from "@sequrity/engine";
import type { FastifyRequest } from "fastify";
import { checkInclude } from "../apis/included-fields.ts";

/** Pages of lists, as the public APIs ask for them: `after`, `limit`, `order`. */

export interface PageQuery {
  readonly after: string | undefined;
  readonly limit: number;
  readonly order: "asc" | "desc";
}

const pageDefault = 20;
const pageMax = 100;

/** The parameters in a request's URL, in their order. */
export function queryOf(request: FastifyRequest): URLSearchParams {
  const at = request.url.indexOf("?");
  return new URLSearchParams(at < 0 ? "" : request.url.slice(at + 1));
}

/** The texts of a list in a query: `name`, `name[]` or `name[0]`, as clients differ. */
export function queryList(query: URLSearchParams, name: string): readonly string[] {
  return [...query].flatMap(([field, text]) => (field.replace(/\[\d*\]$/, "") === name ? [text] : []));
}

/**
 * What a query wants included.
 *
 * @throws {Fault} `invalid_request`, for a word that names no field
 */
export function readInclude(query: URLSearchParams): readonly string[] {
  const include = queryList(query, "include");
  checkInclude(include);
  return include;
}

/** @throws {Fault} `invalid_request`, naming the parameter */
export function readPageQuery(query: URLSearchParams, orderDefault: "asc" | "desc"): PageQuery {
  const order = query.get("order") ?? orderDefault;
  if (order !== "asc" && order !== "desc") {
    throw new Fault("invalid_request", "order: 'asc' or 'desc' is expected.", { param: "order" });
  }
  const given = query.get("limit");
  const limit = given === null ? pageDefault : /^\d+$/.test(given) ? Number(given) : 0;
  if (limit < 1 || limit > pageMax) {
    throw new Fault("invalid_request", `limit: an integer from 1 to ${pageMax} is expected.`, {
      param: "limit",
    });
  }
  return { after: query.get("after") ?? undefined, limit, order };
}

/**
 * A page of a list that is whole in memory, in its order.
 *
 * @throws {Fault} `invalid_request` when there is no such item to begin after
 */
export function pageOf<Item extends { readonly id: string }>(
  all: readonly Item[],
  { after, limit, order }: PageQuery,
): { readonly items: readonly Item[]; readonly hasMore: boolean } {
  const items = order === "desc" ? all.toReversed() : all;
  const start = after === undefined ? 0 : items.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && start === 0) throw noSuchItem(after);
  return { items: items.slice(start, start + limit), hasMore: start + limit < items.length };
}

/** A page that is to begin after something that is not there. */
export function noSuchItem(after: string): Fault {
  return new Fault("invalid_request", `after: there is no '${after}' in this list.`, { param: "after" });
}
