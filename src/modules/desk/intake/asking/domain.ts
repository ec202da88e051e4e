/** Hỏi thay giấy: which papers of the one who stands at the desk a register may vouch for, and does. Pure. */

import type { Answers } from '#kernel/forms.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { VouchedPaper } from '#modules/dossiers/api.ts'
import { type About, asKept, questionFor, vouchedPapers } from '#modules/national/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import type { Intake } from '../domain.ts'

/** Whom registers are asked about: whoever stands here and files for themselves. */
export function aboutPresent(
  { cards, filing }: Pick<Intake, 'cards' | 'filing'>,
  personId: string | undefined,
): About | undefined {
  const [card] = cards
  if (!card || filing.isForOther) return undefined
  const { identityNumber, name, birthDate } = card
  return { identityNumber, fullName: name, birthDate, personId: personId ?? null }
}

type Vouchable = Pick<ProcedureDefinition, 'papers'>
type Asking = Pick<Intake, 'cards' | 'filing' | 'asked'>

/** Giấy tờ không phải nộp: what a register said, as long as the question is still the same. */
export function vouchedAtDesk(
  { papers }: Vouchable,
  intake: Asking,
  answers: Answers,
  today: CalendarDate,
): readonly VouchedPaper[] {
  const asked = askableAtDesk({ papers }, intake, answers)
  const same = papers.filter(
    ({ key }) => asked.get(key) !== undefined && asked.get(key) === intake.asked[key]?.asked,
  )
  return vouchedPapers(same, intake.asked, today)
}

/** The question for each paper that a register may be asked about, as it is kept. */
export function askableAtDesk(
  { papers }: Vouchable,
  intake: Asking,
  answers: Answers,
): ReadonlyMap<string, string> {
  const about = aboutPresent(intake, undefined)
  return new Map(
    papers.flatMap(({ key, vouchedBy }) => {
      const question = about && vouchedBy && questionFor(vouchedBy, answers, about)
      return question ? [[key, asKept(question)] as const] : []
    }),
  )
}
