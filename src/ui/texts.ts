/** Words that the design system says by itself. Words of a service come from its caller. */
import { defineTexts } from '#kernel/text.ts'

export const frameTexts = defineTexts({
  accessibility: { vi: 'Hiển thị', en: 'Display' },
  alert: { vi: 'Cảnh báo', en: 'Warning' },
  alerts: { vi: 'Cảnh báo đang có hiệu lực', en: 'Warnings in force' },
  actingFor: { vi: 'Đang làm thay:', en: 'Acting for:' },
  actAsOneself: { vi: 'Trở lại là chính tôi', en: 'Back to myself' },
  inPlaceOf: {
    vi: (agent: string, owner: string) => `${owner} (người làm: ${agent})`,
    en: (agent, owner) => `${owner} (done by ${agent})`,
  },
  mandateEnded: { vi: 'Quyền làm thay đã hết:', en: 'The mandate has ended:' },
  breadcrumb: { vi: 'Đường dẫn', en: 'Breadcrumb' },
  comfortable: { vi: 'Dòng thoáng', en: 'Roomy rows' },
  commandHint: { vi: 'Bấm ? để xem phím tắt', en: 'Press ? for keyboard shortcuts' },
  contrast: { vi: 'Tương phản cao', en: 'High contrast' },
  dark: { vi: 'Nền tối', en: 'Dark' },
  dense: { vi: 'Dòng gọn', en: 'Compact rows' },
  density: { vi: 'Khoảng cách dòng', en: 'Row spacing' },
  help: { vi: 'Trợ giúp', en: 'Help' },
  home: { vi: 'Trang chủ', en: 'Home' },
  hotline: { vi: 'Cần người giúp? Gọi', en: 'Need help? Call' },
  light: { vi: 'Nền sáng', en: 'Light' },
  mainNavigation: { vi: 'Danh mục', en: 'Menu' },
  messages: { vi: 'Thông báo', en: 'Messages' },
  officeSearch: { vi: 'Tìm mã hồ sơ, tên, số giấy tờ', en: 'Find code, name or paper number' },
  portal: { vi: 'Cổng dịch vụ công', en: 'Public services' },
  office: { vi: 'Không gian làm việc', en: 'Workspace' },
  responsible: { vi: 'Cơ quan chịu trách nhiệm', en: 'Responsible body' },
  search: { vi: 'Tìm', en: 'Search' },
  searchLabel: { vi: 'Tìm thủ tục', en: 'Find a procedure' },
  signIn: { vi: 'Đăng nhập', en: 'Sign in' },
  signOut: { vi: 'Đăng xuất', en: 'Sign out' },
  skip: { vi: 'Đến nội dung chính', en: 'Skip to main content' },
  textLarge: { vi: 'Chữ lớn', en: 'Large text' },
  textLargest: { vi: 'Chữ rất lớn', en: 'Largest text' },
  textNormal: { vi: 'Chữ vừa', en: 'Normal text' },
  textSize: { vi: 'Cỡ chữ', en: 'Text size' },
  theme: { vi: 'Màu', en: 'Colours' },
  themeAuto: { vi: 'Theo máy', en: 'As the device' },
  unread: { vi: 'chưa đọc', en: 'unread' },
})

export const formTexts = defineTexts({
  addFiles: { vi: 'Chọn tệp hoặc chụp ảnh', en: 'Choose files or take a photo' },
  characters: {
    vi: (max: number) => `Nhiều nhất ${max} ký tự`,
    en: (max) => `At most ${max} characters`,
  },
  charactersUsed: {
    vi: (used: number, max: number) => `Đã viết ${used} trên ${max} ký tự`,
    en: (used, max) => `${used} of ${max} characters used`,
  },
  addEntry: { vi: (title: string) => `Thêm ${title}`, en: (title) => `Add ${title}` },
  removeEntry: { vi: (title: string) => `Xóa ${title}`, en: (title) => `Remove ${title}` },
  answerYes: { vi: 'Có', en: 'Yes' },
  answerNo: { vi: 'Không', en: 'No' },
  choose: { vi: 'Chọn', en: 'Choose' },
  chooseCommune: { vi: 'Chọn xã, phường, đặc khu', en: 'Choose a commune' },
  commune: { vi: 'Xã, phường, đặc khu', en: 'Commune' },
  day: { vi: 'Ngày', en: 'Day' },
  error: { vi: 'Lỗi:', en: 'Error:' },
  errorSummary: { vi: 'Cần sửa trước khi đi tiếp', en: 'Please correct before going on' },
  fileLimits: {
    vi: (megabytes: number, kinds: string) => `${kinds}; mỗi tệp nhiều nhất ${megabytes} MB`,
    en: (megabytes, kinds) => `${kinds}; at most ${megabytes} MB each`,
  },
  month: { vi: 'Tháng', en: 'Month' },
  moveUp: { vi: 'Đưa lên', en: 'Move up' },
  moneyUnit: { vi: 'đồng', en: 'VND' },
  notSent: { vi: 'Chưa gửi – chờ mạng', en: 'Not sent – waiting for the network' },
  optional: { vi: '(không bắt buộc)', en: '(optional)' },
  remove: { vi: 'Xóa', en: 'Remove' },
  savedAt: { vi: (time: string) => `Đã lưu nháp ${time}`, en: (time) => `Draft saved ${time}` },
  saveFailed: {
    vi: 'Chưa lưu được. Kiểm tra mạng rồi bấm Lưu.',
    en: 'Not saved. Check the network, then press Save.',
  },
  street: { vi: 'Thôn, khu phố, số nhà, tên đường', en: 'Hamlet, house number and street' },
  uploaded: { vi: 'Tệp đã có', en: 'Uploaded files' },
  year: { vi: 'Năm', en: 'Year' },
})

export const stateTexts = defineTexts({
  onTime: { vi: (left: string) => `Còn ${left}`, en: (left) => `${left} left` },
  near: { vi: (left: string) => `Sắp đến hạn, còn ${left}`, en: (left) => `Due soon, ${left} left` },
  today: { vi: 'Hạn hôm nay', en: 'Due today' },
  overdue: { vi: (late: string) => `Quá hạn ${late}`, en: (late) => `${late} overdue` },
  stopped: {
    vi: (awaited: string) => `Tạm dừng – chờ ${awaited}`,
    en: (awaited) => `Paused – waiting for ${awaited}`,
  },
  done: { vi: 'Đã có kết quả', en: 'Result ready' },
  unsent: { vi: 'Chưa gửi – chờ mạng', en: 'Not sent – waiting for the network' },
  workingDays: {
    vi: (days: number) => `${days} ngày làm việc`,
    en: (days) => (days === 1 ? '1 working day' : `${days} working days`),
  },
  workingHours: {
    vi: (hours: number) => `${hours} giờ làm việc`,
    en: (hours) => (hours === 1 ? '1 working hour' : `${hours} working hours`),
  },
  taskDone: { vi: 'Đã xong', en: 'Done' },
  taskTodo: { vi: 'Chưa làm', en: 'To do' },
  taskBlocked: { vi: 'Chưa đến lượt', en: 'Not yet' },
  taskError: { vi: 'Cần sửa', en: 'Needs correction' },
})

export const listTexts = defineTexts({
  apply: { vi: 'Lọc', en: 'Filter' },
  ascending: { vi: 'đang xếp tăng dần', en: 'sorted ascending' },
  clearFilters: { vi: 'Bỏ mọi điều kiện', en: 'Clear all' },
  descending: { vi: 'đang xếp giảm dần', en: 'sorted descending' },
  filters: { vi: 'Điều kiện lọc', en: 'Filters' },
  next: { vi: 'Trang sau', en: 'Next page' },
  pages: { vi: 'Chuyển trang', en: 'Pages' },
  previous: { vi: 'Trang trước', en: 'Previous page' },
  removeFilter: { vi: (label: string) => `Bỏ điều kiện ${label}`, en: (label) => `Remove filter ${label}` },
  select: { vi: (label: string) => `Chọn ${label}`, en: (label) => `Select ${label}` },
  selectedActions: { vi: 'Với các dòng đã chọn', en: 'With the selected rows' },
  selectColumn: { vi: 'Chọn', en: 'Select' },
})

export const documentTexts = defineTexts({
  copies: { vi: 'Mở hoặc tải về', en: 'Open or download' },
  invalid: { vi: 'Chữ ký không hợp lệ', en: 'Signature not valid' },
  page: {
    vi: (page: number, of: number) => `Trang ${page} trên ${of}`,
    en: (page, of) => `Page ${page} of ${of}`,
  },
  signedAt: { vi: 'Ký lúc', en: 'Signed at' },
  signedBy: { vi: 'Người ký', en: 'Signed by' },
  certificate: { vi: 'Chứng thư', en: 'Certificate' },
  textTwin: { vi: 'Đọc bằng chữ', en: 'Read as text' },
  unchecked: { vi: 'Chưa kiểm tra được chữ ký', en: 'Signature could not be checked' },
  valid: { vi: 'Chữ ký hợp lệ', en: 'Signature is valid' },
})

export const feedbackTexts = defineTexts({
  notDone: { vi: 'Chưa làm được', en: 'Not done' },
  helpful: { vi: 'Trang này có ích không?', en: 'Is this page useful?' },
  no: { vi: 'Không', en: 'No' },
  yes: { vi: 'Có', en: 'Yes' },
})

/** Words around a consent. */
export const consentTexts = defineTexts({
  does: { vi: 'Làm gì', en: 'What is done' },
  data: { vi: 'Dùng dữ liệu nào', en: 'With which data' },
  receivers: { vi: 'Ai khác nhận được', en: 'Who else gets them' },
  without: { vi: 'Nếu không đồng ý, hoặc rút lại', en: 'Without it, or once withdrawn' },
  agree: { vi: (name: string) => `Tôi đồng ý: ${name}`, en: (name: string) => `I agree: ${name}` },
})
