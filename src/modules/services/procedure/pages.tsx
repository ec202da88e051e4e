/** The page of one procedure: who, what, how long, how much, where, and what one gets. */

import { scriptJson, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate } from '#kernel/text.ts'
import type { CalendarDate, JsonObject } from '#kernel/types.ts'
import { type Told, UsualTime } from '#modules/forecast/api.ts'
import type { GuideLink } from '#modules/news/api.ts'
import { BackLink, ButtonGroup, LinkButton, SummaryList } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, Section, WithAside } from '#ui/layout.tsx'
import { serviceLinks } from '../api.ts'
import type { ProcedureSummary } from '../catalogue/domain.ts'
import { CatalogueFrame } from '../catalogue/pages.tsx'
import { type RoleNames, StepsDrawing } from '../designer/drawing/pages.tsx'
import type { ProcedureDefinition } from '../domain.ts'
import type { Difference } from '../versions/difference/domain.ts'
import { DifferenceLine } from '../versions/difference/pages.tsx'
import { flagsOf, type Place, type PublishedTexts, paperGroups, paragraphsOf } from './domain.ts'
import { Fees, Glance, Limits, PaperGroups, Papers, Where } from './sections/pages.tsx'
import { texts } from './texts.ts'

export type ProcedurePageProps = {
  readonly procedure: ProcedureDefinition
  readonly fieldName: string
  readonly say: readonly string[]
  readonly place: Place
  /** How long it usually takes, where enough is known. */
  readonly usual: Usual | undefined
  readonly published: PublishedTexts | undefined
  readonly related: readonly ProcedureSummary[]
  /** Guides to it, told step by step. */
  readonly guides: readonly GuideLink[]
  readonly today: CalendarDate
  /** What is already approved and comes into force on a later day. */
  readonly coming: Coming | undefined
  /** Who does a step: its role → the role's name. */
  readonly roleNames: RoleNames
}

/** `ofLimit`: the limit of the case that it is about, where there are several. */
export type Usual = {
  readonly told: Extract<Told, { kind: 'usual' }>
  readonly ofLimit: string | undefined
}

export type Coming = {
  readonly validFrom: CalendarDate
  readonly legal: string | null
  readonly differences: readonly Difference[]
}

/** Thủ tục: everything a person needs before beginning, and the one button to begin. */
export function ProcedurePage(props: ProcedurePageProps) {
  return (
    <CatalogueFrame parent={{ href: serviceLinks.field(props.procedure.field), label: props.fieldName }}>
      <ProcedureMatter {...props} />
    </CatalogueFrame>
  )
}

function ProcedureMatter(props: ProcedurePageProps) {
  const { procedure, say, today } = props
  const t = useTexts(texts)
  return (
    <>
      <PageHead
        kicker={t.procedure}
        title={procedure.name}
        lead={say.length > 0 ? t.alsoCalled(say.slice(0, 3).join(', ')) : undefined}
      />
      <ButtonGroup>
        <LinkButton href={serviceLinks.apply(procedure.code)} icon="send">
          {t.apply}
        </LinkButton>
        <LinkButton href={serviceLinks.checklist(procedure.code)} kind="secondary" icon="print">
          {t.checklist}
        </LinkButton>
      </ButtonGroup>
      <Glance procedure={procedure} place={props.place} today={today} />
      {props.usual && <UsualTime {...props.usual} />}
      <WithAside label={t.summary} aside={<Aside {...props} />}>
        <ComingVersion coming={props.coming} />
        <Guides guides={props.guides} />
        <Doubts procedure={procedure} />
        <Who {...props} />
        <Papers procedure={procedure} />
        <Limits procedure={procedure} today={today} />
        <Fees procedure={procedure} today={today} />
        <Where procedure={procedure} place={props.place} />
        <Result procedure={procedure} />
        <Steps {...props} />
        <Legal procedure={procedure} />
        <Related related={props.related} />
      </WithAside>
      <ServiceData {...props} />
    </>
  )
}

function Guides({ guides }: Pick<ProcedurePageProps, 'guides'>) {
  const t = useTexts(texts)
  if (guides.length === 0) return null
  return (
    <Section title={t.guides} id="huong-dan">
      <ul class="stack">
        {guides.map(({ href, title }) => (
          <li key={href}>
            <a href={href} lang="vi">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Aside({ procedure, fieldName }: ProcedurePageProps) {
  const t = useTexts(texts)
  const { province } = usePage()
  const contents = [
    ['ai-duoc-nop', t.who],
    ['giay-to', t.papers],
    ['thoi-han', t.howLong],
    ['phi', t.howMuch],
    ['noi-nop', t.where],
    ['ket-qua', t.result],
    ['can-cu', t.legal],
  ] as const
  return (
    <>
      <nav class="page-contents" aria-label={t.onThisPage}>
        <h2 class="aside-title">{t.onThisPage}</h2>
        <ul>
          {contents.map(([id, label]) => (
            <li key={id}>
              <a href={`#${id}`}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      <SummaryList
        rows={[
          { term: t.code, value: <span class="code">{procedure.code}</span> },
          { term: t.field, value: <a href={serviceLinks.field(procedure.field)}>{fieldName}</a> },
          ...(procedure.facts.decision ? [{ term: t.decision, value: procedure.facts.decision }] : []),
        ]}
      />
      {province.hotline && (
        <div>
          <h2 class="aside-title">{t.help}</h2>
          <p>{t.helpText}</p>
          <p class="aside-hotline">
            <a href={`tel:${province.hotline.replace(/[^\d+]/g, '')}`}>{province.hotline}</a>
          </p>
        </div>
      )}
    </>
  )
}

/** Steps are the office's own matter; what a person brings, waits and pays is told. */
const toldToPublic: ReadonlySet<string> = new Set(['limits', 'fees', 'papers', 'form', 'other'])

function ComingVersion({ coming }: Pick<ProcedurePageProps, 'coming'>) {
  const t = useTexts(texts)
  if (!coming) return null
  const told = coming.differences.filter(({ part }) => toldToPublic.has(part))
  if (told.length === 0) return null
  return (
    <Notice title={t.comingVersion(formatDate(coming.validFrom))}>
      {coming.legal && <p>{t.comingVersionText(coming.legal)}</p>}
      <ul>
        {told.map((one) => (
          <li key={`${one.part} ${one.subject}`}>
            <DifferenceLine difference={one} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Doubts({ procedure }: Pick<ProcedurePageProps, 'procedure'>) {
  const t = useTexts(texts)
  const flags = flagsOf(procedure)
  if (!flags.includes('nameSuspect')) return null
  return (
    <Notice tone="warning" title={t.sourceDoubt}>
      <p>{t.nameSuspect}</p>
    </Notice>
  )
}

function Who({ procedure, published }: ProcedurePageProps) {
  const t = useTexts(texts)
  const { applicants } = procedure.facts
  const conditions = paragraphsOf(published?.conditions ?? '')
  return (
    <Section title={t.who} id="ai-duoc-nop">
      {applicants.length > 0 ? (
        <ul>
          {applicants.map((one) => (
            <li key={one}>{t[`applicant.${one}`]}</li>
          ))}
        </ul>
      ) : (
        <p>{t.whoUnknown}</p>
      )}
      {conditions.length > 0 && (
        <Disclosure summary={t.conditionsShow}>
          <Paragraphs of={conditions} />
        </Disclosure>
      )}
    </Section>
  )
}

/** Published prose is Vietnamese whatever the language of the page. */
function Paragraphs({ of }: { readonly of: readonly string[] }) {
  return of.map((line, at) => (
    // Lines of a text that never changes order; two may be alike.
    // oxlint-disable-next-line react/no-array-index-key
    <p key={at} lang="vi">
      {line}
    </p>
  ))
}

function Result({ procedure }: Pick<ProcedurePageProps, 'procedure'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { result, facts, inDepth } = procedure
  const results = inDepth
    ? [{ code: result.code, name: result.name[language] }]
    : facts.results.map(({ code, name }) => ({ code, name }))
  return (
    <Section title={t.result} id="ket-qua">
      {results.length > 0 ? (
        <ul>
          {results.map(({ code, name }) => (
            <li key={name}>
              {name}
              {code && <span class="hint"> ({t.resultCode(code)})</span>}
            </li>
          ))}
        </ul>
      ) : (
        <p>{t.resultMissing}</p>
      )}
    </Section>
  )
}

function Steps({ procedure, published, roleNames }: ProcedurePageProps) {
  const t = useTexts(texts)
  const sequence = paragraphsOf(published?.sequence ?? '')
  if (!procedure.inDepth && sequence.length === 0) return null
  return (
    <Section title={t.stepsTitle} id="cac-buoc">
      {procedure.inDepth && <StepsDrawing definition={procedure} roleNames={roleNames} detail="public" />}
      {sequence.length > 0 && (
        <Disclosure summary={t.sequenceShow}>
          <Paragraphs of={sequence} />
        </Disclosure>
      )}
    </Section>
  )
}

function Legal({ procedure }: Pick<ProcedurePageProps, 'procedure'>) {
  const t = useTexts(texts)
  return (
    <Section title={t.legal} id="can-cu">
      {procedure.legalBasis.length > 0 ? (
        <ul class="codes">
          {procedure.legalBasis.map((legal) => (
            <li key={legal}>{legal}</li>
          ))}
        </ul>
      ) : (
        <p>{t.legalNone}</p>
      )}
    </Section>
  )
}

function Related({ related }: Pick<ProcedurePageProps, 'related'>) {
  const t = useTexts(texts)
  if (related.length === 0) return null
  return (
    <Section title={t.related} id="lien-quan">
      <ul>
        {related.map(({ code, name }) => (
          <li key={code}>
            <a href={serviceLinks.procedure(code)}>{name}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The same facts for search engines and assistants, in the vocabulary of schema.org. */
function ServiceData({ procedure, place }: ProcedurePageProps) {
  const { province, language } = usePage()
  const data: JsonObject = {
    '@context': 'https://schema.org',
    '@type': 'GovernmentService',
    name: procedure.name,
    identifier: procedure.code,
    serviceOutput: procedure.result.name[language],
    areaServed: { '@type': 'AdministrativeArea', name: province.name },
    provider: { '@type': 'GovernmentOrganization', name: place.unit?.name ?? province.responsibleBody },
  }
  return (
    <script
      type="application/ld+json"
      // oxlint-disable-next-line react/no-danger
      dangerouslySetInnerHTML={{ __html: scriptJson(data) }}
    />
  )
}

type ChecklistPageProps = { readonly procedure: ProcedureDefinition; readonly today: CalendarDate }

/** Danh mục giấy tờ on one sheet, to print or to go through on the phone. */
export function ChecklistPage(props: ChecklistPageProps) {
  return (
    <PortalFrame>
      <ChecklistMatter {...props} />
    </PortalFrame>
  )
}

function ChecklistMatter({ procedure, today }: ChecklistPageProps) {
  const t = useTexts(texts)
  return (
    <div class="reading checklist">
      <BackLink href={serviceLinks.procedure(procedure.code)}>{t.back}</BackLink>
      <PageHead title={t.checklistTitle(procedure.name)} lead={t.checklistLead} />
      <p class="hint">
        {t.code} {procedure.code} · {t.asOf(formatDate(today))}
      </p>
      <PaperGroups groups={paperGroups(procedure)} isChecklist />
      <p>{t.helpText}</p>
    </div>
  )
}
