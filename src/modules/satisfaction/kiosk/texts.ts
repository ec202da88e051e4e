/** Words of the device in the hall, and of the page on which devices are enrolled. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Đánh giá việc giải quyết hồ sơ', en: 'Your opinion' },
  start: { vi: 'Ông/bà vừa nhận kết quả?', en: 'Did you just get a result?' },
  startLead: {
    vi: 'Bấm số đánh giá ghi trên phiếu, hoặc đưa mã QR vào máy quét.',
    en: 'Type the number on the slip, or hold its QR code to the scanner.',
  },
  number: { vi: 'Số đánh giá hoặc mã hồ sơ', en: 'Number, or code of the dossier' },
  keys: { vi: 'Bàn phím số', en: 'Digits' },
  erase: { vi: 'Xóa một số', en: 'Erase one' },
  begin: { vi: 'Bắt đầu', en: 'Begin' },
  of: {
    vi: (now: number, all: number) => `Câu ${now} trên ${all}`,
    en: (now: number, all: number) => `Question ${now} of ${all}`,
  },
  back: { vi: 'Câu trước', en: 'Back' },
  stop: { vi: 'Thôi, xóa hết', en: 'Stop and erase' },
  name: {
    vi: 'Cho cơ quan biết câu trả lời là của hồ sơ nào?',
    en: 'May the agency know which dossier the answers are about?',
  },
  nameHint: {
    vi: 'Ẩn danh thì cơ quan chỉ thấy câu trả lời.',
    en: 'If not, the agency sees the answers only.',
  },
  anonymous: { vi: 'Không, gửi ẩn danh', en: 'No, send anonymously' },
  named: { vi: 'Có, cho biết', en: 'Yes, they may' },
  thanks: { vi: 'Cảm ơn ông/bà', en: 'Thank you' },
  thanksLead: {
    vi: 'Đánh giá đã được ghi nhận. Màn hình tự về trang đầu.',
    en: 'Your opinion was recorded. This page goes back to the beginning by itself.',
  },
  toStart: { vi: 'Về trang đầu', en: 'To the beginning' },
  resets: {
    vi: 'Để yên một phút rưỡi, máy tự xóa và về trang đầu.',
    en: 'Left alone for a minute and a half, it erases everything.',
  },
  notEnrolled: { vi: 'Máy này chưa được đăng ký', en: 'This device is not enrolled' },
  notEnrolledLead: {
    vi: 'Cán bộ một cửa đăng ký máy ở mục Máy đánh giá. Ông/bà có thể đánh giá bằng điện thoại: quét mã QR trên phiếu, hoặc mở hồ sơ.',
    en: 'An officer enrols it. You can give your opinion by phone: scan the QR code on the slip, or open your dossier.',
  },
  lookUp: { vi: 'Mở hồ sơ', en: 'Open a dossier' },
  claim: { vi: 'Dùng máy này để đánh giá', en: 'Use this device for opinions' },
  claimLead: {
    vi: (name: string, desk: string) =>
      `Máy “${name}”, ${desk}. Sau khi bấm, trình duyệt này chỉ nên mở trang đánh giá.`,
    en: (name: string, desk: string) =>
      `“${name}”, ${desk}. From then on this browser should show nothing else.`,
  },
  claimAct: { vi: 'Dùng máy này', en: 'Use it' },
  list: { vi: 'Máy đánh giá', en: 'Devices for opinions' },
  listLead: {
    vi: 'Máy đặt tại Bộ phận Một cửa để người dân đánh giá ngay khi nhận kết quả. Không cần đăng nhập, không lưu gì trên máy.',
    en: 'Stand in the one-stop shop so that people give their opinion at once. Nobody signs in and nothing stays on them.',
  },
  deviceName: { vi: 'Tên máy', en: 'Name' },
  deviceNameHint: { vi: 'Ví dụ: Máy cạnh quầy 3.', en: 'Such as: Beside window 3.' },
  enrol: { vi: 'Đăng ký máy', en: 'Enrol' },
  enrolled: { vi: 'Đăng ký', en: 'Enrolled' },
  rated: { vi: 'Lượt đánh giá', en: 'Ratings' },
  state: { vi: 'Tình trạng', en: 'State' },
  stateWaiting: { vi: 'Chờ mở trên máy', en: 'Waits for its device' },
  stateOld: { vi: 'Quá hạn mở, đăng ký máy mới', en: 'Too old, enrol anew' },
  stateWorks: { vi: 'Đang dùng', en: 'In use' },
  stateEnded: { vi: 'Đã thôi dùng', en: 'Ended' },
  end: { vi: 'Thôi dùng', en: 'End' },
  none: {
    vi: 'Chưa có máy nào. Đặt tên và đăng ký máy đầu tiên ở trên.',
    en: 'None yet. Enrol the first above.',
  },
  open: { vi: 'Mở địa chỉ này trên máy', en: 'Open this address on the device' },
  openLead: {
    vi: 'Gõ địa chỉ hoặc quét mã trên chính máy sẽ đặt ở Bộ phận Một cửa. Chỉ máy mở đầu tiên được dùng, trong 24 giờ.',
    en: 'Type it, or scan it, on the device itself. Only the first that opens it is used, within 24 hours.',
  },
  act: { vi: 'Việc', en: 'Act' },
})
