/** Words of requests about data. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  account: { vi: 'Tài khoản', en: 'Account' },
  title: { vi: 'Yêu cầu về dữ liệu của tôi', en: 'My requests about data' },
  lead: {
    vi: 'Ông/bà có quyền xem, sửa, nhận bản sao, phản đối việc dùng dữ liệu và rút lại sự đồng ý. Không mất phí.',
    en: 'You have the right to see, correct and copy your data, to object and to withdraw consent. It is free.',
  },
  askTitle: { vi: 'Hỏi về lượt xem này', en: 'Ask about this view' },
  askLead: {
    vi: 'Cơ quan phải trả lời trong 2 ngày làm việc. Người đã xem không được tự trả lời.',
    en: 'The agency must answer within 2 working days. Whoever looked may not answer.',
  },
  words: { vi: 'Điều muốn hỏi', en: 'What you want to know' },
  wordsHint: {
    vi: 'Ví dụ: tôi không nộp hồ sơ nào ở đây, vì sao xem?',
    en: 'For example: I handed in nothing here; why?',
  },
  send: { vi: 'Gửi câu hỏi', en: 'Send the question' },
  newTitle: { vi: 'Gửi yêu cầu mới', en: 'Make a new request' },
  kind: { vi: 'Ông/bà muốn gì?', en: 'What do you want?' },
  matter: { vi: 'Việc', en: 'Matter' },
  rightWords: { vi: 'Nói rõ dữ liệu nào', en: 'Say which data' },
  rightHint: {
    vi: 'Ví dụ: số điện thoại trong tài khoản không còn đúng.',
    en: 'For example: the phone number in my account is not right any more.',
  },
  dutyNote: {
    vi: 'Dữ liệu trong hồ sơ thủ tục được xử lý theo nhiệm vụ luật giao, không dựa vào sự đồng ý, và phải giữ đủ thời hạn lưu trữ. Nếu không xóa hay sửa được, câu trả lời nêu rõ quy định.',
    en: 'Data in dossiers are processed as a duty by law, not by consent, and kept as long as archive law says. When something cannot be erased or changed, the answer names the rule.',
  },
  howLong: { vi: 'Dữ liệu được giữ bao lâu', en: 'How long data are kept' },
  consents: {
    vi: 'Xem và rút lại điều tôi đã đồng ý, làm được ngay không cần gửi yêu cầu',
    en: 'See and withdraw what I agreed to: at once, without a request',
  },
  sendRequest: { vi: 'Gửi yêu cầu', en: 'Send the request' },
  none: { vi: 'Ông/bà chưa gửi yêu cầu nào.', en: 'You have made no request yet.' },
  sent: { vi: 'Đã gửi. Mã yêu cầu ở dưới.', en: 'Sent. Its code is below.' },
  notDone: { vi: 'Chưa gửi được', en: 'Not sent' },
  code: { vi: 'Mã yêu cầu', en: 'Code' },
  askedAt: { vi: 'Gửi lúc', en: 'Sent at' },
  dueAt: { vi: 'Phải xong trước', en: 'To be done before' },
  replyDueAt: { vi: 'Phải trả lời lần đầu trước', en: 'First answer before' },
  look: { vi: 'Lượt xem', en: 'The view' },
  about: { vi: 'Về', en: 'About' },
  yourWords: { vi: 'Nội dung', en: 'What was asked' },
  person: { vi: 'Người gửi', en: 'Asked by' },
  unit: { vi: 'Cơ quan được hỏi', en: 'Agency asked' },
  waiting: { vi: 'Đang chờ trả lời', en: 'Waiting for an answer' },
  answerTitle: { vi: 'Trả lời', en: 'Answer' },
  answeredBy: { vi: 'Người trả lời', en: 'Answered by' },
  answeredAt: { vi: 'Trả lời lúc', en: 'Answered at' },
  complain: {
    vi: 'Không đồng ý với câu trả lời: ông/bà có quyền khiếu nại theo Luật Khiếu nại, hoặc gọi đường dây nóng ở cuối trang.',
    en: 'If you do not agree you may complain under the Law on Complaints, or call the hotline at the foot of the page.',
  },
  queueTitle: { vi: 'Yêu cầu về dữ liệu cá nhân', en: 'Requests about personal data' },
  queueLead: {
    vi: 'Việc chờ trả lời ở trên, gấp nhất trước.',
    en: 'What waits comes first, the most urgent on top.',
  },
  queueNone: { vi: 'Không có yêu cầu nào.', en: 'There is no request.' },
  outcome: { vi: 'Kết quả', en: 'Outcome' },
  answer: { vi: 'Câu trả lời cho người dân', en: 'Answer to the person' },
  answerHint: {
    vi: 'Nêu ai đã xem, để làm gì, theo quy định nào. Viết câu ngắn.',
    en: 'Say who looked, what for and by which rule, in short sentences.',
  },
  answerAct: { vi: 'Gửi câu trả lời', en: 'Send the answer' },
  answerNotDone: { vi: 'Chưa gửi câu trả lời', en: 'Answer not sent' },
  ownRequests: { vi: 'Yêu cầu đã gửi', en: 'Requests made' },
  back: { vi: 'Về danh sách yêu cầu', en: 'Back to the requests' },
  backLooks: { vi: 'Về danh sách lượt xem', en: 'Back to the views' },
})
