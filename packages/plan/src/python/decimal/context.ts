/**
 * The context of decimal arithmetic: precision, rounding, exponents, and what its signals do. An operation gathers its
 * conditions; at its end they are flags of the context, or an exception where the context traps them.
 */
import { type Charge, uncharged } from "../charge.ts";
import { PythonError } from "../error.ts";
import {
  adjusted,
  type Decimal,
  digitCount,
  finite,
  infinity,
  isZero,
  notANumber,
  powerOfTen,
} from "./number.ts";
import { dropDigits, type Rounding } from "./rounding.ts";

/** In the order in which CPython looks for the exception to raise. */
export const signals = [
  "InvalidOperation",
  "FloatOperation",
  "DivisionByZero",
  "Overflow",
  "Underflow",
  "Subnormal",
  "Inexact",
  "Rounded",
  "Clamped",
] as const;
export type Signal = (typeof signals)[number];

const invalidConditions = [
  "InvalidOperation",
  "ConversionSyntax",
  "DivisionImpossible",
  "DivisionUndefined",
  "InvalidContext",
] as const;
type InvalidCondition = (typeof invalidConditions)[number];
export type Condition = Signal | InvalidCondition;

/** A trapped signal; its argument lists the classes of all trapped conditions. */
export class DecimalSignal extends PythonError {
  readonly conditions: readonly Condition[];
  constructor(type: Signal, conditions: readonly Condition[]) {
    super(type, `[${conditions.map((one) => `<class 'decimal.${one}'>`).join(", ")}]`);
    this.conditions = conditions;
  }
  override get classes(): readonly string[] {
    return this.conditions;
  }
}

export interface ContextSettings {
  readonly precision: number;
  readonly rounding: Rounding;
  readonly minimumExponent: number;
  readonly maximumExponent: number;
  /** Whether exponents are written with a capital E. */
  readonly capitals: boolean;
  readonly clamp: boolean;
  readonly traps: ReadonlySet<Signal>;
}

export const defaultSettings: ContextSettings = {
  precision: 28,
  rounding: "ROUND_HALF_EVEN",
  minimumExponent: -999_999,
  maximumExponent: 999_999,
  capitals: true,
  clamp: false,
  traps: new Set<Signal>(["InvalidOperation", "DivisionByZero", "Overflow"]),
};

/** The order in which contexts list what is set. */
const shownOrder: readonly Condition[] = [
  "Clamped",
  "ConversionSyntax",
  "DivisionByZero",
  "DivisionImpossible",
  "DivisionUndefined",
  "Inexact",
  "InvalidContext",
  "InvalidOperation",
  "FloatOperation",
  "Overflow",
  "Rounded",
  "Subnormal",
  "Underflow",
];

const conditionsOf = (signal: Signal): readonly Condition[] =>
  signal === "InvalidOperation" ? invalidConditions : [signal];

function shownOf(conditions: ReadonlySet<Condition>): readonly Signal[] {
  const shown = shownOrder
    .filter((one) => conditions.has(one))
    .map((one) => signals.find((signal) => signal === one) ?? "InvalidOperation");
  return Array.from(new Set(shown));
}

/** What operations tell before they work on long numbers: how many bytes they touch, and how long a number they make. */
export interface Charges {
  readonly work: Charge;
  readonly integer: Charge;
}
const noCharges: Charges = { work: uncharged, integer: uncharged };

/** Settings with the flags that operations raised. */
export class DecimalContext {
  settings: ContextSettings;
  /** Kinds of invalid operations one by one: CPython lists flags in the order of those. */
  private met = new Set<Condition>();
  readonly charges: Charges;
  constructor(settings: ContextSettings = defaultSettings, charges: Charges = noCharges) {
    this.settings = settings;
    this.charges = charges;
  }

  /** A context of its own with the same settings and flags. */
  copy(): DecimalContext {
    const copied = new DecimalContext(this.settings, this.charges);
    copied.met = new Set(this.met);
    return copied;
  }

  hasFlag(signal: Signal): boolean {
    return conditionsOf(signal).some((one) => this.met.has(one));
  }

  setFlag(signal: Signal, on: boolean): void {
    for (const one of conditionsOf(signal)) {
      if (on) this.met.add(one);
      else this.met.delete(one);
    }
  }

  clearFlags(): void {
    this.met.clear();
  }

  /** The flags in the order in which a context shows them. */
  shownFlags(): readonly Signal[] {
    return shownOf(this.met);
  }

  /** The traps in that order. */
  shownTraps(): readonly Signal[] {
    return shownOf(new Set([...this.settings.traps].flatMap(conditionsOf)));
  }

  /** Takes up what an operation met; the exception of the first trapped signal. */
  settle(conditions: ReadonlySet<Condition>): void {
    if (conditions.size === 0) return;
    const invalid = invalidConditions.filter((one) => conditions.has(one));
    const met = signals.filter((one) =>
      one === "InvalidOperation" ? invalid.length > 0 : conditions.has(one),
    );
    for (const one of conditions) this.met.add(one);
    const { traps } = this.settings;
    const trapped = met.filter((one) => traps.has(one));
    const [first] = trapped;
    if (first === undefined) return;
    throw new DecimalSignal(first, [
      ...(traps.has("InvalidOperation") ? invalid : []),
      ...trapped.filter((one) => one !== "InvalidOperation"),
    ]);
  }
}

/** One operation under way: the settings it computes with, and the conditions it met. */
export class Work {
  readonly precision: number;
  readonly rounding: Rounding;
  readonly minimumExponent: number;
  readonly maximumExponent: number;
  readonly clamp: boolean;
  private readonly charges: Charges;
  readonly conditions = new Set<Condition>();

  constructor(settings: Omit<ContextSettings, "capitals" | "traps">, charges: Charges) {
    this.precision = settings.precision;
    this.rounding = settings.rounding;
    this.minimumExponent = settings.minimumExponent;
    this.maximumExponent = settings.maximumExponent;
    this.clamp = settings.clamp;
    this.charges = charges;
  }

  /** Charges bytes about to be touched. */
  charge(bytes: number): void {
    this.charges.work(bytes);
  }

  /** The smallest exponent that a result may have. */
  get tiniest(): number {
    return this.minimumExponent - this.precision + 1;
  }
  /** The largest exponent of a result with all digits. */
  get top(): number {
    return this.maximumExponent - this.precision + 1;
  }

  /** The same operation with other settings; its conditions stay apart. */
  with(changes: Partial<Omit<ContextSettings, "capitals" | "traps">>): Work {
    return new Work({ ...this, ...changes }, this.charges);
  }

  /** With the widest exponents there are. */
  unbounded(precision: number, rounding: Rounding = "ROUND_HALF_EVEN"): Work {
    return this.with({
      precision,
      rounding,
      minimumExponent: -(10 ** 15),
      maximumExponent: 10 ** 15,
      clamp: false,
    });
  }

  met(...conditions: readonly Condition[]): void {
    for (const condition of conditions) this.conditions.add(condition);
  }

  /** A NaN, and why. */
  invalid(condition: InvalidCondition = "InvalidOperation"): Decimal {
    this.conditions.add(condition);
    return notANumber;
  }

  /** 10 ** exponent, charged when it is large. */
  power(exponent: number): bigint {
    if (exponent > 1_000) this.charges.integer(exponent / 2.41);
    return powerOfTen(exponent);
  }

  /** A NaN operand decides the result: a signalling one is invalid. */
  nanOf(...values: readonly Decimal[]): Decimal | undefined {
    const signalling = values.find((value) => value.form === "snan");
    if (signalling !== undefined) this.conditions.add("InvalidOperation");
    const found = signalling ?? values.find((value) => value.form === "nan");
    if (found === undefined) return undefined;
    const room = this.precision - (this.clamp ? 1 : 0);
    const payload =
      digitCount(found.coefficient) > room ? found.coefficient % powerOfTen(room) : found.coefficient;
    return { ...found, form: "nan", coefficient: payload };
  }

  /** Fits a result into the context. `sticky` says that digits beyond the coefficient were dropped. */
  fitted(negative: boolean, coefficient: bigint, exponent: number, sticky = false): Decimal {
    const { tiniest, top, precision } = this;
    if (coefficient === 0n && !sticky) {
      const fit = Math.min(Math.max(exponent, tiniest), this.clamp ? top : this.maximumExponent);
      if (fit !== exponent) this.met("Clamped");
      return finite(negative, 0n, fit);
    }
    const size = digitCount(coefficient);
    if (size > 1_000) this.charges.integer(size / 2.4);
    let least = size + exponent - precision;
    if (least > top) return this.overflow(negative);
    const subnormal = size + exponent - 1 < this.minimumExponent;
    if (subnormal) least = tiniest;
    if (exponent < least || sticky) {
      const kept = dropDigits(coefficient, least - exponent, negative, this.rounding, sticky);
      let result = kept.coefficient;
      let power = Math.max(least, exponent);
      if (digitCount(result) > precision) {
        result /= 10n;
        power++;
      }
      if (power > top && result !== 0n && power + digitCount(result) - 1 > this.maximumExponent)
        return this.overflow(negative);
      this.met("Rounded");
      if (!kept.exact) this.met("Inexact");
      if (subnormal) {
        this.met("Subnormal");
        if (!kept.exact) this.met("Underflow");
        if (result === 0n) this.met("Clamped");
      }
      return finite(negative, result, power);
    }
    if (subnormal) this.met("Subnormal");
    if (this.clamp && exponent > top) {
      this.met("Clamped");
      return finite(negative, coefficient * this.power(exponent - top), top);
    }
    return finite(negative, coefficient, exponent);
  }

  /** The same of a number that is there already. */
  fit(value: Decimal): Decimal {
    if (value.form === "finite") return this.fitted(value.negative, value.coefficient, value.exponent);
    if (value.form === "infinite") return value;
    const room = this.precision - (this.clamp ? 1 : 0);
    return digitCount(value.coefficient) > room
      ? { ...value, coefficient: value.coefficient % powerOfTen(room) }
      : value;
  }

  private overflow(negative: boolean): Decimal {
    this.met("Overflow", "Inexact", "Rounded");
    const { rounding } = this;
    const largest =
      rounding === "ROUND_DOWN" ||
      rounding === "ROUND_05UP" ||
      rounding === (negative ? "ROUND_CEILING" : "ROUND_FLOOR");
    return largest ? finite(negative, this.power(this.precision) - 1n, this.top) : infinity(negative);
  }
}

/** What an operation costs however short its operands are, as bytes touched. */
const bytesOfOperation = 320;

/** Runs one operation in a context; the exception that the context traps. */
export function perform<T>(context: DecimalContext = new DecimalContext(), body: (work: Work) => T): T {
  const work = new Work(context.settings, context.charges);
  work.charge(bytesOfOperation);
  const result = body(work);
  context.settle(work.conditions);
  return result;
}

/** Whether a finite number other than zero has fewer digits than the context's precision would give it. */
export function isSubnormal(value: Decimal, work: Work): boolean {
  return value.form === "finite" && !isZero(value) && adjusted(value) < work.minimumExponent;
}
