/** Hồ sơ chờ lâu nhất ở đâu? The answer in a sentence, the flow as a picture, and every figure as a table. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, formatNumber, formatPercent } from '#kernel/text.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { Select } from '#ui/choices.tsx'
import { KeyFigure, KeyFigures } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { FilterBar, Table } from '#ui/tables.tsx'
import { miningLinks } from './api.ts'
import type { Causes, Counted, ShownDeviation } from './commands.ts'
import { FlowSection } from './figures/flow/pages.tsx'
import { SheetTable } from './figures/pages.tsx'
import { texts as sheetTexts } from './figures/texts.ts'
import { valueInWords } from './figures/writing/domain.ts'
import { texts } from './texts.ts'
import { SpanBars } from './waiting/pages.tsx'

/** As typed: the address of the page. */
export type Typed = {
  readonly 'thu-tuc'?: string | undefined
  readonly 'don-vi'?: string | undefined
  readonly nguon?: string | undefined
  readonly tu?: string | undefined
  readonly den?: string | undefined
  readonly moc?: string | undefined
  readonly xep?: 'ngay' | 'diem' | undefined
}
type CausesProps = {
  readonly causes: Causes
  readonly typed: Typed
  readonly latest: readonly ShownDeviation[]
  readonly problem?: string | undefined
}

export function CausesPage(props: CausesProps) {
  return (
    <OfficeFrame>
      <Body {...props} />
    </OfficeFrame>
  )
}

function Body({ causes, typed, latest, problem }: CausesProps) {
  const t = useTexts(texts)
  const { counted, fewest } = causes
  const cases = counted?.facts.cases
  return (
    <>
      <PageHead kicker={t.title} title={t.question} lead={t.lead} />
      <NotDone reason={problem} />
      <Filter causes={causes} typed={typed} />
      {!counted && <Notice title={t.noCases} />}
      {counted && typeof cases !== 'number' && (
        <Notice title={t.tooFew(fewest.shown)}>
          <p>{t.tooFewLead}</p>
        </Notice>
      )}
      {counted && typeof cases === 'number' && <Told causes={causes} counted={counted} typed={typed} />}
      <Latest latest={latest} />
    </>
  )
}

function Filter({ causes: { choices, counted }, typed }: Pick<CausesProps, 'causes' | 'typed'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  const live = choices.procedures.map(({ code, name, cases }) => ({
    code,
    label: t.procedureWithCases(name, formatNumber(cases, language)),
  }))
  // An imported log may be of a procedure that has no live case.
  const chosen = counted?.read.procedure
  const procedures =
    chosen && !live.some(({ code }) => code === chosen.code)
      ? [{ code: chosen.code, label: chosen.name }, ...live]
      : live
  return (
    <FilterBar action={miningLinks.show()} label={t.filter}>
      <Select
        name="thu-tuc"
        label={t.procedure}
        placeholder={null}
        value={counted?.read.procedure.code ?? typed['thu-tuc']}
        choices={procedures.map(({ code, label }) => ({ value: code, label }))}
        width="full"
      />
      {choices.logs.length > 0 && (
        <Select
          name="nguon"
          isOptional
          label={t.source}
          placeholder={t.live}
          value={typed.nguon}
          choices={choices.logs.map(({ id, source, fileName, procedureCode }) => ({
            value: id,
            label: t.importedLog(source, fileName, procedureCode),
          }))}
          width="full"
        />
      )}
      {choices.units.length > 1 && (
        <Select
          name="don-vi"
          isOptional
          label={t.unit}
          placeholder={t.allUnits}
          value={typed['don-vi']}
          choices={choices.units.map(({ code, name }) => ({ value: code, label: name }))}
          width="full"
        />
      )}
      {(['tu', 'den', 'moc'] as const).map((name) => (
        <TextInput
          key={name}
          name={name}
          isOptional
          label={{ tu: t.from, den: t.until, moc: t.split }[name]}
          value={typed[name]}
          width="short"
          inputMode="numeric"
          maxLength={10}
        />
      ))}
    </FilterBar>
  )
}

type ToldProps = { readonly causes: Causes; readonly counted: Counted; readonly typed: Typed }

function Told({ causes, counted, typed }: ToldProps) {
  const t = useTexts(texts)
  const { sheets, facts } = counted
  const { language } = usePage()
  const parts = [
    { id: 'diem-nghen', title: t.bottlenecks },
    { id: 'luong', title: t.flow },
    { id: 'cho-lam', title: t.spans },
    { id: 'ban-giao', title: t.handOvers },
    { id: 'duong-di', title: t.paths },
    { id: 'quy-trinh', title: t.conformance },
    { id: 'truoc-sau', title: t.comparison },
    { id: 'vua-lech', title: t.deviations },
  ]
  return (
    <>
      <Overview counted={counted} />
      <nav aria-label={t.sections}>
        <ul class="page-parts">
          {parts.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Bottlenecks counted={counted} typed={typed} />
      <FlowSection counted={counted} causes={causes} query={typed} />
      <Section id="cho-lam" title={t.spans}>
        <p class="hint">{t.stepsLead}</p>
        <SpanBars counted={counted} fewest={causes.fewest.shown} />
        <SheetTable sheet={sheets.steps} query={typed} />
      </Section>
      <Section id="ban-giao" title={t.handOvers}>
        <p class="hint">{t.handOversLead}</p>
        <SheetTable sheet={sheets.unitHandOvers} query={typed} hasHeading />
        <SheetTable sheet={sheets.roleHandOvers} query={typed} hasHeading />
      </Section>
      <Section id="duong-di" title={t.paths}>
        <SheetTable sheet={sheets.variants} query={typed} hasHeading />
        <SheetTable sheet={sheets.rework} query={typed} hasHeading />
      </Section>
      <Section id="quy-trinh" title={t.conformance}>
        {facts.conformingShare !== null && (
          <p>{t.conformanceLead(formatPercent(facts.conformingShare, language))}</p>
        )}
        {sheets.deviations.rows.length === 0 ? (
          <p>{t.conforms}</p>
        ) : (
          <SheetTable sheet={sheets.deviations} query={typed} />
        )}
      </Section>
      <BeforeAndAfter causes={causes} counted={counted} typed={typed} />
    </>
  )
}

/** The answer in one sentence, and the figures that frame it. */
function Overview({ counted: { facts, sheets } }: Pick<ToldProps, 'counted'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  const number = (value: number | null, digits = 1) =>
    value === null ? '–' : formatNumber(value, language, digits)
  const [step, , days, share, points] = sheets.bottlenecks.rows[0] ?? []
  return (
    <>
      {typeof step === 'string' && typeof days === 'number' && typeof share === 'number' && days > 0 ? (
        <Notice tone="warning" title={t.finding(step, number(days), formatPercent(share, language))}>
          {typeof points === 'number' && <p>{t.findingPoints(number(points, 2))}</p>}
        </Notice>
      ) : (
        facts.late === 0 && <Notice tone="success" title={t.nothingLate} />
      )}
      <KeyFigures>
        <KeyFigure label={t.cases} value={valueInWords(facts.cases, 'count', language)} />
        <KeyFigure
          label={t.late}
          value={facts.lateShare === null ? '–' : formatPercent(facts.lateShare, language)}
          note={valueInWords(facts.late, 'count', language)}
        />
        <KeyFigure label={t.daysLost} value={number(facts.daysLost)} />
        <KeyFigure label={t.pointsLost} value={number(facts.pointsLost, 2)} note={t.pointsNote} />
        <KeyFigure
          label={t.median}
          value={facts.medianDays === null ? '–' : t.days(number(facts.medianDays))}
        />
        <KeyFigure
          label={t.fitness}
          value={facts.fitness === null ? '–' : formatPercent(facts.fitness, language)}
        />
      </KeyFigures>
    </>
  )
}

function Bottlenecks({ counted: { sheets }, typed }: Omit<ToldProps, 'causes'>) {
  const t = useTexts(texts)
  const byPoints = typed.xep === 'diem'
  const ranked = (sheet: typeof sheets.bottlenecks) => {
    const at = sheet.columns.findIndex(({ key }) => key === (byPoints ? 'points' : 'days'))
    const value = (row: (typeof sheet.rows)[number]) => (typeof row[at] === 'number' ? Number(row[at]) : -1)
    return { ...sheet, rows: sheet.rows.toSorted((a, b) => value(b) - value(a)) }
  }
  return (
    <Section id="diem-nghen" title={t.bottlenecks}>
      <p class="hint">{t.bottlenecksLead}</p>
      <p>
        <a href={`${miningLinks.show({ ...typed, xep: byPoints ? 'ngay' : 'diem' })}#diem-nghen`}>
          {byPoints ? t.byDays : t.byPoints}
        </a>
      </p>
      <SheetTable sheet={ranked(sheets.bottlenecks)} query={typed} />
      <SheetTable sheet={ranked(sheets.bottleneckUnits)} query={typed} hasHeading />
    </Section>
  )
}

function BeforeAndAfter({ causes: { fewest }, counted, typed }: ToldProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { split, comparison, sheets } = counted
  const hours = (minutes: number) => formatNumber(minutes / 60, language, 1)
  const { difference } = comparison ?? {}
  const verdict = () => {
    if (!difference) return t.tooFewToCompare(fewest.compared)
    const [low, high] = [hours(difference.low), hours(difference.high)]
    const by = `${hours(Math.abs(difference.minutes))} ${language === 'vi' ? 'giờ' : 'h'}`
    if (difference.high < 0) return t.faster(by, low, high)
    return difference.low > 0 ? t.slower(by, low, high) : t.unsure(low, high)
  }
  return (
    <Section id="truoc-sau" title={t.comparison}>
      {split ? (
        <>
          <p>
            {'version' in split
              ? t.versionChanged(split.version)
              : t.dayChosen(formatDate(new Date(split.at)))}
          </p>
          <p>
            <strong>{verdict()}</strong>
          </p>
          <SheetTable sheet={sheets.comparison} query={typed} />
        </>
      ) : (
        <p>{t.nothingToCompare}</p>
      )}
    </Section>
  )
}

function Latest({ latest }: Pick<CausesProps, 'latest'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section id="vua-lech" title={t.deviations}>
      <p class="hint">{t.deviationsLead}</p>
      <Table
        caption={t.deviationList}
        isCaptionHidden
        rows={latest}
        rowKey={({ code, kind, stepKey, place }) => `${code} ${kind} ${stepKey} ${place}`}
        empty={<p>{t.noDeviations}</p>}
        columns={[
          {
            key: 'code',
            label: t.code,
            isRowHead: true,
            isCode: true,
            cell: ({ code }) => <a href={deskLinks.dossier(code)}>{code}</a>,
          },
          {
            key: 'what',
            label: t.what,
            cell: ({ kind, stepName }) => `${sheetTexts[language][kind]}: ${stepName}`,
          },
          { key: 'where', label: t.where, cell: ({ unitName }) => unitName },
          {
            key: 'when',
            label: t.when,
            isCode: true,
            cell: ({ foundAt }) => formatDateTime(foundAt, language),
          },
        ]}
      />
    </Section>
  )
}
