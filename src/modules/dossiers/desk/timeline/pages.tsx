/** Diễn biến hồ sơ: steps taken, the one at hand, those to come. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { Section } from '#ui/layout.tsx'
import { Timeline, type TimelineStep } from '#ui/timeline.tsx'
import type { OpenDossier } from '../commands.ts'
import { texts } from '../texts.ts'

export function Steps({ open }: { readonly open: OpenDossier }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { steps, coming, dossier } = open
  const taken = steps.map((step): TimelineStep => {
    const due = step.dueAt && formatDateTime(step.dueAt, language)
    return {
      title: step.name,
      state: step.endedAt ? 'done' : dossier.pausedAt ? 'stopped' : 'current',
      at: step.endedAt ?? undefined,
      expected: step.endedAt || !due || dossier.pausedAt ? undefined : t.stepDue(due),
      holder: [step.holderName, step.unitShortName].filter(Boolean).join(', '),
      children: step.note && <p class="step-note">{step.note}</p>,
    }
  })
  const expected = coming.map(
    (step): TimelineStep => ({
      title: step.name[language],
      state: 'coming',
      expected: step.hours > 0 ? t.expected(formatNumber(step.hours, language, 1)) : undefined,
    }),
  )
  return (
    <Section title={t.timeline} id="dien-bien">
      <Timeline label={t.timeline} steps={[...taken, ...expected]} />
    </Section>
  )
}
