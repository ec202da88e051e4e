/** The page of what waits on this device; the device itself fills it in. */

import type { Context } from '#kernel/context.ts'
import { Island, usePage, useTexts } from '#kernel/page.tsx'
import { textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Reading, Section } from '#ui/layout.tsx'
import { texts } from './texts.ts'

export function outboxPage(context: Context): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).title, noIndex: true },
    <PortalFrame>
      <Outbox />
    </PortalFrame>,
  )
}

function Outbox() {
  const t = useTexts(texts)
  const { owner = '' } = usePage()
  return (
    <Reading>
      <PageHead title={t.title} lead={t.lead} />
      <Section id="may-nay" title={t.waiting}>
        <Island of="outbox-list" owner={owner}>
          <noscript>
            <p>{t.noScript}</p>
          </noscript>
        </Island>
      </Section>
      <p class="hint">{t.shared}</p>
    </Reading>
  )
}
