/** Quầy một cửa: the desk as its pack declares it, and every no the module can say. */

import { defineRefusals } from '#kernel/errors.ts'
import type { DeskRules, Pack } from '#kernel/packs.ts'

/** Where a pack says nothing: one group, one window, half-hours. */
const plainDesk: DeskRules = {
  groups: [{ key: 'A', name: { vi: 'Mọi thủ tục', en: 'All procedures' }, minutes: 10 }],
  windows: [{ key: '1', name: { vi: 'Quầy 1', en: 'Window 1' }, groups: ['A'] }],
  appointments: { slotMinutes: 30, places: 1, daysAhead: 14 },
}

/** Cách bố trí of the desk of a unit: its own entry, else the one for all. */
export function rulesOf({ desk }: Pick<Pack, 'desk'>, unitCode: string): DeskRules {
  const desks = desk?.desks ?? []
  return (
    desks.find(({ units }) => units?.includes(unitCode)) ?? desks.find(({ units }) => !units) ?? plainDesk
  )
}

export const refusal = defineRefusals('desk', {
  unknownDesk: [
    'notFound',
    'Không có bộ phận một cửa này. Chọn lại trong danh sách.',
    'There is no such desk. Choose from the list again.',
  ],
  unknownGroup: [
    'invalid',
    'Bộ phận này không có nhóm lấy số đó. Chọn lại nhóm.',
    'This desk has no such group. Choose a group again.',
  ],
  unknownWindow: [
    'invalid',
    'Bộ phận này không có quầy đó. Chọn lại quầy đang ngồi.',
    'This desk has no such window. Choose where you sit again.',
  ],
  noWindow: [
    'conflict',
    'Chọn quầy đang ngồi trước khi gọi số.',
    'Choose the window where you sit before calling a number.',
  ],
  nobodyWaits: [
    'conflict',
    'Không còn ai chờ ở các nhóm của quầy này.',
    'Nobody waits in the groups of this window.',
  ],
  unknownTicket: [
    'notFound',
    'Không tìm thấy số này. Lấy số mới tại sảnh hoặc trên điện thoại.',
    'There is no such number. Take a new one in the hall or on the phone.',
  ],
  ticketMoved: [
    'conflict',
    'Số này đã được quầy khác xử lý. Tải lại trang để xem.',
    'Another window has dealt with this number. Reload the page.',
  ],
  closedDay: [
    'conflict',
    'Hôm nay bộ phận không làm việc. Đặt lịch hẹn vào ngày làm việc.',
    'The desk is closed today. Book an appointment on a working day.',
  ],
  slotTaken: [
    'conflict',
    'Giờ này vừa hết chỗ. Chọn giờ khác.',
    'This time has just been taken. Choose another.',
  ],
  unknownSlot: [
    'invalid',
    'Giờ này không đặt được. Chọn lại giờ.',
    'This time cannot be booked. Choose again.',
  ],
  nameNeeded: ['invalid', 'Ghi họ tên người đến.', 'Give the name of who comes.'],
  phoneNeeded: [
    'invalid',
    'Số điện thoại có 10 chữ số, bắt đầu bằng 0. Kiểm tra lại.',
    'A phone number has 10 digits and begins with 0. Check it.',
  ],
  unknownAppointment: [
    'notFound',
    'Không tìm thấy lịch hẹn. Kiểm tra lại mã đã nhận khi đặt.',
    'There is no such appointment. Check the code you got when booking.',
  ],
  wrongDay: [
    'conflict',
    'Lịch hẹn này không phải hôm nay. Xem lại ngày giờ đã đặt.',
    'This appointment is not today. Look at the day and time booked.',
  ],
  unknownIntake: [
    'notFound',
    'Không tìm thấy lượt tiếp nhận này trong các lượt của ông/bà.',
    'There is no such intake among yours.',
  ],
  intakeClosed: ['conflict', 'Lượt này đã xong. Bắt đầu lượt mới.', 'This intake is over. Begin a new one.'],
  cardUnreadable: [
    'invalid',
    'Không đọc được thẻ. Quét lại mã QR, hoặc gõ 12 số định danh rồi Enter.',
    'The card cannot be read. Scan its code again, or type the 12 digits and press Enter.',
  ],
  noCodeInPicture: [
    'invalid',
    'Trong ảnh không thấy mã QR của thẻ căn cước. Chụp gần hơn, đủ sáng, không lóa.',
    'There is no code of a citizen card in the picture. Take it closer, in good light, without glare.',
  ],
  personNeeded: [
    'invalid',
    'Quét thẻ hoặc gõ số định danh của người nộp trước, để bản số hóa vào đúng kho giấy tờ.',
    'Scan the card or type the number of the applicant first, so that the copies go into the right wallet.',
  ],
  procedureNeeded: ['invalid', 'Chọn thủ tục trước khi tiếp nhận.', 'Choose the procedure before accepting.'],
  nothingChosen: ['invalid', 'Chọn ít nhất một hồ sơ.', 'Choose at least one dossier.'],
  unknownHandover: [
    'notFound',
    'Không tìm thấy lần bàn giao này ở cơ quan của ông/bà.',
    'There is no such hand-over at your unit.',
  ],
  alreadyReceived: [
    'conflict',
    'Lần bàn giao này đã được ký nhận.',
    'This hand-over has been signed for already.',
  ],
  sameHand: [
    'conflict',
    'Người giao không tự ký nhận. Nhờ người nhận ở đơn vị ký.',
    'Who gave cannot sign for receipt. Ask someone of the receiving side.',
  ],
  reasonNeeded: [
    'invalid',
    'Ghi lý do cho từng hồ sơ không nhận.',
    'Give a reason for each dossier that is not received.',
  ],
  identityNeeded: [
    'invalid',
    'Ghi họ tên và số định danh 12 chữ số của người nhận.',
    'Give the name and the 12-digit identity number of who receives.',
  ],
  notTheApplicant: [
    'invalid',
    'Số định danh này không phải của chủ hồ sơ {code}. Nếu nhận thay, chọn “Người được ủy quyền” và ghi giấy ủy quyền.',
    'This identity number is not that of the applicant of {code}. If someone receives for them, choose “authorised” and give the paper.',
  ],
  authorityNeeded: ['invalid', 'Ghi số, ngày giấy ủy quyền.', 'Give number and date of the authorisation.'],
  wrongCode: [
    'invalid',
    'Mã không đúng hoặc đã hết hạn. Nhờ người dân mở lại trang hồ sơ để lấy mã mới.',
    'The code is wrong or has ended. Ask the citizen to open the page of the dossier again for a new one.',
  ],
  tooManyTries: [
    'conflict',
    'Đã nhập sai mã {tries} lần. Nhờ người dân lấy mã mới, hoặc cho ký nhận.',
    'The code was wrong {tries} times. Ask for a new one, or take a signature.',
  ],
  notReady: [
    'conflict',
    'Hồ sơ {code} chưa có kết quả để trả.',
    'Dossier {code} has no result to give back yet.',
  ],
  differencesOpen: [
    'conflict',
    'Còn {count} chênh lệch chưa giải trình. Ghi giải trình từng dòng rồi ký.',
    '{count} differences are not explained. Explain each line, then sign.',
  ],
  dayClosed: ['conflict', 'Ngày này đã chốt.', 'This day is closed.'],
  notSigned: [
    'conflict',
    'Cán bộ chưa ký chốt ngày, nên chưa đối soát được.',
    'The clerk has not signed the day yet, so it cannot be checked.',
  ],
  checkedBySelf: [
    'conflict',
    'Người ký chốt không tự đối soát. Nhờ người khác ký đối soát.',
    'Who signed cannot check. Ask somebody else to counter-check.',
  ],
})
