/** Diễn biến hồ sơ: steps taken, the one at hand, those to come. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { SummaryList } from '#ui/elements.tsx'
import { Section } from '#ui/layout.tsx'
import { Timeline, type TimelineStep } from '#ui/timeline.tsx'
import { deskLinks } from '../../api.ts'
import type { OpenDossier } from '../commands.ts'
import type { StepTaken } from '../store.ts'
import { texts } from '../texts.ts'

/** What came of the step: its outcome, what was written down, the words to the next person. */
function Told({ open, step }: { readonly open: OpenDossier; readonly step: StepTaken }) {
  const t = useTexts(texts)
  const record = open.records.get(step.number)
  const link = (id: string) => `${deskLinks.dossier(open.dossier.code)}/tep/${id}`
  return (
    <>
      {record?.outcome && <p>{record.outcome}</p>}
      {record && record.rows.length > 0 && (
        <SummaryList rows={record.rows.map(({ label, value }) => ({ term: label, value }))} />
      )}
      {record && record.fileIds.length > 0 && (
        <p class="card-actions">
          {record.fileIds.map((id, index) => (
            <a key={id} href={link(id)}>
              {t.recordFile(index + 1)}
            </a>
          ))}
        </p>
      )}
      {step.note && <p class="step-note">{step.note}</p>}
    </>
  )
}

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
      holder: [
        step.representedName ? t.inPlaceOf(step.holderName ?? '', step.representedName) : step.holderName,
        step.unitShortName,
      ]
        .filter(Boolean)
        .join(', '),
      children: <Told open={open} step={step} />,
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
