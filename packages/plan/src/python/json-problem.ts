/** Why a text is no JSON, in the words of pydantic's reader, with the line and the column in bytes. */
const bytes = new TextEncoder();

class Found {
  readonly message: string;
  readonly at: number;
  constructor(message: string, at: number) {
    this.message = message;
    this.at = at;
  }
}

const literals = ["true", "false", "null", "NaN", "Infinity", "-Infinity"];

/** Reads just far enough to find what is wrong; no recursion, so depth does not matter. */
class Reader {
  private readonly text: string;
  private at = 0;
  constructor(text: string) {
    this.text = text;
  }

  /** The first problem; null when there is none. */
  problem(): Found | null {
    const open: ("{" | "[")[] = [];
    let wants: "value" | "first" | "key" | "next" = "value";
    for (;;) {
      this.space();
      const inside = open.at(-1);
      const here = this.text[this.at];
      if (wants === "next") {
        if (inside === undefined) return here === undefined ? null : this.here("trailing characters");
        if (here === undefined) return this.end(inside);
        const close = inside === "{" ? "}" : "]";
        if (here === close) {
          this.at++;
          open.pop();
          continue;
        }
        if (here !== ",") return this.here(`expected \`,\` or \`${close}\``);
        this.at++;
        this.space();
        if (this.text[this.at] === close) return this.here("trailing comma");
        wants = inside === "{" ? "key" : "value";
        if (this.text[this.at] === undefined) return this.end(inside === "{" ? "{" : null);
        continue;
      }
      if (wants === "first" && here === (inside === "{" ? "}" : "]")) {
        this.at++;
        open.pop();
        wants = "next";
        continue;
      }
      if (inside === "{" && (wants === "key" || wants === "first")) {
        if (here === undefined) return this.end("{");
        if (here !== '"') return this.here("key must be a string");
        const wrong = this.string();
        if (wrong !== null) return wrong;
        this.space();
        if (this.text[this.at] === undefined) return this.end("{");
        if (this.text[this.at] !== ":") return this.here("expected `:`");
        this.at++;
        wants = "value";
        continue;
      }
      if (here === undefined) return this.end(wants === "first" ? "[" : null);
      if (here === "{" || here === "[") {
        this.at++;
        open.push(here);
        wants = "first";
        continue;
      }
      const wrong = here === '"' ? this.string() : this.scalar(here);
      if (wrong !== null) return wrong;
      wants = "next";
    }
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? "")) this.at++;
  }

  private here(message: string): Found {
    return new Found(message, this.at + 1);
  }

  private end(inside: "{" | "[" | null): Found {
    const what = inside === null ? "a value" : inside === "{" ? "an object" : "a list";
    return new Found(`EOF while parsing ${what}`, this.text.length);
  }

  private string(): Found | null {
    this.at++;
    for (; this.at < this.text.length; this.at++) {
      const here = this.text.charCodeAt(this.at);
      if (here === 0x22) {
        this.at++;
        return null;
      }
      if (here < 0x20) return this.here("control character (\\u0000-\\u001F) found while parsing a string");
      if (here !== 0x5c) continue;
      this.at++;
      const letter = this.text[this.at];
      if (letter === undefined) break;
      if (letter !== "u") {
        if (!'"\\/bfnrt'.includes(letter)) return this.here("invalid escape");
        continue;
      }
      for (let digit = 0; digit < 4; digit++) {
        this.at++;
        const next = this.text[this.at];
        if (next === undefined) return new Found("EOF while parsing a string", this.text.length);
        if (!/[0-9a-fA-F]/.test(next)) return this.here("invalid escape");
      }
    }
    return new Found("EOF while parsing a string", this.text.length);
  }

  private scalar(first: string): Found | null {
    const rest = this.text.slice(this.at, this.at + 10);
    if (first === "-" || /\d/.test(first)) return rest.startsWith("-I") ? this.word(rest) : this.number();
    return this.word(rest);
  }

  private word(rest: string): Found | null {
    const word = literals.find((one) => one[0] === rest[0] && (one[0] !== "-" || rest[1] === one[1]));
    if (word === undefined) return this.here("expected value");
    for (let i = 0; i < word.length; i++, this.at++) {
      const here = this.text[this.at];
      if (here === undefined) return this.end(null);
      if (here !== word[i]) return this.here("expected ident");
    }
    return null;
  }

  private number(): Found | null {
    if (this.text[this.at] === "-") this.at++;
    if (this.at >= this.text.length) return this.end(null);
    const digits = () => {
      const start = this.at;
      while (/\d/.test(this.text[this.at] ?? "")) this.at++;
      return this.at - start;
    };
    const zero = this.text[this.at] === "0";
    const count = zero ? 1 : digits();
    if (zero) this.at++;
    if (count === 0 || (zero && /\d/.test(this.text[this.at] ?? ""))) return this.here("invalid number");
    if (this.text[this.at] === ".") {
      this.at++;
      if (digits() === 0) return this.at >= this.text.length ? this.end(null) : this.here("invalid number");
    }
    if (/[eE]/.test(this.text[this.at] ?? "")) {
      this.at++;
      if (/[+-]/.test(this.text[this.at] ?? "")) this.at++;
      if (digits() === 0) return this.at >= this.text.length ? this.end(null) : this.here("invalid number");
    }
    return null;
  }
}

/** `expected value at line 1 column 7`. */
export function jsonProblem(text: string): string {
  const found = new Reader(text).problem() ?? new Found("expected value", 1);
  const before = text.slice(0, found.at);
  const line = before.split("\n").length;
  const column = bytes.encode(before.slice(before.lastIndexOf("\n") + 1)).length;
  return `${found.message} at line ${line} column ${column}`;
}
