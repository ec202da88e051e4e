/** Ví giấy tờ of a person, the page that proves one paper to somebody, and the officer's proof. */

import type { Context } from '#kernel/context.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { qrSvg } from '#kernel/pdf.ts'
import type { SignatureReport } from '#kernel/signing.ts'
import { formatDate, formatDateTime, textsFor } from '#kernel/text.ts'
import { addDays, calendarDate } from '#kernel/types.ts'
import { page, type Reply } from '#kernel/web.ts'
import { dossierLinks } from '#modules/dossiers/api.ts'
import { resultLinks, shownVerifyCode } from '#modules/results/api.ts'
import { serviceLinks } from '#modules/services/api.ts'
import { DocumentViewer, SignatureBlock } from '#ui/documents.tsx'
import { BackLink, Button, LinkButton, SummaryList, type SummaryRow } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { type Entry, refusalKind, type Standing, sources, standingOf } from '../domain.ts'
import { walletLinks } from '../links/domain.ts'
import type { EntryUse, EntryView } from './store.ts'
import { texts } from './texts.ts'

const accountCrumb = ({ language }: Context) => [
  { href: '/tai-khoan', label: textsFor(texts, language).account },
]

export type WalletParts = {
  readonly words: string
  readonly groups: readonly { readonly kind: string; readonly entries: readonly Entry[] }[]
  readonly total: number
  readonly uses: ReadonlyMap<string, readonly EntryUse[]>
  readonly views: ReadonlyMap<string, readonly EntryView[]>
  readonly ownerName: string
  readonly today: ReturnType<typeof calendarDate>
}

export function walletPage(context: Context, parts: WalletParts): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).title, noIndex: true },
    <PortalFrame breadcrumb={accountCrumb(context)}>
      <Wallet {...parts} />
    </PortalFrame>,
  )
}

function Wallet(parts: WalletParts) {
  const t = useTexts(texts)
  const { words, groups, total } = parts
  return (
    <div class="reading stack">
      <PageHead title={t.title} lead={total > 0 ? t.lead : undefined} />
      {total === 0 && (
        <div class="empty stack">
          <p>{t.empty}</p>
          <LinkButton href={serviceLinks.home()}>{t.services}</LinkButton>
        </div>
      )}
      {total > 0 && (
        <search>
          <form method="get" action={walletLinks.own} class="filter-form">
            <TextInput
              name="q"
              label={t.search}
              hint={t.searchHint}
              value={words}
              kind="search"
              isOptional
              maxLength={100}
            />
            <Button icon="search" kind="secondary">
              {t.find}
            </Button>
          </form>
        </search>
      )}
      {total > 0 && groups.length === 0 && (
        <div class="empty stack">
          <p>{t.nothingFound(words)}</p>
          <LinkButton href={walletLinks.own} kind="secondary">
            {t.all}
          </LinkButton>
        </div>
      )}
      {groups.map(({ kind, entries }, index) => (
        <Group key={kind} id={`loai-${index + 1}`} entries={entries} parts={parts} />
      ))}
    </div>
  )
}

/** Papers of one kind: those in force first, former ones folded away. */
function Group({
  id,
  entries,
  parts,
}: {
  readonly id: string
  readonly entries: readonly Entry[]
  readonly parts: WalletParts
}) {
  const t = useTexts(texts)
  const isFormer = (entry: Entry) => standingOf(entry, parts.today) === 'replaced'
  const former = entries.filter(isFormer)
  const current = entries.filter((entry) => !isFormer(entry))
  const shown = current.length > 0 ? current : former.slice(0, 1)
  const folded = former.filter((entry) => !shown.includes(entry))
  const [first] = shown
  if (!first) return null
  return (
    <Section title={first.kindCode === refusalKind ? t.refusalPaper : first.title} id={id}>
      <div class="wallet-group">
        {shown.map((entry) => (
          <Card key={entry.id} entry={entry} parts={parts} />
        ))}
        {folded.length > 0 && (
          <Disclosure summary={t.former(folded.length)}>
            {folded.map((entry) => (
              <Card key={entry.id} entry={entry} parts={parts} />
            ))}
          </Disclosure>
        )}
      </div>
    </Section>
  )
}

const soonDays = 30

function EntryTag({ entry, today }: { readonly entry: Entry; readonly today: WalletParts['today'] }) {
  const t = useTexts(texts)
  const standing = standingOf(entry, today)
  const { validUntil } = entry
  if (standing === 'valid') {
    if (validUntil && validUntil <= addDays(today, soonDays))
      return <StatusTag tone="warning">{t.endsSoon(formatDate(calendarDate(validUntil)))}</StatusTag>
    return <StatusTag tone="success">{t.valid}</StatusTag>
  }
  const tones = { notYet: 'waiting', expired: 'danger', replaced: 'done', revoked: 'danger' } as const
  return <StatusTag tone={tones[standing]}>{t[standing]}</StatusTag>
}

/** Why an entry is not in force, in a sentence. */
function useEnd(entry: Entry, standing: Standing): string | undefined {
  const t = useTexts(texts)
  const day = entry.endedAt ? formatDate(entry.endedAt) : ''
  if (standing === 'revoked') return t[entry.endedWhy ?? 'withdrawn'](day, entry.endedReason ?? '')
  if (standing === 'replaced')
    return t.replacedBy(entry.replacementTitle ?? '', entry.replacementNumber ?? '', day)
  if (standing === 'expired' && entry.validUntil) return t.ranOut(formatDate(calendarDate(entry.validUntil)))
  return undefined
}

function useFacts(entry: Entry, ownerName: string | undefined, isNumbered = true): SummaryRow[] {
  const t = useTexts(texts)
  const { language } = usePage()
  const from = formatDate(calendarDate(entry.validFrom))
  const until = entry.validUntil && formatDate(calendarDate(entry.validUntil))
  return [
    ...(entry.ownerName !== ownerName ? [{ term: t.owner, value: entry.ownerName }] : []),
    ...(entry.number && isNumbered ? [{ term: t.number, value: entry.number }] : []),
    { term: entry.source === 'copy' ? t.copiedBy : t.agency, value: entry.agencyName },
    ...(entry.kindCode === refusalKind || entry.endedAt
      ? [{ term: t.issuedOn, value: from }]
      : [{ term: t.validity, value: until ? t.span(from, until) : t.noEnd(from) }]),
    { term: t.source, value: sources[entry.source][language] },
  ]
}

function Card({ entry, parts }: { readonly entry: Entry; readonly parts: WalletParts }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const standing = standingOf(entry, parts.today)
  const end = useEnd(entry, standing)
  const facts = useFacts(entry, parts.ownerName, false)
  const uses = parts.uses.get(entry.id) ?? []
  const views = parts.views.get(entry.id) ?? []
  return (
    <article class={standing === 'valid' ? 'card wallet-card' : 'card wallet-card is-ended'}>
      <div class="card-head">
        <h3>{entry.number ? t.numbered(entry.number) : entry.title}</h3>
        <EntryTag entry={entry} today={parts.today} />
      </div>
      {end && <p>{end}</p>}
      <SummaryList rows={facts} />
      {uses.length > 0 && (
        <Disclosure summary={t.uses(uses.length)}>
          <ul class="wallet-trace">
            {uses.map((use) => (
              <li key={`${use.code} ${use.at.toISOString()}`}>
                <a href={dossierLinks.show(use.code)}>{use.procedureName}</a>
                <span class="cell-note">{`${use.code}, ${formatDate(use.at)}`}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {views.length > 0 && (
        <Disclosure summary={t.views(views.length)}>
          <ul class="wallet-trace">
            {views.map((view) => (
              <li key={view.at.toISOString()}>
                {t.seenBy(view.by, view.agency ?? '', formatDateTime(view.at, language))}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <div class="card-actions">
        <LinkButton href={walletLinks.ownProof(entry.id)} kind="secondary" icon="scan">
          {t.prove}
          <span class="visually-hidden"> {entry.title}</span>
        </LinkButton>
        <LinkButton href={walletLinks.ownFile(entry.id)} kind="quiet" icon="download">
          {t.download}
          <span class="visually-hidden"> {entry.title}</span>
        </LinkButton>
      </div>
    </article>
  )
}

/** Large enough for another phone to read, with the code to type where there is none. */
export function proofPage(context: Context, entry: Entry, ownerName: string): Reply {
  const { today, settings } = context
  return page(
    context,
    { title: entry.title, noIndex: true },
    <PortalFrame breadcrumb={accountCrumb(context)}>
      <Proof
        entry={entry}
        ownerName={ownerName}
        today={today}
        address={`${settings.publicUrl}${resultLinks.verify(entry.verifyCode)}`}
      />
    </PortalFrame>,
  )
}

type ProofParts = {
  readonly entry: Entry
  readonly ownerName: string
  readonly today: WalletParts['today']
  readonly address: string
}

function Proof({ entry, ownerName, today, address }: ProofParts) {
  const t = useTexts(texts)
  const standing = standingOf(entry, today)
  const end = useEnd(entry, standing)
  const facts = useFacts(entry, ownerName)
  return (
    <div class="question stack">
      <BackLink href={walletLinks.own}>{t.back}</BackLink>
      <PageHead title={entry.title} tags={<EntryTag entry={entry} today={today} />} />
      {end && (
        <Notice tone="warning" title={end}>
          <p>{t.notInForce}</p>
        </Notice>
      )}
      <div class="wallet-proof panel">
        <figure class="qr">
          {/* oxlint-disable-next-line react/no-danger */}
          <div aria-hidden="true" dangerouslySetInnerHTML={{ __html: qrSvg(address) }} />
          <figcaption>{t.qrLabel}</figcaption>
        </figure>
        <p class="wallet-code">{shownVerifyCode(entry.verifyCode)}</p>
        <p>{t.showThis}</p>
      </div>
      <SummaryList rows={facts} />
      <LinkButton href={walletLinks.ownFile(entry.id)} icon="download">
        {t.download}
      </LinkButton>
    </div>
  )
}

export type OfficerProof = {
  readonly entry: Entry
  readonly today: WalletParts['today']
  readonly signatures: readonly SignatureReport[]
  /** The officer may end this copy. */
  readonly mayEnd: boolean
}

/** One click of an officer: does the paper hold, and who vouches for it. */
export function officerProofPage(context: Context, proof: OfficerProof): Reply {
  return page(
    context,
    { title: proof.entry.title },
    <OfficeFrame>
      <OfficerProofBody {...proof} />
    </OfficeFrame>,
  )
}

function OfficerProofBody({ entry, today, signatures, mayEnd }: OfficerProof) {
  const t = useTexts(texts)
  const standing = standingOf(entry, today)
  const isSound = signatures.length > 0 && signatures.every(({ valid }) => valid)
  const end = useEnd(entry, standing) ?? (isSound ? undefined : t.unsound)
  const facts = useFacts(entry, undefined)
  return (
    <>
      <PageHead
        kicker={t.proofTitle}
        title={entry.title}
        lead={t.proofLead}
        tags={<EntryTag entry={entry} today={today} />}
      />
      <Notice tone={end ? 'danger' : 'success'} title={end ? t.notProven : t.proven} isResult>
        {end && <p>{end}</p>}
      </Notice>
      <div class="dossier-split">
        <div class="dossier-papers">
          <DocumentViewer
            title={entry.title}
            href={walletLinks.proofFile(entry.id)}
            contentType="application/pdf"
          />
        </div>
        <div class="stack">
          <SummaryList rows={facts} />
          {signatures.map((one) => (
            <SignatureBlock
              key={one.field}
              signature={{
                validity: one.valid ? 'valid' : 'invalid',
                signer: one.signer,
                post: one.organisation === one.signer ? undefined : one.organisation,
                signedAt: one.signedAt,
                statement: one.valid ? t.proven : t.unsound,
              }}
            />
          ))}
          {mayEnd && (
            <p>
              <a href={walletLinks.end(entry.id)}>{t.end}</a>
            </p>
          )}
        </div>
      </div>
    </>
  )
}
