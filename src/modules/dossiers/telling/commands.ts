/** Báo cho người nộp: what happened to a dossier, once, in the transaction that takes note of it. */

import type { EventName, Reaction } from '#kernel/events.ts'
import { defineNotices, type Notice, notify } from '#modules/notifications/api.ts'
import { dossierLinks } from '../api.ts'
import { findOwner } from './store.ts'

const notices = defineNotices('dossiers', {
  accepted: {
    subject: ['Hồ sơ {code} đã được tiếp nhận', 'Dossier {code} was accepted'],
    body: ['Hẹn trả kết quả {due}.', 'The result is due {due}.'],
  },
  supplementRequested: {
    subject: ['Hồ sơ {code} cần bổ sung', 'Dossier {code} needs more'],
    body: [
      'Mở hồ sơ để xem từng chỗ cần sửa. Thời hạn tạm dừng cho đến khi bổ sung xong.',
      'Open it to see each thing to mend. The time stands still until you answer.',
    ],
  },
  newDate: {
    subject: ['Hồ sơ {code} có ngày hẹn mới', 'Dossier {code} has a new date'],
    body: ['Ngày hẹn trả kết quả mới: {due}.', 'The result is now due {due}.'],
  },
  receptionRefused: {
    subject: ['Hồ sơ {code} không được tiếp nhận', 'Dossier {code} was not accepted'],
    body: [
      'Mở hồ sơ để xem lý do, căn cứ và cách nộp lại.',
      'Open it to see why, on which ground, and how to submit again.',
    ],
  },
  resultReady: {
    subject: ['Hồ sơ {code} đã có kết quả', 'The result of {code} is ready'],
    body: ['Mở hồ sơ để xem và nhận kết quả.', 'Open it to see and collect the result.'],
  },
})

const noticeOf: Partial<Record<EventName, Notice>> = {
  'dossier.accepted': notices.accepted,
  'dossier.supplementRequested': notices.supplementRequested,
  'dossier.supplemented': notices.newDate,
  'dossier.extended': notices.newDate,
  'dossier.receptionRefused': notices.receptionRefused,
  'result.signed': notices.resultReady,
}

export const tellApplicant: Reaction = {
  name: 'dossiers.tellApplicant',
  events: Object.keys(noticeOf) as EventName[],
  async run(tx, context, { name, subjectId, position, payload }) {
    const notice = noticeOf[name]
    const owner = await findOwner(tx, subjectId)
    if (!notice || !owner?.applicantId) return
    const due = typeof payload.dueAt === 'string' ? payload.dueAt : owner.dueAt?.toISOString()
    // A date that is not known yet is not promised: the reply to a supplement of an online submission, for one.
    if (notice === notices.newDate && !due) return
    await notify(tx, context, [
      {
        notice,
        to: [owner.applicantId],
        subjectId,
        link:
          notice === notices.supplementRequested
            ? dossierLinks.mend(owner.code)
            : dossierLinks.show(owner.code),
        facts: { code: owner.code, ...(due && { due }) },
        key: `${notice.kind}:${subjectId}:${position}`,
      },
    ])
  },
}
