import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Nguyên nhân', en: 'Causes' },
  question: { vi: 'Hồ sơ chờ lâu nhất ở đâu?', en: 'Where do dossiers wait longest?' },
  lead: {
    vi: 'Tính từ các bước đã ghi của hồ sơ. Không đọc dữ liệu của người dân, không nêu tên cán bộ.',
    en: 'Counted from the recorded steps of dossiers. No data of citizens is read, no officer is named.',
  },
  filter: { vi: 'Chọn hồ sơ để xem', en: 'Which dossiers' },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  procedureWithCases: {
    vi: (name: string, cases: string) => `${name} (${cases} hồ sơ)`,
    en: (name, cases) => `${name} (${cases} cases)`,
  },
  unit: { vi: 'Cơ quan', en: 'Agency' },
  allUnits: { vi: 'Mọi cơ quan trong phạm vi', en: 'Every agency in reach' },
  source: { vi: 'Nguồn', en: 'Source' },
  live: { vi: 'Hồ sơ trên hệ thống này', en: 'Dossiers of this system' },
  importedLog: {
    vi: (source: string, file: string, procedure: string) => `${source}: ${file} (${procedure})`,
    en: (source, file, procedure) => `${source}: ${file} (${procedure})`,
  },
  from: { vi: 'Nhận từ ngày', en: 'From' },
  until: { vi: 'đến ngày', en: 'until' },
  split: { vi: 'So trước và sau ngày', en: 'Compare before and after' },
  noCases: {
    vi: 'Chưa có hồ sơ nào trong phạm vi đã chọn. Chọn thủ tục, khoảng ngày hoặc nguồn khác.',
    en: 'There is no dossier like this. Choose another procedure, period or source.',
  },
  tooFew: {
    vi: (fewest: number) => `Có dưới ${fewest} hồ sơ nên không nêu số liệu, để không lộ ra hồ sơ của ai.`,
    en: (fewest) =>
      `There are fewer than ${fewest} cases, so no figure is told that could point to one of them.`,
  },
  tooFewLead: {
    vi: 'Chọn khoảng ngày dài hơn, hoặc mọi cơ quan trong phạm vi.',
    en: 'Choose a longer period, or every agency.',
  },
  cases: { vi: 'Hồ sơ', en: 'Cases' },
  late: { vi: 'Trễ hạn', en: 'Late' },
  daysLost: { vi: 'Ngày làm việc mất vì trễ', en: 'Working days lost' },
  pointsLost: { vi: 'Điểm mất trong 20 điểm tiến độ', en: 'Points lost of 20' },
  pointsNote: { vi: 'Nhóm 2, Quyết định 766/QĐ-TTg', en: 'Group 2 of Decision 766' },
  median: { vi: 'Giải quyết xong, trung vị', en: 'Median throughput' },
  fitness: { vi: 'Khớp quy trình', en: 'Fit to what is prescribed' },
  days: { vi: (n: string) => `${n} ngày`, en: (n) => `${n} days` },
  finding: {
    vi: (step: string, days: string, share: string) =>
      `“${step}” làm mất nhiều nhất: ${days} ngày làm việc, ${share} tổng số ngày trễ.`,
    en: (step, days, share) => `“${step}” costs most: ${days} working days, ${share} of all late days.`,
  },
  findingPoints: {
    vi: (points: string) => `Phần điểm mất do bước này: ${points} trong 20 điểm tiến độ giải quyết.`,
    en: (points) => `Its part of the points lost: ${points} of the 20 for timeliness.`,
  },
  nothingLate: { vi: 'Không hồ sơ nào trễ hạn trong phạm vi này.', en: 'Nothing is late here.' },
  flow: { vi: 'Hồ sơ thật sự đi qua những bước nào', en: 'How dossiers really go' },
  flowLead: {
    vi: 'Nét càng dày, hồ sơ càng nhiều. Bên phải là bỏ qua, bên trái là quay lại. Vạch dưới mỗi bước là phần thời gian hồ sơ nằm ở đó.',
    en: 'The thicker, the more often. Skips run on the right, returns on the left. The strip under a step is its share of all time.',
  },
  flowPicture: {
    vi: (steps: number) => `Sơ đồ luồng ${steps} bước; bảng bên cạnh nói cùng nội dung`,
    en: (steps) => `Flow of ${steps} steps; the table beside it says the same`,
  },
  flowShare: {
    vi: (share: string) =>
      `Hình vẽ ${share} số lần chuyển bước: mỗi bước giữ đường thường gặp nhất từ lúc bắt đầu và tới lúc kết thúc, rồi thêm các đường khác từ nhiều đến ít. Bảng có đủ.`,
    en: (share) =>
      `Drawn: ${share} of all passages. Each step keeps its commonest way from the beginning and to the end; others follow by number. The table has all.`,
  },
  times: { vi: (n: string) => `${n} lượt`, en: (n) => `${n} times` },
  bottlenecks: { vi: 'Ngày và điểm mất ở đâu', en: 'Where days and points are lost' },
  spans: { vi: 'Chờ bao lâu, làm bao lâu', en: 'How long it waits, how long it is worked on' },
  deviationList: { vi: 'Từng hồ sơ vừa đi khác', en: 'Each of them' },
  bottlenecksLead: {
    vi: 'Thời gian trễ của mỗi hồ sơ được chia cho các bước theo phần vượt quá giờ của bước; không bước nào vượt thì chia theo thời gian đã dùng.',
    en: 'The delay of each case is shared out by how far each step went over its own limit, or by the time each took.',
  },
  byDays: { vi: 'Xếp theo ngày mất', en: 'Rank by days' },
  byPoints: { vi: 'Xếp theo điểm mất', en: 'Rank by points' },
  stepsLead: {
    vi: 'Giờ làm việc theo lịch của cơ quan làm bước đó, không tính lúc đồng hồ dừng. Việc giao thẳng cho một người thì không ghi lúc nhận: cả quãng tính là làm.',
    en: 'Office hours of the agency that did the step, without those in which the clock stood. Work given to a person at once has no moment of taking: all of it counts as work.',
  },
  waiting: { vi: 'chờ nhận', en: 'waiting' },
  working: { vi: 'làm', en: 'work' },
  stopped: { vi: 'đồng hồ dừng', en: 'clock stopped' },
  handOvers: { vi: 'Bàn giao', en: 'Hand-overs' },
  handOversLead: {
    vi: 'Thời gian từ lúc bên trước làm xong đến lúc bên sau làm xong.',
    en: 'From the end of the one’s step to the end of the other’s.',
  },
  paths: { vi: 'Đường đi và làm lại', en: 'Paths and rework' },
  conformance: { vi: 'So với quy trình đã định', en: 'Against what is prescribed' },
  conformanceLead: {
    vi: (share: string) =>
      `${share} hồ sơ đi đúng các bước của phiên bản mình. Bước có điều kiện theo câu trả lời của người nộp thì làm hay không đều coi là đúng, vì trang này không đọc câu trả lời.`,
    en: (share) =>
      `${share} of cases went as their version prescribes. Steps under a condition on the applicant’s answers count as right either way, for answers are not read here.`,
  },
  conforms: { vi: 'Không hồ sơ nào đi khác quy trình.', en: 'No case differs.' },
  deviations: { vi: 'Vừa đi khác quy trình', en: 'Differing just now' },
  deviationsLead: {
    vi: 'Hồ sơ bỏ qua một bước hoặc phải quay lại hiện ở đây ngay trong phút đó.',
    en: 'A case that skips a step or goes round shows here within the minute.',
  },
  noDeviations: { vi: 'Chưa có hồ sơ nào đi khác quy trình.', en: 'None so far.' },
  code: { vi: 'Mã hồ sơ', en: 'Code' },
  what: { vi: 'Khác ở chỗ', en: 'Differs by' },
  where: { vi: 'Ở cơ quan', en: 'At' },
  when: { vi: 'Lúc', en: 'When' },
  comparison: { vi: 'Có nhanh hơn trước không', en: 'Whether it is faster than before' },
  versionChanged: {
    vi: (version: number) => `Trước và từ phiên bản ${version} của thủ tục`,
    en: (version) => `Before and from version ${version} on`,
  },
  dayChosen: {
    vi: (day: string) => `Nhận trước và từ ngày ${day}`,
    en: (day) => `Received before and from ${day}`,
  },
  faster: {
    vi: (by: string, low: string, high: string) => `Nhanh hơn ${by} (95 %: từ ${low} đến ${high} giờ).`,
    en: (by, low, high) => `Faster by ${by} (95 %: ${low} to ${high} h).`,
  },
  slower: {
    vi: (by: string, low: string, high: string) => `Chậm hơn ${by} (95 %: từ ${low} đến ${high} giờ).`,
    en: (by, low, high) => `Slower by ${by} (95 %: ${low} to ${high} h).`,
  },
  unsure: {
    vi: (low: string, high: string) => `Chưa thấy khác nhau rõ ràng (95 %: từ ${low} đến ${high} giờ).`,
    en: (low, high) => `No clear difference (95 %: ${low} to ${high} h).`,
  },
  tooFewToCompare: {
    vi: (fewest: number) => `Chưa so được: mỗi bên cần ít nhất ${fewest} hồ sơ đã xong.`,
    en: (fewest) => `Too few to compare: each side needs at least ${fewest} finished cases.`,
  },
  nothingToCompare: {
    vi: 'Thủ tục chỉ có một phiên bản trong khoảng này. Chọn một ngày ở trên để so trước và sau.',
    en: 'There is one version only. Choose a day above to compare before and after it.',
  },
  download: {
    vi: (table: string) => `Tải bảng “${table}” (CSV)`,
    en: (table) => `Download “${table}” (CSV)`,
  },
  moreRows: {
    vi: (shown: number, all: string) => `${shown} dòng đầu trong ${all}; tệp CSV có đủ.`,
    en: (shown, all) => `The first ${shown} of ${all}; the file has all.`,
  },
  none: { vi: 'Không có gì để nêu.', en: 'Nothing to tell.' },
  sections: { vi: 'Các phần của trang', en: 'Parts of the page' },
})
