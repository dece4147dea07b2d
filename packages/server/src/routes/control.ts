import type { EndpointType } from "@sequrity/wire";
import type { FastifyRequest } from "fastify";
import { HttpFault } from "../errors.ts";

/** The parts of `/control/{endpoint_type}/{provider?}/v1/…`. */

export const endpointTypes: readonly EndpointType[] = ["chat", "code", "agent", "lang-graph"];

/** The two paths of a suffix: with a provider, and without for the default one. */
export function controlPaths(suffix: string): readonly [string, string] {
  return [`/control/:endpoint_type/v1/${suffix}`, `/control/:endpoint_type/:provider/v1/${suffix}`];
}

/** @throws {HttpFault} 404 for an endpoint type that does not exist */
export function endpointTypeOf(request: FastifyRequest): EndpointType {
  const given = pathPart(request, "endpoint_type");
  const found = endpointTypes.find((type) => type === given);
  if (found !== undefined) return found;
  throw new HttpFault(
    404,
    "not_found",
    `There is no endpoint type '${given}'; there are ${endpointTypes.join(", ")}.`,
  );
}

export function providerOf(request: FastifyRequest): string | undefined {
  return pathPart(request, "provider");
}

/** A named part of the path. */
export function pathPart(request: FastifyRequest, name: string): string | undefined {
  const { params } = request;
  if (typeof params !== "object" || params === null || !Object.hasOwn(params, name)) return undefined;
  const value: unknown = Reflect.get(params, name);
  return typeof value === "string" ? value : undefined;
}
