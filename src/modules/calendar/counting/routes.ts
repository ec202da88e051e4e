/** Cách tính hạn: a page that works without a script, and the same for software. */

import { Type } from 'typebox'
import { publishedSpan } from '#kernel/calendar.ts'
import { Refusal, toProblem } from '#kernel/errors.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, json, page } from '#kernel/web.ts'
import { type Counted, countDeadline } from './commands.ts'
import { Answer, type FormFields, formFields, Question, questionExample, questionOf } from './domain.ts'
import { CountingPage } from './pages.tsx'
import { texts } from './texts.ts'

const input = Type.Object(
  Object.fromEntries(formFields.map((name) => [name, Type.Optional(Type.String({ maxLength: 60 }))])),
)
const limit = { name: 'deadlines', max: 120, seconds: 60 }

const at = (minute: string) => `2026-03-0${minute}:00.000Z`
const span = (startAt: string, endAt: string, minutes: number, text: string) => ({
  startAt: at(startAt),
  endAt: at(endAt),
  minutes,
  reason: minutes > 0 ? 'officeHours' : 'waiting:supplement',
  counts: minutes > 0,
  phase: 'appointment',
  rule: `docs/legal.md#${minutes > 0 ? 'clock' : 'pause'}`,
  text,
})

export const routes = [
  endpoint({
    method: 'GET',
    path: '/cach-tinh-han',
    access: 'public',
    input,
    limit,
    async handle(context, given) {
      const typed = given as FormFields
      const { title } = textsFor(texts, context.language)
      const isAsked = typed.amount !== undefined || typed.received !== undefined
      let counted: Counted | undefined
      let problem: ReturnType<typeof toProblem> | undefined
      try {
        if (isAsked) counted = countDeadline(context, questionOf(typed))
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown
        problem = toProblem(thrown, context.requestId, context.language)
      }
      return page(context, { title }, CountingPage({ typed, counted, problem }), problem?.status ?? 200)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/deadlines',
    access: 'public',
    input: Question,
    limit,
    api: {
      summary: { vi: 'Tính hạn trả kết quả', en: 'Count a deadline' },
      description: {
        vi: 'Tính hạn của một hồ sơ giả định theo lịch làm việc đang có hiệu lực, kèm từng đoạn thời gian được tính hay không và vì sao. Không lưu gì.',
        en: 'Counts the deadline of a made-up dossier on the calendar in force, with every stretch of time and why it counts or not. Nothing is kept.',
      },
      tag: 'deadlines',
      response: Answer,
      example: {
        request: questionExample,
        response: {
          dueAt: '2026-03-06T03:00:00.000Z',
          pausedAt: null,
          dueBeforePause: null,
          lines: ['Tiếp nhận lúc 10:00 ngày 02/03/2026', 'Đến hạn lúc 10:00 ngày 06/03/2026'],
          spans: [span('2T03:00', '2T04:30', 90, 'Ngày 02/03/2026: tính 1 giờ 30 phút làm việc')],
        },
      },
    },
    async handle(context, question) {
      const { state, told } = countDeadline(context, question)
      const { dueAt, pausedAt, dueBeforePause } = state
      return json({
        dueAt,
        pausedAt,
        dueBeforePause,
        lines: told.lines,
        spans: told.spans.map(publishedSpan),
      })
    },
  }),
]
