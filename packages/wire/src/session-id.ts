/**
 * Session ids are UUIDs; a tool call id is `tc-<session id>-<call id>` with two of them, 76 characters, so that
 * characters 3 to 39 of any call id name the session that it belongs to. Clients that take no ids so long are given
 * compact ones: `tcc_` and 36 characters of base64url, of the session id's 16 bytes and 11 bytes of the call's.
 */

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const sessionIdForm = new RegExp(`^${uuid}$`);
const toolCallIdForm = new RegExp(`^tc-(${uuid})-(${uuid})$`);
const compactForm = /^tcc_([A-Za-z0-9_-]{36})$/;

/** How tool call ids are written: 76 characters, or 40 for clients that take no more. */
export const toolCallIdForms = ["full", "compact"] as const;
export type ToolCallIdForm = (typeof toolCallIdForms)[number];

/** A new session id: a random UUID in lower case, 36 characters. */
export function newSessionId(): string {
  return globalThis.crypto.randomUUID();
}

/** Whether a text has the form of a session id. It says nothing about whether the session exists. */
export function isSessionId(text: string): boolean {
  return sessionIdForm.test(text);
}

/**
 * The id on the wire of a call of a session: 76 characters, or 40 in the compact form.
 * @throws RangeError when either part is no UUID in lower case: such an id could not be read back.
 */
export function toolCallId(session: string, call: string, form: ToolCallIdForm = "full"): string {
  if (!isSessionId(session)) throw new RangeError("A session id is a UUID in lower case.");
  if (!isSessionId(call)) throw new RangeError("A call id is a UUID in lower case.");
  if (form === "full") return `tc-${session}-${call}`;
  // The bytes of a UUID that are random throughout: 88 bits beside the session's 122.
  const digits = hexOf(call);
  return `tcc_${base64urlOf(hexOf(session) + digits.slice(0, 12) + digits.slice(-10))}`;
}

/**
 * The two parts of a tool call id of either form, or undefined for an id that was not made here. `callId` tells the
 * calls of a session apart; of a compact id it is what the id holds of the call's UUID.
 */
export function parseToolCallId(id: string): { sessionId: string; callId: string } | undefined {
  const [, sessionId, callId] = toolCallIdForm.exec(id) ?? [];
  if (sessionId !== undefined && callId !== undefined) return { sessionId, callId };
  const [, packed] = compactForm.exec(id) ?? [];
  if (packed === undefined) return undefined;
  const digits = hexOfBase64url(packed);
  return { sessionId: uuidOf(digits.slice(0, 32)), callId: digits.slice(32) };
}

function hexOf(id: string): string {
  return id.replaceAll("-", "");
}

function uuidOf(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// `btoa` is in browsers and Node alike, where the SDK runs too. 27 bytes are 36 characters without padding, so each id
// has one spelling.
function base64urlOf(digits: string): string {
  const bytes = digits.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_");
}

function hexOfBase64url(text: string): string {
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}
