/** What is kept of news. What was told to everyone stays; the areas of which a person wants to hear go with the person. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [],
  parts: [{ of: 'organisation.person', table: 'news_subscriptions', by: 'person_id' }],
  files: ['exists (select from news_versions v where f.id = any(v.files))'],
}
