import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Kiểm tra tại chỗ', en: 'Inspections on site' },
  lead: {
    vi: 'Mở trang này khi còn mạng, rồi mang máy đi. Các biên bản mở được và ghi được khi không có mạng; có mạng lại thì tự gửi.',
    en: 'Open this page while there is a line, then take the device along. Reports open and are filled in without one, and go by themselves later.',
  },
  empty: { vi: 'Không có nơi nào cần đến.', en: 'There is no place to go to.' },
  due: { vi: 'Hạn của bước', en: 'Step due' },
  open: { vi: (code: string) => `Ghi biên bản ${code}`, en: (code) => `Write the report of ${code}` },
  free: { vi: 'Chưa ai nhận', en: 'Nobody has taken it' },
  back: { vi: 'Về danh sách nơi cần đến', en: 'Back to the list of places' },
  phone: { vi: 'Điện thoại', en: 'Phone' },
  address: { vi: 'Địa chỉ', en: 'Address' },
  applicant: { vi: 'Người nộp', en: 'Applicant' },
  atPlace: {
    vi: 'Tại nơi kiểm tra, bấm “Lấy vị trí đang đứng” để điền tọa độ.',
    en: 'At the place, press “Use where I stand” to fill in the coordinates.',
  },
})
