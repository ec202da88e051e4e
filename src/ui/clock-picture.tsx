/** Bức tranh thời hạn: the days of a deadline as weeks, told by shape and words and only then by colour. */
import { useSheet, useTexts } from '#kernel/page.tsx'
import { defineTexts, formatDate } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'

export type ClockDayKind =
  | 'counted'
  | 'waiting'
  | 'extended'
  | 'late'
  | 'dayOff'
  | 'weekend'
  | 'moved'
  | 'notCounted'
export type ClockDay = {
  readonly date: CalendarDate
  readonly kind: ClockDayKind
  readonly also: ClockDayKind | null
  readonly name: string | null
  readonly isFirst: boolean
  readonly isDue: boolean
}

type ClockPictureProps = {
  readonly days: readonly ClockDay[]
  /** The same in words: short lines, one for each stretch. */
  readonly lines: readonly string[]
  /** What is due when, over the picture: "Hẹn trả 17:00 ngày 12/03/2026". */
  readonly caption: string
}

const texts = defineTexts({
  counted: { vi: 'tính', en: 'counts' },
  waiting: { vi: 'chờ, không tính', en: 'waiting, does not count' },
  extended: { vi: 'hẹn lại, gia hạn', en: 'put off, extended' },
  late: { vi: 'quá hạn', en: 'overdue' },
  dayOff: { vi: 'ngày nghỉ', en: 'day off' },
  weekend: { vi: 'nghỉ hằng tuần', en: 'weekly rest' },
  moved: { vi: 'hạn chuyển qua ngày nghỉ', en: 'the date moves past days off' },
  notCounted: { vi: 'chưa tính', en: 'does not count' },
  first: { vi: 'bắt đầu', en: 'start' },
  due: { vi: 'hạn', en: 'due' },
  weekdays: { vi: 'T2 T3 T4 T5 T6 T7 CN', en: 'Mo Tu We Th Fr Sa Su' },
  legend: { vi: 'Chú giải', en: 'Key' },
  howCounted: { vi: 'Cách tính, từng đoạn', en: 'How it was counted, step by step' },
  tooLong: {
    vi: 'Thời hạn dài hơn nửa năm: xem từng đoạn dưới đây.',
    en: 'The limit is longer than half a year: see the list below.',
  },
})

/** Beyond this the strip stops helping; the list says it all. */
const daysMax = 190

/** The weeks of a deadline with their key, and the same as a list. Works in print and without colours. */
export function ClockPicture({ days, lines, caption }: ClockPictureProps) {
  useSheet('clock.css')
  const t = useTexts(texts)
  const kinds = [...new Set(days.flatMap(({ kind, also }) => (also ? [kind, also] : [kind])))]
  return (
    <figure class="clock-picture">
      <figcaption>{caption}</figcaption>
      {days.length > daysMax ? (
        <p class="hint">{t.tooLong}</p>
      ) : (
        <>
          <Weeks days={days} />
          <ul class="clock-key" aria-label={t.legend}>
            {kinds.map((kind) => (
              <li key={kind}>
                <DayShape kind={kind} />
                {t[kind]}
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="clock-lines-title">{t.howCounted}</p>
      <ol class="clock-lines">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </figure>
  )
}

function Weeks({ days }: { readonly days: readonly ClockDay[] }) {
  const t = useTexts(texts)
  const [first] = days
  if (!first) return null
  const before = (new Date(first.date).getUTCDay() + 6) % 7
  const cells: (ClockDay | null)[] = [...Array.from({ length: before }, () => null), ...days]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => cells[week * 7 + day] ?? null),
  )
  return (
    <table class="clock-weeks">
      <thead>
        <tr>
          {t.weekdays.split(' ').map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.find((day) => day)?.date}>
            {week.map((day, column) =>
              day ? (
                <Day key={day.date} day={day} />
              ) : (
                <td key={`empty-${column}`} class="clock-empty" aria-hidden="true" />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day }: { readonly day: ClockDay }) {
  const t = useTexts(texts)
  const { date, kind, also, name, isFirst, isDue } = day
  const [, month = '', ofMonth = ''] = date.split('-')
  const words = [isFirst && t.first, t[kind], also && t[also], name, isDue && t.due]
    .filter(Boolean)
    .join(', ')
  const isMonthShown = isFirst || ofMonth === '01'
  return (
    <td class={`clock-day clock-${kind}${isDue ? ' clock-due' : ''}`}>
      <span aria-hidden="true" class="clock-number">
        {isMonthShown ? `${Number(ofMonth)}/${Number(month)}` : Number(ofMonth)}
      </span>
      <DayShape kind={kind} also={also} />
      {(isFirst || isDue) && (
        <span aria-hidden="true" class="clock-mark">
          {isDue ? t.due : t.first}
        </span>
      )}
      <span class="visually-hidden">{`${formatDate(date)}: ${words}`}</span>
    </td>
  )
}

const shapes: Record<ClockDayKind, string> = {
  counted: 'M2 3h20v10H2z',
  waiting: 'M7 2h3v12H7zM14 2h3v12h-3z',
  extended: 'M3 3l7 5-7 5zM13 3l7 5-7 5z',
  late: 'M8 2h8l4 4v4l-4 4H8l-4-4V6z',
  dayOff: 'M2 13L12 3M8 13L18 3M14 13l8-8M2 7l4-4',
  weekend: 'M2 13L12 3M14 13L22 5',
  moved: 'M2 8h17M13 3l6 5-6 5',
  notCounted: 'M3 8h3M10.5 8h3M18 8h3',
}
const outlined: ReadonlySet<ClockDayKind> = new Set(['dayOff', 'weekend', 'moved', 'notCounted'])

/** A bar for a day that counts, hatching for a day off, two bars for waiting: readable without colour and on paper. */
function DayShape({ kind, also }: { readonly kind: ClockDayKind; readonly also?: ClockDayKind | null }) {
  const isHalf = kind === 'counted' && also && also !== 'notCounted' && also !== 'weekend'
  return (
    <svg class={`clock-shape clock-shape-${kind}`} viewBox="0 0 24 16" aria-hidden="true" focusable="false">
      {isHalf ? (
        <>
          <path class="clock-fill" d="M2 3h8v10H2z" />
          <g transform="translate(11 0) scale(.55 1)">
            <path class={outlined.has(also) ? 'clock-line' : 'clock-fill'} d={shapes[also]} />
          </g>
        </>
      ) : (
        <path class={outlined.has(kind) ? 'clock-line' : 'clock-fill'} d={shapes[kind]} />
      )}
    </svg>
  )
}
