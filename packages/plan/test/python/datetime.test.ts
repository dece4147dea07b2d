import fc from "fast-check";
import * as d from "../../src/python/datetime.ts";
import * as x from "../../src/python/datetime-text.ts";
import * as t from "../../src/python/timedelta.ts";
import { type Case, differential, float, type Operation, type Value } from "./oracle.ts";

type Parts = readonly [number, number, number, number, number, number, number, number | null];
const make = (p: Parts): d.DateTimeValue =>
  d.makeDateTime(p[0], p[1], p[2], {
    hour: p[3],
    minute: p[4],
    second: p[5],
    microsecond: p[6],
    zone: p[7] === null ? undefined : d.makeZone(t.timeDeltaOf(BigInt(p[7]) * 1_000_000n)),
  });
const py = (n: number): string =>
  `(lambda p: datetime.datetime(*p[:7], tzinfo=None if p[7] is None else datetime.timezone(datetime.timedelta(seconds=p[7]))))(a[${n}])`;
const delta = (p: readonly [number, number, number]): t.TimeDelta =>
  t.makeTimeDelta({
    days: { value: p[0], real: false },
    seconds: { value: p[1], real: false },
    microseconds: { value: p[2], real: false },
  });
const pyd = (n: number): string => `datetime.timedelta(*a[${n}])`;
const operations: Record<string, Operation> = {
  repr: [`repr(${py(0)})`, (p: Parts) => d.dateTimeRepr(make(p))],
  str: [`str(${py(0)})`, (p: Parts) => d.dateTimeText(make(p), " ")],
  iso: [
    `${py(0)}.isoformat(a[1], a[2])`,
    (p: Parts, s: string, spec: string) => d.dateTimeText(make(p), s, spec),
  ],
  fields: [
    `(lambda v: [v.weekday(), v.isoweekday(), list(v.isocalendar()), v.toordinal(), v.timetuple().tm_yday])(${py(0)})`,
    (p: Parts) => {
      const v = make(p);
      return [d.weekday(v), d.isoWeekday(v), d.isoCalendar(v), d.toOrdinal(v), d.yearDay(v)];
    },
  ],
  timestamp: [
    `(lambda v: (v if v.tzinfo else v.replace(tzinfo=datetime.timezone.utc)).timestamp())(${py(0)})`,
    (p: Parts) => float(d.timestamp(make(p))),
  ],
  strftime: [`${py(0)}.strftime(a[1])`, (p: Parts, f: string) => x.formatDateTime(make(p), f)],
  strptime: [
    "repr(datetime.datetime.strptime(a[0], a[1]))",
    (s: string, f: string) => d.dateTimeRepr(x.parseDateTime(s, f)),
  ],
  roundtrip: [
    `repr(datetime.datetime.strptime(${py(0)}.strftime(a[1]), a[1]))`,
    (p: Parts, f: string) => d.dateTimeRepr(x.parseDateTime(x.formatDateTime(make(p), f), f)),
  ],
  fromiso: [
    "repr(datetime.datetime.fromisoformat(a[0]))",
    (s: string) => d.dateTimeRepr(x.dateTimeFromIso(s)),
  ],
  datefromiso: ["repr(datetime.date.fromisoformat(a[0]))", (s: string) => d.dateRepr(x.dateFromIso(s))],
  timefromiso: ["repr(datetime.time.fromisoformat(a[0]))", (s: string) => d.timeRepr(x.timeFromIso(s))],
  add: [
    `repr(${py(0)} + ${pyd(1)})`,
    (p: Parts, q: readonly [number, number, number]) => d.dateTimeRepr(d.addToDateTime(make(p), delta(q))),
  ],
  minus: [
    `repr(${py(0)} - ${py(1)})`,
    (p: Parts, q: Parts) => t.timeDeltaRepr(d.subtractDateTimes(make(p), make(q))),
  ],
  compare: [
    `(lambda v, w: (v > w) - (v < w))(${py(0)}, ${py(1)})`,
    (p: Parts, q: Parts) => d.compareDateTimes(make(p), make(q)),
  ],
  equal: [`${py(0)} == ${py(1)}`, (p: Parts, q: Parts) => d.equalDateTimes(make(p), make(q))],
  zone: [
    `(lambda v: repr((v if v.tzinfo else v.replace(tzinfo=datetime.timezone.utc)).astimezone(datetime.timezone(datetime.timedelta(seconds=a[1])))))(${py(0)})`,
    (p: Parts, z: number) =>
      d.dateTimeRepr(d.asTimeZone(make(p), d.makeZone(t.timeDeltaOf(BigInt(z) * 1_000_000n)))),
  ],
  zoneText: [
    "(lambda z: [str(z), repr(z)])(datetime.timezone(datetime.timedelta(*a[0])))",
    (q: readonly [number, number, number]) => {
      const z = d.makeZone(delta(q));
      return [d.zoneName(z), d.zoneRepr(z)];
    },
  ],
  make: [
    `repr(datetime.datetime(*a[0]))`,
    (p: readonly number[]) =>
      d.dateTimeRepr(
        d.makeDateTime(p[0] ?? 0, p[1] ?? 0, p[2] ?? 0, {
          hour: p[3] ?? 0,
          minute: p[4] ?? 0,
          second: p[5] ?? 0,
          microsecond: p[6] ?? 0,
        }),
      ),
  ],
  ordinal: ["repr(datetime.date.fromordinal(a[0]))", (n: number) => d.dateRepr(d.dateFromOrdinal(n))],
  isocal: [
    "repr(datetime.date.fromisocalendar(*a))",
    (y: number, w: number, k: number) => d.dateRepr(d.dateFromIsoCalendar(y, w, k)),
  ],
  fromTimestamp: [
    "repr(datetime.datetime.fromtimestamp(a[0], datetime.timezone.utc))",
    (s: number) => d.dateTimeRepr(d.fromTimestamp(s, d.utc)),
  ],
  delta: [
    `(lambda v: [repr(v), str(v), v.total_seconds(), repr(-v), repr(abs(v))])(${pyd(0)})`,
    (q: readonly [number, number, number]) => {
      const v = delta(q);
      return [
        t.timeDeltaRepr(v),
        t.timeDeltaText(v),
        float(t.totalSeconds(v)),
        t.timeDeltaRepr(t.negateTimeDelta(v)),
        t.timeDeltaRepr(t.absTimeDelta(v)),
      ];
    },
  ],
  deltaFloat: [
    "repr(datetime.timedelta(days=a[0], seconds=a[1], microseconds=a[2]))",
    (a: number, b: number, c: number) =>
      t.timeDeltaRepr(
        t.makeTimeDelta({
          days: { value: a, real: true },
          seconds: { value: b, real: true },
          microseconds: { value: c, real: true },
        }),
      ),
  ],
  deltaOps: [
    `(lambda v, n: [repr(v * n), repr(v / n), repr(v // n)])(${pyd(0)}, a[1])`,
    (q: readonly [number, number, number], n: number) => {
      const v = delta(q);
      return [
        t.timeDeltaRepr(t.multiplyTimeDelta(v, n)),
        t.timeDeltaRepr(t.divideTimeDelta(v, n)),
        t.timeDeltaRepr(t.floorDivideTimeDelta(v, n)),
      ];
    },
  ],
  deltaScale: [
    `(lambda v, n: [repr(v * n), repr(v / n)])(${pyd(0)}, a[1])`,
    (q: readonly [number, number, number], n: number) => {
      const v = delta(q);
      return [t.timeDeltaRepr(t.scaleTimeDelta(v, n)), t.timeDeltaRepr(t.divideTimeDeltaByFloat(v, n))];
    },
  ],
  deltaPair: [
    `(lambda v, w: [v / w, v // w, repr(v % w)])(${pyd(0)}, ${pyd(1)})`,
    (q: readonly [number, number, number], r: readonly [number, number, number]) => {
      const [v, w] = [delta(q), delta(r)];
      const [n, m] = t.divmodTimeDelta(v, w);
      return [float(t.ratioOfTimeDeltas(v, w)), n, t.timeDeltaRepr(m)];
    },
  ],
};
const full: Value = [2024, 2, 29, 13, 5, 7, 123456, null];
const aware: Value = [2024, 12, 30, 23, 59, 59, 0, 19800];
const iso = [
  "2024-02-29",
  "20240229",
  "2024-W09-4",
  "2024W094",
  "2024-W09",
  "2024-02-30",
  "2024-13-01",
  "2024-02-29T12",
  "2024-02-29 12:30",
  "2024-02-29T12:30:45.123",
  "2024-02-29T123045",
  "2024-02-29T12:30:45.1234567",
  "2024-02-29T12:30:45,5",
  "2024-02-29T12:30Z",
  "2024-02-29T12:30+05:30",
  "2024-02-29T12:30:00-0530",
  "2024-02-29T12:30:00+05:30:15",
  "2024-02-29T24:00",
  "2024-02-29T12:60",
  "",
  "2024",
  "24-02-29",
  "2024-02-29T",
  "2024-02-29T1",
  "2024-2-9",
  "2024-02-29T12:3045",
  "20240229T123045Z",
  "2024-W09-4T10:00",
  "2024-02-29T12:30+24:00",
  "2024-W54-1",
  "2024-02-29T12:30Zx",
  "2024-02-29T12:30:45+00:00",
  "2024-02-29\ud83d\ude0012:30",
];
const chosen: Case[] = [
  ...[full, aware, [1, 1, 1, 0, 0, 0, 0, null], [9999, 12, 31, 23, 59, 59, 999999, -3661]].flatMap(
    (p): Case[] => [
      ["repr", p as Value],
      ["str", p as Value],
      ["fields", p as Value],
      ["timestamp", p as Value],
      [
        "strftime",
        p as Value,
        "%a %A %b %B %c|%d %D %e %f %F %H %I %j %k %l %m %M %p %P %R %S %T %u %U %V %w %W %x %X %y %z %Z %% %G %g %C %-d %h %q %",
      ],
      ...["auto", "hours", "minutes", "seconds", "milliseconds", "microseconds", "x"].map(
        (s): Case => ["iso", p as Value, "T", s],
      ),
    ],
  ),
  ...iso.flatMap((s): Case[] => [
    ["fromiso", s],
    ["datefromiso", s],
    ["timefromiso", s.slice(11)],
  ]),
  ...(
    [
      ["2024-02-29", "%Y-%m-%d"],
      ["29/02/24 1:05 pm", "%d/%m/%y %I:%M %p"],
      ["Feb 29 2024", "%b %d %Y"],
      ["Thursday, 29 february 2024", "%A, %d %B %Y"],
      ["2024-02-29T10:11:12.5+0530", "%Y-%m-%dT%H:%M:%S.%f%z"],
      ["x", "%Y"],
      ["2024x", "%Y"],
      ["2024", "%q"],
      ["2024", "%"],
      ["60", "%j"],
      ["2024 60", "%Y %j"],
      ["2024 W9 4", "%G W%V %u"],
      ["2024 9 1", "%Y %W %w"],
      ["2024 9 1", "%Y %U %w"],
      ["29 02", "%d %m"],
      ["2023-02-29", "%Y-%m-%d"],
      ["12:61", "%H:%M"],
      ["  10:00", " %H:%M"],
      ["1.5", "%H.%M"],
      ["Z", "%z"],
      ["2024 2024", "%Y %Y"],
      ["12 AM", "%I %p"],
      ["a+b 5", "a+b %d"],
      ["2024-02-29 10:11:12 UTC", "%Y-%m-%d %H:%M:%S %Z"],
    ] as const
  ).map(([s, f]): Case => ["strptime", s, f]),
  ...[
    [0, 1, 1],
    [10000, 1, 1],
    [2024, 0, 1],
    [2024, 13, 1],
    [2023, 2, 29],
    [2024, 1, 32],
    [2024, 1, 1, 24],
    [2024, 1, 1, 0, 60],
    [2024, 1, 1, 0, 0, 60],
    [2024, 1, 1, 0, 0, 0, 1000000],
  ].map((p): Case => ["make", p]),
  ["ordinal", 1],
  ["ordinal", 3652059],
  ["ordinal", 0],
  ["isocal", 2024, 53, 1],
  ["isocal", 2020, 53, 7],
  ["isocal", 2024, 1, 8],
  ["isocal", 0, 1, 1],
  ["add", full, [999999999, 0, 0]],
  ["add", full, [-1, 0, 1]],
  ["minus", full, aware],
  ["compare", full, aware],
  ["equal", full, aware],
  ["delta", [0, 0, 0]],
  ["delta", [1, 0, 0]],
  ["delta", [-1, 3600, 5]],
  ["delta", [999999999, 86399, 999999]],
  ["delta", [1000000000, 0, 0]],
  ["deltaOps", [1, 1, 1], 0],

  ["zoneText", [0, 0, 0]],
  ["zoneText", [0, -16200, 0]],
  ["zoneText", [1, 0, 0]],
  ["zoneText", [0, 3661, 7]],
  ["fromTimestamp", float(1.5)],
  ["fromTimestamp", float(-0.000001)],
  ["fromTimestamp", float(1709211907.123456)],
];
function generated(): Case[] {
  const parts = fc.tuple(
    fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1970, max: 2030 })),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.nat(23),
    fc.nat(59),
    fc.nat(59),
    fc.oneof(fc.constant(0), fc.nat(999999)),
    fc.oneof(fc.constant(null), fc.integer({ min: -86399, max: 86399 }), fc.constantFrom(0, 3600, -18000)),
  );
  const modern = fc.tuple(
    fc.integer({ min: 1969, max: 2068 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.nat(23),
    fc.nat(59),
    fc.nat(59),
    fc.nat(999999),
    fc.constantFrom(null, 0, 3600, -19800),
  );
  const small = fc.tuple(
    fc.integer({ min: -2000, max: 2000 }),
    fc.integer({ min: -100000, max: 100000 }),
    fc.integer({ min: -2000000, max: 2000000 }),
  );
  const isoText = fc
    .string({ unit: fc.constantFrom(..."0123456789-:T+ZW."), maxLength: 12 })
    .map((s) => `2024-0${s}`);
  const some = fc.double({ min: -1000, max: 1000, noNaN: true });
  return fc.sample(
    fc.oneof(
      fc.tuple(fc.constantFrom("repr", "str", "fields", "timestamp"), parts),
      fc.tuple(
        fc.constant("strftime"),
        parts,
        fc.constantFrom("%Y-%m-%d", "%U %W %V %G %j", "%c", "%I %p %y"),
      ),
      fc.tuple(
        fc.constant("roundtrip"),
        modern,
        fc.constantFrom(
          "%Y-%m-%d %H:%M:%S.%f",
          "%d/%m/%y %I:%M %p",
          "%A %d %B %Y",
          "%c",
          "%Y %j",
          "%Y %U %w",
          "%Y %W %a",
          "%G %V %u",
        ),
      ),
      fc.tuple(fc.constantFrom("fromiso", "datefromiso"), isoText),
      fc.tuple(fc.constant("add"), parts, small),
      fc.tuple(fc.constantFrom("minus", "compare", "equal"), parts, parts),
      fc.tuple(fc.constant("zone"), modern, fc.integer({ min: -86399, max: 86399 })),
      fc.tuple(fc.constant("delta"), small),
      fc.tuple(
        fc.constant("deltaFloat"),
        some.map(float),
        some.map(float),
        fc.integer({ min: -20, max: 20 }).map((k) => float(k / 4)),
      ),
      fc.tuple(fc.constant("deltaOps"), small, fc.integer({ min: -50, max: 50 })),
      fc.tuple(fc.constant("deltaScale"), small, fc.double({ min: 0.01, max: 100, noNaN: true }).map(float)),
      fc.tuple(fc.constant("deltaPair"), small, small),
      fc.tuple(fc.constant("ordinal"), fc.integer({ min: 1, max: 3652059 })),
      fc.tuple(fc.constant("fromTimestamp"), fc.double({ min: -6e10, max: 2e11, noNaN: true }).map(float)),
    ),
    { numRuns: 8000, seed: 6 },
  ) as Case[];
}
differential("datetime", operations, chosen, generated);
