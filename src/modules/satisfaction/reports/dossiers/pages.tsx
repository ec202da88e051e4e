/** BM01 for officers: dossier by dossier, and answers without a name apart from them. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate } from '#kernel/text.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { periodInside } from '#modules/indicators/api.ts'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { type Column, Pagination, Table } from '#ui/tables.tsx'
import { type Answers, choicesOf, isAsked, numberOf } from '../../criteria/domain.ts'
import type { DossierReport } from '../commands.ts'
import { reportLinks } from '../domain.ts'
import { Choose, ScreenLinks, useFigure } from '../frame/pages.tsx'
import type { RatedDossier, Unnamed } from '../store.ts'
import { texts } from '../texts.ts'

export function DossiersPage(props: { readonly view: DossierReport }) {
  return (
    <OfficeFrame>
      <Dossiers {...props} />
    </OfficeFrame>
  )
}

function Dossiers({ view }: { readonly view: DossierReport }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = useFigure()
  const { unit, units, period, today, set, rows, total, page, pages, unnamed } = view
  const asked = { unit: unit.code, period }
  return (
    <>
      <ScreenLinks at="dossiers" unit={unit} period={period} />
      <PageHead
        kicker={`${t.bm01}, ${periodInside(period)[language]}`}
        title={unit.name}
        lead={t.dossiersTotal(figure(total))}
      />
      <Choose action={reportLinks.dossiers()} period={period} today={today} units={units} unit={unit} />
      <Table
        caption={t.bm01}
        isCaptionHidden
        isCards
        columns={useDossierColumns(view)}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<p>{t.noDossiers}</p>}
      />
      <Legend set={set} />
      <div class="screen-only">
        {pages > 1 && (
          <Pagination
            previousHref={page > 1 ? reportLinks.dossiers(asked, page - 1) : undefined}
            nextHref={page < pages ? reportLinks.dossiers(asked, page + 1) : undefined}
            summary={`${page}/${pages}`}
          />
        )}
        <p>
          <a href={reportLinks.dossiersCsv(asked)}>{t.csv}</a>. {t.printHint}
        </p>
      </div>
      <Section title={t.unnamed} id="an-danh">
        {unnamed ? (
          <>
            <p>{t.unnamedLead}</p>
            <UnnamedTable set={set} unnamed={unnamed} />
          </>
        ) : (
          <p>{t.unnamedFew}</p>
        )}
      </Section>
    </>
  )
}

function Legend({ set }: Pick<DossierReport, 'set'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Disclosure summary={t.legend}>
      <ul>
        {set.criteria
          .filter(({ of }) => of !== 'agency')
          .map((one) => (
            <li key={one.number}>
              {numberOf(one)}. {one.name[language]}
            </li>
          ))}
      </ul>
    </Disclosure>
  )
}

/** A column for each question. Points stand as figures, opinions in words. */
function useAnswerColumns(set: DossierReport['set']) {
  const t = useTexts(texts)
  const { language } = usePage()
  return set.criteria.filter(isAsked).map((criterion) => ({
    key: criterion.number,
    label: numberOf(criterion),
    words: (answers: Answers | undefined) =>
      choicesOf(criterion).find(({ answer }) => answer === answers?.[criterion.number])?.words[language] ??
      t.unknown,
    isPoints: criterion.of === 'answer',
    isAttitude: criterion.of === 'attitude',
  }))
}

function useDossierColumns({ set }: DossierReport): readonly Column<RatedDossier>[] {
  const t = useTexts(texts)
  const answers = useAnswerColumns(set)
  return [
    {
      key: 'code',
      label: t.dossier,
      isRowHead: true,
      cell: ({ code, procedureName }) => (
        <>
          <a class="code" href={deskLinks.dossier(code)}>
            {code}
          </a>
          <span class="cell-note" lang="vi">
            {procedureName}
          </span>
        </>
      ),
    },
    { key: 'ended', label: t.ended, isCode: true, cell: ({ endedOn }) => formatDate(endedOn) },
    { key: 'whole', label: '1', isFigure: true, cell: ({ whole }) => whole ?? t.unknown },
    {
      key: 'steps',
      label: '2',
      cell: ({ steps }) => steps.map(({ unit, points }) => `${unit} ${points}`).join('; ') || t.unknown,
    },
    ...answers.map(
      ({ key, label, words, isPoints, isAttitude }): Column<RatedDossier> => ({
        key,
        label,
        isFigure: isPoints || isAttitude,
        cell: ({ rating }) => {
          if (!rating) return t.unknown
          if (isPoints) return rating.answers[key] ?? t.unknown
          if (!isAttitude) return words(rating.answers)
          return (
            <>
              {rating.attitude ?? t.unknown}
              {rating.isRefuted && <span class="cell-note">{t.refutedMark}</span>}
            </>
          )
        },
      }),
    ),
    {
      key: 'comment',
      label: t.comment,
      cell: ({ rating }) => (
        <>
          <span lang="vi">{rating?.comment ?? ''}</span>
          {rating && <span class="cell-note">{t.channelName(rating.channel)}</span>}
        </>
      ),
    },
  ]
}

function UnnamedTable({
  set,
  unnamed,
}: {
  readonly set: DossierReport['set']
  readonly unnamed: readonly Unnamed[]
}) {
  const t = useTexts(texts)
  const answers = useAnswerColumns(set)
  const rows = unnamed.map((one, index) => ({ ...one, index }))
  return (
    <Table
      caption={t.tableOf(t.unnamed)}
      isCaptionHidden
      isCards
      columns={[
        ...answers.map(({ key, label, words }) => ({
          key,
          label,
          cell: (row: Unnamed) => words(row.answers),
        })),
        { key: 'comment', label: t.comment, cell: ({ comment }) => <span lang="vi">{comment ?? ''}</span> },
      ]}
      rows={rows}
      rowKey={({ index }) => index}
      empty={<p>{t.noData}</p>}
    />
  )
}
