import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  replay: { vi: 'Chạy thử trên hồ sơ đã có', en: 'Replay over past dossiers' },
  replayLead: {
    vi: 'Ai sẽ bị xử lý khác đi, chậm hơn hay tốn hơn nếu hồ sơ cũ theo bản này. Không hồ sơ nào bị thay đổi.',
    en: 'Who would be treated differently, later or dearer if past dossiers followed this draft. Nothing is changed.',
  },
  back: { vi: 'Về bản soạn thảo', en: 'Back to the draft' },
  wanted: { vi: 'Bao nhiêu hồ sơ gần nhất', en: 'How many of the latest dossiers' },
  run: { vi: 'Chạy thử', en: 'Replay' },
  runAgain: { vi: 'Chạy lại', en: 'Replay again' },
  running: {
    vi: (done: number, total: number) => `Đang chạy: ${done} / ${total} hồ sơ. Trang tự cập nhật.`,
    en: (done, total) => `Running: ${done} of ${total} dossiers. The page refreshes itself.`,
  },
  old: {
    vi: 'Bản soạn thảo đã sửa sau lần chạy này. Chạy lại trước khi duyệt.',
    en: 'The draft was changed after this replay. Run it again before approval.',
  },
  none: {
    vi: 'Chưa có hồ sơ nào của thủ tục này để chạy thử.',
    en: 'There is no dossier of this procedure yet.',
  },
  result: {
    vi: (total: number, same: number) =>
      same === total
        ? `Cả ${total} hồ sơ đều được xử lý như cũ`
        : `${total - same} trong ${total} hồ sơ sẽ bị xử lý khác đi`,
    en: (total, same) =>
      same === total
        ? `All ${total} dossiers would fare the same`
        : `${total - same} of ${total} dossiers would fare differently`,
  },
  period: {
    vi: (from: string, to: string) => `Hồ sơ nộp từ ${from} đến ${to}`,
    en: (from, to) => `Filed from ${from} to ${to}`,
  },
  'group.later': { vi: 'Hẹn trả muộn hơn', en: 'Due later' },
  'group.earlier': { vi: 'Hẹn trả sớm hơn', en: 'Due earlier' },
  'group.dearer': { vi: 'Phải nộp nhiều tiền hơn', en: 'Dearer' },
  'group.cheaper': { vi: 'Phải nộp ít tiền hơn', en: 'Cheaper' },
  'group.steps': { vi: 'Đi qua các bước khác', en: 'Other steps' },
  'group.refused': {
    vi: 'Thiếu giấy tờ hoặc tờ khai không còn đúng',
    en: 'Papers missing or answers no longer valid',
  },
  count: { vi: 'Số hồ sơ', en: 'Dossiers' },
  who: { vi: 'Nhóm', en: 'Group' },
  behind: { vi: 'Hồ sơ trong nhóm', en: 'Dossiers in the group' },
  behindNone: { vi: 'Không có hồ sơ nào thuộc phạm vi của ông/bà.', en: 'None within your reach.' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  filed: { vi: 'Nộp ngày', en: 'Filed on' },
  difference: { vi: 'Khác đi thế nào', en: 'What differs' },
  due: {
    vi: (before: string, after: string) => `hẹn trả ${before} → ${after}`,
    en: (before, after) => `due ${before} → ${after}`,
  },
  fee: {
    vi: (before: string, after: string) => `phí ${before} → ${after}`,
    en: (before, after) => `fee ${before} → ${after}`,
  },
  stepsAdded: { vi: (names: string) => `thêm bước ${names}`, en: (names) => `more steps: ${names}` },
  stepsRemoved: { vi: (names: string) => `bớt bước ${names}`, en: (names) => `fewer steps: ${names}` },
  papersMissing: { vi: (names: string) => `thiếu ${names}`, en: (names) => `missing ${names}` },
  same: { vi: 'như cũ', en: 'the same' },

  repin: { vi: 'Chuyển hồ sơ đang giải quyết', en: 'Move open dossiers' },
  repinLead: {
    vi: (version: number) =>
      `Hồ sơ giữ phiên bản lúc nộp. Chỉ chuyển sang phiên bản ${version} khi có lý do, ví dụ luật mới có lợi hơn cho người dân. Phí đã tính khi nộp giữ nguyên.`,
    en: (version) =>
      `A dossier keeps its version. Move it to version ${version} only for a reason, such as a law that favours the applicant. The fee stays as charged.`,
  },
  openNone: {
    vi: 'Không có hồ sơ nào đang giải quyết theo phiên bản khác.',
    en: 'No open dossier is on another version.',
  },
  onVersion: { vi: 'Phiên bản', en: 'Version' },
  atStep: { vi: 'Đang ở bước', en: 'At step' },
  lacks: { vi: 'bước này không còn', en: 'this step is gone' },
  mapTitle: { vi: 'Bước không còn trong phiên bản mới', en: 'Steps that the new version lacks' },
  mapTo: { vi: (step: string) => `Thay “${step}” bằng`, en: (step) => `“${step}” becomes` },
  reason: { vi: 'Lý do chuyển', en: 'Why they are moved' },
  reasonHint: { vi: 'Người nộp hồ sơ đọc được lý do này.', en: 'The applicants read it.' },
  move: { vi: 'Chuyển hồ sơ đã chọn', en: 'Move the chosen dossiers' },
  moved: {
    vi: (count: number) => `Đã chuyển ${count} hồ sơ.`,
    en: (count) => `${count} dossiers were moved.`,
  },
  refused: { vi: 'Chưa chuyển được', en: 'Not moved' },
  lately: { vi: 'Đã chuyển gần đây', en: 'Moved lately' },
  latelyNone: { vi: 'Chưa chuyển hồ sơ nào.', en: 'No dossier was moved yet.' },
  fromTo: { vi: 'Từ → sang', en: 'From → to' },
  by: { vi: 'Người chuyển', en: 'By' },
  undo: { vi: 'Hoàn tác', en: 'Undo' },
  undone: { vi: 'Đã hoàn tác', en: 'Undone' },
  undoNot: { vi: 'Đã xử lý tiếp', en: 'Worked on since' },
  procedures: { vi: 'Thủ tục', en: 'Procedures' },
})
