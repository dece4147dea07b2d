/** Decimal numbers: a bigint coefficient and an exponent, so that Decimal('1.10') stays 1.10; infinities and NaNs. */

export interface Decimal {
  readonly kind: "decimal";
  readonly negative: boolean;
  /** `finite`, `infinite`, or a NaN. */
  readonly form: "finite" | "infinite" | "nan" | "snan";
  /** Of a NaN: its payload. */
  readonly coefficient: bigint;
  readonly exponent: number;
}

export function finite(negative: boolean, coefficient: bigint, exponent: number): Decimal {
  return { kind: "decimal", negative, form: "finite", coefficient, exponent };
}

export const infinity = (negative: boolean): Decimal => ({
  kind: "decimal",
  negative,
  form: "infinite",
  coefficient: 0n,
  exponent: 0,
});

export const notANumber: Decimal = {
  kind: "decimal",
  negative: false,
  form: "nan",
  coefficient: 0n,
  exponent: 0,
};

export const one = finite(false, 1n, 0);

const small = Array.from({ length: 64 }, (_, exponent) => 10n ** BigInt(exponent));
export const powerOfTen = (exponent: number): bigint => small[exponent] ?? 10n ** BigInt(exponent);

export const digitCount = (coefficient: bigint): number =>
  coefficient < 10n ? 1 : coefficient.toString().length;
/** Exponent of the first digit. */
export const adjusted = (value: Decimal): number => value.exponent + digitCount(value.coefficient) - 1;
export const isZero = (value: Decimal): boolean => value.form === "finite" && value.coefficient === 0n;
export const isNan = (value: Decimal): boolean => value.form === "nan" || value.form === "snan";

/** Whether it is finite and has no digits behind the point. */
export function isIntegral(value: Decimal): boolean {
  if (value.form !== "finite") return false;
  if (value.exponent >= 0 || value.coefficient === 0n) return true;
  const drop = -value.exponent;
  return drop < digitCount(value.coefficient) && value.coefficient % powerOfTen(drop) === 0n;
}

/** The farthest exponent that is computed with. */
export const exponentMax = 10 ** 15;

/** The same value without zeros at the end, exact whatever the precision. */
export function normalizeExactly(value: Decimal): Decimal {
  if (value.form !== "finite") return value;
  if (value.coefficient === 0n) return finite(value.negative, 0n, 0);
  const digits = value.coefficient.toString();
  const kept = digits.replace(/0+$/, "");
  return finite(value.negative, BigInt(kept), value.exponent + digits.length - kept.length);
}
