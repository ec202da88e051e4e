/** Cách tính hạn cho ai muốn thử: a made-up dossier of one's own, from a form or from the API. Pure. */

import { Type } from 'typebox'
import { type ClockEvent, ClockPolicy, PublishedSpan, TimeLimit } from '#kernel/calendar.ts'
import { defineRefusals } from '#kernel/errors.ts'
import { dayOfParts, instantAt } from '#kernel/types.ts'

export const refusal = defineRefusals('deadlines', {
  notInOrder: [
    'invalid',
    'Các sự kiện phải theo thứ tự thời gian, bắt đầu từ lúc nhận hồ sơ. Kiểm tra lại ngày giờ.',
    'Events must follow each other in time, from the reception on. Check the dates.',
  ],
  notAMoment: [
    'invalid',
    'Không đọc được “{text}”. Ghi ngày và giờ, ví dụ 04/03/2026 10:00.',
    '“{text}” is not a day and a time. Write for example 04/03/2026 10:00.',
  ],
  notAnAmount: [
    'invalid',
    'Thời hạn phải là số từ 0 đến 3650; ngày và tháng là số nguyên.',
    'The limit must be a number from 0 to 3650; days and months are whole.',
  ],
  notAWait: [
    'invalid',
    'Thời gian chờ cần cả lúc bắt đầu và lúc nhận lại, hoặc chỉ lúc bắt đầu nếu còn đang chờ.',
    'A wait needs its beginning; its end too, unless it still goes on.',
  ],
})

const Moment = Type.String({ format: 'date-time' })
const strict = { additionalProperties: false } as const

const Move = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('paused'),
      at: Moment,
      cause: Type.Enum(['supplement', 'financialDuty', 'step']),
    },
    strict,
  ),
  Type.Object({ kind: Type.Literal('resumed'), at: Moment }, strict),
  Type.Object(
    {
      kind: Type.Literal('extended'),
      at: Moment,
      to: Moment,
      cause: Type.Enum(['apology', 'extension']),
    },
    strict,
  ),
  Type.Object({ kind: Type.Literal('ended'), at: Moment }, strict),
])
type Move = Type.Static<typeof Move>

/** One question to the clock. */
export const Question = Type.Object(
  {
    limit: TimeLimit,
    policy: Type.Optional(ClockPolicy),
    submittedAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'Online: when it arrived; the reply is due in 8 working hours.',
      }),
    ),
    receivedAt: Moment,
    unit: Type.Optional(
      Type.String({
        maxLength: 35,
        description: 'Code of the agency whose calendar counts; the province’s otherwise.',
      }),
    ),
    events: Type.Optional(Type.Array(Move, { maxItems: 50 })),
  },
  strict,
)
export type Question = Type.Static<typeof Question>

export const defaultPolicy: ClockPolicy = { countFrom: 'hourExact', cutOffMinutes: null }

/** The history that a question tells. Throws `deadlines.notInOrder`. */
export function historyOf(question: Question): ClockEvent[] {
  const { limit, policy = defaultPolicy, submittedAt, receivedAt, events = [] } = question
  const history: ClockEvent[] = [
    ...(submittedAt
      ? [{ kind: 'submitted', at: submittedAt, limit: { amount: 8, unit: 'hour' } } as const]
      : []),
    { kind: 'accepted', at: receivedAt, policy, limit },
    ...events,
  ]
  const isSorted = history.every(({ at }, index) => index === 0 || at0(history[index - 1]?.at) <= at0(at))
  if (!isSorted) throw refusal.notInOrder()
  return history
}

const at0 = (text: string | undefined) => Date.parse(text ?? '')

/** The form of the page, as typed. */
export const formFields = [
  'amount',
  'unit',
  'channel',
  'received',
  'from',
  'evening',
  'supplementFrom',
  'supplementTo',
  'dutyFrom',
  'dutyTo',
] as const
export type FormFields = Partial<Record<(typeof formFields)[number], string>>

/** Reads the form. Throws a sentence about the first thing that is wrong. */
export function questionOf(fields: FormFields): Question {
  const receivedAt = momentOf(fields.received ?? '')
  return {
    limit: limitOf(fields),
    policy: {
      countFrom: fields.from === 'nextDay' ? 'nextDay' : 'hourExact',
      cutOffMinutes: fields.evening ? 900 : null,
    },
    ...(fields.channel === 'online' && { submittedAt: receivedAt }),
    receivedAt,
    events: [
      ...waitOf('supplement', fields.supplementFrom, fields.supplementTo),
      ...waitOf('financialDuty', fields.dutyFrom, fields.dutyTo),
    ].toSorted((a, b) => at0(a.at) - at0(b.at)),
  }
}

function limitOf({ amount = '', unit = 'workingDay' }: FormFields): TimeLimit {
  const number = Number(amount.trim().replace(',', '.'))
  const isWhole = unit === 'day' || unit === 'month'
  const least = unit === 'workingDay' || unit === 'day' ? 0 : isWhole ? 1 : 0.01
  const most = unit === 'month' ? 120 : 3650
  if (!amount.trim() || !(number >= least && number <= most) || (isWhole && !Number.isInteger(number)))
    throw refusal.notAnAmount({ fields: [{ field: 'amount', message: refusal.notAnAmount().sentence.vi }] })
  if (unit === 'hour' || unit === 'day' || unit === 'month') return { amount: number, unit }
  return { amount: number, unit: 'workingDay' }
}

function waitOf(cause: 'supplement' | 'financialDuty', from = '', to = ''): Move[] {
  if (!from.trim() && !to.trim()) return []
  if (!from.trim()) throw refusal.notAWait()
  const paused: Move = { kind: 'paused', at: momentOf(from), cause }
  return to.trim() ? [paused, { kind: 'resumed', at: momentOf(to) }] : [paused]
}

/** `4/3/2026 10:00`, `04-03-2026 10h30`; without an hour, opening time. */
function momentOf(text: string): string {
  const [, day, month, year, hour = '7', minute = '0'] =
    /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,]+(\d{1,2})[:hg](\d{2})?)?\s*$/.exec(text) ?? []
  const date = dayOfParts(day, month, year)
  if (!date || Number(hour) > 23 || Number(minute) > 59) throw refusal.notAMoment({ details: { text } })
  return instantAt(date, Number(hour) * 60 + Number(minute)).toISOString()
}

/** What the clock answers. */
export const Answer = Type.Object({
  dueAt: Type.Union([Moment, Type.Null()], { description: 'Null while the clock stands.' }),
  pausedAt: Type.Union([Moment, Type.Null()]),
  dueBeforePause: Type.Union([Moment, Type.Null()]),
  lines: Type.Array(Type.String(), { description: 'In the language asked for, one for each stretch.' }),
  spans: Type.Array(PublishedSpan),
})

export const questionExample = {
  limit: { amount: 3, unit: 'workingDay' },
  receivedAt: '2026-03-02T10:00:00+07:00',
  events: [
    { kind: 'paused', at: '2026-03-03T10:00:00+07:00', cause: 'supplement' },
    { kind: 'resumed', at: '2026-03-04T10:00:00+07:00' },
  ],
} as const
