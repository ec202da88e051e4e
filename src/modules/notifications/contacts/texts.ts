/** Words of the page where a person says how to be told. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Kênh nhận tin', en: 'How you are told' },
  lead: {
    vi: 'Mọi tin luôn có trong tài khoản. Tin gửi ra ngoài chỉ ghi mã hồ sơ, ngày hẹn và đường dẫn.',
    en: 'Everything is always in your account. What is sent outside holds a code, a date and a link only.',
  },
  phone: { vi: 'Số điện thoại', en: 'Phone' },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
  phoneLabel: { vi: 'Số điện thoại di động', en: 'Mobile number' },
  emailLabel: { vi: 'Địa chỉ thư điện tử', en: 'E-mail address' },
  phoneHint: {
    vi: 'Ví dụ 0912 345 678. Mã xác nhận gửi đến số này.',
    en: 'For example 0912 345 678. A code is sent to it.',
  },
  emailHint: { vi: 'Mã xác nhận gửi đến địa chỉ này.', en: 'A code is sent to it.' },
  verified: { vi: 'Đã xác nhận', en: 'Proved' },
  nobodyThere: {
    vi: (channel: string) => `${channel}: không đến được địa chỉ này. Xác nhận lại hoặc đổi địa chỉ.`,
    en: (channel) => `${channel}: nobody is reached here. Prove it again or change it.`,
  },
  another: { vi: 'Đổi, xác nhận lại hoặc xóa', en: 'Change, prove again or remove' },
  sendCode: { vi: 'Gửi mã xác nhận', en: 'Send a code' },
  sendAgain: { vi: 'Gửi mã khác', en: 'Send another code' },
  code: { vi: 'Mã xác nhận', en: 'Code' },
  codeHint: {
    vi: (address: string) => `6 chữ số đã gửi đến ${address}. Mã dùng được trong 10 phút.`,
    en: (address) => `6 digits sent to ${address}. Good for 10 minutes.`,
  },
  confirm: { vi: 'Xác nhận', en: 'Confirm' },
  forget: { vi: 'Xóa địa chỉ này', en: 'Remove it' },
  notConnected: {
    vi: 'Tỉnh chưa mở kênh này. Tin vẫn có trong tài khoản.',
    en: 'The province has not opened this channel. Messages are in your account.',
  },
  push: { vi: 'Thông báo trên thiết bị', en: 'Message on a device' },
  devices: { vi: 'Thiết bị nhận thông báo', en: 'Devices' },
  devicesLead: {
    vi: 'Tin hiện trên màn hình của thiết bị, kể cả khi không mở trang này. Miễn phí, không cần số điện thoại.',
    en: 'Messages appear on the screen of the device, even when this site is closed. Free, and without a phone number.',
  },
  addedAt: { vi: (day: string) => `Bật ngày ${day}`, en: (day) => `Switched on ${day}` },
  switchOn: { vi: 'Bật trên thiết bị này', en: 'Switch on for this device' },
  switchOff: { vi: 'Tắt', en: 'Switch off' },
  needsScript: {
    vi: 'Trình duyệt này đang tắt JavaScript nên không bật được. Nhận tin qua điện thoại hoặc thư ở trên.',
    en: 'This needs JavaScript, which is off. Use phone or e-mail above.',
  },
  quality: { vi: 'Tin gửi nhanh đến đâu', en: 'How soon messages are sent' },
  choice: { vi: 'Gửi tin qua đâu', en: 'Where to' },
  first: { vi: 'Gửi trước hết qua', en: 'First by' },
  zalo: { vi: 'Zalo', en: 'Zalo' },
  sms: { vi: 'Tin nhắn SMS', en: 'Text message' },
  mail: { vi: 'Thư điện tử', en: 'E-mail' },
  nothing: { vi: 'Không gửi ra ngoài', en: 'Nothing outside' },
  nothingHint: { vi: 'Chỉ xem tin trong tài khoản.', en: 'Only in the account.' },
  usesOthers: {
    vi: 'Khi kênh này không đến được, gửi qua kênh còn lại',
    en: 'When it fails, use the others',
  },
  language: { vi: 'Ngôn ngữ của tin', en: 'Language of messages' },
  vi: { vi: 'Tiếng Việt', en: 'Vietnamese' },
  en: { vi: 'Tiếng Anh', en: 'English' },
  save: { vi: 'Lưu lựa chọn', en: 'Save' },
  quiet: {
    vi: (from: string, until: string) => `Từ ${from} đến ${until} chỉ gửi thư điện tử.`,
    en: (from, until) => `From ${from} to ${until} only e-mail is sent.`,
  },
  firstProve: {
    vi: 'Xác nhận số điện thoại hoặc địa chỉ thư, hoặc bật một thiết bị ở trên, rồi chọn kênh.',
    en: 'Prove a phone or an e-mail address, or switch on a device above, then choose.',
  },
  doneSent: { vi: 'Đã gửi mã', en: 'The code was sent' },
  doneSentLead: { vi: 'Nhập mã ở ô bên dưới.', en: 'Type it below.' },
  doneVerified: { vi: 'Đã xác nhận địa chỉ', en: 'The address is proved' },
  doneForgotten: { vi: 'Đã xóa địa chỉ', en: 'The address is removed' },
  doneChosen: { vi: 'Đã lưu lựa chọn', en: 'Your choice is saved' },
  doneSwitchedOn: { vi: 'Đã bật thông báo trên thiết bị này', en: 'Messages are on for this device' },
  doneSwitchedOff: { vi: 'Đã tắt thông báo trên thiết bị', en: 'Messages are off for that device' },
  doneLead: {
    vi: 'Tin từ lúc này gửi theo lựa chọn dưới đây.',
    en: 'From now on messages go as shown below.',
  },
  codeSubject: { vi: 'Mã xác nhận địa chỉ thư', en: 'Code for your e-mail address' },
  codeText: {
    vi: (code: string) => `Mã xác nhận ${code}, dùng trong 10 phút. Không đưa mã này cho người khác.`,
    en: (code) => `Code ${code}, good for 10 minutes. Give it to nobody.`,
  },
})
