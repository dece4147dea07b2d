import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

/** Who holds a session or an idempotency key: one run of one process. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** New with each run: a process id is used again, often at once in a container. */
  readonly nonce: string;
}

const own: ProcessIdentity = { host: hostname(), pid: process.pid, nonce: randomUUID() };

/** The identity of this process, the same for every store in it. */
export function thisProcess(): ProcessIdentity {
  return own;
}

export function identityText(identity: ProcessIdentity): string {
  return `${identity.host}/${identity.pid}/${identity.nonce}`;
}

/**
 * Whether the process of a stored identity is known to be gone. A process of another host is not known to be: its hold
 * ends with its time.
 */
export function isGone(text: string, self: ProcessIdentity): boolean {
  const parts = text.split("/");
  const nonce = parts.at(-1);
  const pid = Number(parts.at(-2));
  const host = parts.slice(0, -2).join("/");
  if (nonce === undefined || !Number.isSafeInteger(pid) || pid <= 0) return true;
  if (host !== self.host) return false;
  if (pid === self.pid) return nonce !== self.nonce;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return !(error instanceof Error && "code" in error && error.code === "EPERM");
  }
}
