/** Yêu cầu bổ sung: every fault at once, each tied to a field or a paper, with what to do about it. Pure. */

import type { JsonObject } from '#kernel/types.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'

/** One thing to mend. `other` is for what is neither in the form nor in the list of papers. */
export type Fault = {
  readonly target: 'field' | 'paper' | 'other'
  readonly key: string
  readonly label: string
  readonly reason: string
}
export type GivenFault = Pick<Fault, 'target' | 'key' | 'reason'>

/** The faults with the names of what they are tied to; the key of the first that the procedure does not know otherwise. */
export function nameFaults(
  { form, papers }: Pick<ProcedureDefinition, 'form' | 'papers'>,
  given: readonly GivenFault[],
): { readonly faults: readonly Fault[]; readonly unknown: string | undefined } {
  const fields = new Map(form.pages.flatMap((page) => page.fields.map(({ key, label }) => [key, label.vi])))
  const names = new Map(papers.map(({ key, name }) => [key, name.vi]))
  const labelOf = ({ target, key }: GivenFault) =>
    target === 'field' ? fields.get(key) : target === 'paper' ? names.get(key) : 'Nội dung khác'
  return {
    faults: given.map((fault) => ({
      ...fault,
      reason: fault.reason.trim(),
      label: labelOf(fault) ?? fault.key,
    })),
    unknown: given.find((fault) => labelOf(fault) === undefined)?.key,
  }
}

/** Câu mẫu: ready words for a reason; the officer may change them. */
export const phrases = [
  'Ảnh chụp bị mờ hoặc mất góc. Chụp lại ở nơi đủ sáng, thấy đủ bốn góc giấy.',
  'Giấy tờ đã hết hạn. Gửi bản còn hạn.',
  'Thông tin chưa khớp với giấy tờ kèm theo. Xem lại giấy tờ và sửa cho khớp.',
  'Chưa có giấy tờ này. Gửi thêm bản chụp hoặc bản quét.',
  'Thiếu chữ ký hoặc con dấu. Bổ sung chữ ký rồi gửi lại.',
  'Thiếu trang. Gửi đủ các trang.',
] as const

type Sent = Readonly<Record<string, string | readonly string[]>>

/** Names of the controls of one fault. */
export const faultControls = ({ target, key }: Pick<Fault, 'target' | 'key'>) => ({
  tick: `fault.${target}.${key}`,
  phrase: `phrase.${target}.${key}`,
  reason: `reason.${target}.${key}`,
})

const faultsMax = 100

/** The faults that were ticked: the own words, or the ready phrase where nothing was written. */
export function readFaults(sent: Sent): GivenFault[] {
  const one = (name: string) => (typeof sent[name] === 'string' ? sent[name].trim() : '')
  return Object.keys(sent)
    .flatMap((name): GivenFault[] => {
      const [, target, key = ''] = /^fault\.(field|paper|other)\.([A-Za-z0-9-]{1,100})$/.exec(name) ?? []
      if (target !== 'field' && target !== 'paper' && target !== 'other') return []
      const controls = faultControls({ target, key })
      const phrase = phrases[Number(one(controls.phrase) || -1)]
      return [{ target, key, reason: one(controls.reason) || phrase || '' }]
    })
    .slice(0, faultsMax)
}

/**
 * The fields whose answers are judged when a supplement comes: those asked for and those changed. What was right when it
 * was handed in stays so, even where a rule speaks of today.
 */
export function fieldsToJudge(
  { answers: before, faults }: { readonly answers: JsonObject; readonly faults: readonly Fault[] },
  after: JsonObject,
): ReadonlySet<string> {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  const asked = faults.filter(({ target }) => target === 'field').map(({ key }) => key)
  return new Set([...changed, ...asked])
}
