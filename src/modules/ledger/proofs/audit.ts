/** Soát một hồ sơ: each of its events with the proof of its leaf, and the course that they alone tell beside the state that is kept. */

import { type CaseState, caseStates, replayStates } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { checkReceipt } from '#kernel/receipts.ts'
import { knownKeys } from '../heads/commands.ts'
import { receiptOfEvent } from './commands.ts'
import { findEventLeaves } from './store.ts'

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

export async function proveEvents(tx: Tx, context: Context, caseId: string): Promise<readonly ProvenEvent[]> {
  const keys = await knownKeys(tx)
  const proven: ProvenEvent[] = []
  for (const event of await findEventLeaves(tx, caseId)) {
    const receipt = await receiptOfEvent(tx, context, event)
    const verdict = receipt?.state === 'proven' ? await checkReceipt(receipt.text, keys) : undefined
    const isProven = verdict?.is === 'proven' && event.leaf && receipt?.leaf.equals(event.leaf)
    const mustBe = verdict || (event.leaf && event.salt)
    const { at, name, details, index, salt } = event
    const state = details.state as CaseState | undefined
    proven.push({
      at,
      name,
      is: isProven ? 'proven' : mustBe ? 'wrong' : 'other',
      place: !salt ? 'đã xóa nội dung' : index === null ? 'chưa vào sổ' : `lá ${index}`,
      state: state && state in caseStates ? state : undefined,
      isImported: details.imported === true,
    })
  }
  return proven
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
