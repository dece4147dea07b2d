/** Why a text is no UUID, in the words of pydantic's reader; null when it is one. */
export function uuidProblem(given: string): string | null {
  const text = given.replace(/^urn:uuid:/, "").replace(/^\{(.*)\}$/, "$1");
  const wrong = Array.from(text).findIndex((character) => !/[0-9a-fA-F-]/.test(character));
  if (wrong >= 0) return `invalid character: found \`${Array.from(text)[wrong]}\` at ${wrong + 1}`;
  const groups = text.split("-");
  if (groups.length === 1)
    return text.length === 32
      ? null
      : `invalid length: expected length 32 for simple format, found ${text.length}`;
  if (groups.length !== 5) return `invalid group count: expected 5, found ${groups.length}`;
  const lengths = [8, 4, 4, 4, 12];
  const at = groups.findIndex((group, i) => group.length !== lengths[i]);
  if (at < 0) return null;
  return `invalid group length in group ${at}: expected ${lengths[at]}, found ${groups[at]?.length ?? 0}`;
}
