import { pageFaultTexts } from '#kernel/paper-photos.ts'
import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Số hóa giấy tờ', en: 'Digitise papers' },
  lead: {
    vi: 'Quét hoặc chụp nhiều giấy một lượt. Máy nắn thẳng, đọc chữ và đề xuất; chỉ giấy đã đối chiếu mới được ký và vào hồ sơ.',
    en: 'Scan or photograph many papers at once. They are straightened and read; only what you have compared is signed and filed.',
  },
  back: { vi: 'Về hồ sơ', en: 'Back to the dossier' },
  papers: { vi: 'Giấy tờ của hồ sơ', en: 'Papers of the dossier' },
  stateDigitised: { vi: 'Đã số hóa, đã ký', en: 'Digitised and signed' },
  stateReused: { vi: 'Lấy từ kho', en: 'From the wallet' },
  stateFile: { vi: 'Có tệp, chưa số hóa', en: 'A file, not digitised' },
  stateMissing: { vi: 'Chưa có', en: 'Missing' },
  optional: { vi: 'nếu có', en: 'if any' },
  scan: { vi: 'Quét một lượt', en: 'Scan together' },
  files: { vi: 'Ảnh hoặc tệp quét', en: 'Pictures or scans' },
  filesHint: {
    vi: 'Chọn nhiều ảnh hoặc một PDF nhiều trang. Đặt giấy trên nền tối, đủ bốn góc.',
    en: 'Choose many pictures or a PDF of many pages. Lay the paper on a dark ground, all four corners in view.',
  },
  start: { vi: 'Quét và đọc', en: 'Scan and read' },
  reading: { vi: 'Đang đọc giấy tờ', en: 'Reading' },
  readingHint: {
    vi: (done: number, all: number) =>
      `Xong ${done} / ${all} trang, mỗi trang vài giây. Trang này tự cập nhật; có thể làm việc khác rồi quay lại.`,
    en: (done, all) =>
      `${done} of ${all} pages, some seconds each. The page refreshes itself; you may come back later.`,
  },
  failed: { vi: 'Không đọc được tệp nào', en: 'Nothing could be read' },
  problems: { vi: 'Trang chưa dùng được', en: 'Pages not taken' },
  notPicture: {
    vi: (file: string, page: number) =>
      `“${file}”, trang ${page} không phải ảnh quét. Chụp hoặc quét trang ấy thành ảnh rồi quét lại.`,
    en: (file, page) => `“${file}”, page ${page} is no scanned picture. Photograph or scan that page.`,
  },
  damaged: {
    vi: (file: string, page: number) => `“${file}”, trang ${page} bị hỏng, không mở được. Chụp lại.`,
    en: (file, page) => `“${file}”, page ${page} is damaged. Photograph it again.`,
  },
  found: {
    vi: (count: number) => `Nhận ra ${count} giấy tờ`,
    en: (count) => (count === 1 ? '1 paper found' : `${count} papers found`),
  },
  paper: { vi: (number: number) => `Giấy ${number}`, en: (number) => `Paper ${number}` },
  pages: {
    vi: (count: number) => `${count} trang`,
    en: (count) => (count === 1 ? '1 page' : `${count} pages`),
  },
  unknown: { vi: 'Chưa rõ giấy gì', en: 'Not recognised' },
  confirmed: { vi: 'Đã ký, đã lưu', en: 'Signed and kept' },
  waiting: { vi: 'Chờ đối chiếu', en: 'To compare' },
  which: { vi: 'Đây là giấy nào', en: 'Which paper is this' },
  choose: { vi: 'Chọn giấy tờ', en: 'Choose a paper' },
  guessed: {
    vi: (line: string) => `Đoán theo dòng tiêu đề “${line}”.`,
    en: (line) => `Guessed from the title “${line}”.`,
  },
  notGuessed: {
    vi: 'Không thấy dòng tiêu đề nào giống giấy tờ của thủ tục. Chọn tay.',
    en: 'No title looks like a paper of this procedure. Choose it yourself.',
  },
  readAgain: { vi: 'Đọc lại theo giấy này', en: 'Read again as this paper' },
  readFrom: { vi: (line: string) => `Đọc ở dòng: “${line}”`, en: (line) => `Read from: “${line}”` },
  unsure: {
    vi: (line: string) => `Đọc chưa chắc, xem kỹ. Ở dòng: “${line}”`,
    en: (line) => `Not sure, look closely. Read from: “${line}”`,
  },
  notFound: {
    vi: 'Không đọc thấy. Gõ theo bản giấy, hoặc để trống nếu giấy không có.',
    en: 'Not found. Type it from the paper, or leave it empty.',
  },
  dayHint: { vi: 'Ngày dạng 02/03/2026.', en: 'A day such as 02/03/2026.' },
  compared: {
    vi: 'Tôi đã đối chiếu từng ô và hình ảnh với bản giấy',
    en: 'I have compared every field and the picture with the paper',
  },
  comparedHint: {
    vi: 'Bản điện tử mang chữ ký của ông/bà và dấu của cơ quan.',
    en: 'The copy bears your signature and the seal of your agency.',
  },
  sign: { vi: 'Xác nhận và ký', en: 'Confirm and sign' },
  existing: { vi: 'Giấy này đã có bản điện tử', en: 'This paper was digitised before' },
  existingHint: {
    vi: (number: string, agency: string, day: string) =>
      `${number ? `Số ${number}, ` : ''}${agency} ký ngày ${day}. Bấm xác nhận là dùng bản ấy, không tạo bản thứ hai.`,
    en: (number, agency, day) =>
      `${number ? `No. ${number}, ` : ''}signed by ${agency} on ${day}. Confirming uses that copy; no second one is made.`,
  },
  useExisting: { vi: 'Xác nhận, dùng bản đã có', en: 'Confirm and use that copy' },
  arrange: { vi: 'Sắp lại trang', en: 'Arrange pages' },
  join: { vi: 'Nối vào giấy trước', en: 'Join to the paper before' },
  split: { vi: (page: number) => `Tách từ trang ${page}`, en: (page) => `Split before page ${page}` },
  moveTo: { vi: (page: number) => `Trang ${page} thuộc`, en: (page) => `Page ${page} belongs to` },
  asNew: { vi: (name: string) => `Giấy mới: ${name}`, en: (name) => `A paper of its own: ${name}` },
  move: { vi: 'Chuyển trang', en: 'Move the page' },
  backToIntake: { vi: 'Về lượt tiếp nhận', en: 'Back to the intake' },
  drop: { vi: 'Bỏ giấy này ra', en: 'Take this paper out' },
  pageLabel: { vi: (page: number) => `Trang ${page}`, en: (page) => `Page ${page}` },
  words: { vi: 'Chữ đọc được', en: 'Words read' },
  faults: { vi: 'Ảnh khó đọc', en: 'Hard to read' },
  ...pageFaultTexts,
  unread: {
    vi: 'Máy không đọc kịp trang này. Gõ các ô theo bản giấy.',
    en: 'This page took too long to read. Type the fields from the paper.',
  },
  done: { vi: 'Đã ký và lưu bản điện tử', en: 'The copy is signed and kept' },
  allDone: {
    vi: 'Mọi giấy trong lượt này đã xong.',
    en: 'Everything in this scan is done.',
  },
  next: { vi: 'Giấy tiếp theo', en: 'Next paper' },
  download: { vi: 'Xem bản đã ký', en: 'See the signed copy' },
  wrong_identityNumber: {
    vi: 'Số định danh có 12 chữ số. Đếm lại theo bản giấy.',
    en: 'An identity number has 12 digits. Count again.',
  },
  wrong_date: {
    vi: 'Ngày không có trong lịch. Gõ dạng 02/03/2026.',
    en: 'There is no such day. Type 02/03/2026.',
  },
  wrong_future: { vi: 'Ngày này chưa tới. Xem lại bản giấy.', en: 'This day is still to come. Look again.' },
  wrong_long: { vi: 'Nhiều nhất 300 ký tự.', en: 'At most 300 letters.' },
})
