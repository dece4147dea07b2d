import { createHash } from "node:crypto";
import type { JsonValue } from "@sequrity/engine";
import type { Insertable } from "kysely";
import { parseJsonText, writeJsonText } from "../json-text.ts";
import { identityText, isGone, type ProcessIdentity } from "./process-identity.ts";
import type { StoreDatabase, Tables } from "./schema.ts";
import type { Sealing } from "./sealing.ts";

/** How long an answer can be asked for again. */
const keptMs = 24 * 60 * 60 * 1000;
/** No process: a claim that it holds may be taken over. */
const nobody = "";

export type Claim =
  /**
   * The request is this one's to answer; `finish` or `abandon` follows. `sessionId`: the session that an earlier
   * request with the key had begun when its process ended.
   */
  | { readonly kind: "claimed"; readonly sessionId?: string }
  | { readonly kind: "answered"; readonly answer: JsonValue }
  /** Another request with the key is being answered. */
  | { readonly kind: "running" }
  /** The key was used with another body. */
  | { readonly kind: "mismatch" };

export interface IdempotencyInput {
  readonly db: StoreDatabase;
  readonly sealing: Sealing;
  readonly self: ProcessIdentity;
  readonly now: () => number;
}

/**
 * Answers kept under the `Idempotency-Key` that they were asked for with.
 * INVARIANT: a key resolves only within its API key and for the same body (security.md, S5).
 */
export class IdempotencyKeys {
  readonly #db: StoreDatabase;
  readonly #sealing: Sealing;
  readonly #self: ProcessIdentity;
  readonly #now: () => number;

  constructor(input: IdempotencyInput) {
    this.#db = input.db;
    this.#sealing = input.sealing;
    this.#self = input.self;
    this.#now = input.now;
  }

  /** Claims a key for a request, or says what became of an earlier request with it. */
  async claim(keyId: string, idempotencyKey: string, bodyHash: string): Promise<Claim> {
    const name = nameOf(idempotencyKey);
    const now = this.#now();
    return await this.#db.transaction().execute(async (transaction): Promise<Claim> => {
      const row = await transaction
        .selectFrom("idempotency")
        .selectAll()
        .where("key_id", "=", keyId)
        .where("name", "=", name)
        .executeTakeFirst();
      const claim: Insertable<Omit<Tables["idempotency"], "key_id" | "name">> & {
        session_id: string | null;
      } = {
        body_hash: bodyHash,
        answer: null,
        session_id: null,
        held_by: identityText(this.#self),
        expires_at: now + keptMs,
      };
      if (row === undefined) {
        await transaction
          .insertInto("idempotency")
          .values({ key_id: keyId, name, ...claim })
          .execute();
        return { kind: "claimed" };
      }
      if (Number(row.expires_at) > now) {
        if (row.body_hash !== bodyHash) return { kind: "mismatch" };
        if (row.answer !== null) {
          const opened = this.#sealing.open(row.answer, placeOf(keyId, name));
          return { kind: "answered", answer: parseJsonText(opened) };
        }
        if (!isGone(row.held_by, this.#self)) return { kind: "running" };
        claim.session_id = row.session_id;
      }
      await transaction
        .updateTable("idempotency")
        .set(claim)
        .where("key_id", "=", keyId)
        .where("name", "=", name)
        .execute();
      return { kind: "claimed", ...(claim.session_id === null ? {} : { sessionId: claim.session_id }) };
    });
  }

  /** Notes the session that a claimed key's request began: the request goes on in it if this process ends. */
  async note(keyId: string, idempotencyKey: string, sessionId: string): Promise<void> {
    await this.#db
      .updateTable("idempotency")
      .set({ session_id: sessionId })
      .where("key_id", "=", keyId)
      .where("name", "=", nameOf(idempotencyKey))
      .execute();
  }

  /** Keeps the answer of a claimed key. */
  async finish(keyId: string, idempotencyKey: string, answer: JsonValue): Promise<void> {
    const name = nameOf(idempotencyKey);
    await this.#db
      .updateTable("idempotency")
      .set({ answer: this.#sealing.seal(writeJsonText(answer), placeOf(keyId, name)) })
      .where("key_id", "=", keyId)
      .where("name", "=", name)
      .execute();
  }

  /**
   * Gives a claimed key up: there was no answer, so the request may come again. When it had begun a session it goes on
   * in that, so that nothing is planned or asked twice.
   */
  async abandon(keyId: string, idempotencyKey: string): Promise<void> {
    const name = nameOf(idempotencyKey);
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .deleteFrom("idempotency")
        .where("key_id", "=", keyId)
        .where("name", "=", name)
        .where("answer", "is", null)
        .where("session_id", "is", null)
        .execute();
      await transaction
        .updateTable("idempotency")
        .set({ held_by: nobody })
        .where("key_id", "=", keyId)
        .where("name", "=", name)
        .where("answer", "is", null)
        .execute();
    });
  }

  /** Deletes what has expired; returns how many. */
  async sweep(): Promise<number> {
    const deleted = await this.#db
      .deleteFrom("idempotency")
      .where("expires_at", "<=", this.#now())
      .executeTakeFirst();
    return Number(deleted.numDeletedRows);
  }
}

function nameOf(idempotencyKey: string): string {
  return createHash("sha256").update(idempotencyKey).digest("hex");
}

function placeOf(keyId: string, name: string): string {
  return `idempotency/${keyId}/${name}`;
}
