/** Mục tiêu: one form for an agency and a period. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import { Button } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { FilterBar } from '#ui/tables.tsx'
import { AgencySelect, PeriodSelect } from '../choosing/pages.tsx'
import { texts as entryTexts } from '../entries/texts.ts'
import { scoreboardLinks } from '../links/domain.ts'
import { periodInside, periodKey } from '../periods/domain.ts'
import type { TargetView } from './commands.ts'
import { aimable, wholeScore } from './domain.ts'
import { texts } from './texts.ts'

type TargetProps = {
  readonly view: TargetView
  readonly today: string
  readonly typed: (name: string) => string
  readonly saved?: number | undefined
  readonly problem?: string | undefined
}

export function TargetPage(props: TargetProps) {
  return (
    <OfficeFrame>
      <Targets {...props} />
    </OfficeFrame>
  )
}

/** Name of the field of an indicator. */
export const fieldOf = (code: string): string => `muc-tieu.${code}`
const hints = { percent: 'inPercent', hours: 'inHours', points: 'inPoints', count: 'inPoints' } as const

function Targets({ view, today, typed, saved, problem }: TargetProps) {
  const t = useTexts(texts)
  const e = useTexts(entryTexts)
  const { language } = usePage()
  const { set, period, unit, units, goals } = view
  const asked = [
    { code: wholeScore, name: t.whole, unit: 'points' as const },
    ...aimable(set).map(({ code, name, unit: one }) => ({
      code,
      name: `${code}. ${name[language]}`,
      unit: one,
    })),
  ]
  return (
    <>
      <NotDone title={t.wrong} reason={problem} />
      {saved !== undefined && (
        <Notice tone="success" title={e.saved} isResult>
          <p>
            {t.savedLead(formatNumber(saved, language, 0))}{' '}
            <a href={scoreboardLinks.board(unit.code, period)}>{t.seeBoard}</a>
          </p>
        </Notice>
      )}
      <PageHead title={t.title} lead={t.lead} />
      <FilterBar action={scoreboardLinks.targets()}>
        <AgencySelect unit={unit} units={units} />
        <PeriodSelect period={period} today={today} />
      </FilterBar>
      <Section title={`${unit.name}, ${periodInside(period)[language]}`} id="muc-tieu">
        <PostForm action={scoreboardLinks.targets()}>
          <input type="hidden" name="don-vi" value={unit.code} />
          <input type="hidden" name="ky" value={periodKey(period)} />
          {asked.map(({ code, name, unit: one }) => {
            const goal = goals.get(code)
            const now = goal && t.now(formatNumber(goal.value, language, 2), goal.source)
            return (
              <TextInput
                key={code}
                name={fieldOf(code)}
                label={name}
                hint={[t[hints[one]], now].filter(Boolean).join(' ')}
                value={typed(fieldOf(code))}
                inputMode="decimal"
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
