/** Words of guides. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Hướng dẫn', en: 'Guides' },
  lead: {
    vi: 'Từng việc, vài bước ngắn, có bản đọc cho người thích nghe.',
    en: 'One thing at a time, in a few short steps; some can be listened to.',
  },
  description: {
    vi: 'Hướng dẫn làm thủ tục và các việc thường gặp.',
    en: 'Guides to procedures and everyday matters.',
  },
  list: { vi: 'Các hướng dẫn', en: 'All guides' },
  empty: { vi: 'Chưa có hướng dẫn nào.', en: 'No guides yet.' },
  steps: { vi: 'Các bước', en: 'Steps' },
  listen: { vi: 'Nghe hướng dẫn', en: 'Listen' },
  vi: { vi: 'Tiếng Việt', en: 'Vietnamese' },
  cham: { vi: 'Tiếng Chăm', en: 'Chăm' },
  koho: { vi: 'Tiếng K’Ho', en: 'K’Ho' },
  raglai: { vi: 'Tiếng Raglai', en: 'Raglai' },
  download: { vi: 'Tải bản đọc', en: 'Download the recording' },
  procedures: { vi: 'Làm thủ tục', en: 'Begin the procedure' },
  events: { vi: 'Việc trong đời', en: 'Events in life' },
  withdrawn: { vi: 'Hướng dẫn này đã được rút', en: 'This guide was withdrawn' },
  why: { vi: 'Lý do', en: 'Reason' },
  back: { vi: 'Về danh sách hướng dẫn', en: 'Back to the guides' },
  spokenIn: {
    vi: (tongues: string) => `Có bản đọc: ${tongues}`,
    en: (tongues: string) => `To listen to in ${tongues}`,
  },
  fieldTitle: { vi: 'Tên hướng dẫn', en: 'Title' },
  fieldLead: { vi: 'Dành cho ai, làm được gì', en: 'For whom, and what it is for' },
  step: { vi: (number: number) => `Bước ${number}`, en: (number: number) => `Step ${number}` },
  stepPicture: {
    vi: (number: number) => `Ảnh của bước ${number}`,
    en: (number: number) => `Picture of step ${number}`,
  },
  stepHint: {
    vi: 'Một việc trong một bước. Bỏ trống bước không dùng.',
    en: 'One thing in each step. Leave unused ones empty.',
  },
  fieldProcedures: { vi: 'Mã thủ tục liên quan', en: 'Codes of procedures' },
  fieldProceduresHint: {
    vi: 'Ví dụ 1.001193. Nhiều mã thì cách nhau bằng dấu phẩy.',
    en: 'Such as 1.001193, with commas between.',
  },
  fieldEvents: { vi: 'Việc trong đời liên quan', en: 'Events in life' },
  stepMissing: { vi: 'Cần ít nhất một bước.', en: 'At least one step is needed.' },
  noProcedure: {
    vi: (code: string) => `Không có thủ tục mang mã ${code}.`,
    en: (code: string) => `There is no procedure ${code}.`,
  },
  recordings: { vi: 'Bản đọc', en: 'Recordings' },
  recordingsLead: {
    vi: 'Mỗi thứ tiếng một tệp, dài tối đa khoảng một phút. Người dân chỉ thấy thứ tiếng đã có bản đọc.',
    en: 'One file for each tongue, about a minute at most. People see only tongues that have one.',
  },
  there: { vi: 'Đã có bản đọc', en: 'Recorded' },
  missing: { vi: 'Còn thiếu bản đọc', en: 'Missing' },
  missingTongues: {
    vi: (tongues: string) => `Thiếu: ${tongues}`,
    en: (tongues: string) => `Missing: ${tongues}`,
  },
  complete: { vi: 'Đủ bốn thứ tiếng', en: 'All four tongues' },
  spoken: { vi: 'Bản đọc', en: 'Recordings' },
  file: { vi: (tongue: string) => `Tệp ghi âm ${tongue}`, en: (tongue: string) => `Recording, ${tongue}` },
  upload: { vi: (tongue: string) => `Tải lên bản đọc ${tongue}`, en: (tongue: string) => `Upload ${tongue}` },
  remove: { vi: (tongue: string) => `Bỏ bản đọc ${tongue}`, en: (tongue: string) => `Remove ${tongue}` },
  onlyInDraft: {
    vi: 'Để thay bản đọc, soạn bản đính chính trước.',
    en: 'Begin a correction to change recordings.',
  },
})
