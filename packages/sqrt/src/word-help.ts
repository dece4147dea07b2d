const HELP: ReadonlyMap<string, string> = new Map([
  ["tags", "**tags**: what a value is. A value made from others has all of theirs."],
  ["producers", "**producers**: who made a value. A value made from others has all of theirs."],
  [
    "consumers",
    "**consumers**: who may use a value; everybody until some are named. A value made from others keeps those that they share.",
  ],
  [
    "hard",
    "**hard** (or `must`): a hard deny decides against everything; a hard allow against all but that.",
  ],
  [
    "must",
    "**must** (or `hard`): a hard deny decides against everything; a hard allow against all but that.",
  ],
  ["soft", "**soft** (or `should`): where no hard rule fires, the first soft rule that does decides."],
  ["should", "**should** (or `soft`): where no hard rule fires, the first soft rule that does decides."],
  ["allow", "**allow**: a tool with an allow rule is denied where none of its rules fires."],
  ["deny", "**deny**: fires also where its condition is unknown."],
  ["overlaps", "**A overlaps B**: some string of A is matched by B."],
  ["subset", "**A subset of B**: each string of A is matched by B."],
  ["superset", "**A superset of B**: each element of B is matched by some string of A."],
  [
    "in",
    "**value in set**: an element of the set matches the value. Of a list or an object, all leaves must.",
  ],
  ["before", "**session before**: runs before the check, and stays even if the call is denied."],
  ["after", "**session after**: runs after an allowed call."],
  ["result", "**result**: changes the labels of what the call returns."],
  ["priority", "**priority**: blocks with a higher one count first; 0 without."],
  ["@args", "**@args**: the labels of all arguments together."],
  ["@session", "**@session**: the labels of the session."],
  ["@result", "**@result**: the labels of the result; in a check rule what they would start with."],
  [".value", "**.value**: what the call passes; null where it passes nothing, which is in no set."],
  ["matching", '**matching** `r"..."`: the whole string must match. The syntax is RE2\'s.'],
  ["like", '**like** `w"..."`: `*` is any text, `?` one character.'],
  ["length", "**length**: in Unicode code points."],
]);

/** What a word of the language means, in Markdown. */
export function wordHelp(word: string): string | undefined {
  return HELP.get(word);
}
