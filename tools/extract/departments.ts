/**
 * The agencies of Bình Thuận in 2024 and the fields each is competent for, written by hand. Identification codes
 * follow the form of QĐ 20/2020/QĐ-TTg, but the province's own list is not public: all but `H11` are assumed.
 */
import type { Unit } from '../../src/kernel/packs.ts'

export const since = '2024-02-01'
type Agency = Pick<Unit, 'code' | 'name' | 'shortName' | 'kind'> & { parent?: string; desk?: string }

const centre = 'Trung tâm Phục vụ hành chính công tỉnh Bình Thuận'

export const agencies: readonly Agency[] = [
  { code: 'H11', name: 'Ủy ban nhân dân tỉnh Bình Thuận', shortName: 'UBND tỉnh', kind: 'province' },
  {
    code: 'H11.01',
    name: 'Văn phòng Ủy ban nhân dân tỉnh',
    shortName: 'Văn phòng UBND tỉnh',
    kind: 'department',
    parent: 'H11',
  },
  {
    code: 'H11.01.02',
    name: centre,
    shortName: 'Trung tâm PVHCC',
    kind: 'centre',
    parent: 'H11.01',
    desk: centre,
  },
  ...(
    [
      ['02', 'Sở Nội vụ'],
      ['03', 'Sở Tư pháp'],
      ['04', 'Sở Kế hoạch và Đầu tư', 'Sở KH&ĐT'],
      ['05', 'Sở Tài chính'],
      ['06', 'Sở Công Thương'],
      ['07', 'Sở Nông nghiệp và Phát triển nông thôn', 'Sở NN&PTNT'],
      ['08', 'Sở Giao thông vận tải', 'Sở GTVT'],
      ['09', 'Sở Xây dựng'],
      ['10', 'Sở Tài nguyên và Môi trường', 'Sở TN&MT'],
      ['11', 'Sở Thông tin và Truyền thông', 'Sở TT&TT'],
      ['12', 'Sở Lao động - Thương binh và Xã hội', 'Sở LĐ-TB&XH'],
      ['13', 'Sở Văn hóa, Thể thao và Du lịch', 'Sở VHTT&DL'],
      ['14', 'Sở Khoa học và Công nghệ', 'Sở KH&CN'],
      ['15', 'Sở Giáo dục và Đào tạo', 'Sở GD&ĐT'],
      ['16', 'Sở Y tế'],
      ['17', 'Sở Ngoại vụ'],
      ['18', 'Thanh tra tỉnh'],
      ['19', 'Ban Dân tộc'],
      ['20', 'Ban Quản lý các khu công nghiệp', 'Ban QLKCN'],
    ] as const
  ).map(
    ([code, name, shortName]): Agency => ({
      code: `H11.${code}`,
      name: `${name} tỉnh Bình Thuận`.replace('Thanh tra tỉnh tỉnh', 'Thanh tra tỉnh'),
      shortName: shortName ?? name,
      kind: 'department',
      parent: 'H11',
      desk: centre,
    }),
  ),
  {
    code: 'H11.10.20',
    name: 'Văn phòng Đăng ký đất đai tỉnh Bình Thuận',
    shortName: 'VP ĐKĐĐ',
    kind: 'division',
    parent: 'H11.10',
    desk: centre,
  },
  { code: 'G01.60', name: 'Công an tỉnh Bình Thuận', shortName: 'Công an tỉnh', kind: 'vertical' },
  { code: 'G12.TH60', name: 'Cục Thuế tỉnh Bình Thuận', shortName: 'Cục Thuế', kind: 'vertical' },
  { code: 'G12.KB60', name: 'Kho bạc Nhà nước Bình Thuận', shortName: 'Kho bạc', kind: 'vertical' },
  { code: 'G12.HQ60', name: 'Chi cục Hải quan Bình Thuận', shortName: 'Hải quan', kind: 'vertical' },
  { code: 'G12.DT60', name: 'Cục Dự trữ Nhà nước khu vực', shortName: 'Dự trữ Nhà nước', kind: 'vertical' },
  { code: 'G12.BH60', name: 'Bảo hiểm xã hội tỉnh Bình Thuận', shortName: 'BHXH tỉnh', kind: 'vertical' },
  {
    code: 'G15.60',
    name: 'Cục Thi hành án dân sự tỉnh Bình Thuận',
    shortName: 'Cục THADS',
    kind: 'vertical',
  },
  {
    code: 'G19.60',
    name: 'Ngân hàng Nhà nước chi nhánh tỉnh Bình Thuận',
    shortName: 'NHNN chi nhánh tỉnh',
    kind: 'vertical',
  },
  { code: 'A01.60', name: 'Tòa án nhân dân tỉnh Bình Thuận', shortName: 'Tòa án tỉnh', kind: 'vertical' },
]

const justice = 'Công chức Tư pháp - hộ tịch'
const land = 'Công chức Địa chính - xây dựng - đô thị và môi trường'
const social = 'Công chức Văn hóa - xã hội'
const finance = 'Công chức Tài chính - kế toán'
const office = 'Công chức Văn phòng - thống kê'
const police = 'Công an cấp xã'

type Competence = { department: string; communeOffice?: string; fields: readonly string[] }

/** Who is competent for which field of the national portal. A new field stops the extraction until it is placed. */
export const competences: readonly Competence[] = [
  {
    department: 'G01.60',
    communeOffice: police,
    fields: [
      'Bảo đảm an ninh hàng không',
      'Bảo đảm trật tự, an toàn giao thông đường bộ',
      'Chính sách',
      'Cấp, quản lý căn cước',
      'Khiếu nại, tố cáo',
      'Kiểm tra kiến thức pháp luật về trật tự, an toàn giao thông đường bộ',
      'Lý lịch tư pháp',
      'Phòng cháy, chữa cháy',
      'Quản lý ngành nghề đầu tư, kinh doanh có điều kiện về an ninh, trật tự',
      'Quản lý vũ khí, vật liệu nổ, công cụ hỗ trợ và pháo',
      'Quản lý xuất nhập cảnh',
      'Sát hạch, cấp giấy phép lái xe',
      'Tổ chức cai nghiên ma túy và quản lý sau cai nghiện',
      'Tổ chức, cán bộ',
      'Đăng ký, quản lý con dấu',
      'Đăng ký, quản lý cư trú',
      'Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng',
      'Định danh và xác thực điện tử',
    ],
  },
  {
    department: 'H11.12',
    communeOffice: social,
    fields: ['Người có công', 'Giảm nghèo', 'Kiểm định kỹ thuật an toàn lao động', 'Bảo trợ xã hội'],
  },
  {
    department: 'H11.10',
    communeOffice: land,
    fields: [
      'Biến đổi khí hậu',
      'Biển và hải đảo',
      'Bảo tồn thiên nhiên và Đa dạng sinh học',
      'Khí tượng, thủy văn',
      'Môi trường',
      'Tài nguyên nước',
      'Tổng hợp',
      'Đo đạc, bản đồ và thông tin địa lý',
      'Đất đai',
      'Địa chất và khoáng sản',
      'Tài chính đất đai',
      'Đăng ký biện pháp bảo đảm',
    ],
  },
  {
    department: 'H11.07',
    communeOffice: land,
    fields: [
      'Chăn nuôi',
      'Kinh tế hợp tác và Phát triển nông thôn',
      'Kiểm lâm',
      'Lâm nghiệp',
      'Nông nghiệp',
      'Quản lý chất lượng nông lâm sản và thủy sản',
      'Quản lý doanh nghiệp',
      'Quản lý Đê điều và Phòng, chống thiên tai',
      'Thú y',
      'Thủy lợi',
      'Thủy sản',
      'Trồng trọt',
      'Trồng trọt và Bảo vệ thực vật',
    ],
  },
  { department: 'H11.14', fields: ['Khoa học và Công nghệ', 'Khoa học công nghệ'] },
  {
    department: 'G12.BH60',
    fields: [
      'Chi trả các chế độ BHXH',
      'Cấp sổ BHXH, thẻ BHYT',
      'Thu BHXH, BHYT, BHTN, BH tai nạn lao động, BNN',
      'Thực hiện chính sách BHXH',
      'Thực hiện chính sách BHYT',
    ],
  },
  { department: 'G12.DT60', fields: ['Dự trữ'] },
  { department: 'G12.HQ60', fields: ['Hải quan'] },
  { department: 'G12.KB60', fields: ['Kho bạc Nhà nước'] },
  { department: 'G12.TH60', fields: ['Thuế'] },
  {
    department: 'H11.04',
    communeOffice: finance,
    fields: [
      'Chuyển đổi công ty nhà nước được thành lập và hoạt động theo Luật Doanh nghiệp nhà nước thành công ty trách nhiệm hữu hạn một thành viên tổ chức và hoạt động theo quy định tại Luật Doanh nghiệp',
      'Hỗ trợ doanh nghiệp',
      'Hỗ trợ doanh nghiệp nhỏ và vừa',
      'Hỗ trợ tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
      'Hỗ trợ đầu tư',
      'Quản lý chương trình mục tiêu quốc gia',
      'Thành lập và hoạt động của doanh nghiệp',
      'Thành lập và hoạt động của tổ hợp tác',
      'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
      'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)',
      'Thành lập và hoạt động doanh nghiệp xã hội',
      'Đấu thầu',
      'Đấu thầu lựa chọn nhà đầu tư',
      'Đầu tư bằng vốn hỗ trợ phát triển chính thức (ODA) và viện trợ không hoàn lại không thuộc hỗ trợ phát triển chính thức',
      'Đầu tư theo phương thức đối tác công tư',
      'Đầu tư tại Việt nam',
      'Đầu tư vào nông nghiệp, nông thôn',
    ],
  },
  { department: 'H11.20', fields: ['Quản lý nhà nước về khu công nghiệp, khu kinh tế'] },
  {
    department: 'H11.05',
    communeOffice: finance,
    fields: [
      'Bảo hiểm',
      'Chứng khoán',
      'Quản lý công sản',
      'Quản lý giá',
      'Quản lý thuế, phí, lệ phí và thu khác của ngân sách nhà nước',
      'Tin học - Thống kê',
      'Tài chính doanh nghiệp',
      'Tài chính ngân hàng',
    ],
  },
  {
    department: 'H11.03',
    communeOffice: justice,
    fields: [
      'Bồi thường nhà nước',
      'Chứng thực',
      'Công chứng',
      'Giám định tư pháp',
      'Hòa giải thương mại',
      'Hòa giải ở cơ sở',
      'Hỗ trợ pháp lý cho doanh nghiệp nhỏ và vừa',
      'Hộ tịch',
      'Luật sư',
      'Nuôi con nuôi',
      'Quản tài viên',
      'Quốc tịch',
      'Thừa phát lại',
      'Trọng tài thương mại',
      'Trợ giúp pháp lý',
      'Tư vấn pháp luật',
      'Đấu giá tài sản',
    ],
  },
  { department: 'G15.60', fields: ['Thi hành án dân sự'] },
  {
    department: 'H11.09',
    communeOffice: land,
    fields: [
      'Hoạt động xây dựng',
      'Hạ tầng kỹ thuật',
      'Kinh doanh bất động sản',
      'Kiến trúc',
      'Nhà ở và công sở',
      'Phát triển đô thị',
      'Quy hoạch đô thị và nông thôn',
      'Quản lý chất lượng công trình xây dựng',
      'Vật liệu xây dựng',
    ],
  },
  {
    department: 'H11.08',
    communeOffice: land,
    fields: ['Hàng hải và đường thủy nội địa', 'Đăng kiểm', 'Đường bộ', 'Đường sắt'],
  },
  {
    department: 'G19.60',
    fields: [
      'Hoạt động kho quỹ',
      'Hoạt động khác',
      'Hoạt động ngoại hối',
      'Hoạt động thanh toán',
      'Hoạt động thông tin tín dụng',
      'Hoạt động tiền tệ',
      'Hoạt động tín dụng',
      'Thành lập và hoạt động ngân hàng',
    ],
  },
  { department: 'A01.60', communeOffice: office, fields: ['Tòa án'] },
]

/** Fields whose catalogue is written by hand, because the portal's tables lack their ministry. */
export const writtenFields: readonly string[] = ['Bảo trợ xã hội']
