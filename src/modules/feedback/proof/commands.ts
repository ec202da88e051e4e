/** Không phản ánh nào bị bỏ quên: what waits past its limit is told by the watch, with who has to do it. */

import type { LackFacts } from '#kernel/cases.ts'
import type { Proof } from '#kernel/module.ts'
import { findUnitByCode } from '#modules/organisation/api.ts'
import { awaitedThings, reportLinks } from '../domain.ts'
import { countOpen, findLate } from './store.ts'

const late: LackFacts = {
  title: { vi: 'Phản ánh hiện trường quá hạn', en: 'A field report is late' },
  remedy: {
    vi: 'Mở phản ánh ở mục Phản ánh hiện trường, làm việc đang chờ; nếu không thuộc thẩm quyền thì báo nơi tiếp nhận chuyển đơn vị khác.',
    en: 'Open the report and do what waits; if it is not yours, have the desk give it to another unit.',
  },
  mends: ['askChief'],
  at: reportLinks.work,
}

/** Until a unit has a report the province’s own agency answers for it. */
export const proof: Proof = {
  lacks: { late },
  count: countOpen,
  async find(tx, { now, pack, today }) {
    const desk = await findUnitByCode(tx, pack.manifest.agencyCode, today)
    return (await findLate(tx, now)).flatMap(({ id, code, awaited, dueAt, unitId }) => {
      const isOfUnit = awaited === 'take' || awaited === 'handle'
      const owner = isOfUnit ? unitId : desk?.id
      return owner
        ? [
            {
              kind: 'late',
              caseId: id,
              code,
              place: awaited,
              unitId: owner,
              since: dueAt,
              detail: awaitedThings[awaited].vi,
            },
          ]
        : []
    })
  },
}
