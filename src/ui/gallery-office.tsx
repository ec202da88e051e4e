/** Every component of the office in one page. All people and places are invented. */
import { Select } from './choices.tsx'
import { DocumentViewer, SignatureBlock } from './documents.tsx'
import { Button, ButtonGroup, KeyFigure, KeyFigures, SummaryList } from './elements.tsx'
import { TextInput } from './forms.tsx'
import { galleryDeadlines } from './gallery.tsx'
import { PageHead, Section, SplitView } from './layout.tsx'
import { OfficeFrame } from './office-frame.tsx'
import { DeadlineTag, StatusTag } from './status.tsx'
import { BulkActionForm, type Column, FilterBar, Pagination, Table } from './tables.tsx'
import { CommentThread } from './timeline.tsx'

type Row = { readonly code: string; readonly name: string; readonly service: string; readonly index: number }

const services = ['Đăng ký khai sinh', 'Xác nhận tình trạng hôn nhân', 'Cấp phép xây dựng nhà ở riêng lẻ']
const names = [
  'Nguyễn Phước Ưởng',
  'Trần Thị Mỹ Hạnh',
  'Công ty TNHH Một thành viên Nước mắm Cồn Cát',
  'Đặng Ẫn',
  'Lê Ngọc Quỳnh Như',
]
const rows: readonly Row[] = Array.from({ length: 7 }, (_, index) => ({
  code: `H00.1-261123-00${40 + index}`,
  name: names[index % names.length] ?? '',
  service: services[index % services.length] ?? '',
  index,
}))

const columns: readonly Column<Row>[] = [
  {
    key: 'code',
    label: 'Mã hồ sơ',
    isRowHead: true,
    isCode: true,
    cell: (row) => <a href={`/lam-viec/${row.code}`}>{row.code}</a>,
  },
  { key: 'name', label: 'Người nộp', cell: (row) => row.name, sortHref: '?xep=ten' },
  { key: 'service', label: 'Thủ tục', cell: (row) => row.service, isSecondary: true },
  {
    key: 'due',
    label: 'Hạn',
    sortHref: '?xep=-han',
    sorted: 'ascending',
    cell: (row) => <DeadlineTag deadline={galleryDeadlines[row.index] ?? { state: 'done' }} />,
  },
  { key: 'fee', label: 'Phí (đồng)', isFigure: true, cell: (row) => `${row.index * 50}.000` },
]

/** Hàng việc: figures, filters, the list and acts on chosen rows. */
export function QueueGallery() {
  return (
    <OfficeFrame breadcrumb={[{ href: '/lam-viec', label: 'Việc của tôi' }]}>
      <PageHead
        title="Hồ sơ chờ xử lý"
        kicker="UBND phường Một"
        actions={
          <Button kind="secondary" icon="print">
            In danh sách
          </Button>
        }
      />
      <KeyFigures>
        <KeyFigure label="Đang giữ" value="42" unit="hồ sơ" href="/lam-viec" />
        <KeyFigure label="Hạn hôm nay" value="3" unit="hồ sơ" />
        <KeyFigure label="Đúng hạn tháng này" value="97,4%" note="+3,2 điểm % so với tháng 10" />
        <KeyFigure label="Quá hạn" value="1" unit="hồ sơ" />
      </KeyFigures>
      <FilterBar
        action="/lam-viec"
        chips={[{ label: 'Lĩnh vực: Hộ tịch', removeHref: '/lam-viec' }]}
        clearHref="/lam-viec"
      >
        <TextInput name="q" label="Mã hoặc tên" isOptional={false} />
        <Select
          name="field"
          label="Lĩnh vực"
          value="ht"
          choices={[
            { value: 'ht', label: 'Hộ tịch' },
            { value: 'xd', label: 'Xây dựng' },
          ]}
        />
      </FilterBar>
      <BulkActionForm action="/lam-viec/chuyen" actions={<Button kind="secondary">Chuyển bước sau</Button>}>
        <Table
          caption="Hồ sơ đang giữ"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.code}
          empty={<p>Không còn hồ sơ nào chờ.</p>}
          selection={{
            name: 'dossier',
            value: (row) => row.code,
            label: (row) => row.code,
            chosen: [rows[1]?.code ?? ''],
          }}
          foot="Số liệu đến 14:05 ngày 23/11/2026."
        />
      </BulkActionForm>
      <Pagination nextHref="?sau=1" previousHref="?truoc=1" summary="8–14 trên 42 hồ sơ" />
      <Table
        caption="Hồ sơ trống"
        columns={columns}
        rows={[]}
        rowKey={(row) => row.code}
        empty={<p>Không có hồ sơ nào khớp. Bỏ bớt điều kiện lọc.</p>}
      />
    </OfficeFrame>
  )
}

/** One dossier beside its list. */
export function SplitGallery() {
  return (
    <OfficeFrame>
      <SplitView
        listLabel="Danh sách hồ sơ"
        hasOpen
        list={
          <Table
            caption="Việc của tôi"
            columns={columns.filter(({ key }) => key === 'code' || key === 'due')}
            rows={rows}
            rowKey={(row) => row.code}
            empty={<p>Không còn hồ sơ nào chờ.</p>}
            isCurrent={(row) => row.index === 2}
          />
        }
      >
        <PageHead
          title="Cấp phép xây dựng nhà ở riêng lẻ"
          kicker="H00.1-261123-0042"
          tags={
            <>
              <DeadlineTag deadline={{ state: 'today' }} isSolid />
              <StatusTag tone="progress">Đang thẩm định</StatusTag>
            </>
          }
        />
        <ButtonGroup>
          <Button shortcut="D">Trình ký</Button>
          <Button kind="secondary">Yêu cầu bổ sung</Button>
          <Button kind="danger">Từ chối</Button>
        </ButtonGroup>
        <Section id="form" title="Tờ khai">
          <SummaryList
            rows={[
              { term: 'Chủ đầu tư', value: names[2] },
              { term: 'Diện tích', value: '120,5 m²' },
              { term: 'Nơi xây', value: 'Xã Gió, huyện Cồn Cát' },
            ]}
          />
        </Section>
        <Section id="paper" title="Giấy tờ">
          <DocumentViewer
            title="Bản vẽ mặt bằng"
            href="/tep/1.pdf"
            contentType="application/pdf"
            pages={[{ imageHref: '/tep/1.svg', width: 420, height: 594, text: 'Bản vẽ tỷ lệ 1/100.' }]}
          />
          <SignatureBlock
            signature={{
              validity: 'valid',
              signer: 'Phạm Văn Đức',
              post: 'Chủ tịch UBND phường Một',
              signedAt: new Date('2026-11-23T07:05:00Z'),
              certificate: 'CA chuyên dùng, đến 01/01/2028',
              statement: 'Tài liệu chưa bị sửa từ khi ký.',
            }}
          />
          <SignatureBlock
            signature={{
              validity: 'invalid',
              signer: 'Phạm Văn Đức',
              signedAt: new Date('2026-11-23T07:05:00Z'),
              statement: 'Tài liệu đã bị sửa sau khi ký. Đề nghị người nộp gửi lại bản gốc.',
            }}
          />
        </Section>
        <Section id="talk" title="Ý kiến">
          <CommentThread
            empty="Chưa có ý kiến nào."
            comments={[
              {
                author: 'Trần Thị Mỹ Hạnh',
                post: 'Công chức địa chính',
                at: new Date('2026-11-23T03:00:00Z'),
                body: 'Đã đi kiểm tra thực địa.\nRanh giới đúng bản đồ.',
                internalNote: 'Nội bộ',
              },
              { author: 'Đặng Ẫn', at: new Date('2026-11-23T04:00:00Z'), body: 'Đồng ý trình ký.' },
            ]}
          />
        </Section>
      </SplitView>
    </OfficeFrame>
  )
}

/** What the officer of the gallery may reach. */
export const officeNavigation = [
  { href: '/lam-viec', label: 'Việc của tôi', icon: 'inbox', count: 42, group: 'Hồ sơ' },
  { href: '/mot-cua', label: 'Tiếp nhận tại quầy', icon: 'add', group: 'Hồ sơ' },
  { href: '/ky-so', label: 'Ký số', icon: 'pen', count: 3, group: 'Hồ sơ' },
  { href: '/van-ban', label: 'Văn bản đến, đi', icon: 'mail', group: 'Điều hành' },
  { href: '/bao-cao', label: 'Báo cáo', icon: 'chart', group: 'Điều hành' },
  { href: '/du-lieu', label: 'Cơ sở dữ liệu', icon: 'folder', group: 'Điều hành' },
] as const
