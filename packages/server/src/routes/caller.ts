import { Fault } from "@sequrity/engine";
import type { FastifyRequest } from "fastify";

/** The id of the API key that a request came with. */
export function keyIdOf(request: FastifyRequest): string {
  const keyId = request.authenticated?.caller.keyId;
  if (keyId === undefined) throw new Fault("not_authenticated", "An API key is needed.");
  return keyId;
}
