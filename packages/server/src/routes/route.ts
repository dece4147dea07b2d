import { Fault, type JsonValue } from "@sequrity/engine";
import type { AnswerSchemaName } from "@sequrity/wire/reference-schemas";
import type { FastifyReply, FastifyRequest } from "fastify";
import { bodyDepthMax, JsonTextError, parseJsonText, writeJsonText } from "../json-text.ts";
import type { Services } from "../services.ts";

/** One route. `what` is for the list that `GET /` answers with. */
export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly what: string;
  /** Whether a key of ours is needed. */
  readonly authenticated: boolean;
  /** What goes in and comes out beyond the path, for the API's description. */
  readonly takes?: RouteInput;
  readonly answer: (request: FastifyRequest, reply: FastifyReply, services: Services) => Promise<unknown>;
}

/** A schema under the name that it has in the API's description. */
export interface NamedSchema {
  readonly name: string;
  /** As TypeBox builds it. */
  readonly schema: object;
}

export interface RouteInput {
  /** What the body is held against. */
  readonly body?: NamedSchema;
  /** It takes the config headers and names a session. */
  readonly turn?: boolean;
  /** It may answer with server-sent events. */
  readonly streams?: boolean;
  readonly query?: readonly QueryParameter[];
  /** The schema that its answer fits; absent: it is not described. */
  readonly answers?: AnswerSchemaName;
  /** The type of its answer, where that is not JSON. */
  readonly gives?: string;
}

export type QueryParameter =
  | "after"
  | "limit"
  | "order"
  | "model"
  | "metadata"
  | "include"
  | "stream"
  | "starting_after"
  | "include_obfuscation";

export const jsonType = "application/json; charset=utf-8";

/** Answers with JSON. */
export function sendJson(reply: FastifyReply, value: unknown, status = 200): FastifyReply {
  return reply.code(status).type(jsonType).send(writeJsonText(value));
}

/** The bytes of a request's body. */
export function bodyBytes(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/**
 * The JSON of a request's body.
 *
 * @throws {Fault} `invalid_request`, saying where it is no JSON
 */
export function readJsonBody(request: FastifyRequest): JsonValue {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bodyBytes(request));
  } catch {
    throw new Fault("invalid_request", "The body is not UTF-8.");
  }
  try {
    return parseJsonText(text, bodyDepthMax);
  } catch (error) {
    if (error instanceof JsonTextError) throw new Fault("invalid_request", sentence(error.message));
    throw error;
  }
}

/** A header's one value; undefined when absent or blank. */
export function headerText(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  return text === "" ? undefined : text;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
