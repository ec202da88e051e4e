/** Danh mục để đếm: which procedures each level has to offer, and which of them can be done online. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import type { Listed, ListSource, MeasureName } from '#kernel/measures.ts'
import { recently } from '#kernel/recent.ts'
import { findListed, type ListedProcedure } from './store.ts'

const kindOfLevel = { province: 'department', district: 'district', commune: 'commune' } as const

/** The seven parts that must be public (docs/legal.md#score-openness). */
function isComplete({ facts, stepCount }: ListedProcedure): boolean {
  const { channels, applicants, agency, flags = [] } = facts
  const doubted = ['limitMissing', 'papersMissing', 'papersUnreadable'] as const
  const limits = channels.every((channel) => !channel.flags?.includes('limitMissing'))
  return (
    stepCount > 0 &&
    channels.length > 0 &&
    applicants.length > 0 &&
    agency !== undefined &&
    limits &&
    !doubted.some((flag) => flags.includes(flag))
  )
}

const measuresOf = (procedure: ListedProcedure): readonly MeasureName[] => {
  const isOnline = procedure.facts.channels.some(({ channel }) => channel === 'online')
  const hasFee = procedure.feeCount > 0
  return [
    'services.offered',
    ...(isComplete(procedure) ? (['services.complete'] as const) : []),
    ...(isOnline ? (['services.online'] as const) : []),
    ...(hasFee ? (['services.withFee'] as const) : []),
    ...(hasFee && isOnline ? (['services.payableOnline'] as const) : []),
  ]
}

export const listing: ListSource = {
  measures: {
    'services.offered': {
      label: { vi: 'Thủ tục trong danh mục', en: 'Procedures on the list' },
      meaning: {
        vi: 'Thủ tục đang có hiệu lực vào cuối kỳ, theo cấp thực hiện. Cấp tỉnh: theo sở phụ trách lĩnh vực.',
        en: 'Procedures in force at the end of the period, by level. At province level by the department of the field.',
      },
    },
    'services.complete': {
      label: { vi: 'Thủ tục công khai đủ nội dung', en: 'Procedures public in full' },
      meaning: {
        vi: 'Có đủ bảy phần: tên, trình tự, cách thức, thành phần hồ sơ, thời hạn, đối tượng, cơ quan.',
        en: 'With all seven parts: name, steps, channels, papers, time limit, applicants, agency.',
      },
      legal: 'score-openness',
    },
    'services.online': {
      label: { vi: 'Thủ tục nộp được qua mạng', en: 'Procedures that can be filed online' },
      meaning: { vi: 'Danh mục có kênh trực tuyến.', en: 'The list has the online channel.' },
    },
    'services.withFee': {
      label: { vi: 'Thủ tục có thu phí, lệ phí', en: 'Procedures with a fee' },
      meaning: {
        vi: 'Có quy tắc thu đã được kiểm tra.',
        en: 'With checked rules of a fee.',
      },
    },
    'services.payableOnline': {
      label: { vi: 'Thủ tục trả phí được qua mạng', en: 'Procedures whose fee can be paid online' },
      meaning: {
        vi: 'Có thu phí và có kênh trực tuyến.',
        en: 'With a fee and the online channel.',
      },
    },
  },
  list: (tx, context) => recently(context, 'listed procedures', 60, () => list(tx, context)),
}

async function list(tx: Tx, { pack }: Context): Promise<readonly Listed[]> {
  const departmentOf = new Map(pack.fields.map(({ code, department }) => [code, department]))
  return (await findListed(tx)).flatMap((procedure): Listed[] => {
    const { code: item, from, until, facts } = procedure
    return facts.levels.flatMap((level) => {
      const kind = level in kindOfLevel ? kindOfLevel[level as keyof typeof kindOfLevel] : undefined
      if (!kind) return []
      const unitCode = kind === 'department' ? departmentOf.get(facts.field) : undefined
      const times = { from, ...(until !== null && { until }), ...(unitCode && { unitCode }) }
      return measuresOf(procedure).map((measure) => ({ measure, item, level: kind, ...times }))
    })
  })
}
