import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Sổ cái', en: 'The ledger' },
  lead: {
    vi: 'Mỗi quyết định về hồ sơ và mỗi lượt xem dữ liệu cá nhân được ghi vào một cuốn sổ không sửa được. Ai xóa, đổi hay chèn dù một dòng đều bị phát hiện, kể cả người giữ máy chủ.',
    en: 'Every decision on a dossier and every look at personal data is written into a book that cannot be altered. Whoever removes, changes or inserts a single line is found out, even the keeper of the server.',
  },
  check: { vi: 'Kiểm tra biên nhận', en: 'Check a receipt' },
  receipt: { vi: 'Nội dung biên nhận', en: 'What the receipt says' },
  receiptHint: {
    vi: 'Dán nội dung tệp biên nhận, hoặc dòng chữ đọc được từ mã QR lớn (bắt đầu bằng SC1:).',
    en: 'Paste the file of the receipt, or what the large QR code says (it begins with SC1:).',
  },
  file: { vi: 'Hoặc chọn tệp biên nhận', en: 'Or choose the file of the receipt' },
  fileHint: { vi: 'Tệp có đuôi .tlog-proof đã tải về.', en: 'The .tlog-proof file that you downloaded.' },
  act: { vi: 'Kiểm tra', en: 'Check' },
  privacy: {
    vi: 'Biên nhận chỉ dùng để kiểm tra rồi bỏ, không lưu lại.',
    en: 'The receipt is used for this check and not kept.',
  },
  heads: { vi: 'Điểm chốt mới nhất', en: 'The newest heads' },
  headsHint: {
    vi: 'Chép lại hoặc chụp lại mã này. Ngày sau, lệnh socai so được: sổ hôm đó phải bắt đầu bằng đúng sổ hôm nay.',
    en: 'Copy or photograph this code. Later the command socai can compare: the book of that day must begin with the book of today.',
  },
  tree: { vi: 'Sổ', en: 'Book' },
  decisions: { vi: 'Quyết định', en: 'Decisions' },
  accesses: { vi: 'Lượt xem dữ liệu', en: 'Looks at data' },
  size: { vi: 'Số lá', en: 'Leaves' },
  root: { vi: 'Mã gốc', en: 'Root' },
  signedAt: { vi: 'Ký lúc', en: 'Signed' },
  witnesses: { vi: 'Làm chứng', en: 'Witnesses' },
  noWitness: { vi: 'chưa có', en: 'none yet' },
  noHead: {
    vi: 'Chưa có điểm chốt nào. Điểm chốt đầu tiên được ký sau việc đầu tiên vài giây.',
    en: 'There is no head yet. The first is signed seconds after the first event.',
  },
  lastCheck: { vi: 'Lần tự kiểm tra gần nhất', en: 'The last check of itself' },
  noCheck: { vi: 'Chưa kiểm tra lần nào.', en: 'Not checked yet.' },
  allWell: {
    vi: (at: string, leaves: string) => `Lúc ${at}: đọc lại ${leaves} lá, không có gì sai khác.`,
    en: (at: string, leaves: string) => `At ${at}: ${leaves} leaves read again, nothing amiss.`,
  },
  amiss: {
    vi: (at: string, count: number) => `Lúc ${at}: có ${count} chỗ sai khác.`,
    en: (at: string, count: number) => `At ${at}: ${count} things are amiss.`,
  },
  stamp: { vi: 'Dấu thời gian', en: 'Time stamp' },
  stampText: {
    vi: (at: string, authority: string, size: string) =>
      `Lúc ${at}, ${authority} xác nhận sổ quyết định khi đó có ${size} lá. Từ đó không ai lùi ngày được, kể cả người giữ khóa của sổ.`,
    en: (at: string, authority: string, size: string) =>
      `At ${at} ${authority} confirmed that the book of decisions had ${size} leaves. Nobody can date anything back before it, not even who holds the key.`,
  },
  stampedAct: { vi: 'Tải điểm chốt đã đóng dấu', en: 'Download the stamped head' },
  stampAct: { vi: 'Tải dấu thời gian', en: 'Download the stamp' },
  offline: { vi: 'Kiểm tra không cần mạng', en: 'Check without a network' },
  offlineText: {
    vi: 'Tải trang này về máy. Trang có sẵn khóa bên trong, mở được khi không có mạng và không hỏi máy chủ nào.',
    en: 'Download this page. The keys are inside; it opens without a network and asks no server.',
  },
  offlineAct: { vi: 'Tải trang kiểm tra', en: 'Download the page' },
  commandText: {
    vi: 'Người làm kỹ thuật dùng được lệnh sau mà không cần máy chủ:',
    en: 'People of the craft can use this command, which needs no server:',
  },
  keys: { vi: 'Khóa kiểm tra', en: 'Keys' },
  keysText: {
    vi: 'Khóa công khai của sổ cái và của người làm chứng. Khóa mới nào cũng là một lá trong sổ.',
    en: 'Public keys of the ledger and of its witnesses. Every new key is a leaf itself.',
  },
  keysAct: { vi: 'Tải danh sách khóa', en: 'Download the keys' },
  log: { vi: 'ký điểm chốt', en: 'signs heads' },
  promise: { vi: 'ký lời hứa ghi sổ', en: 'signs promises' },
  witness: { vi: 'người làm chứng', en: 'witness' },
  leafTitle: { vi: 'Lá của sổ cái', en: 'A leaf of the ledger' },
  leafFound: {
    vi: (index: string, tree: string) => `Sổ “${tree}” có lá này, thứ ${index}.`,
    en: (index: string, tree: string) => `The book “${tree}” holds this leaf, number ${index}.`,
  },
  leafFoundHint: {
    vi: 'Mã QR nhỏ chỉ cho biết có lá. Muốn biết lá ghi gì, kiểm tra bằng tệp biên nhận hoặc mã QR lớn.',
    en: 'The small code only says that there is a leaf. To know what it says, check the file of the receipt or the large code.',
  },
  leafMissing: { vi: 'Sổ cái không có lá này', en: 'The ledger has no such leaf' },
  leafMissingHint: {
    vi: 'Nếu giấy vừa in chưa đến một phút, mở lại trang sau. Nếu lâu hơn, giấy này không do cổng cấp: gọi đường dây nóng.',
    en: 'If the paper was printed less than a minute ago, open this page again later. If not, it was not issued here: call the hotline.',
  },
  leaf: { vi: 'Mã lá', en: 'Leaf' },
})
