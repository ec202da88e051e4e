/** How soon messages are sent, for everyone and for software. */

import { Type } from 'typebox'
import { textsFor } from '#kernel/text.ts'
import { endpoint, json, page } from '#kernel/web.ts'
import { notificationLinks } from '../domain.ts'
import { viewQuality } from './commands.ts'
import { Quality } from './domain.ts'
import { QualityPage, qualityApi } from './pages.tsx'
import { texts } from './texts.ts'

const figures = { messages: 1200, handedOver: 1199, within30s: 1188, delivered: 1150, medianSeconds: 1.4 }

export const routes = [
  endpoint({
    method: 'GET',
    path: notificationLinks.quality as `/${string}`,
    access: 'public',
    input: Type.Object({}),
    handle: async (context) =>
      page(
        context,
        { title: textsFor(texts, context.language).title },
        QualityPage({ quality: await viewQuality(context) }),
      ),
  }),
  endpoint({
    method: 'GET',
    path: qualityApi,
    access: 'public',
    input: Type.Object({}, { additionalProperties: false }),
    api: {
      summary: { vi: 'Tin báo gửi nhanh đến đâu', en: 'How soon messages are handed over' },
      description: {
        vi: 'Trong 30 ngày: mỗi kênh bao nhiêu tin, bao nhiêu giao trong 30 giây, theo từng nhà cung cấp.',
        en: 'Over 30 days: messages by channel, how many within 30 seconds, by provider.',
      },
      tag: 'messages',
      response: Quality,
      example: {
        response: {
          from: '2026-02-01',
          to: '2026-03-02',
          channels: [
            {
              channel: 'sms',
              ...figures,
              shareWithin30s: 0.99,
              providers: [{ provider: 'sms', ...figures }],
            },
          ],
        },
      },
    },
    handle: async (context) => json(await viewQuality(context)),
  }),
]
