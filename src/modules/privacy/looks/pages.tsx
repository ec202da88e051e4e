/** Ai đã xem: who by unit and post, when, what, why, of which dossier; never the name of a person. */

import type { Context } from '#kernel/context.ts'
import { lookWays, lookWhats, lookWhys } from '#kernel/looks.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Select } from '#ui/choices.tsx'
import { SummaryCard, SummaryList } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead } from '#ui/layout.tsx'
import { FilterBar, Pagination } from '#ui/tables.tsx'
import { privacyLinks } from '../requests/links/domain.ts'
import { type LooksView, type OwnLook, periods } from './commands.ts'
import { texts } from './texts.ts'

export function looksPage(context: Context, view: LooksView): Reply {
  const t = textsFor(texts, context.language)
  return page(
    context,
    { title: t.title, noIndex: true },
    <PortalFrame breadcrumb={[{ href: '/tai-khoan', label: t.account }]}>
      <Body view={view} />
    </PortalFrame>,
  )
}

function Body({ view }: { readonly view: LooksView }) {
  const t = useTexts(texts)
  const { looks, period, next, isFirstPage } = view
  const here = `${privacyLinks.looks}?trong=${period}`
  return (
    <div class="reading stack">
      <PageHead title={t.title} lead={t.lead} />
      <p>
        <a href={privacyLinks.requests}>{t.requests}</a>
      </p>
      <FilterBar action={privacyLinks.looks}>
        <Select
          name="trong"
          label={t.period}
          value={period}
          choices={(Object.keys(periods) as (keyof typeof periods)[]).map((value) => ({
            value,
            label: t[value],
          }))}
        />
      </FilterBar>
      {looks.length === 0 && <p class="empty">{t.none}</p>}
      {looks.map((look) => (
        <LookCard key={look.id} look={look} />
      ))}
      <Pagination nextHref={next && `${here}&sau=${next}`} />
      {!isFirstPage && (
        <p>
          <a href={here}>{t.first}</a>
        </p>
      )}
    </div>
  )
}

function LookCard({ look }: { readonly look: OwnLook }) {
  const t = useTexts(texts)
  return (
    <SummaryCard title={useWho(look)} level={2}>
      <LookFacts look={look} />
      <p>
        <a href={privacyLinks.ask(look.id)}>{t.ask}</a>
      </p>
    </SummaryCard>
  )
}

/** Post and unit of an officer, name of a system or of whoever acts in the person's place; other people only by their part. */
export function useWho({ viewerKind, agentName, title, unitName }: OwnLook): string {
  const t = useTexts(texts)
  if (viewerKind === 'visitor') return t.visitor
  if (agentName) return t.inYourPlace(agentName)
  if (viewerKind === 'citizen') return t.party
  return [title, unitName].filter(Boolean).join(', ') || t.system
}

export function LookFacts({ look }: { readonly look: OwnLook }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { firstAt, lastAt, times, what, way, why, words, forDossier, things } = look
  const reasons = [lookWhys[why][language], words, forDossier && t.forDossier(forDossier)]
  return (
    <SummaryList
      rows={[
        {
          term: t.when,
          value:
            times === 1
              ? formatDateTime(lastAt, language)
              : t.span(times, formatDateTime(firstAt, language), formatDateTime(lastAt, language)),
        },
        { term: t.what, value: `${lookWhats[what][language]}, ${lookWays[way][language]}` },
        { term: t.why, value: reasons.filter(Boolean).join(': ') },
        {
          term: t.ofWhat,
          value: things.map(({ id, name, code, href }) => {
            const label = code ? `${name[language]} (${code})` : name[language]
            return <div key={id}>{href ? <a href={href}>{label}</a> : label}</div>
          }),
        },
      ]}
    />
  )
}
