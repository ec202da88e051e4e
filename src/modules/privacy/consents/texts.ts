/** Words of what people agree to. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  account: { vi: 'Tài khoản', en: 'Account' },
  title: { vi: 'Điều tôi đồng ý', en: 'What I agree to' },
  lead: {
    vi: 'Những việc dưới đây chỉ làm khi ông/bà đồng ý. Rút lại bằng một lần bấm, không cần lý do, không ảnh hưởng đến hồ sơ.',
    en: 'These things are done only while you agree. Withdraw with one press, without a reason; your dossiers are not affected.',
  },
  dutyTitle: { vi: 'Hồ sơ thủ tục không cần sự đồng ý', en: 'Dossiers need no consent' },
  dutyWords: {
    vi: 'Khi ông/bà nộp hồ sơ, cơ quan dùng dữ liệu trong đó vì luật giao việc ấy cho cơ quan, nên không hỏi xin đồng ý và cũng không rút lại được. Cơ quan chỉ được dùng cho đúng việc đó; ai xem đều được ghi lại.',
    en: 'When you hand in a dossier the agency uses what it says because the law gives it that task: it asks for no consent, and there is none to withdraw. It may use it for that only; whoever looks is written down.',
  },
  looks: { vi: 'Xem ai đã xem dữ liệu của tôi', en: 'See who looked at my data' },
  howLong: { vi: 'Dữ liệu được giữ bao lâu', en: 'How long data are kept' },
  mandates: { vi: 'Ai được thay mặt tôi', en: 'Who may act for me' },
  stands: { vi: 'Đang đồng ý', en: 'Agreed' },
  standsNot: { vi: 'Không đồng ý', en: 'Not agreed' },
  askedAnew: { vi: 'Cần hỏi lại', en: 'Asked anew' },
  askedAnewWords: {
    vi: 'Nội dung đã đổi nên sự đồng ý trước không còn dùng được. Hiện không làm việc này.',
    en: 'The words have changed, so the earlier consent does not cover them. It is not done at present.',
  },
  since: { vi: 'Từ', en: 'Since' },
  textThen: { vi: 'Lời đã hiện lúc đó', en: 'The words shown then' },
  textOf: { vi: (day: string) => `Lời của ngày ${day}`, en: (day: string) => `Words of ${day}` },
  proof: { vi: 'Mã kiểm của lời này', en: 'Hash of these words' },
  by: { vi: 'Người bấm đồng ý', en: 'Given by' },
  how: { vi: 'Bằng cách', en: 'How' },
  evidence: { vi: 'Bằng chứng', en: 'Evidence' },
  me: { vi: 'chính ông/bà', en: 'yourself' },
  screen: { vi: 'trên màn hình', en: 'on the screen' },
  counter: { vi: 'tại quầy, cán bộ ghi', en: 'at the counter, written down by an officer' },
  helper: { vi: 'qua người giúp', en: 'through a helper' },
  withdraw: { vi: 'Rút lại', en: 'Withdraw' },
  withdrawOf: { vi: (name: string) => `Rút lại: ${name}`, en: (name: string) => `Withdraw: ${name}` },
  goAgree: { vi: 'Đọc và đồng ý', en: 'Read and agree' },
  history: { vi: 'Các lần trước', en: 'Earlier' },
  given: { vi: 'Đồng ý', en: 'Agreed' },
  withdrawn: { vi: 'Rút lại', en: 'Withdrawn' },
  doneTitle: { vi: 'Đã rút lại', en: 'Withdrawn' },
  doneWords: {
    vi: 'Việc này dừng ngay từ bây giờ. Phần nào cần bên nhận xóa thì có hạn ghi ở dưới.',
    en: 'It stops from now on. Where others have to erase something, the day is written below.',
  },
  following: {
    vi: (day: string) => `Bên nhận phải xóa xong trước ${day}`,
    en: (day: string) => `To be erased by others before ${day}`,
  },
  followed: { vi: 'Bên nhận đã xóa, cơ quan đã trả lời', en: 'Erased by others, and answered' },
  autoWords: {
    vi: 'Rút lại sự đồng ý trên trang “Điều tôi đồng ý”.',
    en: 'Consent withdrawn on the page “What I agree to”.',
  },
  agreedAt: { vi: 'lời ngày', en: 'words of' },
  counterTitle: { vi: 'Đồng ý của người dân tại quầy', en: 'Consent at the counter' },
  counterLead: {
    vi: 'Dùng khi người dân đang đứng tại quầy và không tự làm được trên mạng. Nhập số định danh trên thẻ của họ.',
    en: 'For somebody who stands at the counter and cannot do it online. Type the number on their card.',
  },
  number: { vi: 'Số định danh', en: 'Identity number' },
  numberHint: { vi: '12 chữ số trên thẻ căn cước', en: '12 digits on the identity card' },
  find: { vi: 'Mở', en: 'Open' },
  atTitle: { vi: (name: string) => `Điều ${name} đồng ý`, en: (name: string) => `What ${name} agrees to` },
  atLead: {
    vi: 'Đọc nguyên văn cho người dân nghe. Chỉ ghi khi họ nói đồng ý; im lặng không phải là đồng ý. Người dân được báo trong tài khoản.',
    en: 'Read the words aloud. Record it only if they say yes; silence is not consent. They are told in their account.',
  },
  evidenceLabel: { vi: 'Bằng chứng', en: 'Evidence' },
  evidenceHint: {
    vi: 'Ví dụ: phiếu đồng ý có chữ ký, số 12/2026.',
    en: 'For example: signed form no. 12/2026.',
  },
  readAloud: {
    vi: (name: string) => `Tôi đã đọc nguyên văn và người dân nói đồng ý: ${name}`,
    en: (name: string) => `I read the words aloud and they said yes: ${name}`,
  },
  record: { vi: 'Ghi nhận đồng ý', en: 'Record the consent' },
  notDone: { vi: 'Chưa làm được', en: 'Not done' },
  back: { vi: 'Người khác', en: 'Somebody else' },
})
