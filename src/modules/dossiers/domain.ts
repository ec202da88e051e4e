/** Hồ sơ: what may be done when, and every no the module can say. */

import { type ClockHistory, type Due, dueAt, type TimeLimit, type WorkingCalendar } from '#kernel/calendar.ts'
import { type CaseAct, type CaseState, mayBeDone } from '#kernel/cases.ts'
import { defineRefusals } from '#kernel/errors.ts'
import type { StepType } from '#kernel/packs.ts'
import type { Brand } from '#kernel/types.ts'

/** Mã hồ sơ, as printed on the receipt: agency, day received, number that day (docs/legal.md#dossier-code). */
export type DossierCode = Brand<string, 'DossierCode'>
export const dossierCodePattern = '^[A-Z0-9][A-Z0-9.]{0,40}-\\d{6,8}-\\d{4,9}$'

/** The one place where text becomes a dossier code; `undefined` when it cannot be one. */
export function parseDossierCode(text: string): DossierCode | undefined {
  const plain = text.trim().toUpperCase()
  return new RegExp(dossierCodePattern).test(plain) ? (plain as DossierCode) : undefined
}

/** What may be done when is one table, in the kernel beside the states. */
export { actFacts, type CaseAct as DossierAction } from '#kernel/cases.ts'

export type ActSubject = { readonly state: CaseState }

/** Whether the state lets this be done, and the kind of step where one is named. */
export const dossierCan = (action: CaseAct, { state }: ActSubject, at?: StepType): boolean =>
  mayBeDone(action, state, at)

/** Thời hạn giải quyết that was promised when the dossier was accepted. */
export function promisedLimit(clock: ClockHistory): TimeLimit | undefined {
  const accepted = clock.findLast((event) => event.kind === 'accepted')
  return accepted?.kind === 'accepted' ? accepted.limit : undefined
}

/** Hạn trả lời hồ sơ nộp trực tuyến: eight working hours (docs/legal.md#reply-to-online). */
export const replyLimit = { amount: 8, unit: 'hour' } as const satisfies TimeLimit

export function replyDue(calendar: WorkingCalendar, at: Date): Due {
  return dueAt(calendar, { countFrom: 'hourExact', cutOffMinutes: null }, replyLimit, at)
}

export const refusal = defineRefusals('dossiers', {
  slipNotFound: [
    'notFound',
    'Chưa thấy phiếu này. Máy của người hỗ trợ có thể chưa có mạng để gửi; hoặc 4 số cuối điện thoại chưa đúng. Thử lại sau, hoặc hỏi bộ phận một cửa.',
    'This slip is not here yet: the helper’s device may still be without a line, or the last 4 figures of the phone are wrong. Try later, or ask the desk.',
  ],
  notFound: [
    'notFound',
    'Không tìm thấy hồ sơ. Kiểm tra lại mã hồ sơ và mã tra cứu trên phiếu.',
    'No such dossier. Check the dossier code and the lookup code on the receipt.',
  ],
  changedUnderKey: [
    'invalid',
    'Khóa này đã dùng để nộp một hồ sơ có nội dung khác. Dùng khóa mới cho hồ sơ mới.',
    'This key was used for a dossier with other content. Use a new key for a new dossier.',
  ],
  invalidAnswers: [
    'invalid',
    'Tờ khai còn chỗ chưa đúng. Sửa từng chỗ được nêu rồi nộp lại; các câu trả lời khác vẫn giữ nguyên.',
    'Some answers are not right. Mend each one named and submit again; the others are kept.',
  ],
  unknownPaper: ['invalid', 'Thủ tục này không có giấy tờ “{key}”.', 'This procedure has no paper “{key}”.'],
  unknownFile: [
    'invalid',
    'Có tệp không còn trong kho hoặc không phải của ông/bà. Tải tệp lên lại rồi nộp.',
    'A file is no longer in the store or is not yours. Upload it again and submit.',
  ],
  noCompetentUnit: [
    'invalid',
    'Chưa xác định được cơ quan giải quyết. Chọn xã, phường nơi làm thủ tục.',
    'The competent agency is not known yet. Choose the commune where the procedure is done.',
  ],
  purposeNeeded: [
    'forbidden',
    'Ông/bà không giữ bước nào của hồ sơ này. Nêu mục đích xem trước khi mở.',
    'You hold no step of this dossier. Say what for before it is opened.',
  ],
  purposeMissing: ['invalid', 'Chọn một lý do rồi mở lại.', 'Choose a reason and open it again.'],
  purposeWordsNeeded: [
    'invalid',
    'Viết lý do vào ô “Nói rõ hơn”, để chủ hồ sơ biết vì sao.',
    'Write the reason under “In more words”, so that the applicant knows why.',
  ],
  notYours: [
    'forbidden',
    'Bước này do người hoặc cơ quan khác giữ. Hỏi lãnh đạo nếu cần được giao hồ sơ này.',
    'Another person or agency holds this step. Ask your chief if you should have this dossier.',
  ],
  notYourPart: [
    'forbidden',
    'Chỉ chủ hồ sơ, hoặc người được ủy quyền còn hiệu lực, làm được việc này. Nhờ chủ hồ sơ thực hiện.',
    'Only an applicant, or somebody with authority that is still valid, may do this. Ask the applicant to.',
  ],
  unknownHolder: [
    'invalid',
    'Người được chọn không làm bước này ở cơ quan đó. Chọn lại trong danh sách.',
    'The person chosen does not do this step there. Choose from the list again.',
  ],
  holderAway: [
    'conflict',
    '{name} đang vắng và không có người làm thay. Chọn người khác, hoặc khai người làm thay trước.',
    '{name} is away without a deputy. Choose someone else, or name a deputy first.',
  ],
  supplementUsed: [
    'conflict',
    'Hồ sơ đã được yêu cầu bổ sung một lần. Quy định chỉ cho phép một lần; hãy xử lý tiếp hoặc từ chối có căn cứ.',
    'A supplement was already asked for once, and the rules allow one. Go on, or refuse with a legal ground.',
  ],
  faultsNeeded: [
    'invalid',
    'Chọn ít nhất một chỗ cần bổ sung và ghi lý do cho từng chỗ.',
    'Choose at least one thing to mend and give a reason for each.',
  ],
  unknownFault: [
    'invalid',
    'Tờ khai và danh mục giấy tờ không có mục “{key}”. Tải lại trang rồi chọn lại.',
    'Neither the form nor the list of papers has “{key}”. Reload the page and choose again.',
  ],
  groundNeeded: [
    'invalid',
    'Ghi rõ lý do và điều khoản làm căn cứ. Người dân cần biết vì sao và sửa thế nào.',
    'State the reason and the provision it rests on. The applicant must know why and what to do.',
  ],
  requesterNeeded: [
    'invalid',
    'Ghi họ tên và số giấy tờ của người xin rút.',
    'Give the name of whoever asks and the number of the paper shown.',
  ],
  authorityNeeded: [
    'invalid',
    'Người khác xin rút thay thì cần giấy ủy quyền. Ghi loại giấy, số và ngày.',
    'Somebody else needs the applicant’s authority. Name the paper, its number and day.',
  ],
  notTheApplicant: [
    'conflict',
    'Số giấy tờ không khớp với chủ hồ sơ. Xem lại giấy tờ, hoặc chọn người được ủy quyền.',
    'The number is not the applicant’s. Look at the paper again, or choose somebody with authority.',
  ],
  sameUnit: [
    'conflict',
    'Cơ quan này đang giải quyết hồ sơ. Chọn cơ quan khác.',
    'This agency has the dossier already. Choose another.',
  ],
  notSendable: [
    'conflict',
    'Hồ sơ chỉ được trả lại nơi chuyển một lần. Giải quyết tiếp, hoặc chuyển đến cơ quan có thẩm quyền.',
    'A dossier is sent back once only. Go on, or pass it to the competent agency.',
  ],
  reasonNeeded: [
    'invalid',
    'Ghi lý do. Người ký và người dân cần biết vì sao.',
    'Give the reason. Whoever signs and the applicant must know why.',
  ],
  dayNeeded: ['invalid', 'Ghi ngày hẹn mới: ngày, tháng, năm.', 'Give the new day: day, month and year.'],
  notAWorkingDay: [
    'invalid',
    'Ngày hẹn mới là ngày nghỉ. Chọn một ngày làm việc.',
    'The new day is a day off. Choose a working day.',
  ],
  proposalNeeded: [
    'invalid',
    'Nói rõ đề xuất gì: xin lỗi, gia hạn, dừng hay bổ sung lần hai.',
    'Say what is proposed: an apology, an extension, a stop or a second supplement.',
  ],
  alreadyProposed: [
    'conflict',
    'Đã có đề xuất như vậy đang chờ ký. Đợi lãnh đạo trả lời.',
    'Such a proposal is waiting already. Wait for the answer.',
  ],
  notProposed: [
    'conflict',
    'Đề xuất này không còn chờ ký. Tải lại trang để xem.',
    'This proposal does not wait any more. Reload the page.',
  ],
  ownProposal: [
    'forbidden',
    'Người đề xuất không tự cho phép được. Cần một lãnh đạo khác cho phép.',
    'Whoever proposes cannot allow it as well. Another chief must.',
  ],
  extensionNotAccepted: [
    'conflict',
    'Hồ sơ chưa được tiếp nhận nên chưa có ngày hẹn trả để hẹn lại.',
    'The dossier was not accepted yet; there is no appointment to move.',
  ],
  extensionEnded: [
    'conflict',
    'Hồ sơ đã giải quyết xong nên không hẹn lại được nữa.',
    'The dossier is decided; its appointment cannot be moved.',
  ],
  extensionExpired: [
    'conflict',
    'Đã quá ngày hẹn trả nên không hẹn lại được. Văn bản xin lỗi phải gửi trước khi hết hạn.',
    'The appointment has passed. An apology goes out before it does.',
  ],
  apologyTooLate: [
    'conflict',
    'Đã quá muộn để xin lỗi và hẹn lại: văn bản xin lỗi phải gửi chậm nhất {days} ngày trước ngày hẹn trả.',
    'It is too late for an apology: it goes out at least {days} days before the appointment.',
  ],
  extensionAgain: [
    'conflict',
    'Hồ sơ đã được hẹn lại một lần. Quy định chỉ cho phép hẹn lại một lần.',
    'The appointment was moved once already, and the rules allow it once.',
  ],
  extensionNotLater: [
    'invalid',
    'Ngày hẹn mới phải sau ngày hẹn trả hiện nay.',
    'The new day must come after the present appointment.',
  ],
  extensionUnknownToLaw: [
    'conflict',
    'Luật của thủ tục này không cho gia hạn. Nếu không kịp, xin lỗi và hẹn lại một lần.',
    'The law of this procedure allows no extension. Apologise and give one later day instead.',
  ],
  extensionTooLong: [
    'invalid',
    'Ngày hẹn mới vượt quá thời gian gia hạn mà luật cho phép. Chọn ngày sớm hơn.',
    'The new day is later than the law allows. Choose an earlier one.',
  ],
  noFirstSupplement: [
    'conflict',
    'Hồ sơ chưa yêu cầu bổ sung lần nào. Gửi yêu cầu bổ sung, không cần xin phép.',
    'No supplement was asked for yet. Ask for it; no leave is needed.',
  ],
  secondByLaw: [
    'conflict',
    'Luật của thủ tục này cho yêu cầu bổ sung lần hai. Gửi yêu cầu, không cần xin phép.',
    'The law of this procedure allows a second request. Send it; no leave is needed.',
  ],
  noteNeeded: ['invalid', 'Ghi nội dung trước khi gửi.', 'Write something before sending.'],
  noNextStep: [
    'conflict',
    'Đây là bước cuối nên không chuyển tiếp được nữa.',
    'This is the last step; there is nowhere to send it.',
  ],
  chooseStep: [
    'invalid',
    'Hồ sơ có nhiều việc đang làm song song. Chọn bước muốn làm rồi gửi lại.',
    'Several steps are open side by side. Name the one that is meant and send again.',
  ],
  invalidRecord: [
    'invalid',
    'Còn chỗ chưa ghi đủ hoặc chưa đúng. Sửa từng chỗ được nêu rồi gửi lại.',
    'Something is missing or not right. Mend each place named and send again.',
  ],
  unknownUnit: [
    'invalid',
    'Không có cơ quan này, hoặc cơ quan này không trả lời ý kiến được. Chọn cơ quan khác trong danh sách.',
    'There is no such agency, or it cannot answer. Choose another one from the list.',
  ],
  noticeNotPosted: [
    'conflict',
    'Chưa ghi ngày và nơi niêm yết. Ghi “Bắt đầu niêm yết” trước.',
    'The day and place of posting are not recorded yet. Record them first.',
  ],
  noticePosted: [
    'conflict',
    'Đã ghi niêm yết rồi. Chờ hết ngày niêm yết thì kết thúc.',
    'The notice is posted already. End it when its last day is over.',
  ],
  noticeRunning: [
    'conflict',
    'Còn niêm yết đến hết ngày {to}. Kết thúc được từ ngày hôm sau.',
    'The notice stands until the end of {to}. It can be ended from the next day on.',
  ],
  holderNeeded: [
    'invalid',
    'Chọn người làm bước sau. Nhiều người làm được bước này nên phải phân công.',
    'Choose who does the next step: several can, so it must be assigned.',
  ],
  othersOpen: [
    'conflict',
    'Còn bước khác đang làm song song nên chưa trả lại được. Đợi các bước đó xong.',
    'Other steps are still open beside this one, so it cannot be handed back yet. Wait for them.',
  ],
  outcomeNeeded: [
    'invalid',
    'Chọn kết luận của bước này: {outcomes}.',
    'Choose what came of this step: {outcomes}.',
  ],
  noPreviousStep: ['conflict', 'Không có bước trước để trả lại.', 'There is no step to hand it back to.'],
  notNow: [
    'conflict',
    'Hồ sơ đang ở trạng thái không làm được việc này. Tải lại trang để xem trạng thái mới nhất.',
    'The dossier is in a state that does not allow this. Reload the page to see its newest state.',
  ],
  changedMeanwhile: [
    'conflict',
    'Hồ sơ vừa được người khác cập nhật. Tải lại trang để xem rồi làm tiếp.',
    'Someone else has just changed this dossier. Reload the page, look, and go on.',
  ],
})
