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
  extended: {
    subject: ['Hồ sơ {code} được hẹn lại', 'Dossier {code} has a later date'],
    body: [
      'Ngày hẹn trả kết quả mới: {due}. Mở hồ sơ để xem lý do và văn bản.',
      'The result is now due {due}. Open it to see the reason and the letter.',
    ],
  },
  paymentDemanded: {
    subject: ['Hồ sơ {code} cần nộp tiền', 'Dossier {code} waits for a payment'],
    body: [
      'Mở hồ sơ để xem số tiền và thông báo. Thời hạn tạm dừng cho đến khi nộp xong.',
      'Open it to see the amount and the notice. The time stands still until it is paid.',
    ],
  },
  stopped: {
    subject: ['Hồ sơ {code} đã dừng giải quyết', 'Dossier {code} was stopped'],
    body: [
      'Mở hồ sơ để xem lý do, căn cứ và cách nhận lại giấy tờ.',
      'Open it to see why, on which ground, and how to get your papers back.',
    ],
  },
  transferred: {
    subject: ['Hồ sơ {code} chuyển cơ quan giải quyết', 'Dossier {code} went to another agency'],
    body: [
      'Nơi giải quyết nay là {unit}. Thời hạn vẫn như cũ; ông/bà không phải nộp lại.',
      'It is now with {unit}. The time limit stays and nothing has to be handed in again.',
    ],
  },
  repinned: {
    subject: ['Hồ sơ {code} theo quy định mới', 'Dossier {code} follows the new rules'],
    body: [
      'Thủ tục có quy định mới và hồ sơ được giải quyết theo đó. Mở hồ sơ để xem lý do và ngày hẹn.',
      'The procedure has new rules and the dossier follows them. Open it to see the reason and the date.',
    ],
  },
  repinUndone: {
    subject: ['Hồ sơ {code} trở lại quy định cũ', 'Dossier {code} follows the former rules again'],
    body: [
      'Hồ sơ lại được giải quyết theo quy định lúc nộp. Mở hồ sơ để xem ngày hẹn.',
      'It follows the rules of the day it was filed. Open it to see the date.',
    ],
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
  'dossier.extended': notices.extended,
  'dossier.paymentDemanded': notices.paymentDemanded,
  'dossier.paymentConfirmed': notices.newDate,
  'dossier.stopped': notices.stopped,
  'dossier.transferred': notices.transferred,
  'dossier.sentBack': notices.transferred,
  'dossier.repinned': notices.repinned,
  'dossier.repinUndone': notices.repinUndone,
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
    const { dueAt, dueAfter, toName } = payload
    const due = [dueAt, dueAfter].find((one) => typeof one === 'string') ?? owner.dueAt?.toISOString()
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
        facts: { code: owner.code, ...(due && { due }), ...(typeof toName === 'string' && { unit: toName }) },
        key: `${notice.kind}:${subjectId}:${position}`,
      },
    ])
  },
}
