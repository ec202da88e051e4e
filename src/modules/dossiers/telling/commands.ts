/** Báo cho người nộp: what happened to a dossier, once, in the transaction that takes note of it (docs/legal.md#notices). */

import type { EventName, Reaction } from '#kernel/events.ts'
import { defineNotices, type Notice, notify } from '#modules/notifications/api.ts'
import { dossierLinks } from '../api.ts'
import { findOwner } from './store.ts'

const notices = defineNotices('dossiers', {
  submitted: {
    subject: ['Đã nhận hồ sơ {code}', 'Dossier {code} has arrived'],
    body: [
      'Cơ quan sẽ kiểm tra và báo tiếp nhận. Mở hồ sơ để xem giấy tờ đã nộp.',
      'It will be looked at and you will be told. Open it to see what you handed in.',
    ],
    short: ['Đã nhận hồ sơ {code}. Theo dõi tại', 'Dossier {code} has arrived. Follow it at'],
  },
  accepted: {
    subject: ['Hồ sơ {code} đã được tiếp nhận', 'Dossier {code} was accepted'],
    body: ['Hẹn trả kết quả {due}.', 'The result is due {due}.'],
    short: ['Hồ sơ {code} đã được tiếp nhận, hẹn trả {due}.', 'Dossier {code} was accepted, due {due}.'],
  },
  supplementRequested: {
    subject: ['Hồ sơ {code} cần bổ sung', 'Dossier {code} needs more'],
    body: [
      'Mở hồ sơ để xem từng chỗ cần sửa. Thời hạn tạm dừng cho đến khi bổ sung xong.',
      'Open it to see each thing to mend. The time stands still until you answer.',
    ],
    short: ['Hồ sơ {code} cần bổ sung. Xem từng chỗ cần sửa:', 'Dossier {code} needs more. See what:'],
  },
  newDate: {
    subject: ['Hồ sơ {code} có ngày hẹn mới', 'Dossier {code} has a new date'],
    body: ['Ngày hẹn trả kết quả mới: {due}.', 'The result is now due {due}.'],
    short: ['Hồ sơ {code} có ngày hẹn mới: {due}.', 'Dossier {code} is now due {due}.'],
  },
  extended: {
    subject: ['Hồ sơ {code} được hẹn lại', 'Dossier {code} has a later date'],
    body: [
      'Ngày hẹn trả kết quả mới: {due}. Mở hồ sơ để xem lý do và văn bản.',
      'The result is now due {due}. Open it to see the reason and the letter.',
    ],
    short: [
      'Xin lỗi, hồ sơ {code} được hẹn lại: {due}. Xem lý do:',
      'Sorry, dossier {code} is now due {due}. See why:',
    ],
  },
  paymentDemanded: {
    subject: ['Hồ sơ {code} cần nộp tiền', 'Dossier {code} waits for a payment'],
    body: [
      'Mở hồ sơ để xem số tiền và thông báo. Thời hạn tạm dừng cho đến khi nộp xong.',
      'Open it to see the amount and the notice. The time stands still until it is paid.',
    ],
    short: [
      'Hồ sơ {code} cần nộp tiền. Xem thông báo:',
      'Dossier {code} waits for a payment. See the notice:',
    ],
  },
  stopped: {
    subject: ['Hồ sơ {code} đã dừng giải quyết', 'Dossier {code} was stopped'],
    body: [
      'Mở hồ sơ để xem lý do, căn cứ và cách nhận lại giấy tờ.',
      'Open it to see why, on which ground, and how to get your papers back.',
    ],
    short: ['Hồ sơ {code} đã dừng giải quyết. Xem lý do:', 'Dossier {code} was stopped. See why:'],
  },
  transferred: {
    subject: ['Hồ sơ {code} chuyển cơ quan giải quyết', 'Dossier {code} went to another agency'],
    body: [
      'Nơi giải quyết nay là {unit}. Thời hạn vẫn như cũ; ông/bà không phải nộp lại.',
      'It is now with {unit}. The time limit stays and nothing has to be handed in again.',
    ],
    short: [
      'Hồ sơ {code} được chuyển cơ quan giải quyết. Xem nơi nhận:',
      'Dossier {code} went to another agency. See which:',
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
    short: ['Hồ sơ {code} không được tiếp nhận. Xem lý do:', 'Dossier {code} was not accepted. See why:'],
  },
  resultReady: {
    subject: ['Hồ sơ {code} đã có kết quả', 'The result of {code} is ready'],
    body: ['Mở hồ sơ để xem và nhận kết quả.', 'Open it to see and collect the result.'],
    short: [
      'Hồ sơ {code} đã có kết quả. Xem cách nhận:',
      'The result of {code} is ready. See how to get it:',
    ],
  },
  returned: {
    subject: ['Đã trả kết quả hồ sơ {code}', 'The result of {code} was handed over'],
    body: [
      'Nếu ông/bà chưa nhận, báo ngay nơi trả kết quả.',
      'If you did not get it, tell the desk at once.',
    ],
    short: [
      'Đã trả kết quả hồ sơ {code}. Chưa nhận được thì báo ngay nơi trả:',
      'The result of {code} was handed over. Not to you? Tell the desk:',
    ],
  },
  withdrawn: {
    subject: ['Hồ sơ {code} đã được rút', 'Dossier {code} was withdrawn'],
    body: [
      'Nếu không phải ông/bà yêu cầu rút, báo ngay nơi tiếp nhận.',
      'If you did not ask for it, tell the desk at once.',
    ],
    short: [
      'Hồ sơ {code} đã được rút. Không phải ông/bà yêu cầu thì báo ngay:',
      'Dossier {code} was withdrawn. Not by you? Tell the desk:',
    ],
  },
})

const noticeOf: Partial<Record<EventName, Notice>> = {
  'dossier.submitted': notices.submitted,
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
  'dossier.resultReturned': notices.returned,
  'dossier.withdrawn': notices.withdrawn,
}

export const tellApplicant: Reaction = {
  name: 'dossiers.tellApplicant',
  events: Object.keys(noticeOf) as EventName[],
  async run(tx, context, { name, subjectId, position, payload }) {
    const notice = noticeOf[name]
    const owner = await findOwner(tx, subjectId)
    if (!notice || !owner) return
    const { applicantId, phone, email } = owner
    // Whoever files at a counter leaves with the receipt; what a declaration set going was filed by it.
    if (notice === notices.submitted && (owner.channel === 'direct' || owner.familyId)) return
    const { dueAt, dueAfter, toName } = payload
    const due = [dueAt, dueAfter].find((one) => typeof one === 'string') ?? owner.dueAt?.toISOString()
    // A date that is not known yet is not promised: the reply to a supplement of an online submission, for one.
    if (notice === notices.newDate && !due) return
    await notify(tx, context, [
      {
        notice,
        to: applicantId ? [applicantId] : [],
        subjectId,
        link:
          notice === notices.supplementRequested
            ? dossierLinks.mend(owner.code)
            : dossierLinks.show(owner.code),
        facts: { code: owner.code, ...(due && { due }), ...(typeof toName === 'string' && { unit: toName }) },
        key: `${notice.kind}:${subjectId}:${position}`,
        outside: { link: dossierLinks.short(owner.code), phone, email },
      },
    ])
  },
}
