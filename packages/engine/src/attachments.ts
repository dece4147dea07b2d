import type { JsonObject } from "./conversation.ts";
import { foreignLabel } from "./history.ts";
import type { StoredMessage } from "./state.ts";
import type { TurnContext, TurnInput } from "./turn-context.ts";

/**
 * Images, files and speech in a user's messages. A plan has each as a variable whose value is a token: a text that
 * stands for it. Where a token reaches the quarantined model, the thing itself goes along; nobody else is sent it.
 * INVARIANT: tokens hold a number that is random per turn and that no planner and no tool is shown, so no text from
 * outside can name an attachment and have it read without its label.
 */

/** An attachment of the turn, as its parts know it. */
export interface Attachment {
  /** The variable's name, such as `attachment_1`. */
  readonly name: string;
  readonly token: string;
  readonly kind: string;
  readonly mimeType: string;
  /** The part in the API's form. */
  readonly part: JsonObject;
}

/** The name of the attachment that stands at a place, counted over the conversation. */
export function attachmentName(place: number): string {
  return `attachment_${place + 1}`;
}

/** All attachments of a conversation, in order. */
function attachmentsIn(
  conversation: readonly StoredMessage[],
  nonce: string | undefined,
): readonly Attachment[] {
  if (nonce === undefined) return [];
  return conversation
    .flatMap(({ attachments = [] }) => attachments)
    .map((attachment, place) => {
      const name = attachmentName(place);
      return { ...attachment, name, token: `[${name} ${nonce}]` };
    });
}

export function attachmentsOf(input: TurnInput): readonly Attachment[] {
  return attachmentsIn(input.conversation, input.attachmentNonce);
}

/** The variables that a plan finds them under. INVARIANT: as untrusted as what they show (security.md, P2). */
export function attachmentVariables(
  conversation: readonly StoredMessage[],
  nonce: string,
): TurnInput["variables"] {
  return attachmentsIn(conversation, nonce).map(({ name, token }) => ({
    name,
    json: JSON.stringify(token),
    meta: foreignLabel,
  }));
}

/** What the planner is told of one. */
export function describeAttachment({ kind, mimeType }: Pick<Attachment, "kind" | "mimeType">): string {
  return `[${kind}, ${mimeType}]`;
}

/** A text with names in the place of tokens, and the attachments that it mentions. */
export function takeAttachments(
  turn: TurnContext,
  text: string,
): { readonly text: string; readonly mentioned: readonly Attachment[] } {
  const mentioned = attachmentsOf(turn.input).filter(({ token }) => text.includes(token));
  const named = mentioned.reduce((rest, { name, token }) => rest.replaceAll(token, `[${name}]`), text);
  return { text: named, mentioned };
}

/** Whether a call's arguments, as they would be sent, name an attachment. */
export function namesAttachment(turn: TurnContext, argumentsJson: string): boolean {
  const { attachmentNonce } = turn.input;
  return attachmentNonce !== undefined && argumentsJson.includes(attachmentNonce);
}
