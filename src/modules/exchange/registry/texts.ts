/** Words of writing down who is called, and who may call. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  back: { vi: 'Về danh sách kết nối', en: 'Back to the connections' },
  systemLead: {
    vi: 'Chỉ địa chỉ đã đăng ký mới được gọi. Gửi khóa công khai của tỉnh cho bên kia trước khi bật.',
    en: 'Only a registered address is ever called. Give the province’s public key to the other side first.',
  },
  simulated: {
    vi: 'Đang nối với hệ thống mô phỏng. Lưu ở đây sẽ chuyển sang hệ thống thật.',
    en: 'A simulator is connected now. Saving here connects the real system.',
  },
  ours: { vi: 'Mã của tỉnh khi gọi', en: 'How the province names itself' },
  ourKey: { vi: 'Khóa công khai của tỉnh', en: 'Public key of the province' },
  host: { vi: 'Tên miền', en: 'Host' },
  hostHint: {
    vi: 'Ví dụ api.example.vn, không kèm https, cổng hay đường dẫn.',
    en: 'Such as api.example.vn, nothing else.',
  },
  port: { vi: 'Cổng', en: 'Port' },
  path: { vi: 'Đường dẫn gốc', en: 'Path' },
  pathHint: { vi: 'Ví dụ /api/v1; để trống nếu không có.', en: 'Such as /api/v1, or nothing.' },
  publicKey: { vi: 'Khóa công khai của bên kia', en: 'Their public key' },
  publicKeyHint: { vi: 'Ed25519, 43 ký tự base64url.', en: 'Ed25519, 43 characters in base64url.' },
  secretHint: {
    vi: 'Tài khoản đặt trong tệp exchange/mail.secret của thư mục dữ liệu, không ghi ở đây.',
    en: 'The account lies in exchange/mail.secret of the data folder, not here.',
  },
  isPrivate: { vi: 'Nằm trong mạng riêng của tỉnh', en: 'Inside the province’s own network' },
  isEnabled: { vi: 'Đang dùng', en: 'In use' },
  save: { vi: 'Lưu đăng ký', en: 'Save' },
  register: { vi: 'Đăng ký', en: 'Register' },
  change: { vi: 'Sửa đăng ký', en: 'Change' },
  clients: { vi: 'Hệ thống được khai thác', en: 'Systems that may ask' },
  clientsLead: {
    vi: 'Hệ thống của cơ quan khác gọi dịch vụ chia sẻ của tỉnh: mỗi lượt có chữ ký, được ghi nhật ký và có giới hạn.',
    en: 'Systems of other agencies that ask ours: each call is signed, logged and limited.',
  },
  clientsNone: { vi: 'Chưa có hệ thống nào được khai thác.', en: 'Nobody may ask yet.' },
  newClient: { vi: 'Đăng ký hệ thống khai thác', en: 'Register a system' },
  member: { vi: 'Mã hệ thống', en: 'Member' },
  memberHint: { vi: 'Bốn phần, ví dụ VN/GOV/G01/HE-THONG.', en: 'Four parts, such as VN/GOV/G01/SYSTEM.' },
  name: { vi: 'Cơ quan, tên hệ thống', en: 'Agency and system' },
  scopes: { vi: 'Dịch vụ được gọi', en: 'What it may ask' },
  perMinute: { vi: 'Số lượt mỗi phút', en: 'Calls a minute' },
  state: { vi: 'Tình trạng', en: 'State' },
  on: { vi: 'Đang dùng', en: 'In use' },
  off: { vi: 'Đã tắt', en: 'Off' },
  saved: { vi: 'Đã lưu đăng ký', en: 'Saved' },
  savedLead: { vi: 'Có hiệu lực ngay với mọi lượt gọi sau.', en: 'It holds for every call from now on.' },
})
