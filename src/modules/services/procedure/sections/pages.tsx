/** The parts of a procedure's page that need their own reckoning: papers, limits, fees, places. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatVnd } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { SummaryList, type SummaryRow } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { Section } from '#ui/layout.tsx'
import { inWords } from '../../conditions/domain.ts'
import { type ProcedureDefinition, standsOn } from '../../domain.ts'
import { validityInWords } from '../../versions/difference/domain.ts'
import {
  feeAmount,
  feeKnowledge,
  flagsOf,
  isComing,
  type LimitLine,
  limitInWords,
  limitLines,
  type PaperGroup,
  type PaperLine,
  type Place,
  paperGroups,
  papersListed,
  publishedFees,
} from '../domain.ts'
import { texts } from '../texts.ts'

type Props = { readonly procedure: ProcedureDefinition; readonly today: CalendarDate }

/** Four answers before any reading. */
export function Glance({ procedure, place, today }: Props & { readonly place: Place }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const fees = { none: t.glanceFeeNone, rules: t.glanceFeeRules, ask: t.glanceFeeAsk }
  const limit = limitLines(procedure, today).at(0)
  const facts = [
    ...(limit
      ? [
          [
            t.limitShort,
            limitInWords(limit.limit, language) + (procedure.limitIsAssumed ? ` (${t.provisional})` : ''),
          ],
        ]
      : []),
    [t.howMuch, fees[feeKnowledge(procedure)]],
    [t.papersShort, t.glancePapers(papersListed(procedure))],
    [t.decides, place.unit?.shortName ?? t[`decides.${place.level}`]],
  ]
  return (
    <dl class="glance">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export function Papers({ procedure }: Pick<Props, 'procedure'>) {
  const t = useTexts(texts)
  const flags = flagsOf(procedure)
  const groups = paperGroups(procedure)
  const isEmpty = papersListed(procedure) === 0
  return (
    <Section title={t.papers} id="giay-to">
      {isEmpty && <p>{flags.includes('papersMissing') ? t.papersMissing : t.papersNone}</p>}
      {flags.includes('papersUnreadable') && (
        <Notice tone="warning" title={t.sourceDoubt}>
          <p>{t.papersUnreadable}</p>
        </Notice>
      )}
      {!procedure.inDepth && !isEmpty && <p class="hint">{t.papersMixed}</p>}
      <PaperGroups groups={groups} />
    </Section>
  )
}

/** Papers by case; as a checklist each has a box to tick by hand. */
export function PaperGroups({
  groups,
  isChecklist,
}: {
  readonly groups: readonly PaperGroup[]
  readonly isChecklist?: boolean
}) {
  return groups.map(({ name, papers }) => (
    <div key={name ?? ''} class="paper-group">
      {name && <h3 lang="vi">{name}</h3>}
      <ul class={isChecklist ? 'papers papers-to-tick' : 'papers'}>
        {papers.map((paper) => (
          <PaperEntry key={paper.key} paper={paper} />
        ))}
      </ul>
    </div>
  ))
}

function PaperEntry({ paper }: { readonly paper: PaperLine }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { name, need, originals, copies, hint, isReused } = paper
  const counts = [
    ...(originals > 0 ? [t.originals(originals)] : []),
    ...(copies > 0 ? [t.copies(copies)] : []),
  ]
  return (
    <li>
      <div>
        <span class="paper-name">{name[language]}</span>
        <span class="paper-count">{counts.length > 0 ? counts.join(', ') : t.show}</span>
        {hint && <span class="hint">{hint[language]}</span>}
        {isReused && <span class="hint">{t.reused}</span>}
      </div>
      {need !== 'unknown' && <span class={`need need-${need}`}>{t[`need.${need}`]}</span>}
    </li>
  )
}

export function Limits({ procedure, today }: Props) {
  const t = useTexts(texts)
  const { language } = usePage()
  const lines = limitLines(procedure, today)
  const coming = limitLines(procedure, today, 'coming')
  const flags = flagsOf(procedure)
  const isPartly =
    !procedure.limitIsAssumed && (flags.includes('limitMissing') || flags.includes('limitUnitMissing'))
  const labelOf = ({ label, channels, validFrom, validTo }: LimitLine) => {
    const by = channels.map((channel) => t[`channel.${channel}`]).join(', ')
    const named = label ? label[language] : by || (lines.length === 1 ? t.allCases : t.otherCases)
    return [named, ...validityInWords(validFrom, validTo, language)].join(', ')
  }
  return (
    <Section title={t.howLong} id="thoi-han">
      <SummaryList
        rows={lines.map((line) => ({ term: labelOf(line), value: limitInWords(line.limit, language) }))}
      />
      {coming.length > 0 && (
        <Notice title={t.comingLimits}>
          <SummaryList
            rows={coming.map((line) => ({ term: labelOf(line), value: limitInWords(line.limit, language) }))}
          />
        </Notice>
      )}
      {procedure.limitIsAssumed && (
        <Notice tone="warning" title={t.sourceDoubt}>
          <p>{t.limitAssumed}</p>
        </Notice>
      )}
      {isPartly && <p>{t.limitPartly}</p>}
      {flags.includes('limitByCase') && <p>{t.limitByCase}</p>}
      <p class="hint">{t.limitReceipt}</p>
    </Section>
  )
}

export function Fees({ procedure, today }: Props) {
  const t = useTexts(texts)
  const knowledge = feeKnowledge(procedure)
  return (
    <Section title={t.howMuch} id="phi">
      {knowledge === 'none' && <p>{t.feeNone}</p>}
      {knowledge === 'rules' && <FeeRules procedure={procedure} today={today} />}
      {knowledge === 'ask' && <PublishedFees procedure={procedure} />}
    </Section>
  )
}

function FeeRules({ procedure, today }: Props) {
  const t = useTexts(texts)
  const { fees } = procedure
  const coming = fees.filter((rule) => isComing(rule, today))
  return (
    <>
      <FeeList procedure={procedure} fees={fees.filter((rule) => standsOn(rule, today))} />
      {coming.length > 0 && (
        <Notice title={t.comingFees}>
          <FeeList procedure={procedure} fees={coming} />
        </Notice>
      )}
    </>
  )
}

function FeeList({
  procedure,
  fees,
}: Pick<Props, 'procedure'> & { readonly fees: ProcedureDefinition['fees'] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const rows: SummaryRow[] = fees.map((rule) => {
    const amount = feeAmount(rule)
    const notes = [
      ...(rule.channel ? [t[`channel.${rule.channel}`]] : []),
      ...(rule.when ? [t.feeWhen(inWords(rule.when, procedure.form, language))] : []),
      ...validityInWords(rule.validFrom, rule.validTo, language),
      t[`collect.${rule.collect}`],
    ]
    return {
      term: rule.label[language],
      value: (
        <>
          <strong>{'vnd' in amount ? formatVnd(amount.vnd, language) : t.feeFromAnswers}</strong>
          <span class="fee-notes">{notes.join(', ')}</span>
          <span class="hint">{t.legalBasisOf(rule.legal)}</span>
        </>
      ),
    }
  })
  return <SummaryList rows={rows} />
}

function PublishedFees({ procedure }: Pick<Props, 'procedure'>) {
  const t = useTexts(texts)
  const lines = publishedFees(procedure)
  const flags = flagsOf(procedure)
  return (
    <>
      <p>{lines.length > 0 ? t.feePublished : t.feeUnknown}</p>
      {lines.length > 0 && (
        <ul>
          {lines.map(({ text, channels }) => (
            <li key={text}>
              <span lang="vi">{text}</span>
              {channels.length > 0 && ` – ${channels.map((channel) => t[`channel.${channel}`]).join(', ')}`}
            </li>
          ))}
        </ul>
      )}
      <Notice tone="warning" title={lines.length > 0 ? t.feeCaution : t.feeAsk}>
        <p>{lines.length > 0 ? t.feeCautionText : t.feeAskText}</p>
        {flags.includes('feeSuspect') && <p>{t.feeSuspect}</p>}
        {flags.includes('feeByCouncil') && <p>{t.feeByCouncil}</p>}
        {flags.includes('feeByCase') && <p>{t.feeCases}</p>}
      </Notice>
    </>
  )
}

export function Where({ procedure, place }: Pick<Props, 'procedure'> & { readonly place: Place }) {
  const t = useTexts(texts)
  const { agency, competent } = procedure.facts
  const published = [...new Set([agency, competent].filter(Boolean))].join('; ')
  const { unit, level, communeOffice } = place
  const desks = { commune: t.deskCommune, district: t.deskDistrict, province: t.deskProvince }
  const rows: SummaryRow[] = [
    { term: t.desk, value: unit?.desk ?? desks[level] },
    ...(unit?.address ? [{ term: t.address, value: unit.address }] : []),
    ...(unit?.phone
      ? [{ term: t.phone, value: <a href={`tel:${unit.phone.replace(/[^\d+]/g, '')}`}>{unit.phone}</a> }]
      : []),
    { term: t.decides, value: unit?.name ?? t[`decides.${level}`] },
    ...(communeOffice ? [{ term: t.handledBy, value: <span lang="vi">{communeOffice}</span> }] : []),
    ...(published ? [{ term: t.publishedAgency, value: <span lang="vi">{published}</span> }] : []),
  ]
  return (
    <Section title={t.where} id="noi-nop">
      <p>{t.deskOnline}</p>
      <SummaryList rows={rows} />
      {flagsOf(procedure).includes('agencyLevelMismatch') && (
        <Notice tone="warning" title={t.sourceDoubt}>
          <p>{t.agencyMismatch}</p>
        </Notice>
      )}
    </Section>
  )
}
