/**
 * Session ids are UUIDs; a tool call id is `tc-<session id>-<call id>` with two of them, 76 characters, so that
 * characters 3 to 39 of any call id name the session that it belongs to.
 */

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const sessionIdForm = new RegExp(`^${uuid}$`);
const toolCallIdForm = new RegExp(`^tc-(${uuid})-(${uuid})$`);

/** A new session id: a random UUID in lower case, 36 characters. */
export function newSessionId(): string {
  return globalThis.crypto.randomUUID();
}

/** Whether a text has the form of a session id. It says nothing about whether the session exists. */
export function isSessionId(text: string): boolean {
  return sessionIdForm.test(text);
}

/**
 * The id on the wire of a call of a session: 76 characters.
 * @throws RangeError when either part is no UUID in lower case: such an id could not be read back.
 */
export function toolCallId(session: string, call: string): string {
  if (!isSessionId(session)) throw new RangeError("A session id is a UUID in lower case.");
  if (!isSessionId(call)) throw new RangeError("A call id is a UUID in lower case.");
  return `tc-${session}-${call}`;
}

/** The two parts of a tool call id, or undefined for an id that was not made here. */
export function parseToolCallId(id: string): { sessionId: string; callId: string } | undefined {
  const [, sessionId, callId] = toolCallIdForm.exec(id) ?? [];
  return sessionId === undefined || callId === undefined ? undefined : { sessionId, callId };
}
