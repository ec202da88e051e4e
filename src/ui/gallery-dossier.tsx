/** What follows a submission, in one page of the gallery. All people and places are invented. */
import { ConfirmationPanel, LinkButton, SummaryList, TaskList } from './elements.tsx'
import { Notice } from './feedback.tsx'
import { PortalFrame } from './frame.tsx'
import { galleryDeadlines, galleryMoment } from './gallery.tsx'
import { Icon, iconNames } from './icons.tsx'
import { Disclosure, Section, WithAside } from './layout.tsx'
import { DeadlineTag, StatusTag } from './status.tsx'
import { Timeline } from './timeline.tsx'

/** A sent dossier, from its receipt to its rating. */
export function DossierGallery() {
  return (
    <PortalFrame breadcrumb={[{ href: '/tra-cuu', label: 'Tra cứu hồ sơ' }]}>
      <ConfirmationPanel
        title="Đã nộp hồ sơ"
        codeLabel="Mã hồ sơ"
        code="H00.1-261123-0042"
        qrLabel="Quét để theo dõi"
        qrSvg={sampleQr}
      >
        <p>Giấy tiếp nhận đã gửi đến 0900 000 000.</p>
      </ConfirmationPanel>
      <WithAside
        label="Hạn và nơi giữ"
        aside={
          <>
            <DeadlineTag deadline={{ state: 'near', days: 1 }} />
            <SummaryList
              rows={[
                { term: 'Hẹn trả', value: '17:00 ngày 25/11/2026' },
                { term: 'Người giữ', value: 'Trần Thị Mỹ Hạnh, công chức hộ tịch' },
                { term: 'Lệ phí', value: '0 đồng' },
              ]}
            />
          </>
        }
      >
        <Section id="life" title="Diễn biến hồ sơ">
          <Timeline
            label="Diễn biến hồ sơ"
            steps={[
              { title: 'Đã nộp', state: 'done', at: galleryMoment },
              {
                title: 'Đã tiếp nhận',
                state: 'done',
                at: galleryMoment,
                holder: 'Bộ phận một cửa phường Một',
              },
              {
                title: 'Đang kiểm tra giấy tờ',
                state: 'current',
                holder: 'Trần Thị Mỹ Hạnh',
                expected: 'Xong trước 24/11/2026',
              },
              { title: 'Ký giấy khai sinh', state: 'coming', expected: 'Dự kiến 25/11/2026' },
              { title: 'Trả kết quả', state: 'coming' },
            ]}
          />
        </Section>
        <Section id="answers" title="Câu trả lời đã nộp">
          <SummaryList
            rows={[
              { term: 'Họ và tên trẻ', value: 'Nguyễn Phước Ưởng', action: { href: '/sua/1', label: 'Sửa' } },
              { term: 'Ngày sinh', value: '20/11/2026', action: { href: '/sua/2', label: 'Sửa' } },
            ]}
          />
        </Section>
        <Section id="todo" title="Việc còn lại">
          <TaskList
            tasks={[
              { label: 'Thông tin của trẻ', href: '/b/1', state: 'done' },
              { label: 'Giấy chứng sinh', href: '/b/2', state: 'error', hint: 'Trang 2 bị mờ' },
              { label: 'Cách nhận kết quả', href: '/b/3', state: 'todo' },
              { label: 'Kiểm tra và nộp', href: '/b/4', state: 'blocked' },
            ]}
          />
        </Section>
      </WithAside>
      <Section id="states" title="Trạng thái">
        <div class="tags">
          {galleryDeadlines.map((deadline) => (
            <DeadlineTag key={deadline.state} deadline={deadline} />
          ))}
          {galleryDeadlines.slice(0, 5).map((deadline) => (
            <DeadlineTag key={deadline.state} deadline={deadline} isSolid />
          ))}
          <StatusTag tone="progress">Đang xử lý</StatusTag>
        </div>
        <Notice title="Đã lưu.">Bạn có thể rời trang này.</Notice>
        <Notice tone="success" title="Đã nhận tiền." isResult />
        <Notice tone="warning" title="Còn thiếu một giấy.">
          Nộp trước 17:00 ngày 25/11/2026.
        </Notice>
        <Notice tone="danger" title="Chưa gửi được.">
          Kiểm tra mạng rồi bấm Nộp hồ sơ. Bản nháp vẫn còn.
        </Notice>
        <Disclosure summary="Vì sao hẹn ngày này?">
          <p>Nhận lúc 14:05 thứ Hai, tính từ ngày làm việc sau.</p>
        </Disclosure>
        <LinkButton href="/tai" kind="secondary" icon="download">
          Tải giấy tiếp nhận
        </LinkButton>
      </Section>
      <Section id="icons" title="Biểu tượng">
        <div class="tags">
          {iconNames.map((name) => (
            <Icon key={name} name={name} />
          ))}
        </div>
      </Section>
    </PortalFrame>
  )
}

const sampleQr =
  '<svg viewBox="0 0 21 21" shape-rendering="crispEdges"><path d="M0 0h7v7H0zM14 0h7v7h-7zM0 14h7v7H0zM9 1h2v3H9zM8 8h4v5H8zM15 9h3v2h-3zM13 14h2v6h-2zM17 15h3v3h-3z"/></svg>'
