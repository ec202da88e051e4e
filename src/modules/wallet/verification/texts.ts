import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Kiểm tra giấy tờ', en: 'Verify a document' },
  lead: {
    vi: 'Xem giấy tờ điện tử có đúng do cơ quan nhà nước cấp và còn hiệu lực không.',
    en: 'See whether an electronic document was issued by an authority and is still in force.',
  },
  byCode: { vi: 'Kiểm tra bằng mã', en: 'By code' },
  code: { vi: 'Mã kiểm tra', en: 'Code' },
  codeHint: {
    vi: '12 chữ và số, in cạnh mã QR trên giấy. Ví dụ: ABCD-EFGH-JKMN.',
    en: '12 letters and figures beside the QR code. For example: ABCD-EFGH-JKMN.',
  },
  check: { vi: 'Kiểm tra', en: 'Verify' },
  byFile: { vi: 'Kiểm tra bằng tệp', en: 'By file' },
  file: { vi: 'Tệp PDF', en: 'PDF file' },
  fileHint: {
    vi: 'Chọn tệp đã nhận, không phải ảnh chụp hay bản quét.',
    en: 'The file as received, not a photo or a scan.',
  },
  privacy: {
    vi: 'Tệp chỉ dùng để kiểm tra, không gắn với hồ sơ nào.',
    en: 'The file is used for this check only.',
  },
  notFound: { vi: 'Không có giấy tờ nào mang mã này', en: 'No document has this code' },
  notFoundHint: {
    vi: 'Đối chiếu từng chữ với bản in. Nếu vẫn không thấy, giấy tờ này không do cổng cấp; hãy gọi đường dây nóng.',
    en: 'Compare each letter with the paper. If it is still not found, it was not issued here; call the hotline.',
  },
  valid: { vi: 'Giấy tờ thật, còn hiệu lực', en: 'Genuine and in force' },
  validHint: {
    vi: 'Đối chiếu các dòng dưới đây với tờ giấy đang cầm. Khác dòng nào thì tờ giấy đó đã bị sửa.',
    en: 'Compare the lines below with the paper in your hand. If one differs, the paper was altered.',
  },
  withdrawn: { vi: 'Giấy tờ đã bị thu hồi', en: 'Withdrawn' },
  withdrawnHint: {
    vi: 'Cơ quan đã cấp giấy tờ này rồi thu hồi. Giấy tờ không còn giá trị sử dụng.',
    en: 'It was issued and then withdrawn. It may no longer be used.',
  },
  wrongScanHint: {
    vi: 'Cơ quan số hóa đã quét sai nên thu hồi bản điện tử này. Bản giấy không bị thu hồi theo; đề nghị xem bản giấy hoặc bản số hóa mới.',
    en: 'The agency scanned it wrongly and took this copy back. The paper itself stands; ask for it or for a new copy.',
  },
  paperReplacedHint: {
    vi: 'Giấy gốc đã được cấp lại, đổi hoặc không còn giá trị, nên bản số hóa này không dùng được nữa. Đề nghị đưa giấy mới.',
    en: 'The paper was issued anew, exchanged or ended, so this copy can no longer be used. Ask for the new paper.',
  },
  replaced: { vi: 'Giấy tờ thật, nhưng đã có bản mới', en: 'Genuine, but replaced' },
  replacedHint: {
    vi: 'Giấy tờ này đã được thay. Đề nghị người giữ giấy đưa bản mới.',
    en: 'A newer document took its place. Ask for that one.',
  },
  expired: { vi: 'Giấy tờ thật, nhưng đã hết hạn', en: 'Genuine, but expired' },
  expiredHint: {
    vi: 'Xem ngày hết hạn dưới đây. Giấy tờ không còn dùng được, trừ khi được gia hạn.',
    en: 'See below when it ran out. It can no longer be used unless extended.',
  },
  notYet: { vi: 'Giấy tờ thật, nhưng chưa có hiệu lực', en: 'Genuine, but not in force yet' },
  notYetHint: {
    vi: 'Giấy tờ chỉ dùng được từ ngày có hiệu lực.',
    en: 'It may be used from the day on which it comes into force.',
  },
  withdrawnOn: { vi: 'Thu hồi ngày', en: 'Withdrawn on' },
  reason: { vi: 'Lý do', en: 'Reason' },
  replacedBy: { vi: 'Đã được thay bằng', en: 'Replaced by' },
  replacement: {
    vi: (title: string, number: string, day: string) =>
      `${title}${number ? `, số ${number}` : ''}, ngày ${day}`,
    en: (title, number, day) => `${title}${number ? `, no. ${number}` : ''}, ${day}`,
  },
  validUntil: { vi: 'Có giá trị đến hết ngày', en: 'Valid until' },
  nature: { vi: 'Loại bản', en: 'Kind of copy' },
  copyOfPaper: {
    vi: 'Bản điện tử số hóa từ bản giấy, đã đối chiếu và ký số',
    en: 'Digitised from paper, compared and signed',
  },
  copiedBy: { vi: 'Cơ quan số hóa', en: 'Digitised by' },
  damaged: { vi: 'Chưa xác nhận được chữ ký', en: 'The signatures could not be confirmed' },
  damagedHint: {
    vi: 'Cổng có giấy tờ này nhưng chữ ký chưa kiểm tra được. Gọi đường dây nóng để được xác nhận.',
    en: 'The document is known but its signatures could not be checked. Call the hotline.',
  },
  issued: { vi: 'Đúng bản gốc, còn hiệu lực', en: 'The original, in force' },
  issuedHint: {
    vi: 'Tệp giống hệt bản cơ quan đã cấp, không thay đổi một chữ nào.',
    en: 'The file is exactly what was issued.',
  },
  changed: { vi: 'Tệp đã bị sửa sau khi ký', en: 'Altered after it was signed' },
  changedHint: {
    vi: 'Không dùng tệp này. Đề nghị người gửi đưa lại tệp gốc, hoặc kiểm tra bằng mã in trên giấy.',
    en: 'Do not rely on it. Ask the sender for the original, or verify by the printed code.',
  },
  foreign: { vi: 'Chữ ký hợp lệ, nhưng không do cổng này cấp', en: 'Validly signed, but not issued here' },
  foreignHint: {
    vi: 'Tệp chưa bị sửa từ khi ký. Xem người ký dưới đây có đúng là cơ quan có thẩm quyền không.',
    en: 'Unaltered since it was signed. See below whether the signer is the competent authority.',
  },
  untrusted: { vi: 'Không rõ ai đã ký', en: 'Signer unknown' },
  untrustedHint: {
    vi: 'Chứng thư của người ký không thuộc tổ chức được công nhận. Không dùng tệp này làm bằng chứng.',
    en: 'The certificate comes from no recognised authority. Do not take it as proof.',
  },
  unsigned: { vi: 'Tệp không có chữ ký số', en: 'Not signed' },
  unsignedHint: {
    vi: 'Bản chụp, bản quét hay bản in lại thành PDF không giữ chữ ký số. Hãy dùng tệp gốc.',
    en: 'Photos, scans and re-printed PDF keep no signature. Use the original file.',
  },
  unreadable: { vi: 'Không đọc được tệp', en: 'The file cannot be read' },
  unreadableHint: {
    vi: 'Tệp hỏng hoặc đã bị sửa nên không kiểm tra được. Đề nghị người gửi đưa lại tệp gốc.',
    en: 'It is damaged or altered. Ask the sender for the original.',
  },
  whatIs: { vi: 'Giấy tờ này là', en: 'The document' },
  document: { vi: 'Tên giấy tờ', en: 'Document' },
  number: { vi: 'Số, ký hiệu', en: 'Number' },
  day: { vi: 'Ngày cấp', en: 'Date' },
  agency: { vi: 'Cơ quan cấp', en: 'Agency' },
  signer: { vi: 'Người ký', en: 'Signed by' },
  owner: { vi: 'Cấp cho', en: 'Issued to' },
  ownerHint: { vi: 'Tên được che bớt', en: 'The name is partly hidden' },
  verifyCode: { vi: 'Mã kiểm tra', en: 'Code' },
  signatures: { vi: 'Chữ ký số', en: 'Digital signatures' },
  sound: { vi: 'Tài liệu chưa bị sửa từ khi ký.', en: 'Unaltered since it was signed.' },
  alteredLater: { vi: 'Tài liệu đã bị sửa sau chữ ký này.', en: 'Altered after this signature.' },
  brokenDigest: {
    vi: 'Nội dung không khớp với chữ ký này.',
    en: 'The content does not match this signature.',
  },
  unknownIssuer: {
    vi: 'Chứng thư không thuộc tổ chức được công nhận.',
    en: 'The certificate comes from no recognised authority.',
  },
})
