/** Mức độ hài lòng: every no the module can say. */

import { defineRefusals } from '#kernel/errors.ts'

export const refusal = defineRefusals('satisfaction', {
  noSet: [
    'notFound',
    'Chưa có bộ tiêu chí nào áp dụng cho ngày này. Chọn kỳ sau.',
    'No criteria hold on this day. Choose a later period.',
  ],
  unknownPeriod: [
    'notFound',
    'Không đọc được kỳ này. Chọn lại kỳ ở đầu trang.',
    'This period cannot be read. Choose one at the top of the page.',
  ],
  unknownUnit: [
    'notFound',
    'Không có cơ quan này, hoặc cơ quan không được đánh giá riêng. Chọn lại trong danh sách.',
    'There is no such agency, or it is not judged by itself. Choose one from the list.',
  ],
  unknownInvitation: [
    'notFound',
    'Đường dẫn đánh giá không đúng hoặc đã hết hạn. Ông/bà có thể mở hồ sơ để đánh giá.',
    'This address is wrong or too old. You may open the dossier and rate it there.',
  ],
  incomplete: [
    'invalid',
    'Còn câu chưa trả lời. Chọn một câu trả lời cho mỗi câu hỏi rồi gửi.',
    'Some questions are open. Choose an answer for each and send.',
  ],
  notEnrolled: [
    'forbidden',
    'Máy này chưa được đăng ký để đánh giá. Nhờ cán bộ một cửa đăng ký máy.',
    'This device is not enrolled. Ask an officer of the one-stop shop to enrol it.',
  ],
  unknownNumber: [
    'notFound',
    'Không tìm thấy hồ sơ vừa trả kết quả ở đây theo số này. Xem lại số trên phiếu, hoặc hỏi cán bộ.',
    'No dossier returned here lately has this number. Look at the slip again, or ask an officer.',
  ],
  alreadyRated: [
    'conflict',
    'Hồ sơ này đã được đánh giá. Mỗi hồ sơ đánh giá một lần.',
    'This dossier was rated already. Each is rated once.',
  ],
  unknownKiosk: ['notFound', 'Không có máy này trong cơ quan của ông/bà.', 'Your agency has no such device.'],
  nameNeeded: [
    'invalid',
    'Đặt tên cho máy, ví dụ “Máy cạnh quầy 3”.',
    'Give the device a name, such as “Beside window 3”.',
  ],
  notANumber: [
    'invalid',
    'Ô “{name}” phải là số nguyên từ 0 trở lên. Sửa lại rồi lưu.',
    '“{name}” must be a whole number, nought or more. Correct it and save.',
  ],
  partMoreThanWhole: [
    'invalid',
    'Ô “{part}” lớn hơn “{whole}”. Kiểm tra lại hai số.',
    '“{part}” is more than “{whole}”. Check both figures.',
  ],
  groundNeeded: [
    'invalid',
    'Ghi căn cứ: báo cáo, văn bản hoặc cách kiểm tra đã dùng.',
    'Say what it rests on: a report, a paper, or how it was checked.',
  ],
  unknownCriterion: [
    'notFound',
    'Tiêu chí này không do cơ quan tự chấm. Chọn lại ở trang tự chấm.',
    'This criterion is not scored by the agency. Choose again on the page of scoring.',
  ],
  periodRuns: [
    'conflict',
    'Kỳ này chưa hết nên chưa chấm được. Chấm từ ngày {from}.',
    'The period still runs. Score it from {from} on.',
  ],
  alreadyVerified: [
    'conflict',
    'Điểm của tiêu chí này đã được thẩm định nên không tự chấm lại. Đề nghị cấp trên thẩm định lại.',
    'This criterion was verified and cannot be scored again. Ask the level above to verify it anew.',
  ],
  notScored: [
    'conflict',
    'Cơ quan chưa tự chấm tiêu chí này. Chờ cơ quan chấm rồi thẩm định.',
    'The agency has not scored this criterion yet. Wait until it has.',
  ],
  scoredMeanwhile: [
    'conflict',
    'Cơ quan vừa chấm lại tiêu chí này. Tải lại trang, xem số mới rồi thẩm định.',
    'The agency has just scored this anew. Reload the page and look before verifying.',
  ],
  ownScore: [
    'forbidden',
    'Người tự chấm không tự thẩm định được. Cần một người khác.',
    'Whoever scored cannot verify as well. Another person must.',
  ],
  notAbove: [
    'forbidden',
    'Chỉ cơ quan cấp trên thẩm định được. Chọn cơ quan dưới quyền trong danh sách.',
    'Only an agency above verifies. Choose an agency below yours from the list.',
  ],
  unknownComplaint: [
    'notFound',
    'Không có phàn nàn nào còn hiệu lực của hồ sơ này, hoặc người phàn nàn không muốn nêu tên.',
    'There is no complaint of this dossier that holds, or whoever complained wants no name told.',
  ],
})
