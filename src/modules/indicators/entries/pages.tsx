/** Nhập số liệu: one form for an agency and a period. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import { Button } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { FilterBar } from '#ui/tables.tsx'
import { AgencySelect, PeriodSelect } from '../choosing/pages.tsx'
import { indicatorLinks } from '../links/domain.ts'
import { periodInside, periodKey } from '../periods/domain.ts'
import type { EntryView } from './commands.ts'
import { texts } from './texts.ts'

type EntryProps = {
  readonly view: EntryView
  readonly today: string
  readonly typed: (name: string) => string
  readonly saved?: number | undefined
  readonly problem?: string | undefined
}

export function EntryPage(props: EntryProps) {
  return (
    <OfficeFrame>
      <Entries {...props} />
    </OfficeFrame>
  )
}

function Entries({ view, today, typed, saved, problem }: EntryProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { set, period, unit, units, entries } = view
  const number = (value: number) => formatNumber(value, language, 0)
  return (
    <>
      <NotDone title={t.wrong} reason={problem} />
      {saved !== undefined && (
        <Notice tone="success" title={t.saved} isResult>
          <p>
            {t.savedLead(number(saved))} <a href={indicatorLinks.unit(unit.code, period)}>{t.seeScore}</a>
          </p>
        </Notice>
      )}
      <PageHead title={t.title} lead={t.lead} />
      <FilterBar action={indicatorLinks.entries()}>
        <AgencySelect unit={unit} units={units} />
        <PeriodSelect period={period} today={today} />
      </FilterBar>
      <Section title={`${unit.name}, ${periodInside(period)[language]}`} id="so-lieu">
        <PostForm action={indicatorLinks.entries()}>
          <input type="hidden" name="don-vi" value={unit.code} />
          <input type="hidden" name="ky" value={periodKey(period)} />
          {set.entered.map(({ key, name, meaning }) => {
            const entry = entries.get(key)
            return (
              <TextInput
                key={key}
                name={key}
                label={name[language]}
                hint={[meaning[language], entry && t.now(number(entry.value), entry.source)]
                  .filter(Boolean)
                  .join(' ')}
                value={typed(key)}
                inputMode="numeric"
                width="short"
                isOptional
              />
            )
          })}
          <TextInput
            name="nguon"
            label={t.source}
            hint={t.sourceHint}
            value={typed('nguon')}
            width="long"
            maxLength={300}
          />
          <Button>{t.save}</Button>
        </PostForm>
      </Section>
    </>
  )
}
