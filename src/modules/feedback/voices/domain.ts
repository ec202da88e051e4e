/** Ghi âm thay cho lời viết. */

import { defineRefusals } from '#kernel/errors.ts'
import { defineTexts } from '#kernel/text.ts'

export const voiceSecondsMax = 180
export const voiceMegabytesMax = 4

export const texts = defineTexts({
  label: { vi: 'Ghi âm', en: 'Recording' },
  hint: {
    vi: (minutes: number) =>
      `Nói thay cho viết, nhiều nhất ${minutes} phút. Chỉ nơi tiếp nhận nghe và ghi lại thành lời; bản ghi âm không được công khai.`,
    en: (minutes) =>
      `Speak instead of writing, at most ${minutes} minutes. Only the desk hears it and writes it down; it is never published.`,
  },
  again: {
    vi: 'Bản ghi âm chưa được giữ. Ghi hoặc chọn lại sau khi sửa các ô bên dưới.',
    en: 'The recording was not kept. Record or choose it again once the fields below are right.',
  },
  kept: { vi: 'Có ghi âm', en: 'With a recording' },
  unheard: { vi: 'Có ghi âm, chưa ghi lại thành lời', en: 'With a recording that was not written down yet' },
  title: { vi: 'Ghi âm của người gửi', en: 'What the sender said' },
  lead: {
    vi: 'Nghe rồi ghi lại thành lời. Đơn vị xử lý chỉ đọc lời ghi lại; mỗi lần mở nghe đều được ghi.',
    en: 'Listen, then write it down. The unit reads what you write; every listening is written down.',
  },
  length: {
    vi: (seconds: number) => `Dài khoảng ${seconds} giây.`,
    en: (seconds) => `Some ${seconds} seconds.`,
  },
  listen: { vi: 'Mở để nghe', en: 'Listen' },
  transcript: { vi: 'Lời ghi lại', en: 'What was said' },
  transcriptHint: {
    vi: 'Ghi đúng ý người gửi. Lời này là nội dung phản ánh; lời công khai soạn riêng khi tiếp nhận.',
    en: 'Write what the sender means. It is the text of the report; what everyone reads is written on acceptance.',
  },
  save: { vi: 'Lưu lời ghi lại', en: 'Keep what was said' },
})

export const voiceRefusal = defineRefusals('feedback', {
  notARecording: [
    'invalid',
    'Tệp “{name}” không phải bản ghi âm (MP3, M4A, OGG, WebM). Ghi âm lại, chọn tệp khác hoặc viết.',
    'The file “{name}” is no recording (MP3, M4A, OGG, WebM). Record again, choose another or write.',
  ],
  recordingTooLong: [
    'invalid',
    'Bản ghi âm quá dài. Ghi nhiều nhất {minutes} phút, {megabytes} MB.',
    'The recording is too long. At most {minutes} minutes and {megabytes} MB.',
  ],
  transcriptNeeded: [
    'invalid',
    'Ghi lại lời của người gửi, ít nhất 10 chữ cái.',
    'Write down what the sender said, in at least 10 letters.',
  ],
})
