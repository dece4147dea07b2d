import type { DatetimeLiteral, Literal, NumberLiteral, StringLiteral } from "../ast.ts";
import { decodeNumber, decodeQuoted, unknownEscape } from "../literal.ts";
import { RecoveringReader } from "./recovery.ts";

/** Reads strings, numbers, booleans and datetimes. */
export class LiteralParser extends RecoveringReader {
  protected literal(): Literal | undefined {
    const token = this.token;
    const { start, end } = token;
    if (token.kind === "string") return this.stringLiteral();
    if (token.kind === "datetime") {
      this.next();
      return { kind: "datetime", text: decodeQuoted(token.text), start, end };
    }
    if (token.kind === "word") {
      const isLiteral = this.isWord("in", 1) || this.isMark("==", 1) || this.isMark("==", -1);
      if (!isLiteral || !["true", "false", "inf"].includes(token.text)) return undefined;
      if (token.text === "inf") return this.number();
      this.next();
      return { kind: "boolean", value: token.text === "true", start, end };
    }
    return this.startsNumber() ? this.number() : undefined;
  }

  protected stringLiteral(): StringLiteral {
    const token = this.next();
    const odd = unknownEscape(token.text);
    if (odd !== undefined) {
      const start = token.start + odd.at;
      this.report(
        "unknown-escape",
        { start, end: start + odd.text.length },
        `\`${odd.text}\` is no escape; it stands for itself, backslash included.`,
        "Write `\\\\` for a backslash.",
      );
    }
    return { kind: "string", value: decodeQuoted(token.text), start: token.start, end: token.end };
  }

  protected startsNumber(): boolean {
    const { kind } = this.token;
    return kind === "integer" || kind === "float" || kind === "infinity" || this.isWord("inf");
  }

  protected number(): NumberLiteral {
    const token = this.token;
    if (!this.startsNumber()) return this.fail("a number");
    this.next();
    return { kind: "number", value: decodeNumber(token.text), start: token.start, end: token.end };
  }

  protected datetime(): DatetimeLiteral | undefined {
    const token = this.token;
    if (token.kind !== "datetime") return undefined;
    this.next();
    return { kind: "datetime", text: decodeQuoted(token.text), start: token.start, end: token.end };
  }
}
