import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  back: { vi: 'Quay lại', en: 'Back' },
  backToService: { vi: 'Quay lại thủ tục', en: 'Back to the procedure' },
  step: {
    vi: (step: number, of: number) => `Bước ${step} / ${of}`,
    en: (step, of) => `Step ${step} of ${of}`,
  },
  continue: { vi: 'Lưu và tiếp tục', en: 'Save and continue' },
  later: { vi: 'Lưu và làm tiếp sau', en: 'Save and go on later' },
  errorTitle: { vi: (title: string) => `Cần sửa: ${title}`, en: (title) => `To correct: ${title}` },
  newQuestions: {
    vi: 'Có thêm câu hỏi theo câu trả lời vừa chọn. Trả lời rồi bấm “Lưu và tiếp tục”.',
    en: 'Your answer brings up another question. Answer it and press “Save and continue”.',
  },
  filesKept: {
    vi: 'Các câu trả lời khác và các tệp đã gửi vẫn được giữ.',
    en: 'Your other answers and files are kept.',
  },

  startTitle: { vi: 'Làm hồ sơ trực tuyến', en: 'File online' },
  startLead: {
    vi: 'Trả lời từng trang. Mỗi trang được lưu lại, có thể nghỉ giữa chừng và làm tiếp trên máy khác.',
    en: 'Answer page by page. Each page is saved; you may stop and go on from another device.',
  },
  begin: { vi: 'Bắt đầu', en: 'Begin' },
  beginNew: { vi: 'Làm bản mới', en: 'Begin a new one' },
  goOn: { vi: 'Làm tiếp', en: 'Go on' },
  openDraft: {
    vi: (when: string) => `Ông/bà có bản đang làm, lưu lúc ${when}.`,
    en: (when) => `You have a draft, saved at ${when}.`,
  },
  prepare: { vi: 'Cần chuẩn bị', en: 'What you need' },
  prepareNothing: { vi: 'Không cần giấy tờ kèm theo.', en: 'No papers are needed.' },
  ifAny: { vi: '(nếu có)', en: '(if any)' },
  inCase: { vi: '(tùy trường hợp)', en: '(in some cases)' },

  checkTitle: { vi: 'Kiểm tra lại trước khi nộp', en: 'Check before you submit' },
  change: { vi: 'Sửa', en: 'Change' },
  missingTitle: { vi: 'Chưa nộp được. Cần sửa những chỗ này:', en: 'Not ready yet. Please correct:' },
  doubts: { vi: 'Nên xem lại', en: 'Please look again' },
  fees: { vi: 'Phí, lệ phí', en: 'Fees' },
  noFees: {
    vi: 'Không phải nộp phí, lệ phí theo các câu trả lời này.',
    en: 'With these answers there is no fee.',
  },
  total: { vi: 'Tổng cộng', en: 'Total' },
  legal: { vi: (basis: string) => `Căn cứ: ${basis}`, en: (basis) => `Legal basis: ${basis}` },
  payLater: {
    vi: 'Chưa phải trả tiền lúc này. Cơ quan sẽ báo khi cần nộp.',
    en: 'Nothing is to be paid now. You will be told when it is due.',
  },
  next: { vi: 'Sau khi nộp', en: 'After you submit' },
  handledBy: { vi: 'Cơ quan giải quyết', en: 'Handled by' },
  unknownUnit: {
    vi: 'Chưa xác định được cơ quan giải quyết. Chọn lại xã, phường trong các câu trả lời.',
    en: 'The agency is not known yet. Choose the commune in your answers again.',
  },
  reply: { vi: 'Trả lời tiếp nhận', en: 'Answer' },
  replyBy: {
    vi: (when: string) => `Chậm nhất ${when}, cơ quan trả lời có tiếp nhận hồ sơ hay không.`,
    en: (when) => `By ${when} the agency says whether it takes the dossier.`,
  },
  limit: { vi: 'Thời hạn giải quyết', en: 'Time limit' },
  limitOf: {
    vi: (amount: string, unit: 'workingDay' | 'day' | 'hour' | 'month') =>
      `${amount} ${{ workingDay: 'ngày làm việc', day: 'ngày', hour: 'giờ làm việc', month: 'tháng' }[unit]}`,
    en: (amount, unit) =>
      `${amount} ${{ workingDay: 'working days', day: 'days', hour: 'working hours', month: 'months' }[unit]}`,
  },
  sameDay: { vi: 'Trong ngày', en: 'The same day' },
  limitFrom: {
    vi: (limit: string, due: string) =>
      `${limit}, tính từ lúc hồ sơ được tiếp nhận. Nếu tiếp nhận ngay bây giờ thì có kết quả trước ${due}.`,
    en: (limit, due) => `${limit} from acceptance. If it were accepted now, the result is due by ${due}.`,
  },
  assumed: {
    vi: 'Thời hạn này là mức chung của tỉnh; cơ quan sẽ ghi thời hạn chính thức trên giấy tiếp nhận.',
    en: 'This is the province’s general limit; the receipt states the official one.',
  },
  resultBy: { vi: 'Nhận kết quả', en: 'Result' },
  declaration: {
    vi: 'Bấm “Nộp hồ sơ” là cam đoan những điều đã khai là đúng sự thật và chịu trách nhiệm trước pháp luật.',
    en: 'By submitting you declare that what you have written is true, and answer for it before the law.',
  },
  submit: { vi: 'Nộp hồ sơ', en: 'Submit' },
  notSubmitted: { vi: 'Hồ sơ chưa được nộp', en: 'Nothing was submitted' },

  listTitle: { vi: 'Hồ sơ đang làm dở', en: 'Drafts' },
  listLead: {
    vi: 'Chưa nộp cho cơ quan nào. Mở ra để làm tiếp trên bất kỳ máy nào.',
    en: 'Not submitted yet. Open one to go on, from any device.',
  },
  listEmpty: {
    vi: 'Không có hồ sơ nào đang làm dở. Tìm thủ tục cần làm để bắt đầu.',
    en: 'There are no drafts. Find a procedure to begin.',
  },
  find: { vi: 'Tìm thủ tục', en: 'Find a procedure' },
  savedLater: {
    vi: 'Đã lưu. Mở lại trang này lúc nào cũng được để làm tiếp.',
    en: 'Saved. Come back here at any time to go on.',
  },
  discarded: { vi: 'Đã xóa bản nháp.', en: 'The draft is deleted.' },
  lastSaved: { vi: 'Lưu lần cuối', en: 'Last saved' },
  keptUntil: { vi: 'Giữ đến hết ngày', en: 'Kept until' },
  discard: { vi: 'Xóa', en: 'Delete' },
  discardTitle: { vi: 'Xóa bản nháp này?', en: 'Delete this draft?' },
  discardLead: {
    vi: 'Các câu trả lời trong bản nháp sẽ mất và không lấy lại được.',
    en: 'The answers in it will be gone for good.',
  },
  discardYes: { vi: 'Xóa bản nháp', en: 'Delete the draft' },
  discardNo: { vi: 'Giữ lại', en: 'Keep it' },

  conflictTitle: { vi: 'Trang này đã được sửa trên máy khác', en: 'This page was changed on another device' },
  conflictLead: {
    vi: 'Xem hai bản dưới đây. Chỗ nào khác nhau thì chọn một. Chưa có gì bị ghi đè.',
    en: 'Look at both. Where they differ, choose one. Nothing has been overwritten.',
  },
  theirs: { vi: 'Bản đã lưu từ máy khác', en: 'Saved from the other device' },
  mine: { vi: 'Bản vừa nhập trên máy này', en: 'Just entered on this device' },
  keepChosen: { vi: 'Lưu các phần đã chọn', en: 'Save what I chose' },
  keepTheirs: { vi: 'Giữ cả bản đã lưu', en: 'Keep all that was saved' },
  nothing: { vi: 'Để trống', en: 'Empty' },
  offersTitle: { vi: 'Có sẵn trong ví giấy tờ', en: 'In your wallet already' },
  offersNone: { vi: 'Giấy trong ví không dùng được', en: 'Papers in your wallet that cannot be used' },
  offerNumber: {
    vi: (title: string, number: string) => `${title}, số ${number}`,
    en: (title, number) => `${title}, no. ${number}`,
  },
  offerSource: {
    vi: (agency: string, owner: string) => `${agency} cấp cho ${owner}.`,
    en: (agency, owner) => `Issued by ${agency} to ${owner}.`,
  },
  offerUntil: { vi: (day: string) => `Có giá trị đến hết ${day}.`, en: (day) => `Valid until ${day}.` },
  offerNoEnd: { vi: 'Không thời hạn.', en: 'Without end.' },
  offerNot: {
    vi: (title: string, why: string) => `${title}: ${why}.`,
    en: (title, why) => `${title}: ${why}.`,
  },
  fromWallet: {
    vi: (source: string) => `lấy từ ví, ${source} cấp`,
    en: (source) => `from the wallet, issued by ${source}`,
  },
  noLonger: {
    vi: 'Giấy này vừa hết giá trị. Bỏ ra và chọn bản mới hoặc tải tệp lên.',
    en: 'This paper no longer counts. Take it out and choose another.',
  },
  pdfPages: {
    vi: (pages: number) => `đọc được ${pages} trang`,
    en: (pages) => (pages === 1 ? '1 page' : `${pages} pages`),
  },
})
