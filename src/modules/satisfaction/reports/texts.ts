/** Words of the reports, for officers and for everyone. */

import { defineTexts } from '#kernel/text.ts'

const channels: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  account: { vi: 'Tài khoản', en: 'Account' },
  receipt: { vi: 'Mã trên giấy tiếp nhận', en: 'Receipt' },
  link: { vi: 'Đường dẫn trong tin nhắn', en: 'Message' },
  qr: { vi: 'Mã QR trên phiếu', en: 'QR code' },
  kiosk: { vi: 'Máy đánh giá', en: 'Device' },
}

export const texts = defineTexts({
  menu: { vi: 'Mức độ hài lòng', en: 'Satisfaction' },
  title: { vi: 'Đánh giá việc giải quyết thủ tục', en: 'How procedures are handled' },
  bm01: { vi: 'BM01. Từng hồ sơ', en: 'BM01. Dossier by dossier' },
  bm02: { vi: 'BM02. Cơ quan', en: 'BM02. Agency' },
  bm03: { vi: 'BM03. Tổng hợp', en: 'BM03. Summary' },
  screens: { vi: 'Các biểu', en: 'Reports' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  period: { vi: 'Kỳ', en: 'Period' },
  csv: { vi: 'Tải bảng (CSV)', en: 'Download the table (CSV)' },
  printHint: {
    vi: 'In bằng Ctrl+P: chỉ biểu được in.',
    en: 'Print with Ctrl+P: only the report is printed.',
  },
  running: {
    vi: 'Kỳ này chưa hết: số liệu tính đến hôm nay.',
    en: 'The period still runs: figures up to today.',
  },
  self: { vi: 'Tự chấm', en: 'Own score' },
  verified: { vi: 'Thẩm định', en: 'Verified' },
  criterion: { vi: 'Tiêu chí', en: 'Criterion' },
  basis: { vi: 'Căn cứ', en: 'What it rests on' },
  class: { vi: 'Xếp loại', en: 'Class' },
  total: { vi: 'Tổng điểm', en: 'Total' },
  pointsOf: {
    vi: (points: string, most: string) => `${points}/${most}`,
    en: (points: string, most: string) => `${points}/${most}`,
  },
  knownOf: {
    vi: (points: string, known: string) => `${points} trên ${known} điểm có số liệu`,
    en: (points: string, known: string) => `${points} of ${known} points with data`,
  },
  noData: { vi: 'Chưa có số liệu', en: 'No data yet' },
  notScored: { vi: 'Chưa chấm', en: 'Not scored yet' },
  notVerified: { vi: 'Chưa thẩm định', en: 'Not verified yet' },
  undecided: { vi: 'Chưa đủ số liệu', en: 'Too little data' },
  between: {
    vi: (least: string, most: string) => `Từ ${least} đến ${most}`,
    en: (least: string, most: string) => `${least} to ${most}`,
  },
  spread: {
    vi: (count: string, two: string, one: string, none: string) =>
      `${count} hồ sơ (2 điểm: ${two}, 1 điểm: ${one}, 0 điểm: ${none})`,
    en: (count: string, two: string, one: string, none: string) =>
      `${count} dossiers (2 points: ${two}, 1 point: ${one}, none: ${none})`,
  },
  spreadSteps: {
    vi: (count: string, two: string, one: string, none: string) =>
      `${count} lượt tham gia (2 điểm: ${two}, 1 điểm: ${one}, 0 điểm: ${none})`,
    en: (count: string, two: string, one: string, none: string) =>
      `${count} parts taken (2 points: ${two}, 1 point: ${one}, none: ${none})`,
  },
  complaints: {
    vi: (complaints: string, refuted: string) =>
      `${complaints} phàn nàn, ${refuted} phàn nàn khác đã xác minh là sai`,
    en: (complaints: string, refuted: string) =>
      `${complaints} complaints, ${refuted} more found to be false`,
  },
  by: {
    vi: (name: string, at: string) => `${name}, ${at}`,
    en: (name: string, at: string) => `${name}, ${at}`,
  },
  yes: { vi: 'có', en: 'yes' },
  no: { vi: 'không', en: 'no' },
  opinions: { vi: 'Chỉ số địa phương, không tính điểm', en: 'Local criteria, without points' },
  satisfied: { vi: 'Hài lòng', en: 'Satisfied' },
  satisfiedNote: { vi: 'hài lòng hoặc rất hài lòng', en: 'satisfied or very satisfied' },
  rated: { vi: 'Lượt đánh giá', en: 'Ratings' },
  anonymousNote: {
    vi: (count: string) => `${count} lượt ẩn danh`,
    en: (count: string) => `${count} anonymous`,
  },
  people: { vi: (count: string) => `${count} người`, en: (count: string) => `${count} people` },
  method: { vi: 'Cách tính', en: 'How it is counted' },
  methodTimes: {
    vi: 'Tiêu chí 1, 2 máy tính từ đồng hồ hồ sơ; tiêu chí 3, 4, 7 hỏi người dân khi trả kết quả. Điểm của cơ quan là trung bình các hồ sơ trong kỳ. Tiêu chí 2 tính cho từng cơ quan, đơn vị tham gia, theo thời hạn bước của mình.',
    en: 'Criteria 1 and 2 are counted by the clock of dossiers; 3, 4 and 7 are asked at return. An agency gets the mean of its dossiers of the period. Criterion 2 is counted for each unit that took part, by its own limit.',
  },
  methodTold: {
    vi: 'Tiêu chí 5, 6, 8 cơ quan tự chấm, cấp trên thẩm định. Phần chưa có số liệu là chưa biết, không phải 0 điểm.',
    en: 'Criteria 5, 6 and 8 are scored by the agency and verified by the level above. What has no data is not known; it is not nought.',
  },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  ended: { vi: 'Ngày xong', en: 'Finished' },
  noDossiers: { vi: 'Kỳ này chưa có hồ sơ nào xong.', en: 'No dossier was finished in the period.' },
  unknown: { vi: '–', en: '–' },
  dossiersTotal: { vi: (count: string) => `${count} hồ sơ`, en: (count: string) => `${count} dossiers` },
  comment: { vi: 'Nói thêm', en: 'Comment' },
  unnamed: { vi: 'Câu trả lời ẩn danh', en: 'Anonymous answers' },
  unnamedLead: {
    vi: 'Xếp không theo thời gian và không gắn với hồ sơ nào. Hồ sơ được đánh giá ẩn danh hiện ở biểu trên như chưa được đánh giá.',
    en: 'In no order of time, and of no dossier. A dossier rated so stands above as if it had not been.',
  },
  unnamedFew: {
    vi: 'Còn quá ít câu trả lời ẩn danh trong kỳ, nên chưa nêu ra.',
    en: 'There are too few of them in the period to be told.',
  },
  earlier: { vi: 'Trang trước', en: 'Earlier rows' },
  later: { vi: 'Trang sau', en: 'Later rows' },
  refutedMark: { vi: 'đã xác minh là sai', en: 'found to be false' },
  channel: { vi: 'Cách gửi', en: 'Way' },
  channelName: {
    vi: (key: string) => channels[key]?.vi ?? key,
    en: (key: string) => channels[key]?.en ?? key,
  },
  tableOf: { vi: (what: string) => `Bảng: ${what}`, en: (what: string) => `Table: ${what}` },
  legend: { vi: 'Số ở đầu cột là số của tiêu chí', en: 'Columns bear the numbers of criteria' },
  publicTitle: { vi: 'Người dân đánh giá các cơ quan', en: 'How people rate the agencies' },
  publicLead: {
    vi: 'Khi nhận kết quả, người dân được hỏi vài câu ngắn. Trang này cho biết mỗi cơ quan được đánh giá thế nào.',
    en: 'When people get their result they are asked a few short questions. This page tells how each agency did.',
  },
  publicTooFew: {
    vi: (shown: string) => `Dưới ${shown} lượt, chưa nêu`,
    en: (shown: string) => `Under ${shown}, not told`,
  },
  publicNone: { vi: 'Chưa có ai đánh giá', en: 'Nobody yet' },
  publicSilent: {
    vi: (count: string) => `${count} cơ quan chưa có ai đánh giá trong kỳ`,
    en: (count: string) => `${count} agencies that nobody rated in the period`,
  },
  publicFewLead: {
    vi: (shown: string) =>
      `Kỳ này chưa đủ ${shown} lượt đánh giá, nên chưa nêu kết quả để không ai bị nhận ra. Chọn kỳ dài hơn ở trên.`,
    en: (shown: string) =>
      `There are under ${shown} ratings in this period, so results are not told, lest somebody be recognised. Choose a longer period above.`,
  },
  publicSaid: {
    vi: (count: string, share: string) =>
      `${count} người đã đánh giá. Cứ 100 người thì ${share} người hài lòng.`,
    en: (count: string, share: string) =>
      `${count} people gave their opinion. Of 100, ${share} are satisfied.`,
  },
  publicAnswers: { vi: 'Mọi người trả lời thế nào', en: 'What people answered' },
  publicPoints: { vi: 'Điểm theo quy định', en: 'Points by the rules' },
  publicPointsLead: {
    vi: 'Mỗi tiêu chí được 2, 1 hoặc 0 điểm. Người dân chấm một phần; phần còn lại máy tính từ hồ sơ, hoặc cơ quan cấp trên thẩm định.',
    en: 'Each criterion brings 2, 1 or 0 points. People give some; the rest is counted from dossiers, or verified by the agency above.',
  },
  publicAnswer: { vi: 'Câu trả lời', en: 'Answer' },
  publicShare: { vi: 'Phần trăm', en: 'Share' },
  publicPoint: { vi: 'Điểm', en: 'Points' },
  publicAll: { vi: 'Mọi cơ quan', en: 'All agencies' },
  publicQuality: { vi: 'Điểm chất lượng phục vụ của cơ quan', en: 'Score of the agency by Decision 766' },
  publicHow: {
    vi: 'Ông/bà muốn đánh giá? Dùng đường dẫn trong tin nhắn, mã QR trên phiếu khi nhận kết quả, máy đánh giá ở Bộ phận Một cửa, hoặc mở hồ sơ của mình.',
    en: 'To give your opinion use the link in your message, the QR code on the slip, the device in the one-stop shop, or open your dossier.',
  },
  lookUp: { vi: 'Mở hồ sơ để đánh giá', en: 'Open your dossier' },
  province: { vi: 'Tỉnh', en: 'Province' },
  department: { vi: 'Sở, ban, ngành', en: 'Departments' },
  district: { vi: 'Huyện, thị xã, thành phố', en: 'Districts' },
  commune: { vi: 'Xã, phường, thị trấn', en: 'Communes' },
})
