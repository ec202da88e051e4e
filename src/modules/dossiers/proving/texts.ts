import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Bằng chứng ghi sổ cái', en: 'Proof in the ledger' },
  titleOf: {
    vi: (code: string) => `Bằng chứng ghi sổ ${code}`,
    en: (code: string) => `Proof in the ledger ${code}`,
  },
  lead: {
    vi: 'Giữ tệp biên nhận này như giữ giấy hẹn. Nó chứng minh hồ sơ đã nộp lúc nào, gồm những tệp nào, và không ai sửa được nữa.',
    en: 'Keep this receipt as you keep the paper one. It proves when the dossier was handed in and with which files, and nobody can alter that any more.',
  },
  proven: { vi: 'Đã ghi vào sổ cái', en: 'Written into the ledger' },
  provenText: {
    vi: 'Biên nhận có đủ bằng chứng: kiểm tra được ở bất cứ đâu, không cần hỏi cơ quan.',
    en: 'The receipt holds the whole proof: it can be checked anywhere, without asking the agency.',
  },
  promised: {
    vi: 'Cơ quan hứa ghi sổ trong một phút',
    en: 'The agency promises to write it within a minute',
  },
  promisedText: {
    vi: 'Lời hứa đã được ký và có giá trị như bằng chứng nếu không được thực hiện. Tải ngay bây giờ, hoặc mở lại trang sau một phút để lấy bằng chứng đầy đủ.',
    en: 'The promise is signed, and stands as evidence if it is not kept. Download it now, or open the page again in a minute for the whole proof.',
  },
  download: { vi: 'Tải biên nhận', en: 'Download the receipt' },
  checkAct: { vi: 'Cách kiểm tra biên nhận', en: 'How to check a receipt' },
  at: { vi: 'Lúc nộp', en: 'Handed in' },
  place: { vi: 'Vị trí trong sổ', en: 'Place in the ledger' },
  placeOf: {
    vi: (index: string, size: string) => `lá ${index} trong ${size} lá`,
    en: (index: string, size: string) => `leaf ${index} of ${size}`,
  },
  leaf: { vi: 'Mã lá', en: 'Leaf' },
  witnesses: { vi: 'Người làm chứng', en: 'Witnesses' },
  codes: { vi: 'In ra giấy', en: 'On paper' },
  codesText: {
    vi: 'Hai mã QR giữ cùng một lá. Mã nhỏ mở trang của sổ cái; mã lớn chứa cả bằng chứng, kiểm tra được khi không có mạng.',
    en: 'Both codes hold the same leaf. The small one opens the page of the ledger; the large one holds the whole proof and can be checked without a network.',
  },
  small: { vi: 'Mã nhỏ: xem lá trên sổ cái', en: 'Small code: the leaf in the ledger' },
  large: { vi: 'Mã lớn: cả bằng chứng', en: 'Large code: the whole proof' },
})
