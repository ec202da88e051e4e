/** Words of what need not be said again. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  known: { vi: 'Nhà nước đã biết', en: 'The State knows already' },
  knownLead: {
    vi: 'Không phải khai lại. Xem qua rồi bấm tiếp.',
    en: 'You need not say it again. Look it through and go on.',
  },
  notRight: { vi: 'Không đúng?', en: 'Not right?' },
  confirm: { vi: 'Đúng, tiếp tục', en: 'Right, continue' },
  objected: {
    vi: (request: string, words: string, known: string) =>
      `Ông/bà đã báo không đúng (yêu cầu ${request}). ${words} ghi: ${known}.`,
    en: (request, words, known) => `You said it is wrong (request ${request}). ${words}: ${known}.`,
  },
  differs: {
    vi: (words: string, value: string) => `${words} lại ghi: ${value}.`,
    en: (words, value) => `But ${words} says: ${value}.`,
  },
  away: {
    vi: (register: string) => `${register} chưa trả lời nên ông/bà tự khai. Hồ sơ vẫn nộp được như thường.`,
    en: (register) => `${register} does not answer, so please fill it in yourself. Nothing is held up.`,
  },
  nothing: {
    vi: (register: string) =>
      `${register} không thấy đúng cả số định danh, họ tên và ngày sinh của tài khoản. Ông/bà tự khai; hồ sơ vẫn nộp được.`,
    en: (register) =>
      `${register} has nobody with number, name and birth date of your account. Please fill it in yourself.`,
  },
  vouched: {
    vi: (words: string, legal: string) => `Không phải nộp. ${words}. Căn cứ ${legal}.`,
    en: (words, legal) => `Not needed. ${words}. Under ${legal}.`,
  },
  callNumber: { vi: (id: string) => `Số trong nhật ký trao đổi: ${id}`, en: (id) => `Exchange log: ${id}` },
  paperAway: {
    vi: (register: string) => `${register} chưa trả lời, nên cần bản chụp giấy này.`,
    en: (register) => `${register} does not answer, so a picture of this paper is needed.`,
  },
  paperDenied: {
    vi: (register: string) =>
      `${register} không xác nhận được theo những gì ông/bà đã khai, nên cần bản chụp giấy này.`,
    en: (register) => `${register} could not confirm it from what you said, so a picture is needed.`,
  },
  willAsk: {
    vi: (registers: string, laws: string) =>
      `Khi bấm “Bắt đầu”, hệ thống hỏi ${registers} về chính ông/bà để điền sẵn, theo ${laws}. Lượt hỏi được ghi ở mục “Ai đã xem dữ liệu của tôi”.`,
    en: (registers, laws) =>
      `When you press “Begin”, ${registers} is asked about yourself to fill in what it knows, under ${laws}. You see it under “Who looked at my data”.`,
  },
  mayDrop: {
    vi: (register: string) => `(không phải nộp nếu ${register} xác nhận)`,
    en: (register) => `(not needed if ${register} confirms it)`,
  },
})
