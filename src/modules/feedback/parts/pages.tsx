/** Parts of pages that show reports: state, line of a list, pictures. */

import type { Context } from '#kernel/context.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, shorten } from '#kernel/text.ts'
import { formLists, formLookups } from '#modules/organisation/api.ts'
import type { ChoiceGroup } from '#ui/choices.tsx'
import { StatusTag, type StatusTone } from '#ui/status.tsx'
import { type ReportState, reportLinks, reportStates } from '../domain.ts'
import { categoryOf } from '../notices/domain.ts'
import type { PublicReport } from '../published/store.ts'
import { texts } from '../texts.ts'

const tones: Readonly<Record<ReportState, StatusTone>> = {
  draft: 'waiting',
  new: 'waiting',
  accepted: 'progress',
  rejected: 'warning',
  forwarded: 'progress',
  processing: 'progress',
  answered: 'progress',
  published: 'success',
  reopened: 'warning',
  closed: 'done',
  merged: 'done',
}

export function ReportTag({ state }: { readonly state: ReportState }) {
  const { language } = usePage()
  return <StatusTag tone={tones[state]}>{reportStates[state][language]}</StatusTag>
}

/** Names of categories and communes, and lists of them, as they are today. */
export type Names = {
  readonly category: (code: string) => string
  readonly area: (code: string) => string
  readonly categories: readonly { readonly value: string; readonly label: string; readonly hint: string }[]
  readonly areas: readonly ChoiceGroup[]
}

export function namesOf(context: Context): Names {
  const { language, pack } = context
  const lookups = formLookups(context)
  return {
    category: (code) => categoryOf(context, code)?.name[language] ?? code,
    area: (code) => lookups.area(code)?.name ?? code,
    categories: pack.feedback.categories.map(({ code, name, hint }) => ({
      value: code,
      label: name[language],
      hint: hint[language],
    })),
    areas: formLists(context).communes,
  }
}

/** A list of reports as everyone may read them: picture, words, place, state. */
export function ReportList({
  reports,
  names,
}: {
  readonly reports: readonly PublicReport[]
  readonly names: Names
}) {
  const t = useTexts(texts)
  return (
    <ul class="reports" aria-label={t.list}>
      {reports.map((report) => (
        <ReportLine key={report.code} report={report} names={names} />
      ))}
    </ul>
  )
}

function ReportLine({ report, names }: { readonly report: PublicReport; readonly names: Names }) {
  const t = useTexts(texts)
  const { code, state, category, words, place, areaCode, receivedAt, joined, photoId, answer, unitName } =
    report
  return (
    <li class="report">
      {photoId && (
        <img
          class="report-photo"
          src={reportLinks.photo(code, photoId)}
          alt=""
          width="240"
          height="180"
          loading="lazy"
        />
      )}
      <div class="report-words">
        <p class="report-head">
          <ReportTag state={state} />
          <span>{names.category(category)}</span>
        </p>
        <h2>
          <a href={reportLinks.show(code)}>{shorten(words)}</a>
        </h2>
        <p class="hint">
          {[place, names.area(areaCode)].filter(Boolean).join(', ')}
          {' · '}
          <time dateTime={receivedAt.toISOString()}>{formatDate(receivedAt)}</time>
          {joined > 0 && ` · ${t.joined(joined)}`}
        </p>
        {answer && (
          <p class="report-answer">
            {unitName && <strong>{t.unitAnswers(unitName)}</strong>} {shorten(answer)}
          </p>
        )}
      </div>
    </li>
  )
}

export type ShownPhoto = {
  readonly href: string
  readonly alt: string
  readonly width: number
  readonly height: number
}

/** Pictures, each opening whole. */
export function Photos({ photos }: { readonly photos: readonly ShownPhoto[] }) {
  if (photos.length === 0) return null
  return (
    <ul class="report-photos">
      {photos.map(({ href, alt, width, height }) => (
        <li key={href}>
          <a href={href}>
            <img src={href} alt={alt} width={width} height={height} loading="lazy" />
          </a>
        </li>
      ))}
    </ul>
  )
}
