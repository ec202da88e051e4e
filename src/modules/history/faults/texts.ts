import { defineTexts } from '#kernel/text.ts'

const many = (vi: string, en: string) => ({
  vi: (count: string) => `${count} ${vi}`,
  en: (count: string) => `${count} ${en}`,
})

/** What a person should know of a log before it is loaded: what was counted how, and what was left out. */
export const remarkTexts = defineTexts({
  duplicates: many(
    'sự kiện giống hệt sự kiện khác của cùng hồ sơ: chỉ nạp một lần.',
    'events say the very same as another of their case: they are loaded once.',
  ),
  skipped: many(
    'sự kiện không nạp, vì hoạt động được chọn bỏ qua hoặc hồ sơ đã kết thúc.',
    'events are left out, by choice or because their case had ended.',
  ),
  lifecycles: many(
    'hồ sơ có sự kiện không phải bắt đầu hay hoàn thành (như giao việc, tạm dừng máy): không nạp các sự kiện ấy.',
    'cases have events that neither begin nor complete work; those are left out.',
  ),
  noReception: many(
    'hồ sơ không có lúc tiếp nhận: tính hạn từ sự kiện đầu tiên.',
    'cases do not say when they were accepted: their date counts from the first event.',
  ),
  resumedByWork: many(
    'hồ sơ đang chờ bổ sung hay nộp tiền mà có việc tiếp theo: tính hạn tiếp từ việc ấy.',
    'cases went on while waiting for the applicant: the clock goes on from there.',
  ),
  unfinished: many('hồ sơ chưa có kết thúc trong tệp.', 'cases have no end in the file.'),
  afterEnd: many(
    'hồ sơ còn sự kiện sau khi kết thúc: không nạp các sự kiện ấy.',
    'cases have events after their end; those are left out.',
  ),
  noCalendar: many(
    'hồ sơ ở ngoài những năm có lịch làm việc trong gói tỉnh: vẫn nạp nhưng không tính được hạn. Thêm calendar/<năm>.json vào gói tỉnh, rồi nhập lại, để tính.',
    'cases lie outside the years of the calendar: they are loaded without a date. Add the years to the pack and import again.',
  ),
  foreignResources: many(
    'người hay cơ quan không có ở đây: giữ tên cũ, ghi ở cơ quan giải quyết.',
    'resources are unknown here: their names are kept and their work is shown at the agency.',
  ),
  unknownChannel: many(
    'hồ sơ không ghi cách nộp: coi là nộp trực tiếp.',
    'cases do not name a channel: taken as filed at the desk.',
  ),
})
