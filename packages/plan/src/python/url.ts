/** `urllib.parse`. */
import { isIPv4, isIPv6 } from "node:net";
import { type Charge, uncharged } from "./charge.ts";
import { decodeBytes, encodeText } from "./encoding.ts";
import { valueError } from "./error.ts";
import { reprString } from "./repr.ts";

const alwaysSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~";

/** `quote_from_bytes(bytes, safe)`. */
export function quoteBytes(bytes: Uint8Array, safe = "/", charge: Charge = uncharged): string {
  charge(bytes.length * 3);
  const kept = new Set<number>();
  for (const c of alwaysSafe + safe) {
    const code = c.codePointAt(0) ?? 0;
    if (code < 128) kept.add(code);
  }
  const parts: string[] = [];
  for (const byte of bytes)
    parts.push(
      kept.has(byte) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    );
  return parts.join("");
}

/** `quote(text, safe)`; UnicodeEncodeError for lone surrogates. */
export function quote(text: string, safe = "/", charge: Charge = uncharged): string {
  return text === "" ? text : quoteBytes(encodeText(text, "utf-8", "strict", charge), safe, charge);
}

/** `quote_plus(text, safe)`: blanks become `+`. */
export function quotePlus(text: string, safe = "", charge: Charge = uncharged): string {
  return quote(text, `${safe} `, charge).replaceAll(" ", "+");
}

/** `unquote_to_bytes(bytes)`. */
export function unquoteToBytes(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  const digit = (byte: number | undefined): number => {
    if (byte === undefined) return -1;
    if (byte >= 48 && byte <= 57) return byte - 48;
    const lower = byte | 32;
    return lower >= 97 && lower <= 102 ? lower - 87 : -1;
  };
  for (let i = 0; i < bytes.length; i++) {
    const [high, low] = [digit(bytes[i + 1]), digit(bytes[i + 2])];
    if (bytes[i] === 37 && high >= 0 && low >= 0) {
      out.push(high * 16 + low);
      i += 2;
    } else out.push(bytes[i] ?? 0);
  }
  return Uint8Array.from(out);
}

/** `unquote(text)`: runs of ASCII are decoded as UTF-8, with U+FFFD for what is not. */
export function unquote(text: string, encoding = "utf-8", errors = "replace"): string {
  if (!text.includes("%")) return text;
  let out = "";
  let run = "";
  const flush = (): void => {
    if (run !== "") out += decodeBytes(unquoteToBytes(encodeText(run)), encoding, errors);
    run = "";
  };
  for (const c of text) {
    if (c.charCodeAt(0) < 128) run += c;
    else {
      flush();
      out += c;
    }
  }
  flush();
  return out;
}
export const unquotePlus = (text: string): string => unquote(text.replaceAll("+", " "));

/** `urlencode(pairs)`: the caller makes str of the values (and unfolds sequences for `doseq`). */
export function urlEncode(
  pairs: Iterable<readonly [string, string]>,
  quoted: (text: string) => string = quotePlus,
): string {
  return Array.from(pairs, ([key, value]) => `${quoted(key)}=${quoted(value)}`).join("&");
}

export interface SplitUrl {
  readonly scheme: string;
  readonly netloc: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}
export interface ParsedUrl extends SplitUrl {
  readonly params: string;
}

const usesRelative = new Set([
  "",
  "ftp",
  "http",
  "gopher",
  "nntp",
  "imap",
  "wais",
  "file",
  "https",
  "shttp",
  "mms",
  "prospero",
  "rtsp",
  "rtspu",
  "sftp",
  "svn",
  "svn+ssh",
  "ws",
  "wss",
]);
const usesNetloc = new Set([
  "",
  "ftp",
  "http",
  "gopher",
  "nntp",
  "telnet",
  "imap",
  "wais",
  "file",
  "mms",
  "https",
  "shttp",
  "snews",
  "prospero",
  "rtsp",
  "rtspu",
  "rsync",
  "svn",
  "svn+ssh",
  "sftp",
  "nfs",
  "git",
  "git+ssh",
  "ws",
  "wss",
]);
const usesParams = new Set([
  "",
  "ftp",
  "hdl",
  "prospero",
  "http",
  "https",
  "shttp",
  "rtsp",
  "rtspu",
  "sip",
  "sips",
  "mms",
  "sftp",
  "tel",
]);

/** Cuts at a mark: `undefined` for the rest when there is none. */
function cut(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** Without leading control characters and blanks (both ends for a scheme), and without tabs and line ends. */
function cleaned(text: string, bothEnds: boolean): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= 32) from++;
  if (bothEnds) while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  return text.slice(from, to).replaceAll(/[\t\r\n]/g, "");
}

/** `urlsplit(url, scheme, allow_fragments)`; ValueError for a malformed host. */
export function urlSplit(given: string, defaultScheme = "", allowFragments = true): SplitUrl {
  let url = cleaned(given, false);
  let scheme = cleaned(defaultScheme, true);
  const named = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(url);
  if (named !== null) {
    scheme = (named[1] ?? "").toLowerCase();
    url = url.slice(named[0].length);
  }
  let netloc = "";
  if (url.startsWith("//")) {
    const end = url.slice(2).search(/[/?#]/);
    netloc = end < 0 ? url.slice(2) : url.slice(2, end + 2);
    url = end < 0 ? "" : url.slice(end + 2);
    if (netloc.includes("[") !== netloc.includes("]")) throw valueError("Invalid IPv6 URL");
    if (netloc.includes("[")) checkBracketed(netloc);
  }
  let fragment = "";
  let query = "";
  if (allowFragments) {
    const [before, after] = cut(url, "#");
    [url, fragment] = [before, after ?? ""];
  }
  const [path, after] = cut(url, "?");
  query = after ?? "";
  checkNetloc(netloc);
  return { scheme, netloc, path, query, fragment };
}

/** What stands in brackets must be an IPv6 address (or one of the future). */
function checkBracketed(netloc: string): void {
  const host = cut(cut(netloc, "[")[1] ?? "", "]")[0];
  if (host.startsWith("v")) {
    if (!/^v[a-fA-F0-9]+\..+$/.test(host)) throw valueError("IPvFuture address is invalid");
    return;
  }
  if (isIPv4(host)) throw valueError("An IPv4 address cannot be in brackets");
  if (!isIPv6(host)) throw valueError(`${reprString(host)} does not appear to be an IPv4 or IPv6 address`);
}

/** Refuses hosts that would gain a separator when normalised. */
function checkNetloc(netloc: string): void {
  let plain = true;
  for (let i = 0; i < netloc.length; i++) if (netloc.charCodeAt(i) > 127) plain = false;
  if (plain) return;
  const bare = netloc.replaceAll(/[@:#?]/g, "");
  const normal = bare.normalize("NFKC");
  if (bare === normal) return;
  for (const c of "/?#@:") {
    if (normal.includes(c))
      throw valueError(`netloc '${netloc}' contains invalid characters under NFKC normalization`);
  }
}

/** `urlparse(url, scheme, allow_fragments)`; ValueError. */
export function urlParse(url: string, defaultScheme = "", allowFragments = true): ParsedUrl {
  const parts = urlSplit(url, defaultScheme, allowFragments);
  if (!usesParams.has(parts.scheme) || !parts.path.includes(";")) return { ...parts, params: "" };
  const slash = parts.path.lastIndexOf("/");
  const at = parts.path.indexOf(";", Math.max(slash, 0));
  if (at < 0) return { ...parts, params: "" };
  return { ...parts, path: parts.path.slice(0, at), params: parts.path.slice(at + 1) };
}

/** `urlunsplit(parts)`. */
export function urlUnsplit(parts: SplitUrl): string {
  const { scheme, netloc, path, query, fragment } = parts;
  let url = path;
  if (netloc !== "" || (scheme !== "" && usesNetloc.has(scheme) && !url.startsWith("//"))) {
    if (url !== "" && !url.startsWith("/")) url = `/${url}`;
    url = `//${netloc}${url}`;
  }
  if (scheme !== "") url = `${scheme}:${url}`;
  if (query !== "") url = `${url}?${query}`;
  return fragment === "" ? url : `${url}#${fragment}`;
}

/** `urlunparse(parts)`. */
export function urlUnparse(parts: ParsedUrl): string {
  return urlUnsplit({ ...parts, path: parts.params === "" ? parts.path : `${parts.path};${parts.params}` });
}

/** `urljoin(base, url, allow_fragments)`; ValueError. */
export function urlJoin(base: string, url: string, allowFragments = true): string {
  if (base === "") return url;
  if (url === "") return base;
  const from = urlParse(base, "", allowFragments);
  const to = urlParse(url, from.scheme, allowFragments);
  if (to.scheme !== from.scheme || !usesRelative.has(to.scheme)) return url;
  let netloc = to.netloc;
  if (usesNetloc.has(to.scheme)) {
    if (netloc !== "") return urlUnparse(to);
    netloc = from.netloc;
  }
  if (to.path === "" && to.params === "") {
    return urlUnparse({
      ...to,
      netloc,
      path: from.path,
      params: from.params,
      query: to.query === "" ? from.query : to.query,
    });
  }
  const baseParts = from.path.split("/");
  if (baseParts.at(-1) !== "") baseParts.pop();
  let segments: string[];
  if (to.path.startsWith("/")) segments = to.path.split("/");
  else {
    segments = [...baseParts, ...to.path.split("/")];
    segments = segments.filter((segment, i) => segment !== "" || i === 0 || i === segments.length - 1);
  }
  const resolved: string[] = [];
  for (const segment of segments) {
    if (segment === "..") resolved.pop();
    else if (segment !== ".") resolved.push(segment);
  }
  const last = segments.at(-1);
  if (last === "." || last === "..") resolved.push("");
  return urlUnparse({ ...to, netloc, path: resolved.join("/") || "/" });
}

/** `urldefrag(url)`: the URL without its fragment, and the fragment. */
export function urlDefrag(url: string): [string, string] {
  if (!url.includes("#")) return [url, ""];
  const parts = urlParse(url);
  return [urlUnparse({ ...parts, fragment: "" }), parts.fragment];
}

/** User, password, host and port of a netloc; `port` raises ValueError where it is no port. */
export function netlocParts(netloc: string): {
  username: string | undefined;
  password: string | undefined;
  hostname: string | undefined;
  port(): number | undefined;
} {
  const at = netloc.lastIndexOf("@");
  const user = at < 0 ? undefined : netloc.slice(0, at);
  const host = netloc.slice(at + 1);
  const [username, password] = user === undefined ? [undefined, undefined] : cut(user, ":");
  const bracket = host.indexOf("[");
  let name: string;
  let port: string | undefined;
  if (bracket >= 0) {
    const [inside, after = ""] = cut(host.slice(bracket + 1), "]");
    name = inside;
    port = cut(after, ":")[1];
  } else [name, port] = cut(host, ":");
  const [address, zone] = cut(name, "%");
  return {
    username,
    password,
    hostname: name === "" ? undefined : address.toLowerCase() + (zone === undefined ? "" : `%${zone}`),
    port: () => {
      if (port === undefined || port === "") return undefined;
      if (!/^[0-9]+$/.test(port)) throw valueError(`Port could not be cast to integer value as '${port}'`);
      if (Number(port) > 65535) throw valueError("Port out of range 0-65535");
      return Number(port);
    },
  };
}

export interface QueryOptions {
  readonly keepBlankValues?: boolean;
  readonly strictParsing?: boolean;
  readonly maximumFields?: number | undefined;
  readonly separator?: string;
}

/** `parse_qsl(query, ...)`; ValueError. */
export function parseQueryList(query: string, options: QueryOptions = {}): [string, string][] {
  const separator = options.separator ?? "&";
  if (separator === "") throw valueError("Separator must be of type string or bytes.");
  if (query === "") return [];
  const fields = query.split(separator);
  if (options.maximumFields !== undefined && fields.length > options.maximumFields)
    throw valueError("Max number of fields exceeded");
  const pairs: [string, string][] = [];
  for (const field of fields) {
    if (field === "" && options.strictParsing !== true) continue;
    const [key, value] = cut(field, "=");
    if (value === undefined) {
      if (options.strictParsing === true) throw valueError(`bad query field: ${reprString(field)}`);
      if (options.keepBlankValues !== true) continue;
    }
    if ((value ?? "") !== "" || options.keepBlankValues === true)
      pairs.push([unquotePlus(key), unquotePlus(value ?? "")]);
  }
  return pairs;
}

/** `parse_qs(query, ...)`: keys in the order of their first values. */
export function parseQuery(query: string, options: QueryOptions = {}): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of parseQueryList(query, options)) {
    const values = found.get(key);
    if (values === undefined) found.set(key, [value]);
    else values.push(value);
  }
  return found;
}
