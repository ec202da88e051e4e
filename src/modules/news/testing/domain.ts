/** What tests write. Pure. */

import type { Alert } from '../alerts/domain.ts'
import type { Article } from '../articles/domain.ts'
import type { Draft } from '../domain.ts'

export const article = (title: string, areas: readonly string[] = []): Draft<Article> => ({
  content: {
    title,
    lead: 'Một hai câu tóm tắt.',
    text: 'Nội dung của bài.',
    category: 'life',
    picture: null,
  },
  areas,
  files: [],
})

export const alert = (
  headline: string,
  areas: readonly string[],
  untilAt: Date,
  more: Partial<Alert> = {},
): Draft<Alert> => ({
  content: {
    message: 'Alert',
    event: 'storm',
    severity: 'Severe',
    urgency: 'Expected',
    certainty: 'Likely',
    headline,
    description: 'Bão đang vào gần bờ.',
    instruction: 'Ở trong nhà.',
    origin: null,
    ...more,
  },
  areas,
  files: [],
  untilAt,
})
