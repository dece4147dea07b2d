/** Kleene's three truth values. */
export type Truth = boolean | "unknown";

export function not3(a: Truth): Truth {
  return a === "unknown" ? a : !a;
}

export function and3(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === true && b === true ? true : "unknown";
}

export function or3(a: Truth, b: Truth): Truth {
  if (a === true || b === true) return true;
  return a === false && b === false ? false : "unknown";
}

export function xor3(a: Truth, b: Truth): Truth {
  return a === "unknown" || b === "unknown" ? "unknown" : a !== b;
}
