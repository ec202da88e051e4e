/** Parts of pages that show petitions: state, names of procedures, told acts. */

import type { Context } from '#kernel/context.ts'
import { usePage } from '#kernel/page.tsx'
import { StatusTag, type StatusTone } from '#ui/status.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { actFacts, type PetitionState, petitionStates } from '../domain.ts'
import type { DoneAct } from '../store.ts'

const tones: Readonly<Record<PetitionState, StatusTone>> = {
  new: 'waiting',
  incomplete: 'warning',
  accepted: 'progress',
  processing: 'progress',
  answered: 'progress',
  published: 'success',
  rejected: 'done',
  forwarded: 'done',
  ledAway: 'done',
  lapsed: 'done',
}

export function PetitionTag({ state }: { readonly state: PetitionState }) {
  const { language } = usePage()
  return <StatusTag tone={tones[state]}>{petitionStates[state][language]}</StatusTag>
}

/** The name of a procedure of the catalogue; its code where there is none any more. */
export const procedureName = ({ pack }: Pick<Context, 'pack'>, code: string | null): string | undefined =>
  code === null ? undefined : (pack.catalogue.find((one) => one.code === code)?.name ?? code)

/** What happened, as it is told to the sender. */
export function Story({ acts, label }: { readonly acts: readonly DoneAct[]; readonly label: string }) {
  const { language } = usePage()
  return (
    <Timeline
      label={label}
      steps={acts.map(({ act, at, unitName, words }, index) => ({
        title: actFacts(act).told?.[language] ?? actFacts(act)[language],
        state: index === acts.length - 1 ? 'current' : 'done',
        at,
        holder: unitName ?? undefined,
        children: words && <p class="report-said">{words}</p>,
      }))}
    />
  )
}
