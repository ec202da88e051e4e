/** Chọn cơ quan, chọn kỳ: the choices above every page of figures. */

import { usePage, useTexts } from '#kernel/page.tsx'
import type { CalendarDate } from '#kernel/types.ts'
import { Select } from '#ui/choices.tsx'
import { scorePeriods } from '../board/commands.ts'
import { texts } from '../board/texts.ts'
import type { UnitAt } from '../figures/domain.ts'
import { lastPeriods, type Period, periodKey, periodName, periodOf } from '../periods/domain.ts'

const choiceCount = { month: 12, quarter: 6, year: 3 } as const

type PeriodSelectProps = {
  readonly period: Period
  readonly today: string
  readonly kinds?: readonly (typeof scorePeriods)[number][] | undefined
}

export function PeriodSelect({ period, today, kinds = scorePeriods }: PeriodSelectProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const groups = kinds.map((kind) => {
    const now = periodOf(kind, today as CalendarDate)
    const choices = now ? lastPeriods(now, choiceCount[kind]).toReversed() : []
    return {
      label: periodKindName(kind, language),
      choices: choices.map((one) => ({ value: periodKey(one), label: periodName(one)[language] })),
    }
  })
  return <Select name="ky" label={t.period} placeholder={null} value={periodKey(period)} groups={groups} />
}

/** Which agency, among those that the officer answers for. */
export function AgencySelect({
  unit,
  units,
}: {
  readonly unit: Pick<UnitAt, 'code'>
  readonly units: readonly Pick<UnitAt, 'code' | 'name'>[]
}) {
  const t = useTexts(texts)
  return (
    <Select
      name="don-vi"
      label={t.agency}
      placeholder={null}
      value={unit.code}
      choices={units.map(({ code, name }) => ({ value: code, label: name }))}
    />
  )
}

const kindNames = {
  month: { vi: 'Tháng', en: 'Months' },
  quarter: { vi: 'Quý', en: 'Quarters' },
  year: { vi: 'Năm', en: 'Years' },
} as const
const periodKindName = (kind: keyof typeof kindNames, language: 'vi' | 'en') => kindNames[kind][language]
