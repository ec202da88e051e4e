import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Đăng nhập bằng người mẫu', en: 'Sign in as a made-up person' },
  notice: {
    vi: 'Môi trường thử nghiệm: chọn một người mẫu',
    en: 'Test installation: choose a made-up person',
  },
  noticeText: {
    vi: 'Mọi người ở đây đều được bịa ra và không có mật khẩu. Bản chính thức đăng nhập qua định danh điện tử.',
    en: 'Everyone here is invented and has no password. The real site uses electronic identification.',
  },
  login: { vi: 'Tên đăng nhập', en: 'Login name' },
  loginHint: {
    vi: 'Công dân: số định danh 12 chữ số. Cán bộ: vai trò và mã cơ quan, có dấu chấm ở giữa. Thêm @1 hoặc @3 ở cuối để thử mức xác thực khác mức 2.',
    en: 'Citizens: the 12-digit identity number. Officers: role and unit code with a dot between. Add @1 or @3 at the end to try another assurance level than 2.',
  },
  signIn: { vi: 'Đăng nhập', en: 'Sign in' },
  featured: { vi: 'Mỗi vai trò một người', en: 'One person for each role' },
  featuredTable: { vi: 'Người mẫu theo vai trò', en: 'Made-up people by role' },
  search: { vi: 'Tìm người mẫu theo tên hoặc cơ quan', en: 'Find a made-up person by name or unit' },
  found: {
    vi: (count: number): string => `Tìm thấy ${count} người`,
    en: (count: number): string => `${count} people found`,
  },
  others: { vi: 'Những người khác', en: 'Others' },
  shown: {
    vi: (shown: number, count: number): string =>
      shown < count
        ? `Hiện ${shown} trong ${count} người. Tìm theo tên hoặc cơ quan để thấy người khác.`
        : '',
    en: (shown: number, count: number): string =>
      shown < count ? `Showing ${shown} of ${count}. Search by name or unit for others.` : '',
  },
  name: { vi: 'Họ và tên', en: 'Name' },
  what: { vi: 'Vai trò', en: 'Role' },
  where: { vi: 'Nơi', en: 'Place' },
  choose: { vi: 'Chọn', en: 'Choose' },
  nobody: {
    vi: 'Không có người mẫu nào khớp. Thử bớt từ, hoặc tìm theo tên cơ quan.',
    en: 'Nobody matches. Try fewer words, or the name of a unit.',
  },
  home: { vi: 'Về trang chủ', en: 'Go to the home page' },
})
