/** Bức tranh thời hạn of a dossier, for the officer's page and for tracking. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { ClockPicture } from '#ui/clock-picture.tsx'
import type { Dossier } from '../steps/domain.ts'
import type { ToldDue } from './commands.ts'
import { texts } from './texts.ts'

type DossierClockProps = {
  readonly told: ToldDue
  readonly dossier: Pick<Dossier, 'receivedAt' | 'dueAt' | 'dueBeforePause'>
}

/** The days that count and those that do not, with the same in lines; nothing while no clock has begun. */
export function DossierClock({ told: { clockDays, clockLines }, dossier }: DossierClockProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { receivedAt, dueAt, dueBeforePause } = dossier
  if (clockLines.length === 0) return null
  const at = dueAt ?? dueBeforePause
  const moment = at ? formatDateTime(at, language) : ''
  const caption = !dueAt ? t.standing(moment) : receivedAt ? t.due(moment) : t.reply(moment)
  return <ClockPicture days={clockDays} lines={clockLines} caption={caption} />
}
