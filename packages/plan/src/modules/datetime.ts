/** `datetime`. What the clock says comes from outside and carries the environment's label. */
import { dateClass } from "../types/date.ts";
import { datetimeClass } from "../types/datetime.ts";
import { timeClass } from "../types/time.ts";
import { timedeltaClass } from "../types/timedelta.ts";
import { timezoneClass, utcZone } from "../types/timezone.ts";
import { defineModule } from "./registry.ts";

defineModule("datetime", {
  MAXYEAR: 9999,
  MINYEAR: 1,
  UTC: utcZone,
  date: dateClass,
  datetime: datetimeClass,
  time: timeClass,
  timedelta: timedeltaClass,
  timezone: timezoneClass,
});
