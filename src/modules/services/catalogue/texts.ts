import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  procedures: { vi: 'Thủ tục', en: 'Procedures' },
  searchTitle: { vi: 'Tìm thủ tục', en: 'Find a procedure' },
  searchLead: {
    vi: (count: string) =>
      `${count} thủ tục làm được tại tỉnh. Viết bằng lời của mình, có dấu hay không dấu đều được.`,
    en: (count) => `${count} procedures of the province. Use your own words, with or without marks.`,
  },
  searchLabel: { vi: 'Ông/bà cần làm việc gì?', en: 'What do you need to do?' },
  searchDescription: {
    vi: 'Tìm thủ tục hành chính bằng lời của mình, theo lĩnh vực hoặc theo việc trong đời.',
    en: 'Find an administrative procedure in your own words, by field or by event in life.',
  },
  resultsFor: { vi: (q: string) => `Kết quả cho “${q}”`, en: (q) => `Results for “${q}”` },
  resultsTitle: { vi: 'Thủ tục', en: 'Procedures' },
  shown: {
    vi: (from: number, to: number, total: string) => `${from}–${to} trên ${total} thủ tục`,
    en: (from, to, total) => `${from}–${to} of ${total} procedures`,
  },
  didYouMean: { vi: 'Có phải ý ông/bà là', en: 'Did you mean' },
  filters: { vi: 'Thu hẹp kết quả', en: 'Narrow the results' },
  field: { vi: 'Lĩnh vực', en: 'Field' },
  anyField: { vi: 'Mọi lĩnh vực', en: 'Any field' },
  level: { vi: 'Nơi giải quyết', en: 'Who decides' },
  anyLevel: { vi: 'Mọi cấp', en: 'Any level' },
  'level.commune': { vi: 'Cấp xã', en: 'Commune' },
  'level.district': { vi: 'Cấp huyện', en: 'District' },
  'level.province': { vi: 'Cấp tỉnh', en: 'Province' },
  'level.ministry': { vi: 'Cấp bộ', en: 'Ministry' },
  'level.other': { vi: 'Cơ quan khác', en: 'Another body' },
  whyCode: { vi: 'Đúng mã thủ tục', en: 'This is the code' },
  whyPhrase: {
    vi: (phrase: string) => `Người dân thường nói: “${phrase}”`,
    en: (phrase) => `People often say: “${phrase}”`,
  },
  whyWords: {
    vi: (words: string) => `Tên có các chữ: ${words}`,
    en: (words) => `The name has the words: ${words}`,
  },
  limit: { vi: 'Thời hạn', en: 'Time limit' },
  limitAssumed: { vi: 'tạm tính', en: 'provisional' },
  code: { vi: 'Mã', en: 'Code' },
  nothing: { vi: 'Chưa tìm thấy thủ tục nào', en: 'No procedure found' },
  nothingAdvice: {
    vi: 'Thử viết ngắn hơn, chỉ nêu việc cần làm, như “khai sinh” hoặc “sang tên sổ đỏ”.',
    en: 'Try fewer words that only name the matter, such as “birth” or “land title”, in Vietnamese.',
  },
  nothingFilter: {
    vi: 'Hoặc bỏ bớt điều kiện lọc.',
    en: 'Or remove a filter.',
  },
  nothingCall: {
    vi: (hotline: string) => `Vẫn chưa thấy? Gọi ${hotline}, tổng đài viên sẽ tìm giúp.`,
    en: (hotline) => `Still nothing? Call ${hotline} and an operator will look for you.`,
  },
  clear: { vi: 'Xem tất cả thủ tục', en: 'Show all procedures' },
  byEvent: { vi: 'Theo việc trong đời', en: 'By event in life' },
  byField: { vi: 'Theo lĩnh vực', en: 'By field' },
  byName: { vi: 'Tất cả, theo tên', en: 'All, by name' },
  fieldLead: {
    vi: (count: string) => `${count} thủ tục thuộc lĩnh vực này.`,
    en: (count) => `${count} procedures in this field.`,
  },
  department: { vi: 'Cơ quan chuyên môn của tỉnh', en: 'Department of the province' },
  eventOthers: { vi: 'Việc khác trong đời', en: 'Other events in life' },
  eventTitle: { vi: 'Các thủ tục thường cần', en: 'Procedures that are often needed' },
})
