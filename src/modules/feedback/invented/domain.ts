/** What the invented people of a development installation report. Pure. */

import type { Rating } from '../domain.ts'

/** How far it has come. */
export type Came = 'new' | 'accepted' | 'forwarded' | 'processing' | 'published'
export type InventedReport = {
  readonly category: string
  readonly latitude: number
  readonly longitude: number
  readonly place: string
  readonly words: string
  readonly daysAgo: number
  readonly came: Came
  readonly answer?: string
  readonly rating?: Rating
}

const at = (latitude: number, longitude: number, place: string) => ({ latitude, longitude, place })

/** Of the province that runs by default; where a category is not in the pack the report is left out. */
export const inventedReports: readonly InventedReport[] = [
  {
    category: 'duong-hu',
    ...at(10.9335, 108.1002, 'Gần chợ Phan Thiết'),
    words: 'Ổ gà sâu giữa làn xe máy, trời mưa đọng nước không thấy đáy.',
    daysAgo: 16,
    came: 'published',
    answer: 'Đã vá ổ gà bằng nhựa nguội và kẻ lại vạch đường.',
    rating: 'satisfied',
  },
  {
    category: 'chieu-sang',
    ...at(10.9281, 108.1099, 'Đoạn ven sông, cạnh cầu đi bộ'),
    words: 'Ba trụ đèn liền nhau không sáng đã một tuần, người đi bộ buổi tối dễ vấp.',
    daysAgo: 13,
    came: 'published',
    answer: 'Đã thay bóng và dây của ba trụ đèn.',
    rating: 'satisfied',
  },
  {
    category: 've-sinh-moi-truong',
    ...at(10.9462, 108.2871, 'Bãi sau Mũi Né'),
    words: 'Rác nhựa và lưới rách dạt thành đống dài trên bãi cát sau đợt gió.',
    daysAgo: 12,
    came: 'published',
    answer: 'Đã dọn bãi cùng đoàn thanh niên, đặt thêm hai thùng rác lớn.',
    rating: 'acceptable',
  },
  {
    category: 'du-lich',
    ...at(10.9625, 108.2204, 'Đường ven biển Hàm Tiến'),
    words: 'Xe điện chở khách đậu kín lối xuống bãi tắm công cộng vào chiều thứ Bảy.',
    daysAgo: 10,
    came: 'published',
    answer: 'Đã nhắc các chủ xe và kẻ vạch chỗ đậu, lối xuống bãi được để trống.',
  },
  {
    category: 'lan-chiem',
    ...at(10.9312, 108.0951, 'Trước cổng trường tiểu học'),
    words: 'Hàng quán bày hết vỉa hè, trẻ em phải đi xuống lòng đường lúc tan học.',
    daysAgo: 9,
    came: 'published',
    answer: 'Đã nhắc nhở sáu hộ bày hàng, vỉa hè được trả lại cho người đi bộ.',
    rating: 'dissatisfied',
  },
  {
    category: 'bien-tau-ca',
    ...at(10.9179, 108.1068, 'Cảng cá'),
    words: 'Đèn báo ở đầu kè bị tắt, tàu vào cảng ban đêm khó thấy lối.',
    daysAgo: 8,
    came: 'processing',
  },
  {
    category: 'ngap-thoat-nuoc',
    ...at(10.9407, 108.1121, 'Khu dân cư phía bắc ga'),
    words: 'Miệng cống bị lá cây lấp, mưa nửa tiếng là ngập đến bậc cửa.',
    daysAgo: 6,
    came: 'processing',
  },
  {
    category: 'cay-xanh',
    ...at(11.0605, 108.1286, 'Đường chính, gần chợ'),
    words: 'Cành cây khô lớn treo trên đường dây, gió mạnh có thể rơi xuống.',
    daysAgo: 5,
    came: 'forwarded',
  },
  {
    category: 'quoc-lo-bien-bao',
    ...at(11.1745, 108.5679, 'Phan Rí Cửa'),
    words: 'Biển báo giao nhau bị cây che, xe từ đường nhỏ ra không ai thấy.',
    daysAgo: 4,
    came: 'forwarded',
  },
  {
    category: 'dien-vien-thong',
    ...at(10.6612, 107.7719, 'La Gi'),
    words: 'Cáp viễn thông chùng thấp ngang đầu người ở đầu hẻm.',
    daysAgo: 3,
    came: 'forwarded',
  },
  {
    category: 'o-nhiem',
    ...at(11.2263, 108.7291, 'Liên Hương'),
    words: 'Mùi khét từ bãi đốt rác ven đường bay vào khu dân cư mỗi chiều.',
    daysAgo: 2,
    came: 'accepted',
  },
  {
    category: 've-sinh-moi-truong',
    ...at(10.5312, 108.9447, 'Đảo Phú Quý'),
    words: 'Vỏ ốc và dây thừng bỏ lại trên bến sau buổi chợ sớm.',
    daysAgo: 1,
    came: 'accepted',
  },
  {
    category: 'duong-hu',
    ...at(10.9368, 108.1043, 'Đường vào khu dân cư mới'),
    words: 'Nắp hố ga bị lệch, bánh xe máy lọt xuống được.',
    daysAgo: 0,
    came: 'new',
  },
]
