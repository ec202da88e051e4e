/** Kiến nghị mẫu: what made-up people wrote, and how far each came. */

import type { About, Conduct, Rating } from '../domain.ts'

export type Stop = 'new' | 'incomplete' | 'accepted' | 'processing' | 'answered' | 'published' | 'ledAway'

export type Invented = {
  readonly about: About
  readonly conduct?: Conduct
  /** Words by which a procedure is found. */
  readonly procedure?: string
  readonly name: string
  readonly phone: string
  readonly words: string
  readonly daysAgo: number
  readonly stop: Stop
  readonly title?: string
  readonly answer?: string
  readonly rating?: Rating
}

export const invented: readonly Invented[] = [
  {
    about: 'rules',
    procedure: 'khai sinh',
    name: 'Lê Thị Mẫu Đơn',
    phone: '0990000101',
    words:
      'Đăng ký khai sinh đã có mã định danh của cha mẹ mà vẫn phải nộp bản sao căn cước có chứng thực. Đề nghị bỏ giấy này vì cơ quan tự tra được.',
    daysAgo: 40,
    stop: 'published',
    title: 'Bỏ bản sao căn cước khi đăng ký khai sinh',
    answer:
      'Cơ quan tiếp thu kiến nghị. Bộ phận một cửa không yêu cầu bản sao căn cước khi cha mẹ đã có mã định danh; đã nhắc tất cả xã, phường thực hiện.',
    rating: 'like',
  },
  {
    about: 'rules',
    procedure: 'giấy phép xây dựng',
    name: 'Trần Văn Gạch',
    phone: '0990000102',
    words:
      'Mẫu đơn xin giấy phép xây dựng nhà ở yêu cầu ghi diện tích ba lần ở ba chỗ khác nhau. Đề nghị chỉ ghi một lần để khỏi nhầm.',
    daysAgo: 33,
    stop: 'published',
    title: 'Mẫu đơn xin giấy phép xây dựng ghi diện tích ba lần',
    answer:
      'Mẫu đơn do Bộ Xây dựng ban hành nên tỉnh không tự sửa được. Cơ quan đã kiến nghị với Bộ và cho điền sẵn hai chỗ sau từ chỗ đầu trên biểu mẫu điện tử.',
    rating: 'neutral',
  },
  {
    about: 'staff',
    conduct: 'delay',
    name: 'Phạm Thị Chờ',
    phone: '0990000103',
    words:
      'Tôi đến nộp hồ sơ ba buổi sáng liền, quầy tiếp nhận không có người ngồi trước 9 giờ. Đề nghị niêm yết và giữ đúng giờ làm việc.',
    daysAgo: 30,
    stop: 'published',
    title: 'Quầy tiếp nhận không có người đầu giờ sáng',
    answer:
      'Cơ quan đã kiểm tra và xin lỗi người dân. Từ tuần này mỗi buổi sáng có một người trực từ 7 giờ, lãnh đạo kiểm tra đột xuất hằng tuần.',
    rating: 'dislike',
  },
  {
    about: 'rules',
    name: 'Ngô Minh Thẳng',
    phone: '0990000104',
    words:
      'Quy định của tỉnh về hỗ trợ học phí bắt nộp lại cùng một giấy xác nhận mỗi học kỳ. Đề nghị một năm chỉ nộp một lần.',
    daysAgo: 8,
    stop: 'answered',
    answer:
      'Cơ quan tiếp thu kiến nghị và sẽ trình sửa quy định theo hướng mỗi năm học nộp một lần, dự kiến trong quý tới.',
  },
  {
    about: 'rules',
    procedure: 'đăng ký kết hôn',
    name: 'Võ Thị Sum Vầy',
    phone: '0990000105',
    words:
      'Đăng ký kết hôn qua mạng xong vẫn phải tới xã hai lần, một lần ký và một lần nhận giấy. Đề nghị gộp thành một lần.',
    daysAgo: 5,
    stop: 'processing',
  },
  {
    about: 'staff',
    conduct: 'demands',
    name: 'Đỗ Văn Giấy',
    phone: '0990000106',
    words:
      'Cán bộ yêu cầu tôi nộp thêm giấy xác nhận của tổ dân phố, trong khi danh mục giấy tờ của thủ tục không có giấy này.',
    daysAgo: 3,
    stop: 'accepted',
  },
  {
    about: 'rules',
    name: 'Huỳnh Thị Vắn',
    phone: '0990000107',
    words: 'Thủ tục rườm rà quá, đề nghị tỉnh xem lại và sửa sớm.',
    daysAgo: 2,
    stop: 'incomplete',
  },
  {
    about: 'staff',
    conduct: 'demands',
    name: 'Bùi Văn Kín',
    phone: '0990000108',
    words:
      'Có người ở cơ quan gợi ý tôi đưa tiền để được giải quyết sớm. Tôi muốn việc này được điều tra và xử lý theo pháp luật.',
    daysAgo: 6,
    stop: 'ledAway',
  },
  {
    about: 'rules',
    procedure: 'đăng ký hộ kinh doanh',
    name: 'Mai Thị Hàng',
    phone: '0990000109',
    words:
      'Đăng ký hộ kinh doanh không hướng dẫn cách chọn mã ngành. Đề nghị có danh sách ngành thường gặp ngay trên biểu mẫu.',
    daysAgo: 0.4,
    stop: 'new',
  },
]
