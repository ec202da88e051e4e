/** Ai cần biết khi có người vắng: the deputy, and the chief where nobody stands in. */

import type { Reaction } from '#kernel/events.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { defineNotices, notify } from '#modules/notifications/api.ts'
import { absenceLinks, chiefsOf } from '#modules/organisation/api.ts'

const notices = defineNotices('absence', {
  standsIn: {
    subject: ['Được giao làm thay từ {from}', 'You stand in from {from}'],
    body: [
      'Từ {from} đến hết {to}, việc của người vắng hiện trong danh sách của ông/bà.',
      'From {from} to the end of {to} the work of the absent is in your lists.',
    ],
  },
  revoked: {
    subject: ['Lịch làm thay đã hủy', 'You no longer stand in'],
    body: ['Việc của người vắng không còn trong danh sách của ông/bà.', 'Their work has left your lists.'],
  },
  nobody: {
    subject: ['Có người vắng, chưa có người làm thay', 'Someone is away and nobody stands in'],
    body: [
      'Từ {from} đến hết {to}. Việc mới vào danh sách chung; giao lại việc đang giữ hoặc khai người làm thay.',
      'From {from} to the end of {to}. New work goes to the pool; give out what is held, or name a deputy.',
    ],
  },
  leftInPool: {
    subject: ['Hồ sơ {code} chờ người nhận', 'Dossier {code} waits to be taken'],
    body: [
      'Người làm bước này đang vắng, không có người làm thay. Giao cho người khác.',
      'Whoever does this step is away without a deputy. Give it to someone.',
    ],
  },
})

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** Told once for each event, in the transaction that moves the cursor. */
export const tellAbsences: Reaction = {
  name: 'oversight.tellAbsences',
  events: ['absence.declared', 'absence.revoked', 'dossier.leftInPool'],
  async run(tx, context, { name, subjectId, unitId, position, payload }) {
    const deputy = textOf(payload.deputy)
    const facts = { from: textOf(payload.fromOn), to: textOf(payload.toOn), code: textOf(payload.code) }
    const chiefs = async () =>
      unitId ? (await chiefsOf(tx, unitId, context.today)).map(({ personId }) => personId) : []
    const isForDeputy = name !== 'dossier.leftInPool' && deputy !== ''
    if (name === 'absence.revoked' && !isForDeputy) return
    const notice =
      name === 'dossier.leftInPool'
        ? notices.leftInPool
        : name === 'absence.revoked'
          ? notices.revoked
          : isForDeputy
            ? notices.standsIn
            : notices.nobody
    await notify(tx, context, [
      {
        notice,
        to: isForDeputy ? [deputy] : await chiefs(),
        subjectId,
        link: name === 'dossier.leftInPool' ? deskLinks.dossier(facts.code) : absenceLinks.list,
        facts,
        key: `${notice.kind}:${subjectId}:${position}`,
      },
    ])
  },
}
