/** Soát một hồ sơ: the course that its proven events tell, beside the state that is kept. Pure. */

import { replayStates } from '#kernel/case-course.ts'
import { type CaseState, caseStates } from '#kernel/cases.ts'

export type ProvenEvent = {
  readonly at: Date
  readonly name: string
  /** `other`: not yet a leaf, or its content was forgotten. */
  readonly is: 'proven' | 'wrong' | 'other'
  /** Where it stands in the book, in words. */
  readonly place: string
  /** What it tells of the state of the case. */
  readonly state: CaseState | undefined
  /** Taken over from an older system, which told no course. */
  readonly isImported: boolean
}

type Judged = { readonly is: 'proven' | 'disproved' | 'unclear'; readonly words: string }

/** Whether the proven events lead where the case is said to stand, by steps that the law knows. */
export function judgeCourse(events: readonly ProvenEvent[], kept: CaseState): Judged {
  const proven = events.filter(({ is }) => is === 'proven')
  if (proven.some(({ isImported }) => isImported))
    return { is: 'unclear', words: 'Hồ sơ nhập từ hệ thống cũ: sổ cái không kể diễn biến của nó.' }
  const { states, broken } = replayStates(proven.flatMap(({ state }) => state ?? []))
  const course = `Dựng lại từ sổ cái: ${states.map((state) => caseStates[state].vi).join(' → ')}.`
  if (broken) {
    const [from, to] = broken.map((state) => caseStates[state].vi)
    return { is: 'disproved', words: `${course} Không có bước nào từ “${from}” sang “${to}”.` }
  }
  if (states.at(-1) === kept) return { is: 'proven', words: `${course} Trùng với trạng thái đang lưu.` }
  const words = `${course} Cơ sở dữ liệu lại ghi “${caseStates[kept].vi}”.`
  // What is not proven may have told the rest.
  return { is: proven.length === events.length ? 'disproved' : 'unclear', words }
}
