/** Nguyên nhân quá hạn: one form for the late dossiers of an agency. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatNumber } from '#kernel/text.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { Select } from '#ui/choices.tsx'
import { Button } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { FilterBar } from '#ui/tables.tsx'
import { AgencySelect } from '../choosing/pages.tsx'
import { reportLinks } from '../links/domain.ts'
import { periodInside, periodKey } from '../periods/domain.ts'
import type { ReportView } from '../reports/domain.ts'
import { ReportPeriodSelect } from '../reports/pages.tsx'
import type { ReasonView } from './domain.ts'
import { texts } from './texts.ts'

type ReasonProps = {
  readonly view: ReasonView
  readonly today: ReportView['today']
  readonly procedureName: (code: string) => string
  readonly typed: (name: string) => string | undefined
  readonly saved?: number | undefined
  readonly problem?: string | undefined
}

export function ReasonPage(props: ReasonProps) {
  return (
    <OfficeFrame>
      <Reasons {...props} />
    </OfficeFrame>
  )
}

/** Names of the fields of a dossier. */
export const reasonField = (code: string): string => `ly-do.${code}`
export const wordsField = (code: string): string => `ghi-chu.${code}`

function Reasons({ view, today, procedureName, typed, saved, problem }: ReasonProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { report, unit, wards, period, rows, total, named } = view
  const number = (value: number) => formatNumber(value, language)
  return (
    <>
      <NotDone title={t.wrong} reason={problem} />
      {saved !== undefined && (
        <Notice tone="success" title={t.saved} isResult>
          <p>
            {t.savedLead(number(saved))}{' '}
            <a href={reportLinks.report(report.code, unit.code, period)}>{t.seeReport}</a>
          </p>
        </Notice>
      )}
      <PageHead title={t.title} kicker={`${unit.name}, ${periodInside(period)[language]}`} lead={t.lead} />
      <FilterBar action={reportLinks.reasons()}>
        {wards.length > 1 && <AgencySelect unit={unit} units={wards} />}
        <ReportPeriodSelect period={period} today={today} />
      </FilterBar>
      {rows.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <PostForm action={reportLinks.reasons()}>
          <input type="hidden" name="don-vi" value={unit.code} />
          <input type="hidden" name="ky" value={periodKey(period)} />
          <p>
            {t.count(number(named), number(total))} {rows.length < total && t.more(number(rows.length))}
          </p>
          <ul class="plain-list reason-list">
            {rows.map(({ code, item, on, reason, words }) => (
              <li key={code} class="panel">
                <fieldset>
                  <legend>
                    <a href={deskLinks.dossier(code ?? '')}>{code}</a>, {procedureName(item)},{' '}
                    {t.lateOn(formatDate(on))}
                  </legend>
                  <Select
                    name={reasonField(code ?? '')}
                    label={t.reason}
                    placeholder={t.choose}
                    isOptional
                    value={typed(reasonField(code ?? '')) ?? reason ?? undefined}
                    choices={(report.reasons ?? []).map(({ key, name }) => ({
                      value: key,
                      label: name[language],
                    }))}
                  />
                  <TextInput
                    name={wordsField(code ?? '')}
                    label={t.words}
                    value={typed(wordsField(code ?? '')) ?? words ?? ''}
                    width="long"
                    maxLength={500}
                    isOptional
                  />
                </fieldset>
              </li>
            ))}
          </ul>
          <Button>{t.save}</Button>
        </PostForm>
      )}
    </>
  )
}
