/** Twelve months of a calendar: kinds of days by shape and words, then by colour. */

import { useSheet, useTexts } from '#kernel/page.tsx'
import type { YearDay, YearDayKind } from '../domain.ts'
import { texts } from '../texts.ts'

export function YearPicture({ days }: { readonly days: readonly YearDay[] }) {
  useSheet('clock.css')
  const t = useTexts(texts)
  return (
    <>
      <YearKey days={days} />
      <div class="year-months">
        {t.months.split(' ').map((name, index) => (
          <Month
            key={name}
            name={t.month(name)}
            days={days.filter(({ date }) => Number(date.slice(5, 7)) === index + 1)}
          />
        ))}
      </div>
    </>
  )
}

const dayClass = ({ kind, isUnsure }: YearDay) => `year-day year-${kind}${isUnsure ? ' year-unsure' : ''}`

function Month({ name, days }: { readonly name: string; readonly days: readonly YearDay[] }) {
  const t = useTexts(texts)
  const [first] = days
  if (!first) return null
  const before = (new Date(first.date).getUTCDay() + 6) % 7
  const cells: (YearDay | null)[] = [...Array.from({ length: before }, () => null), ...days]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => cells[week * 7 + day] ?? null),
  )
  return (
    <table class="year-month">
      <caption>{name}</caption>
      <thead>
        <tr>
          {t.weekdays.split(' ').map((weekday) => (
            <th key={weekday} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.find((day) => day)?.date}>
            {week.map((day, column) => (
              <td key={day?.date ?? `empty-${column}`}>{day && <MonthDay day={day} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function MonthDay({ day }: { readonly day: YearDay }) {
  const t = useTexts(texts)
  const isPlain = day.kind === 'work' || day.kind === 'weekend'
  const words = [t[day.kind], day.name, day.isUnsure && t.unsure].filter(Boolean).join(', ')
  return (
    <span class={dayClass(day)} title={isPlain ? undefined : words}>
      {Number(day.date.slice(8))}
      {!isPlain && <span class="visually-hidden">{` ${words}`}</span>}
    </span>
  )
}

function YearKey({ days }: { readonly days: readonly YearDay[] }) {
  const t = useTexts(texts)
  const order: readonly YearDayKind[] = ['dayOff', 'makeUpDay', 'halfDay', 'closure', 'weekend']
  const kinds = order.filter((kind) => days.some((day) => day.kind === kind))
  return (
    <ul class="clock-key" aria-label={t.key}>
      {kinds.map((kind) => (
        <li key={kind}>
          <span class={`year-day year-${kind}`} aria-hidden="true">
            12
          </span>
          {t[kind]}
        </li>
      ))}
      {days.some(({ isUnsure }) => isUnsure) && (
        <li>
          <span class="year-day year-unsure" aria-hidden="true">
            12
          </span>
          {t.unsure}
        </li>
      )}
    </ul>
  )
}
