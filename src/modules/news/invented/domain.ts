/** What the invented editors write. Pure. */

import type { Alert } from '../alerts/domain.ts'
import type { Article } from '../articles/domain.ts'
import type { Guide } from '../guides/domain.ts'

const sample = 'Đây là tin mẫu của bản chạy thử.'

export const inventedArticles: readonly Article[] = [
  {
    title: 'Tổ công nghệ số cộng đồng về từng khu phố giúp nộp hồ sơ',
    lead: 'Mỗi chiều thứ Năm, thành viên của tổ ngồi tại nhà văn hóa để giúp bà con dùng điện thoại nộp hồ sơ.',
    text: `## Mang theo gì\n- Điện thoại và số đang dùng\n- Căn cước\n- Giấy tờ cần nộp, bản chính để chụp\n\nKhông mất tiền. Không ai được hỏi mật khẩu của ông/bà.\n\n${sample}`,
    category: 'service',
    picture: null,
  },
  {
    title: 'Trước mùa gió chướng: kiểm tra phao, đèn và máy thông tin trên tàu',
    lead: 'Ba việc chủ tàu nên làm trước khi ra khơi, và số gọi khi gặp nạn.',
    text: `1. Đếm phao: mỗi người trên tàu một chiếc.\n2. Thử đèn hành trình và còi.\n3. Báo cho người ở bờ biết ngày về.\n\nGặp nạn trên biển, gọi [112](tel:112). Xem thêm ở trang [Đường dây nóng](/duong-day-nong).\n\n${sample}`,
    category: 'safety',
    picture: null,
  },
  {
    title: 'Nhận kết quả tại nhà, không phải đến lấy',
    lead: 'Khi nộp hồ sơ, chọn nhận bản điện tử hoặc nhận qua bưu điện.',
    text: `Bản điện tử có **chữ ký số**, dùng được như bản giấy. Bản này nằm trong kho giấy tờ của ông/bà.\n\nMuốn có bản giấy, chọn nhận qua bưu điện ở bước cuối.\n\n${sample}`,
    category: 'announcement',
    picture: null,
  },
]

export const inventedGuide = (procedures: readonly string[], lifeEvents: readonly string[]): Guide => ({
  title: 'Nộp hồ sơ bằng điện thoại, từng bước',
  lead: 'Cho người làm lần đầu. Cần điện thoại có máy ảnh và khoảng mười phút.',
  steps: [
    { text: 'Mở trang này, bấm **Đăng nhập**, dùng tài khoản định danh điện tử.', picture: null },
    { text: 'Tìm việc cần làm bằng lời của mình, ví dụ “khai sinh cho con”.', picture: null },
    { text: 'Trả lời từng câu. Mỗi câu được lưu lại, có thể nghỉ rồi làm tiếp.', picture: null },
    { text: 'Chụp từng giấy tờ ở nơi đủ sáng, đặt trên nền tối.', picture: null },
    { text: 'Xem lại, bấm **Nộp hồ sơ**. Giữ mã hồ sơ để theo dõi.', picture: null },
  ],
  procedures,
  lifeEvents,
  spoken: {},
})

export const inventedAlert: Alert = {
  message: 'Alert',
  event: 'roughSea',
  severity: 'Severe',
  urgency: 'Expected',
  certainty: 'Likely',
  headline: 'Gió mạnh cấp 7, sóng cao 4 mét quanh đảo đến hết ngày mai',
  description: `Gió đông bắc mạnh dần từ chiều nay. Biển động mạnh, sóng cao 3 đến 4 mét.\n\n${sample.replace('tin', 'cảnh báo')}`,
  instruction:
    '- Tàu nhỏ không ra khơi.\n- Tàu đang ở biển tìm nơi tránh sóng gần nhất.\n- Neo lại lồng bè, gia cố mái nhà.\n- Gặp nạn, gọi [112](tel:112).',
  origin: null,
}
