/** Kiến nghị của tôi. */

import type { Context } from '#kernel/context.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, shorten, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { LinkButton } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead } from '#ui/layout.tsx'
import { StatusTag } from '#ui/status.tsx'
import { abouts, petitionLinks } from '../domain.ts'
import { PetitionTag } from '../parts/pages.tsx'
import { texts } from '../texts.ts'
import type { OwnLine } from './store.ts'

export function ownListPage(context: Context, petitions: readonly OwnLine[]): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).own, noIndex: true },
    <PortalFrame>
      <OwnList petitions={petitions} />
    </PortalFrame>,
  )
}

function OwnList({ petitions }: { readonly petitions: readonly OwnLine[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="reading stack">
      <PageHead
        title={t.own}
        lead={t.ownLead}
        actions={
          <LinkButton href={petitionLinks.ask} icon="edit">
            {t.send}
          </LinkButton>
        }
      />
      {petitions.length === 0 ? (
        <div class="empty">{t.ownNone}</div>
      ) : (
        <ul class="reports" aria-label={t.own}>
          {petitions.map(({ code, state, about, words, receivedAt, mayRate }) => (
            <li class="report" key={code}>
              <div class="report-words">
                <p class="report-head">
                  <PetitionTag state={state} />
                  {mayRate && <StatusTag tone="warning">{t.waitsRating}</StatusTag>}
                </p>
                <h2>
                  <a href={petitionLinks.show(code)}>{shorten(words)}</a>
                </h2>
                <p class="hint">{[code, abouts[about][language], formatDate(receivedAt)].join(' · ')}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
