import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  back: { vi: 'Về hồ sơ', en: 'Back to the dossier' },
  asked: { vi: 'Được hỏi', en: 'Asked' },
  send: { vi: 'Ghi và gửi', en: 'Record and send' },
  notDone: { vi: 'Chưa ghi được', en: 'Not recorded' },
  mend: {
    vi: (count: number) => `Còn ${count} chỗ chưa đúng`,
    en: (count) => (count === 1 ? '1 thing is not right yet' : `${count} things are not right yet`),
  },
  // What each act does, before it is sent.
  askConsultation: {
    vi: 'Cơ quan được hỏi thấy nội dung hồ sơ và câu hỏi, không thấy thông tin liên hệ của người nộp. Bước sau chờ trả lời.',
    en: 'The agency sees the matter and the question, not how to reach the applicant. The next step waits for the answer.',
  },
  answerConsultation: {
    vi: 'Gửi xong, hồ sơ rời danh sách của cơ quan được hỏi.',
    en: 'Once sent, the dossier leaves your list.',
  },
  holdMeeting: {
    vi: 'Ghi xong, hồ sơ sang bước sau theo kết luận. Người nộp thấy ngày họp.',
    en: 'The dossier goes on by the conclusion. The applicant sees the day.',
  },
  postNotice: {
    vi: 'Ngày cuối niêm yết được tính từ ngày hôm sau. Người nộp thấy nơi và ngày niêm yết.',
    en: 'The days count from the day after. The applicant sees where and until when.',
  },
  noteObjection: {
    vi: 'Ghi từng ý kiến một. Người nộp không thấy ai phản đối.',
    en: 'One objection at a time. The applicant does not see who objects.',
  },
  endNotice: {
    vi: 'Kết thúc được sau khi hết ngày niêm yết cuối cùng.',
    en: 'Possible once the last day is over.',
  },
  demandPayment: {
    vi: 'Người nộp nhận thông báo số tiền. Thời hạn dừng từ lúc gửi đến khi xác nhận đã nộp.',
    en: 'The applicant is told the amount. The clock stands until the payment is confirmed.',
  },
  confirmPayment: {
    vi: 'Thời hạn đếm tiếp từ lúc ghi.',
    en: 'The clock goes on from now.',
  },
  recordInspection: {
    vi: 'Ghi xong, bước kiểm tra kết thúc. Ảnh chụp rõ chỗ được kiểm tra.',
    en: 'The step ends. Pictures should show the place clearly.',
  },
  archive: {
    vi: 'Ghi xong, hồ sơ khép lại. Trạng thái vẫn là đã trả kết quả.',
    en: 'The dossier is closed. Its state remains: result returned.',
  },
})
