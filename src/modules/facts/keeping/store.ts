/** What the book of facts keeps. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'facts.fact',
      name: { vi: 'Dữ kiện về người dân, tổ chức', en: 'Facts about people and organisations' },
      since: { vi: 'ngày ghi nhận', en: 'the entry' },
      table: 'facts',
      from: 'r.recorded_at',
      number: "split_part(r.subject, ':', 2)",
    },
    {
      key: 'facts.ask',
      name: { vi: 'Câu trả lời của cơ sở dữ liệu để điền sẵn', en: 'Answers of registers for filling in' },
      since: { vi: 'lần hỏi', en: 'the question' },
      table: 'fact_asks',
      from: 'r.asked_at',
      number: "split_part(r.subject, ':', 2)",
    },
  ],
  parts: [{ of: 'privacy.request', table: 'fact_objections', by: 'request_id' }],
}
