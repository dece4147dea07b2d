import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * Encryption of values at rest: AES-256-GCM under the operator's key. `place` is bound to the text as additional
 * data, so that a sealed value copied to another row or column does not open there.
 */
export interface Sealing {
  seal(text: string, place: string): string;
  /** @throws {SealingError} when the text was sealed under another key, for another place, or was altered */
  open(text: string, place: string): string;
}

/** A value at rest that cannot be opened. */
export class SealingError extends Error {
  override readonly name = "SealingError";
}

/** No JSON text begins so: what is sealed and what is plain can be told apart. */
const mark = "sealed:1:";
const nonceBytes = 12;
const tagBytes = 16;

/** Values are stored as they are; sealed ones of an earlier run are refused. */
export const noSealing: Sealing = {
  seal: (text) => text,
  open(text) {
    if (text.startsWith(mark)) {
      throw new SealingError("the store holds encrypted values: set SEQURITY_ENCRYPTION_KEY");
    }
    return text;
  },
};

/**
 * Sealing under a key of 32 bytes. Plain values, written before the key was set, still open.
 *
 * @throws {SealingError} when the key has another length
 */
export function sealingWith(key: Uint8Array): Sealing {
  if (key.length !== 32) throw new SealingError("SEQURITY_ENCRYPTION_KEY must be 32 bytes");
  return {
    seal(text, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      cipher.setAAD(Buffer.from(place, "utf8"));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return mark + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
    },
    open(text, place) {
      if (!text.startsWith(mark)) return text;
      const bytes = Buffer.from(text.slice(mark.length), "base64");
      if (bytes.length < nonceBytes + tagBytes) throw new SealingError("an encrypted value is cut short");
      const cipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      cipher.setAAD(Buffer.from(place, "utf8"));
      cipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        const opened = Buffer.concat([cipher.update(bytes.subarray(nonceBytes + tagBytes)), cipher.final()]);
        return opened.toString("utf8");
      } catch {
        throw new SealingError("an encrypted value does not open: another key, or it was altered");
      }
    },
  };
}
