import type {
  BooleanDomain,
  Bounds,
  DatetimeDomain,
  Domain,
  NumberDomain,
  NumberLiteral,
  StringDomain,
} from "../ast.ts";
import { decodeQuoted } from "../literal.ts";
import type { Range } from "../source.ts";
import { LiteralParser } from "./literals.ts";

/** Reads domains: `bool true`, `int 1..10`, `str matching r"..."`, `datetime d"..."..`. */
export class DomainParser extends LiteralParser {
  protected startsDomain(): boolean {
    const token = this.token;
    if (token.kind !== "word") return false;
    const next = this.peek(1);
    const startsBounds =
      ["integer", "float", "infinity"].includes(next.kind) ||
      (next.kind === "word" && next.text === "inf") ||
      (next.kind === "mark" && (next.text === ".." || next.text === "..<"));
    switch (token.text) {
      case "bool":
        return next.kind === "word" && (next.text === "true" || next.text === "false");
      case "int":
      case "float":
        return startsBounds;
      case "str":
        return (
          next.kind === "string" ||
          (next.kind === "word" && (next.text === "matching" || next.text === "like"))
        );
      case "datetime":
        return startsBounds || next.kind === "datetime" || next.kind === "string";
      default:
        return false;
    }
  }

  protected domain(): Domain {
    const { start, text } = this.next();
    switch (text) {
      case "bool":
        return this.booleanDomain(start);
      case "str":
        return this.stringDomain(start);
      case "datetime":
        return this.datetimeDomain(start);
      default:
        return this.numberDomain(start, text === "int" ? "int-domain" : "float-domain");
    }
  }

  protected booleanDomain(start: number): BooleanDomain {
    return { kind: "bool-domain", value: this.next().text === "true", ...this.range(start) };
  }

  protected numberDomain(start: number, kind: NumberDomain["kind"]): NumberDomain {
    return { kind, range: this.numberBounds(), ...this.range(start) };
  }

  protected numberBounds(): Bounds<NumberLiteral> {
    return this.bounds("a number", () => (this.startsNumber() ? this.number() : undefined));
  }

  /** `n`, `n..m`, `n<..<m`, `n<..m`, `n..<m`, `n..`, `n<..`, `..m`, `..<m`. */
  protected bounds<T>(what: string, read: () => T | undefined): Bounds<T> {
    const { start } = this.token;
    const low = read();
    const operator = (["<..<", "<..", "..<", ".."] as const).find((candidate) => this.isMark(candidate));
    if (operator === undefined) {
      if (low === undefined) this.fail(`${what} or a range`);
      return { low, high: low, ...this.range(start) };
    }
    if (low === undefined && operator.startsWith("<")) this.fail(`${what} before \`${operator}\``);
    this.next();
    const high = read();
    if (high === undefined && (low === undefined || operator.endsWith("<")))
      this.fail(`${what} after \`${operator}\``);
    return {
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
      operator,
      ...this.range(start),
    };
  }

  protected stringDomain(start: number): StringDomain {
    const isRegex = this.takeWord("matching");
    const isWildcard = !isRegex && this.takeWord("like");
    const token = this.token;
    const wanted = isRegex ? "regex" : isWildcard ? "wildcard" : "string";
    if (token.kind !== wanted) {
      this.fail(
        isRegex
          ? 'a regex `r"..."` after `matching`'
          : isWildcard
            ? 'a wildcard `w"..."` after `like`'
            : "a string",
      );
    }
    const pattern: StringDomain["pattern"] =
      wanted === "string"
        ? this.stringLiteral()
        : { kind: wanted, pattern: decodeQuoted(token.text), start: token.start, end: token.end };
    if (wanted !== "string") this.next();
    if (!this.takeWord("length")) return { kind: "str-domain", pattern, ...this.range(start) };
    const length = this.numberBounds();
    return { kind: "str-domain", pattern, length, ...this.range(start) };
  }

  /** Only `d"..."` datetimes have ranges. */
  protected datetimeDomain(start: number): DatetimeDomain {
    const token = this.token;
    const range: DatetimeDomain["range"] =
      token.kind === "string"
        ? this.single(this.stringLiteral())
        : this.startsNumber()
          ? this.single(this.number())
          : this.bounds('a datetime `d"..."`', () => this.datetime());
    return { kind: "datetime-domain", range, ...this.range(start) };
  }

  protected single<T extends Range>(value: T): Bounds<T> {
    return { low: value, high: value, start: value.start, end: value.end };
  }
}
