/** Every component of the portal in one page, for developers, tests and pictures. All people and places are invented. */
import type { PageContext } from '#kernel/page.tsx'
import { Checkbox, Checkboxes, Radios, Select } from './choices.tsx'
import { BackLink, Button, ButtonGroup, LinkTile, LinkTiles, SummaryCard, SummaryList } from './elements.tsx'
import { Banner, ErrorSummary, HelpfulQuestion, SaveIndicator } from './feedback.tsx'
import { TextArea, TextInput } from './forms.tsx'
import { PortalFrame } from './frame.tsx'
import { frameLinks, SearchForm } from './frame-parts.tsx'

import { Hero, Section } from './layout.tsx'
import {
  AddressInput,
  DateInput,
  FullNameInput,
  IdentityNumberInput,
  MoneyInput,
  PhoneInput,
} from './people-inputs.tsx'
import { type Deadline, DeadlineTag } from './status.tsx'

import { FileUpload } from './upload.tsx'

/** A page context with invented surroundings; `assets` decides where styles come from. */
export function galleryContext(changes: Partial<PageContext> & Pick<PageContext, 'assets'>): PageContext {
  let requests = 0
  return {
    language: 'vi',
    csrfToken: 'gallery-token',
    path: '/thu-tuc/ho-tich?trang=1',
    theme: undefined,
    textSize: 'normal',
    actorKind: 'visitor',
    province: {
      name: 'Tỉnh Ví Dụ',
      responsibleBody: 'Trung tâm Phục vụ hành chính công tỉnh Ví Dụ',
      address: 'Số 1, đường Bờ Biển, phường Một, thành phố Ví Dụ',
      hotline: '1900 0000',
      email: 'hoidap@vidu.example',
      openingHours: 'Thứ Hai đến thứ Sáu, 7:00–11:30 và 13:30–17:00',
    },
    navigation: [
      { href: '/thu-tuc', label: 'Thủ tục' },
      { href: '/tra-cuu', label: 'Tra cứu hồ sơ' },
      { href: '/thanh-toan', label: 'Thanh toán' },
      { href: '/phan-anh', label: 'Phản ánh, kiến nghị' },
      { href: '/so-lieu', label: 'Số liệu' },
    ],
    footerLinks: [
      { href: '/gioi-thieu', label: 'Về cổng này' },
      { href: '/du-lieu-ca-nhan', label: 'Bảo vệ dữ liệu cá nhân' },
      { href: '/tiep-can', label: 'Khả năng tiếp cận' },
    ],
    newRequestId: () => `00000000-0000-4000-8000-${String((requests += 1)).padStart(12, '0')}`,
    ...changes,
  }
}

export const galleryDeadlines: readonly Deadline[] = [
  { state: 'onTime', days: 5 },
  { state: 'near', days: 0, hours: 6 },
  { state: 'today' },
  { state: 'overdue', days: 2 },
  { state: 'stopped', awaited: 'người nộp bổ sung' },
  { state: 'done' },
  { state: 'unsent' },
]

/** A moment that the pages of the gallery speak of. */
export const galleryMoment = new Date('2026-11-23T07:05:00Z')

/** Trang chủ: what a person meets first. */
export function HomeGallery() {
  return (
    <PortalFrame
      hidesSearch
      hero={
        <Hero
          title="Bạn cần làm việc gì?"
          lead="Viết bằng lời của mình. Không cần biết tên thủ tục."
          aside={
            <form method="get" action="/tra-cuu" class="stack">
              <h2>Hồ sơ đến đâu rồi?</h2>
              <TextInput name="code" label="Mã hồ sơ" hint="Ghi trên giấy hẹn, bắt đầu bằng chữ H." />
              <Button kind="secondary">Xem hồ sơ</Button>
            </form>
          }
        >
          <SearchForm
            action={frameLinks.search}
            id="search"
            isLarge
            label="Ví dụ: làm giấy khai sinh cho con"
          />
        </Hero>
      }
    >
      <Section id="events" title="Theo việc trong đời">
        <LinkTiles>
          <LinkTile href="/v/1" icon="person" title="Sinh con">
            Khai sinh, thẻ bảo hiểm, nơi ở
          </LinkTile>
          <LinkTile href="/v/2" icon="home" title="Nhà và đất">
            Giấy chứng nhận, chuyển nhượng, xây dựng
          </LinkTile>
          <LinkTile href="/v/3" icon="building" title="Mở hộ kinh doanh">
            Đăng ký, thuế, giấy phép con
          </LinkTile>
          <LinkTile href="/v/4" icon="seal" title="Chứng thực">
            Bản sao, chữ ký, hợp đồng
          </LinkTile>
          <LinkTile href="/v/5" icon="map" title="Biển và tàu cá">
            Đăng ký tàu, giấy phép khai thác
          </LinkTile>
          <LinkTile href="/v/6" icon="team" title="Trợ cấp, chính sách">
            Người cao tuổi, người có công, hộ nghèo
          </LinkTile>
        </LinkTiles>
      </Section>
      <Section id="mine" title="Hồ sơ của tôi">
        <SummaryCard
          title="Đăng ký khai sinh cho Nguyễn Phước Ưởng"
          href="/ho-so/1"
          tag={<DeadlineTag deadline={{ state: 'onTime', days: 2 }} />}
        >
          <SummaryList
            rows={[
              { term: 'Mã hồ sơ', value: 'H00.1-261123-0042' },
              { term: 'Đang ở', value: 'UBND phường Một' },
              { term: 'Hẹn trả', value: '17:00 ngày 25/11/2026' },
            ]}
          />
        </SummaryCard>
      </Section>
      <HelpfulQuestion action="/phan-hoi" path="/" />
    </PortalFrame>
  )
}

/** A question page with everything that can be asked, sent back with faults. */
export function FormGallery() {
  const communes = [
    {
      label: 'Thành phố Ví Dụ',
      choices: [
        { value: '00001', label: 'Phường Một' },
        { value: '00002', label: 'Phường Hai' },
      ],
    },
    { label: 'Huyện Cồn Cát', choices: [{ value: '00003', label: 'Xã Gió' }] },
  ]
  return (
    <PortalFrame
      breadcrumb={[
        { href: '/thu-tuc', label: 'Thủ tục' },
        { href: '/thu-tuc/ho-tich', label: 'Hộ tịch' },
      ]}
      banner={<Banner label="Bản tập huấn.">Số liệu ở đây là giả định.</Banner>}
    >
      <div class="question stack">
        <BackLink href="/thu-tuc">Quay lại</BackLink>
        <ErrorSummary
          errors={[
            { name: 'identity', message: 'Số căn cước có 12 chữ số. Bạn mới nhập 11.' },
            { name: 'birthday', message: 'Tháng 2 năm 2026 không có ngày 30.' },
            { name: 'papers', message: 'Ảnh trang 2 bị mờ. Chụp lại ở nơi đủ sáng.' },
          ]}
        />
        <h1>Thông tin của trẻ</h1>
        <SaveIndicator state={{ kind: 'saved', at: galleryMoment }} />
        <SaveIndicator state={{ kind: 'unsent' }} />
        <FullNameInput
          name="fullName"
          label="Họ và tên"
          hint="Như trên giấy tờ, có dấu."
          value='Nguyễn "Ưởng" <Ẫn>'
          isOwn={false}
        />
        <IdentityNumberInput
          name="identity"
          label="Số căn cước của mẹ"
          value="07912345678"
          error="Số căn cước có 12 chữ số. Bạn mới nhập 11."
        />
        <DateInput
          name="birthday"
          label="Ngày sinh"
          hint="Ví dụ: 23 11 2026"
          value={{ day: '30', month: '2', year: '2026' }}
          error="Tháng 2 năm 2026 không có ngày 30."
        />
        <PhoneInput name="phone" label="Số điện thoại" value="0900 000 000" />
        <AddressInput name="home" label="Nơi ở hiện nay" groups={communes} value={{ commune: '00002' }} />
        <MoneyInput name="income" label="Thu nhập một tháng" value={12_500_000} isOptional />
        <Radios
          name="delivery"
          label="Nhận kết quả ở đâu?"
          value="post"
          choices={[
            { value: 'desk', label: 'Tại bộ phận một cửa' },
            { value: 'post', label: 'Qua bưu điện', hint: 'Phí 26.000 đồng, 2 ngày.' },
            { value: 'boat', label: 'Theo tàu ra đảo', isDisabled: true },
          ]}
        />
        <Checkboxes
          name="copies"
          label="Giấy tờ muốn nhận thêm"
          isOptional
          values={['a']}
          choices={[
            { value: 'a', label: 'Bản sao trích lục' },
            { value: 'b', label: 'Bản điện tử có chữ ký số' },
          ]}
        />
        <Select
          name="relation"
          label="Quan hệ với trẻ"
          choices={['Cha', 'Mẹ', 'Ông', 'Bà', 'Người giám hộ'].map((label) => ({ value: label, label }))}
        />
        <TextArea
          name="note"
          label="Điều cần nói thêm"
          isOptional
          maxLength={500}
          value="Gia đình ở trên đảo."
        />
        <TextInput
          name="readOnly"
          label="Nơi sinh (từ cơ sở dữ liệu)"
          value="Bệnh viện đa khoa tỉnh Ví Dụ"
          isReadOnly
        />
        <FileUpload
          name="papers"
          label="Giấy chứng sinh"
          megabytesMax={20}
          error="Ảnh trang 2 bị mờ. Chụp lại ở nơi đủ sáng."
          acts={{ name: 'act', remove: (id) => `remove:${id}` }}
          files={[
            {
              id: '1',
              name: 'giay-chung-sinh-trang-1.jpg',
              bytes: 812_000,
              href: '/tep/1',
              note: 'đọc được',
            },
            {
              id: '2',
              name: 'giay-chung-sinh-trang-2.jpg',
              bytes: 790_000,
              href: '/tep/2',
              error: 'Ảnh bị mờ.',
            },
          ]}
        />
        <Checkbox
          name="consent"
          label="Tôi đồng ý cho tra giấy kết hôn để điền sẵn."
          hint="Chỉ dùng cho hồ sơ này."
        />
        <ButtonGroup>
          <Button>Lưu và tiếp tục</Button>
          <Button kind="secondary">Lưu, làm sau</Button>
          <Button kind="quiet">Xem trước</Button>
          <Button kind="danger" icon="delete">
            Xóa bản nháp
          </Button>
          <Button kind="secondary" isDisabled>
            Nộp hồ sơ
          </Button>
        </ButtonGroup>
      </div>
    </PortalFrame>
  )
}
