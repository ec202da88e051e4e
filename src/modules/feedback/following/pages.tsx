/** Phản ánh của tôi. */

import type { Context } from '#kernel/context.ts'
import { useTexts } from '#kernel/page.tsx'
import { formatDate, shorten, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { LinkButton } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead } from '#ui/layout.tsx'
import { StatusTag } from '#ui/status.tsx'
import { reportLinks } from '../domain.ts'
import { type Names, namesOf, ReportTag } from '../parts/pages.tsx'
import { texts } from '../texts.ts'
import type { OwnReport } from './store.ts'

export function ownListPage(context: Context, reports: readonly OwnReport[]): Reply {
  const title = textsFor(texts, context.language).own
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame>
      <OwnList reports={reports} names={namesOf(context)} />
    </PortalFrame>,
  )
}

function OwnList({ reports, names }: { readonly reports: readonly OwnReport[]; readonly names: Names }) {
  const t = useTexts(texts)
  return (
    <div class="reading stack">
      <PageHead
        title={t.own}
        lead={t.ownLead}
        actions={
          <>
            <LinkButton href={reportLinks.send} icon="camera">
              {t.send}
            </LinkButton>
            <LinkButton href={reportLinks.followed} kind="secondary" icon="alert">
              {t.followedPlaces}
            </LinkButton>
          </>
        }
      />
      {reports.length === 0 ? (
        <div class="empty">{t.ownNone}</div>
      ) : (
        <ul class="reports" aria-label={t.own}>
          {reports.map(({ code, state, category, words, receivedAt, role, mayRate }) => (
            <li class="report" key={code}>
              <div class="report-words">
                <p class="report-head">
                  <ReportTag state={state} />
                  {mayRate && <StatusTag tone="warning">{t.waitsRating}</StatusTag>}
                </p>
                <h2>
                  <a href={reportLinks.show(code)}>{shorten(words) || names.category(category)}</a>
                </h2>
                <p class="hint">
                  {[
                    code,
                    names.category(category),
                    formatDate(receivedAt),
                    role === 'sender' ? t.sender : t.joiner,
                  ].join(' · ')}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
