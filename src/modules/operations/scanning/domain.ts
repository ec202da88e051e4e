/** What a person is told whose file turned out to be malware after it was taken. Pure. */

import { defineNotices } from '#modules/notifications/api.ts'

export const notices = defineNotices('scanning', {
  quarantined: {
    subject: ['Một tệp đã gửi bị cách ly', 'A file that you sent was set apart'],
    body: [
      'Tệp “{name}” ông/bà đã gửi có mã độc ({found}) nên không ai mở được. Hồ sơ vẫn được giữ nguyên ngày nộp. Quét virus máy của mình, rồi gửi lại giấy tờ này khi cơ quan yêu cầu bổ sung.',
      'The file “{name}” that you sent carries malware ({found}); nobody can open it. Your dossier keeps its day. Scan your device, and send the paper again when the agency asks for it.',
    ],
  },
})
