/** Không kiến nghị nào bị bỏ quên: what waits past its limit is told by the watch, with who has to do it. */

import type { LackFacts } from '#kernel/cases.ts'
import type { Proof } from '#kernel/module.ts'
import { findUnitByCode } from '#modules/organisation/api.ts'
import { awaitedThings, petitionLinks } from '../domain.ts'
import { countOpen, findLate } from './store.ts'

const late: LackFacts = {
  title: { vi: 'Kiến nghị quá hạn', en: 'A petition is late' },
  remedy: {
    vi: 'Mở kiến nghị ở mục Kiến nghị, làm việc đang chờ; nếu không thuộc thẩm quyền thì trả lại nơi tiếp nhận.',
    en: 'Open the petition and do what waits; if it is not yours, give it back to the desk.',
  },
  mends: ['askChief'],
  at: petitionLinks.work,
}

/** Sorting and publishing are the desk's, which is of the province's own agency; handling is the unit's. */
export const proof: Proof = {
  lacks: { late },
  count: countOpen,
  async find(tx, { now, pack, today }) {
    const desk = await findUnitByCode(tx, pack.manifest.agencyCode, today)
    return (await findLate(tx, now)).map(({ id, code, awaited, dueAt, unitId }) => ({
      kind: 'late',
      caseId: id,
      code,
      place: awaited,
      unitId: awaited === 'handle' || !desk ? unitId : desk.id,
      since: dueAt,
      detail: awaitedThings[awaited].vi,
    }))
  },
}
