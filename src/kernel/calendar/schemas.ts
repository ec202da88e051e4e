/** What a pack says about working time, and what a procedure says about its limits. */

import { type Static, Type } from 'typebox'

const strict = { additionalProperties: false } as const
const Day = Type.String({ format: 'date', description: 'Ngày, dạng 2026-02-17' })
const Sure = Type.Optional(
  Type.Boolean({ description: 'false: chưa đối chiếu được với thông báo chính thức; vẫn được tính' }),
)
const Schema = { $schema: Type.Optional(Type.String()) }

/** Một buổi làm việc, `07:00-11:30`. */
const OfficeSession = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
})
const Sessions = Type.Array(OfficeSession, { maxItems: 6 })

/** Giờ làm việc trong tuần, in force from a day until the next entry. No sessions: a weekly rest day. */
const OfficeWeek = Type.Object(
  {
    from: Day,
    monday: Sessions,
    tuesday: Sessions,
    wednesday: Sessions,
    thursday: Sessions,
    friday: Sessions,
    saturday: Sessions,
    sunday: Sessions,
  },
  strict,
)
export type OfficeWeek = Static<typeof OfficeWeek>

const Variant = Type.Object(
  { name: Type.String({ minLength: 1 }), weeks: Type.Array(OfficeWeek, { minItems: 1 }) },
  strict,
)

/**
 * Giờ làm việc: `packs/<p>/calendar/hours.json`. `variants.default` is used by every unit that names no other.
 * `minutesPerWorkingDay` is what one "ngày làm việc" of a limit is worth (480: eight hours).
 */
export const OfficeHours = Type.Object(
  {
    ...Schema,
    source: Type.String({ minLength: 1 }),
    minutesPerWorkingDay: Type.Integer({ minimum: 1, maximum: 1440 }),
    variants: Type.Intersect([Type.Object({ default: Variant }), Type.Record(Type.String(), Variant)]),
  },
  strict,
)
export type OfficeHours = Static<typeof OfficeHours>

/** `holiday` by law, `inLieu` nghỉ bù, `swapped` hoán đổi, `weeklyRest` inside a longer rest, `local` of the province. */
const DayOffKind = Type.Enum(['holiday', 'inLieu', 'swapped', 'weeklyRest', 'local'])

/** Ngày nghỉ. */
const DayOff = Type.Object(
  { date: Day, name: Type.String({ minLength: 1 }), kind: DayOffKind, sure: Sure },
  strict,
)

/** Ngày làm bù: worked with the hours of the weekday that it stands in for. */
const MakeUpDay = Type.Object(
  { date: Day, name: Type.String({ minLength: 1 }), insteadOf: Day, sure: Sure },
  strict,
)

/** Ngày có giờ làm việc riêng, a half day for instance. */
const SpecialDay = Type.Object(
  {
    date: Day,
    name: Type.String({ minLength: 1 }),
    sessions: Type.Array(OfficeSession, { minItems: 1, maxItems: 6 }),
    sure: Sure,
  },
  strict,
)

const closure = { from: Day, to: Type.Optional(Day), reason: Type.String({ minLength: 1 }) }

/** Đóng cửa: one day, or `from` to `to` inclusive. */
export const Closure = Type.Object(closure, strict)
export type Closure = Static<typeof Closure>

/** Lịch năm: `packs/<p>/calendar/<year>.json`. A date stands in at most one of the three lists of days. */
export const CalendarYear = Type.Object(
  {
    ...Schema,
    year: Type.Integer({ minimum: 1900, maximum: 2199 }),
    source: Type.String({ minLength: 1 }),
    daysOff: Type.Array(DayOff, { maxItems: 366 }),
    makeUpDays: Type.Array(MakeUpDay, { maxItems: 366 }),
    specialDays: Type.Array(SpecialDay, { maxItems: 366 }),
    closures: Type.Optional(
      Type.Array(Type.Object({ unit: Type.String({ minLength: 1 }), ...closure }, strict)),
    ),
  },
  strict,
)
export type CalendarYear = Static<typeof CalendarYear>

/**
 * Ngày nghỉ, ngày làm bù, nửa ngày, đợt đóng cửa công bố sau: what the province or one unit announced when the years of
 * the pack were already in force. `sessions` are the office hours of a half day or a make-up day, else empty.
 */
export type AnnouncedDays = {
  readonly id: string
  readonly kind: 'dayOff' | 'makeUpDay' | 'halfDay' | 'closure'
  /** The unit that it holds for; null for the whole province. */
  readonly unitCode: string | null
  readonly fromOn: string
  readonly toOn: string
  readonly sessions: readonly string[]
  readonly name: string
  readonly legalBasis: string
  /** False: not yet confirmed by the text itself; it counts all the same. */
  readonly sure: boolean
}

const limit = <Unit extends string, Amount extends Type.TSchema>(unit: Unit, amount: Amount) =>
  Type.Object({ amount, unit: Type.Literal(unit) }, strict)

/**
 * Thời hạn giải quyết. `workingDay` and `hour` (working hours) may be fractions; `day` (calendar days) and
 * `month` are whole. Zero days means "trong ngày": by the end of office hours on the day of reception.
 */
export const TimeLimit = Type.Union([
  limit('workingDay', Type.Number({ minimum: 0, maximum: 3650 })),
  limit('day', Type.Integer({ minimum: 0, maximum: 3650 })),
  limit('hour', Type.Number({ exclusiveMinimum: 0, maximum: 30_000 })),
  limit('month', Type.Integer({ minimum: 1, maximum: 120 })),
])
export type TimeLimit = Static<typeof TimeLimit>

/**
 * Cách tính thời hạn, docs/legal.md#clock.
 * `countFrom` `hourExact`: from the minute of reception (Mon 10:00 + 1 working day = Tue 10:00); `nextDay`: day
 * units begin the day after and end when the office closes (Civil Code 2015, articles 147 and 148).
 * `cutOffMinutes`: minutes after midnight; what comes later that day counts as received when the office opens on
 * the next working day (900: 15:00). `hours` `roundTheClock`: hour limits run by night too (residence notices).
 * `afterPause`, docs/legal.md#pause: `remainder` (unless told otherwise) lets what was left go on in the limit's own
 * measure: working time, whole days, or calendar time; `workingTime` moves limits in calendar days and months too by
 * the working time waited only; `restart` begins the whole limit again, for laws that count from a complete dossier.
 */
export const ClockPolicy = Type.Object(
  {
    countFrom: Type.Enum(['hourExact', 'nextDay']),
    cutOffMinutes: Type.Union([Type.Integer({ minimum: 0, maximum: 1439 }), Type.Null()]),
    hours: Type.Optional(Type.Enum(['office', 'roundTheClock'])),
    afterPause: Type.Optional(Type.Enum(['remainder', 'workingTime', 'restart'])),
  },
  strict,
)
export type ClockPolicy = Static<typeof ClockPolicy>

const Moment = Type.String({ format: 'date-time' })

/** Một đoạn của cách tính, as the API tells it: counted or not, by which rule, in words. */
export const PublishedSpan = Type.Object(
  {
    startAt: Moment,
    endAt: Moment,
    minutes: Type.Integer({ description: 'Minutes that count against the limit.' }),
    reason: Type.String(),
    counts: Type.Boolean(),
    phase: Type.Enum(['reply', 'appointment']),
    open: Type.Optional(
      Type.Literal(true, { description: 'It goes on; its end is until when it was told.' }),
    ),
    rule: Type.String({ description: 'Where the rule is written down.' }),
    text: Type.String({ description: 'In the language that was asked for.' }),
  },
  strict,
)
export type PublishedSpan = Static<typeof PublishedSpan>
