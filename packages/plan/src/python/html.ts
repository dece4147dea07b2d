/** `html.escape` and `html.unescape`. */
import { type Charge, uncharged } from "./charge.ts";
import { htmlEntities } from "./html-entities.ts";

/** `html.escape(text, quote)`. */
export function escapeHtml(text: string, quote = true, charge: Charge = uncharged): string {
  charge(text.length * 6);
  const plain = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return quote ? plain.replaceAll('"', "&quot;").replaceAll("'", "&#x27;") : plain;
}

function referenceTable(): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const entry of htmlEntities.split(" ")) {
    const [, name = "", mark, codes = ""] = /^([^:!]*)([:!])(.*)$/.exec(entry) ?? [];
    const text = codes
      .split(",")
      .map((code) => String.fromCodePoint(Number.parseInt(code, 16)))
      .join("");
    table.set(`${name};`, text);
    if (mark === "!") table.set(name, text);
  }
  return table;
}
let references: ReadonlyMap<string, string> | undefined;

/** What the HTML standard says of numbers that stand for Windows-1252 characters. */
const windows: Readonly<Record<number, number>> = {
  0: 0xfffd,
  13: 0x0d,
  128: 0x20ac,
  129: 0x81,
  130: 0x201a,
  131: 0x192,
  132: 0x201e,
  133: 0x2026,
  134: 0x2020,
  135: 0x2021,
  136: 0x2c6,
  137: 0x2030,
  138: 0x160,
  139: 0x2039,
  140: 0x152,
  141: 0x8d,
  142: 0x17d,
  143: 0x8f,
  144: 0x90,
  145: 0x2018,
  146: 0x2019,
  147: 0x201c,
  148: 0x201d,
  149: 0x2022,
  150: 0x2013,
  151: 0x2014,
  152: 0x2dc,
  153: 0x2122,
  154: 0x161,
  155: 0x203a,
  156: 0x153,
  157: 0x9d,
  158: 0x17e,
  159: 0x178,
};

function isNonCharacter(code: number): boolean {
  return (
    (code >= 1 && code <= 8) ||
    code === 0xb ||
    (code >= 0xe && code <= 0x1f) ||
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0xfdd0 && code <= 0xfdef) ||
    (code & 0xfffe) === 0xfffe
  );
}

function numericReference(digits: string, radix: 10 | 16): string {
  const code = Number.parseInt(digits, radix);
  const known = windows[code];
  if (known !== undefined) return String.fromCodePoint(known);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return "\ufffd";
  return isNonCharacter(code) ? "" : String.fromCodePoint(code);
}

/** `html.unescape(text)`: named references by their longest known prefix. */
export function unescapeHtml(text: string): string {
  if (!text.includes("&")) return text;
  references ??= referenceTable();
  const table = references;
  return text.replaceAll(
    /&(?:#([0-9]+);?|#[xX]([0-9a-fA-F]+);?|([^\t\n\f <&#;]{1,32};?))/gu,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (decimal !== undefined) return numericReference(decimal, 10);
      if (hex !== undefined) return numericReference(hex, 16);
      if (name === undefined) return whole;
      const exact = table.get(name);
      if (exact !== undefined) return exact;
      for (let end = name.length - 1; end > 1; end--) {
        const found = table.get(name.slice(0, end));
        if (found !== undefined) return found + name.slice(end);
      }
      return whole;
    },
  );
}
