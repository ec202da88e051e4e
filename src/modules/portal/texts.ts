import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  help: { vi: 'Trợ giúp', en: 'Help' },
  requestCode: { vi: 'Mã yêu cầu', en: 'Request code' },
  backHome: { vi: 'Về trang chủ', en: 'Go to the home page' },
  goBack: { vi: 'Quay lại trang trước', en: 'Go back' },
  call: { vi: 'Cần người giúp? Gọi', en: 'Need a person? Call' },
  title: {
    vi: (status: number): string =>
      status === 404 ? 'Không tìm thấy' : status >= 500 ? 'Có lỗi ở máy chủ' : 'Chưa làm được',
    en: (status: number): string =>
      status === 404 ? 'Not found' : status >= 500 ? 'Server error' : 'This could not be done',
  },
  helpLead: {
    vi: 'Làm thủ tục trực tuyến theo ba bước: tìm thủ tục, điền tờ khai, nộp và theo dõi.',
    en: 'Three steps online: find the procedure, fill in the form, submit and follow it.',
  },
  helpFind: {
    vi: 'Gõ việc cần làm bằng lời của mình, có dấu hay không dấu đều được. Ví dụ: “làm giấy khai sinh cho con”.',
    en: 'Type what you need in your own words, with or without marks. For example: “register my child’s birth”.',
  },
  helpFill: {
    vi: 'Mỗi trang hỏi một việc. Câu trả lời được lưu khi bấm “Tiếp tục”, mở máy khác vẫn làm tiếp được.',
    en: 'Each page asks one thing. Answers are saved when you continue, and you may go on from another device.',
  },
  helpFollow: {
    vi: 'Giữ mã hồ sơ và mã tra cứu trên phiếu. Có hai mã này là xem được hồ sơ đang ở đâu.',
    en: 'Keep the dossier code and the lookup code on the receipt. With both you can see where it stands.',
  },
  helpPerson: {
    vi: 'Không quen dùng máy? Đến bộ phận một cửa nào trong tỉnh cũng được, cán bộ sẽ làm cùng.',
    en: 'Not used to computers? Go to any one-stop desk of the province; an officer will do it with you.',
  },
  easier: { vi: 'Dễ đọc, dễ nghe', en: 'Easier to read and hear' },
  easierLead: {
    vi: 'Chọn một lần, mọi trang nhớ trên máy này. Không cần đăng nhập.',
    en: 'Choose once and every page remembers it on this device. No sign-in is needed.',
  },
  see: { vi: 'Nhìn', en: 'See' },
  zoom: {
    vi: 'Phóng to bằng trình duyệt đến 400 % vẫn đọc được, không phải kéo ngang.',
    en: 'Pages may be enlarged to 400 % in the browser and need no scrolling sideways.',
  },
  hear: { vi: 'Nghe', en: 'Hear' },
  hearHow: {
    vi: 'Máy có giọng đọc tiếng Việt thì có nút “Đọc to trang này” ở đây và trong mục Hiển thị. Máy đọc màn hình dùng được với mọi trang.',
    en: 'Where the device has a voice for it, “Read this page aloud” is here and under Display. Screen readers work with every page.',
  },
  keys: { vi: 'Chỉ dùng bàn phím', en: 'Keyboard alone' },
  keysHow: {
    vi: 'Phím Tab đi tới, Shift và Tab đi lui, Enter để bấm. Phím Tab đầu tiên đưa thẳng đến nội dung.',
    en: 'Tab goes on, Shift and Tab go back, Enter presses. The first Tab leads straight to the content.',
  },
  barrier: { vi: 'Có chỗ khó dùng?', en: 'Is something hard to use?' },
  barrierHow: {
    vi: 'Báo cho tỉnh để sửa, hoặc nhờ người làm cùng. Gọi',
    en: 'Tell the province, or ask a person to do it with you. Call',
  },
})
