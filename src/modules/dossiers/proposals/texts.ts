import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  waiting: { vi: 'Đề xuất chờ ký', en: 'Proposals to decide' },
  waitingLead: {
    vi: 'Xin lỗi và hẹn lại, gia hạn, dừng giải quyết, bổ sung lần hai. Hồ sơ gấp đứng trước.',
    en: 'Apologies, extensions, stops, second supplements. The most urgent come first.',
  },
  nothingWaits: { vi: 'Không có đề xuất nào chờ ký.', en: 'No proposal waits.' },
  kind: { vi: 'Đề xuất', en: 'Proposal' },
  proposer: { vi: 'Người đề xuất', en: 'Proposed by' },
  due: { vi: 'Hẹn trả', en: 'Due' },
  back: { vi: 'Về hồ sơ', en: 'Back to the dossier' },
  notSent: { vi: 'Chưa gửi được', en: 'Not sent' },
  apology: { vi: 'Xin lỗi và hẹn lại ngày trả', en: 'Apology and a later day' },
  extension: { vi: 'Gia hạn theo luật', en: 'Extension allowed by law' },
  stop: { vi: 'Dừng giải quyết', en: 'Stop' },
  secondSupplement: { vi: 'Yêu cầu bổ sung lần hai', en: 'Second supplement' },
  apologyLead: {
    vi: (days: number) =>
      `Chỉ một lần, gửi chậm nhất ${days} ngày trước ngày hẹn trả. Lãnh đạo ký thì người dân nhận văn bản xin lỗi với ngày mới.`,
    en: (days) =>
      `Once only, at least ${days} days before the appointment. When the head signs, the applicant gets the apology with the new day.`,
  },
  extensionLead: {
    vi: 'Luật của thủ tục này cho gia hạn. Lãnh đạo ký thì ngày hẹn trả dời đến ngày mới.',
    en: 'The law of this procedure allows an extension. When the head signs, the appointment moves to the new day.',
  },
  stopLead: {
    vi: 'Dừng rồi không mở lại được. Lãnh đạo ký thì người dân nhận thông báo với lý do và căn cứ.',
    en: 'This cannot be undone. When the head signs, the applicant gets a notice with the ground and the provision.',
  },
  secondSupplementLead: {
    vi: 'Quy định chỉ cho yêu cầu bổ sung một lần. Lãnh đạo cho phép lần hai thì hồ sơ bị tính là trễ hạn.',
    en: 'The rules allow one request. If a chief allows a second, the dossier counts as late.',
  },
  allowedBy: { vi: (legal: string) => `Căn cứ: ${legal}`, en: (legal) => `Basis: ${legal}` },
  atMost: {
    vi: (limit: string) => `Thêm nhiều nhất ${limit}`,
    en: (limit) => `At most ${limit} more`,
  },
  limitHour: { vi: (n: string) => `${n} giờ làm việc`, en: (n) => `${n} working hours` },
  limitWorkingDay: { vi: (n: string) => `${n} ngày làm việc`, en: (n) => `${n} working days` },
  limitDay: { vi: (n: string) => `${n} ngày`, en: (n) => `${n} days` },
  limitMonth: { vi: (n: string) => `${n} tháng`, en: (n) => `${n} months` },
  presentDay: { vi: 'Hẹn trả hiện nay', en: 'Present appointment' },
  newDay: { vi: 'Ngày hẹn mới', en: 'New day' },
  newDayHint: {
    vi: 'Một ngày làm việc; kết quả được trả trước giờ đóng cửa.',
    en: 'A working day; the result is there before the office closes.',
  },
  reason: { vi: 'Lý do', en: 'Reason' },
  reasonApplicant: {
    vi: 'Người dân đọc được lý do này. Viết rõ vì sao, không đổ lỗi.',
    en: 'The applicant reads this. Say why, and blame nobody.',
  },
  reasonChief: {
    vi: 'Vì sao lần đầu chưa nêu được? Lãnh đạo đọc lý do này.',
    en: 'Why was it not named the first time? The chief reads this.',
  },
  legalBasis: { vi: 'Căn cứ pháp lý', en: 'Legal basis' },
  legalBasisHint: {
    vi: (laws: string) => `Thủ tục này theo: ${laws}`,
    en: (laws) => `This procedure rests on: ${laws}`,
  },
  send: { vi: 'Trình lãnh đạo ký', en: 'Send to the head' },
  sendChief: { vi: 'Xin lãnh đạo cho phép', en: 'Ask the chief' },
  // Trên trang hồ sơ
  title: { vi: 'Đề xuất', en: 'Proposals' },
  proposedBy: {
    vi: (name: string, moment: string) => `${name} đề xuất lúc ${moment}`,
    en: (name, moment) => `Proposed by ${name}, ${moment}`,
  },
  waits: { vi: 'Đang chờ ký', en: 'Waiting' },
  over: { vi: 'Hồ sơ đã kết thúc, không ký nữa', en: 'The dossier is over; it is not decided any more' },
  approvedBy: {
    vi: (name: string, moment: string) => `${name} đã ký lúc ${moment}`,
    en: (name, moment) => `Signed by ${name}, ${moment}`,
  },
  declinedBy: {
    vi: (name: string, moment: string) => `${name} không ký, lúc ${moment}`,
    en: (name, moment) => `Declined by ${name}, ${moment}`,
  },
  until: { vi: (moment: string) => `Hẹn lại: ${moment}`, en: (moment) => `New appointment: ${moment}` },
  note: { vi: 'Ý kiến', en: 'Words' },
  noteHint: { vi: 'Không ký thì ghi vì sao.', en: 'If you decline, say why.' },
  approve: { vi: 'Ký', en: 'Sign' },
  allow: { vi: 'Cho phép', en: 'Allow' },
  decline: { vi: 'Không ký', en: 'Decline' },
})
