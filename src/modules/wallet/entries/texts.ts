import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Ví giấy tờ', en: 'Wallet' },
  lead: {
    vi: 'Giấy tờ điện tử của ông/bà. Khi làm thủ tục, chọn giấy ở đây thay cho tải tệp lên.',
    en: 'Your electronic papers. When you file something, tick one of these instead of uploading it.',
  },
  account: { vi: 'Tài khoản', en: 'Account' },
  search: { vi: 'Tìm trong ví', en: 'Search the wallet' },
  searchHint: { vi: 'Tên giấy, số hoặc cơ quan.', en: 'Name, number or agency.' },
  find: { vi: 'Tìm', en: 'Search' },
  empty: {
    vi: 'Ví chưa có giấy tờ nào. Kết quả thủ tục và giấy tờ được số hóa ở Bộ phận Một cửa sẽ tự vào đây.',
    en: 'Nothing here yet. Results, and papers digitised at a desk, come here by themselves.',
  },
  services: { vi: 'Tìm thủ tục', en: 'Find a procedure' },
  nothingFound: {
    vi: (words: string) => `Không có giấy tờ nào khớp “${words}”. Thử ít từ hơn.`,
    en: (words) => `Nothing fits “${words}”. Try fewer words.`,
  },
  all: { vi: 'Xem tất cả', en: 'See all' },
  valid: { vi: 'Còn hiệu lực', en: 'In force' },
  endsSoon: { vi: (day: string) => `Còn hiệu lực đến ${day}`, en: (day) => `In force until ${day}` },
  notYet: { vi: 'Chưa có hiệu lực', en: 'Not in force yet' },
  expired: { vi: 'Đã hết hạn', en: 'Expired' },
  replaced: { vi: 'Đã có bản mới', en: 'Replaced' },
  revoked: { vi: 'Đã thu hồi', en: 'Withdrawn' },
  refusalPaper: { vi: 'Văn bản từ chối', en: 'Refusal' },
  owner: { vi: 'Của', en: 'Of' },
  number: { vi: 'Số', en: 'Number' },
  numbered: { vi: (number: string) => `Số ${number}`, en: (number) => `No. ${number}` },
  agency: { vi: 'Cơ quan cấp', en: 'Issued by' },
  copiedBy: { vi: 'Cơ quan số hóa', en: 'Digitised by' },
  issuedOn: { vi: 'Ngày cấp', en: 'Issued on' },
  validity: { vi: 'Hiệu lực', en: 'Validity' },
  span: {
    vi: (from: string, until: string) => `Từ ${from} đến hết ${until}`,
    en: (from, until) => `From ${from} to ${until}`,
  },
  noEnd: { vi: (from: string) => `Từ ${from}, không thời hạn`, en: (from) => `From ${from}, without end` },
  source: { vi: 'Nguồn', en: 'Source' },
  withdrawn: {
    vi: (day: string, reason: string) => `Đã thu hồi ngày ${day}. Lý do: ${reason}`,
    en: (day, reason) => `Withdrawn on ${day}: ${reason}`,
  },
  wrongScan: {
    vi: (day: string, reason: string) =>
      `Bản quét sai, thu hồi ngày ${day}. Giấy gốc vẫn còn giá trị. Lý do: ${reason}`,
    en: (day, reason) => `Scanned wrongly, withdrawn on ${day}. The paper itself stands. Reason: ${reason}`,
  },
  paperReplaced: {
    vi: (day: string, reason: string) => `Giấy gốc đã được thay, thu hồi ngày ${day}. Lý do: ${reason}`,
    en: (day, reason) => `The paper was replaced; withdrawn on ${day}. Reason: ${reason}`,
  },
  end: { vi: 'Thu hồi bản số hóa này', en: 'Withdraw this copy' },
  replacedBy: {
    vi: (title: string, number: string, day: string) =>
      `Đã được thay bằng “${title}”${number ? `, số ${number}` : ''}, ngày ${day}`,
    en: (title, number, day) => `Replaced by “${title}”${number ? `, no. ${number}` : ''}, on ${day}`,
  },
  ranOut: { vi: (day: string) => `Hết hạn sau ngày ${day}`, en: (day) => `Ran out after ${day}` },
  download: { vi: 'Tải về', en: 'Download' },
  prove: { vi: 'Chứng minh bằng mã QR', en: 'Prove by QR code' },
  former: { vi: (count: number) => `Bản cũ (${count})`, en: (count) => `Former ones (${count})` },
  uses: { vi: (count: number) => `Đã dùng ở ${count} hồ sơ`, en: (count) => `Used in ${count} dossiers` },
  views: { vi: (count: number) => `Đã được xem ${count} lần`, en: (count) => `Looked at ${count} times` },
  seenBy: {
    vi: (who: string, agency: string, at: string) =>
      `${[who, agency].filter(Boolean).join(', ') || 'Hệ thống'}, ${at}`,
    en: (who, agency, at) => `${[who, agency].filter(Boolean).join(', ') || 'A system'}, ${at}`,
  },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  back: { vi: 'Về ví giấy tờ', en: 'Back to the wallet' },
  showThis: {
    vi: 'Đưa mã này cho người cần kiểm tra. Họ quét mã hoặc gõ dãy chữ số ở trang Kiểm tra giấy tờ.',
    en: 'Show this to whoever wants to check. They scan it or type the code on the page Verify a document.',
  },
  qrLabel: { vi: 'Quét để kiểm tra', en: 'Scan to verify' },
  notInForce: {
    vi: 'Ai quét mã cũng thấy giấy tờ này không còn hiệu lực.',
    en: 'Whoever scans it sees that it is not in force.',
  },
  proofTitle: { vi: 'Giấy tờ lấy từ kho', en: 'Paper from the wallet' },
  proofLead: {
    vi: 'Chữ ký và hiệu lực được kiểm tra lại lúc mở trang này. Lần xem được ghi lại cho chủ giấy tờ.',
    en: 'Signatures and validity are checked as this page opens. The owner is told of the look.',
  },
  proven: { vi: 'Giấy thật, dùng được', en: 'Genuine, may be relied on' },
  notProven: { vi: 'Không dùng được giấy này', en: 'Not to be relied on' },
  unsound: {
    vi: 'Chữ ký số trên tệp không còn khớp. Yêu cầu người nộp đưa bản gốc.',
    en: 'The signatures do not hold. Ask for the original.',
  },
  open: { vi: 'Xem giấy tờ', en: 'See the paper' },
})
