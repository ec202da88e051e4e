/** Parts of the applicant's own page. */

import { lookWhats, lookWhys } from '#kernel/looks.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatBytes, formatDateTime, formatVnd } from '#kernel/text.ts'
import { type SummaryRow as Row, SummaryList } from '#ui/elements.tsx'
import { Icon } from '#ui/icons.tsx'
import { Section } from '#ui/layout.tsx'
import { dossierLinks } from '../../../api.ts'
import type { NewParty } from '../../../submission/parties/domain.ts'
import { usePartyWords } from '../../../submission/parties/pages.tsx'
import type { OwnDossier } from '../../commands.ts'
import type { Tracked } from '../../domain.ts'
import { useReturnWords } from '../../sections/pages.tsx'
import type { SeenBy } from '../../store.ts'
import { texts } from '../../texts.ts'

/** Receipts and results to keep. */
export function Documents({ own }: { readonly own: OwnDossier }) {
  const t = useTexts(texts)
  const { code, hasResult, receivedAt, supplementCount, state, isExtended } = own.dossier
  const links = [
    [dossierLinks.submitted(code), t.slip],
    [dossierLinks.proof(code), t.ledgerProof],
    receivedAt && [dossierLinks.receiptPdf(code), t.receipt],
    own.refused && [dossierLinks.refusalPdf(code), t.refusalSlip],
    supplementCount > 0 && [dossierLinks.supplementPdf(code), t.supplementSlip],
    isExtended && [dossierLinks.apologyPdf(code), t.apologySlip],
    state === 'stopped' && [dossierLinks.stopPdf(code), t.stopSlip],
    hasResult && [dossierLinks.resultPdf(code), t.result],
  ].filter((one): one is [string, string] => Array.isArray(one))
  return (
    <>
      <h2 class="aside-title">{t.documents}</h2>
      <ul>
        {links.map(([href, label]) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

type FactsProps = { readonly dossier: Tracked; readonly parties: readonly NewParty[] }

export function Facts({ dossier, parties }: FactsProps) {
  const partyWords = usePartyWords()
  const t = useTexts(texts)
  const { language } = usePage()
  const rows: Row[] = [
    { term: t.applicant, value: dossier.applicantName },
    ...(dossier.submitterName === dossier.applicantName
      ? []
      : [
          {
            term: t.submitter,
            value: dossier.isHelped ? t.storyHelped(dossier.submitterName) : dossier.submitterName,
          },
        ]),
    ...parties.map((party) => ({ term: partyWords[party.role], value: party.name })),
    { term: t.submittedAt, value: formatDateTime(dossier.openedAt, language) },
    { term: t.desk, value: dossier.desk.name },
    { term: t.agency, value: dossier.competentName },
    { term: t.returnBy, value: useReturnWords(dossier) },
    {
      term: t.fee,
      value:
        dossier.feeVnd === 0 ? (
          t.noFee
        ) : (
          <>
            {formatVnd(dossier.feeVnd, language)}
            <span class="cell-note">
              <a href={dossierLinks.pay(dossier.code)}>{t.payAct}</a>
            </span>
          </>
        ),
    },
    { term: t.secret, value: dossier.lookupSecret },
  ]
  return (
    <>
      <h2 class="aside-title">{t.facts}</h2>
      <SummaryList rows={rows} />
    </>
  )
}

export function Papers({ own }: { readonly own: OwnDossier }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { papers, dossier } = own
  return (
    <Section id="giay-to" title={t.papers}>
      {papers.length === 0 && <p>{t.noPapers}</p>}
      {papers.length > 0 && (
        <ul class="files">
          {papers.map((paper) => (
            <li key={paper.id} class="file">
              <Icon name="document" />
              <div class="file-words">
                {paper.fileId ? (
                  <a href={dossierLinks.paper(dossier.code, paper.fileId)}>{paper.name}</a>
                ) : (
                  <span>{paper.name}</span>
                )}
                <span class="hint">
                  {paper.fileId
                    ? `${paper.fileName ?? ''}, ${formatBytes(paper.bytes ?? 0, language)}`
                    : t.paperOnly}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

export function Answers({ rows }: { readonly rows: OwnDossier['answers'] }) {
  const pages = Map.groupBy(rows, ({ pageTitle }) => pageTitle)
  return [...pages].map(([title, answers]) => (
    <div key={title}>
      <h3>{title}</h3>
      <SummaryList rows={answers.map(({ label, value }) => ({ term: label, value }))} />
    </div>
  ))
}

/** Ai đã xem: by unit and post, when and why; never a name. */
export function Looks({ looks }: { readonly looks: readonly SeenBy[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section id="ai-da-xem" title={t.looks}>
      <p class="hint">{t.looksLead}</p>
      {looks.length === 0 && <p>{t.noLooks}</p>}
      {looks.length > 0 && (
        <ul class="looks">
          {looks.map((look) => (
            <li key={look.id}>
              <strong>
                {[look.title, look.unitName].filter(Boolean).join(', ') ||
                  (look.viewerKind === 'visitor' ? t.lookReceipt : t.lookSystem)}
              </strong>
              <br />
              <span class="hint">
                <time dateTime={look.at.toISOString()}>{formatDateTime(look.at, language)}</time>
                {look.times > 1 && ` (${t.lookTimes(look.times)})`}
                {`. ${lookWhys[look.why][language]}. ${lookWhats[look.what][language]}.`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
