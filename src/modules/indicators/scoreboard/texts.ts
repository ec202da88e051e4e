import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Bảng điểm', en: 'Scoreboard' },
  goal: { vi: 'Mục tiêu', en: 'Target' },
  goalBy: { vi: (source: string) => `theo ${source}`, en: (source) => `by ${source}` },
  noGoal: { vi: 'Chưa đặt', en: 'None set' },
  reached: { vi: 'Đạt', en: 'Reached' },
  notReached: { vi: 'Chưa đạt', en: 'Not reached' },
  missingToGoal: {
    vi: (points: string, goal: string) => `còn thiếu ${points} điểm để đạt mục tiêu ${goal}`,
    en: (points: string, goal: string) => `${points} points short of the target ${goal}`,
  },
  goalReached: {
    vi: (goal: string) => `đạt mục tiêu ${goal}`,
    en: (goal: string) => `target ${goal} reached`,
  },
  change: { vi: 'So kỳ trước', en: 'Since the last period' },
  changeFrom: {
    vi: (period: string) => `so với ${period}`,
    en: (period: string) => `since ${period}`,
  },
  pointsChange: { vi: (change: string) => `${change} điểm`, en: (change: string) => `${change} points` },
  dossiers: { vi: 'Hồ sơ', en: 'Dossiers' },
  partShort: { vi: 'Hồ sơ làm mất điểm', en: 'Dossiers that cost points' },
  partCounted: { vi: 'Hồ sơ được tính', en: 'Dossiers that count' },
  partAll: { vi: 'Mọi hồ sơ', en: 'All dossiers' },
  partShortLink: {
    vi: (count: string) => `${count} hồ sơ làm mất điểm`,
    en: (count: string) => `${count} that cost points`,
  },
  missing: { vi: 'Chưa có số liệu', en: 'No data yet' },
  missingLead: {
    vi: 'Phần gạch chéo. Nhập hoặc kết nối các số sau thì điểm mới đủ:',
    en: 'Hatched. The score is whole once these are entered or connected:',
  },
  enter: { vi: 'Nhập số liệu', en: 'Enter figures' },
  nearest: { vi: 'Thêm điểm ở đâu nhanh nhất', en: 'Where more points are nearest' },
  nearestTakes: {
    vi: (count: string, points: string) => `thêm ${count} hồ sơ đạt được ${points} điểm`,
    en: (count: string, points: string) => `${count} more dossiers for ${points} points`,
  },
  nearestAt: {
    vi: (unit: string, count: string) => `nhiều nhất ở ${unit}: ${count}`,
    en: (unit: string, count: string) => `most at ${unit}: ${count}`,
  },
  causes: { vi: 'Nguyên nhân', en: 'Causes' },
  causesOf: {
    vi: (unit: string) => `Nguyên nhân chậm, ${unit}`,
    en: (unit: string) => `Causes of delay, ${unit}`,
  },
  below: { vi: 'Cơ quan bên dưới, ai kéo điểm xuống', en: 'Agencies below, and who drags the points down' },
  belowLead: {
    vi: (lost: string) =>
      `Các chỉ tiêu cộng được từ bên dưới mất ${lost} điểm. Điểm chia theo số hồ sơ chưa đạt của từng cơ quan.`,
    en: (lost: string) =>
      `Indicators that add up from below lost ${lost} points. They are shared out by whose dossiers do not count.`,
  },
  drag: { vi: 'Kéo xuống', en: 'Drags down' },
  dragMost: { vi: 'Nặng nhất ở', en: 'Mostly by' },
  dragMostAt: {
    vi: (indicator: string, count: string) => `${indicator}: ${count} hồ sơ`,
    en: (indicator: string, count: string) => `${indicator}: ${count} dossiers`,
  },
  doubt: {
    vi: (best: number, worst: number) => `có thể ${best} đến ${worst}`,
    en: (best: number, worst: number) => `may be ${best} to ${worst}`,
  },
  noDrag: {
    vi: (count: string) => `${count} cơ quan còn lại không kéo điểm xuống hoặc chưa có hồ sơ.`,
    en: (count: string) => `The other ${count} drag nothing down or have no dossiers yet.`,
  },
  allBelow: { vi: 'Xem điểm mọi cơ quan', en: 'See the scores of all' },
  otherParts: { vi: 'Xem', en: 'See' },
  depth: { vi: 'Bậc', en: 'Depth' },
  partLead: {
    vi: 'Từng hồ sơ làm nên số này, trong các cơ quan bạn được xem.',
    en: 'The dossiers behind this figure, of the agencies you may see.',
  },
  publicPage: { vi: 'Trang công khai', en: 'Public page' },
  explain: { vi: 'Ghi nguyên nhân quá hạn', en: 'Name reasons of lateness' },
  reports: { vi: 'Biểu báo cáo', en: 'Report tables' },
})
