/** Nhà nước đã biết gì về tôi: fact by fact, with its source, its day, and where it was used. */

import type { Context } from '#kernel/context.ts'
import type { FormLookups } from '#kernel/forms.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { provenanceWords } from '#kernel/provenance.ts'
import { formatDate, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { dossierLinks } from '#modules/dossiers/api.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { privacyLinks } from '#modules/privacy/api.ts'
import { SummaryList, type SummaryRow } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { StatusTag } from '#ui/status.tsx'
import type { OwnView } from './commands.ts'
import { type Fact, type Known, provenanceOf, valueWords } from './domain.ts'
import { anchorOf, factLinks } from './links/domain.ts'
import { mayObject } from './objecting/domain.ts'
import { texts } from './texts.ts'

export function bookPage(
  context: Context,
  view: OwnView & { readonly objectedCode?: string | undefined },
): Reply {
  const t = textsFor(texts, context.language)
  return page(
    context,
    { title: t.title, noIndex: true },
    <PortalFrame breadcrumb={[{ href: '/tai-khoan', label: t.account }]}>
      <Body {...view} lookups={formLookups(context)} />
    </PortalFrame>,
  )
}

type BodyProps = Parameters<typeof bookPage>[1] & { readonly lookups: FormLookups }

function Body(props: BodyProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { book, groups, objectedCode } = props
  return (
    <div class="reading stack">
      {objectedCode && <Notice tone="success" isResult title={t.sent(objectedCode)} />}
      <PageHead title={t.title} lead={t.lead} />
      <p>
        <a href={privacyLinks.looks}>{t.looks}</a>
      </p>
      {book.size === 0 && <p class="empty">{t.none}</p>}
      {groups.map(({ key, name }) => {
        const known = [...book.values()].filter(({ fact }) => fact.group === key)
        return known.length === 0 ? null : (
          <Section key={key} id={key} title={name[language]}>
            {known.map((one) => (
              <FactCard key={one.fact.key} known={one} {...props} />
            ))}
          </Section>
        )
      })}
    </div>
  )
}

function FactCard({ known, uses, objections, lookups }: BodyProps & { readonly known: Known }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { fact, current, conflicts, former, isVouched } = known
  const words = (one: Fact) => valueWords(fact, one.value, language, lookups)
  const told = (one: Fact) =>
    [provenanceWords(provenanceOf(one), language, true), one.validTo && t.validTo(formatDate(one.validTo))]
      .filter(Boolean)
      .join(', ')
  const usedIn = uses.get(fact.key) ?? []
  const objection = objections.get(fact.key)
  const rows: readonly (SummaryRow | false | null)[] = [
    { term: t.source, value: told(current) },
    current.reference !== null &&
      current.source !== 'register' && { term: t.reference, value: <code>{current.reference}</code> },
    usedIn.length > 0 && {
      term: t.usedIn,
      value: usedIn.map(({ code, procedureName }) => (
        <div key={code}>
          <a href={dossierLinks.show(code)}>{`${procedureName} (${code})`}</a>
        </div>
      )),
    },
  ]
  return (
    <section class="card fact" id={anchorOf(fact.key)} aria-labelledby={`${anchorOf(fact.key)}-ten`}>
      <div class="card-head">
        <h3 id={`${anchorOf(fact.key)}-ten`}>{fact.name[language]}</h3>
        {isVouched && <StatusTag tone="success">{t.vouched}</StatusTag>}
      </div>
      <p class="fact-value">{words(current)}</p>
      <SummaryList rows={rows.filter((row) => row !== false && row !== null)} />
      {conflicts.length > 0 && (
        <Notice tone="warning" title={t.differs}>
          {conflicts.map((one) => (
            <p key={one.mark}>
              <strong>{words(one)}</strong>. {told(one)}.
            </p>
          ))}
          <p>{t.differsLead}</p>
        </Notice>
      )}
      {objection && (
        <p>
          <a href={privacyLinks.request(objection.requestId)}>
            {t.objected(objection.code, formatDate(objection.madeAt))}
          </a>
        </p>
      )}
      {!objection && mayObject(current.source) && (
        <p>
          <a href={factLinks.object(fact.key)}>
            {t.object}
            <span class="visually-hidden"> {fact.name[language]}</span>
          </a>
        </p>
      )}
      {former.length > 0 && (
        <Disclosure summary={t.former(former.length)}>
          <ul>
            {former.map((one) => (
              <li key={one.mark}>
                {words(one)}. {told(one)}.
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  )
}
