/** Templates of random code: `‹kind›` is an operand of that type, `«a|b|c»` one of the alternatives, which may nest, `¦` a `|`. */
import type { Random } from "./random.ts";

type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "operand"; readonly name: string }
  | { readonly kind: "choice"; readonly choices: readonly (readonly Part[])[] };

/** Gives the text of an operand of a named kind. */
export type OperandOf = (name: string) => string;

/** A template, read once. */
export class Template {
  private readonly parts: readonly Part[];
  constructor(text: string) {
    const [parts, end] = readParts(text, 0, false);
    if (end !== text.length) throw new SyntaxError(`a template ends early at ${end}: ${text}`);
    this.parts = parts;
  }

  /** A random text of the template. */
  write(random: Random, operand: OperandOf): string {
    return writeParts(this.parts, random, operand);
  }
}

/** One template per line; lines that are empty are left out. */
export function templatesOf(text: string): readonly Template[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => new Template(line.trim()));
}

function readParts(text: string, from: number, inside: boolean): readonly [readonly Part[], number] {
  const parts: Part[] = [];
  let at = from;
  let start = from;
  const flush = () => {
    if (at > start) parts.push({ kind: "text", text: text.slice(start, at).replaceAll("¦", "|") });
  };
  while (at < text.length) {
    const character = text[at];
    if (inside && (character === "|" || character === "»")) break;
    if (character === "‹") {
      flush();
      const end = text.indexOf("›", at);
      if (end < 0) throw new SyntaxError(`an operand without end: ${text}`);
      parts.push({ kind: "operand", name: text.slice(at + 1, end) });
      at = end + 1;
      start = at;
    } else if (character === "«") {
      flush();
      const choices: (readonly Part[])[] = [];
      let next = at;
      do {
        const [choice, end] = readParts(text, next + 1, true);
        choices.push(choice);
        next = end;
      } while (text[next] === "|");
      if (text[next] !== "»") throw new SyntaxError(`alternatives without end: ${text}`);
      parts.push({ kind: "choice", choices });
      at = next + 1;
      start = at;
    } else at++;
  }
  flush();
  return [parts, at];
}

function writeParts(parts: readonly Part[], random: Random, operand: OperandOf): string {
  let text = "";
  for (const part of parts) {
    if (part.kind === "text") text += part.text;
    else if (part.kind === "operand") text += operand(part.name);
    else text += writeParts(random.pick(part.choices), random, operand);
  }
  return text;
}
