/** Tin báo của kiến nghị, to whoever sent one with an account and to those who are given it. */

import { defineNotices } from '#modules/notifications/api.ts'

export const notices = defineNotices('petitions', {
  accepted: {
    subject: ['Kiến nghị {code} đã được tiếp nhận', 'Petition {code} was accepted'],
    body: [
      'Mở để xem cơ quan xử lý và hạn trả lời.',
      'Open it to see which agency has it and by when it answers.',
    ],
  },
  askedMore: {
    subject: ['Kiến nghị {code} cần bổ sung', 'Petition {code} has to be completed'],
    body: ['Mở để xem cần bổ sung điều gì và đến ngày nào.', 'Open it to see what is missing, and by when.'],
  },
  ended: {
    subject: ['Kiến nghị {code} không được xử lý ở đây', 'Petition {code} is not handled here'],
    body: ['Mở để xem lý do và nơi cần gửi.', 'Open it to see why, and where to go instead.'],
  },
  published: {
    subject: ['Kiến nghị {code} đã có câu trả lời', 'Petition {code} was answered'],
    body: ['Mở để đọc câu trả lời và đánh giá.', 'Open it to read the answer and rate it.'],
  },
  given: {
    subject: ['Kiến nghị {code} được giao cho cơ quan', 'Petition {code} was given to your agency'],
    body: [
      'Nhận xử lý, hoặc trả lại nếu không thuộc thẩm quyền.',
      'Take it, or give it back if it is not yours.',
    ],
  },
})
