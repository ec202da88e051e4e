import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: (name: string) => `Ứng dụng ${name}`, en: (name) => `The app ${name}` },
  lead: {
    vi: 'Mọi dịch vụ của tỉnh trên điện thoại. Trang đã lưu vẫn xem được khi mất mạng.',
    en: 'Every service of the province on your phone. Kept pages open without a connection.',
  },
  signIn: { vi: 'Đăng nhập', en: 'Sign in' },
  home: { vi: 'Về việc của tôi', en: 'To my things' },
  install: { vi: 'Đưa lên màn hình chính', en: 'Put it on the home screen' },
  installNow: { vi: 'Cài ứng dụng', en: 'Install the app' },
  android: {
    vi: 'Điện thoại Android: mở thực đơn của trình duyệt (ba chấm), chọn “Thêm vào màn hình chính”.',
    en: 'Android: open the browser’s menu (three dots) and choose “Add to home screen”.',
  },
  iphone: {
    vi: 'iPhone: bấm nút Chia sẻ của Safari, chọn “Thêm vào MH chính”.',
    en: 'iPhone: press Share in Safari and choose “Add to Home Screen”.',
  },
  computer: {
    vi: 'Máy tính: bấm biểu tượng cài đặt ở cuối thanh địa chỉ.',
    en: 'Computer: press the install sign at the end of the address bar.',
  },
  size: {
    vi: 'Không cần kho ứng dụng. Ứng dụng nhẹ hơn một tấm ảnh, và luôn là bản mới nhất.',
    en: 'No store is needed. The app is smaller than a photo and always up to date.',
  },
  offline: { vi: 'Khi không có mạng', en: 'Without a connection' },
  offlineKept: {
    vi: 'Trang đã xem được lưu trên máy, kèm giờ lưu. Sau khi đăng nhập, máy lưu sẵn: việc cần làm, hồ sơ, ví giấy tờ, thông báo, hồ sơ nháp, đường dây nóng.',
    en: 'Pages you have seen are kept with their time. After you sign in, your things to do, dossiers, wallet, messages, drafts and the hotlines are kept ahead.',
  },
  offlineForgotten: {
    vi: 'Đăng xuất là xóa hết. Người khác dùng chung máy không xem được.',
    en: 'Signing out deletes all of it. Nobody else who uses the device sees it.',
  },
  seeKept: { vi: 'Xem trang đã lưu trên máy này', en: 'See what is kept on this device' },
  keptTitle: { vi: 'Trang đã lưu trên máy này', en: 'Pages kept on this device' },
  keptLead: {
    vi: 'Những trang này mở được khi không có mạng. Giờ ghi bên dưới là lúc lưu.',
    en: 'These pages open without a connection. The time below each is when it was kept.',
  },
  keptNone: {
    vi: 'Trình duyệt này chưa lưu trang nào. Mở ứng dụng một lần khi có mạng để lưu.',
    en: 'This browser has kept no page yet. Open the app once with a connection.',
  },
  tiles: { vi: 'Chọn việc', en: 'Choose' },
})
