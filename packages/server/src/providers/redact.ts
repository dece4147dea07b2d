/** What stands where a key stood. */
const hidden = "[redacted]";
/** Keys by their look: `sk-...` of several providers and ours, and whatever follows `Bearer`. */
const keyLooks = [/\bsk-[\w*.-]{6,}/g, /\b(?<=Bearer\s)\S+/gi, /\b(?:xai|gsk|key|pk|rk)[-_][\w*]{16,}/g];

/** A text for a caller or a log without keys: the given ones, and what looks like one. */
export function redactKeys(text: string, keys: readonly (string | undefined)[] = []): string {
  let redacted = text;
  for (const key of keys) {
    if (key !== undefined && key.length >= 4) redacted = redacted.replaceAll(key, hidden);
  }
  for (const look of keyLooks) redacted = redacted.replace(look, hidden);
  return redacted;
}
