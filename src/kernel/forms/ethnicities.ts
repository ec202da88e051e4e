/** Danh mục các dân tộc Việt Nam: 54 names in the order of their official codes 01 to 54. docs/legal.md#ethnicities */
// biome-ignore format: one line a row reads better than one line a name
const names = [
  'Kinh', 'Tày', 'Thái', 'Hoa', 'Khơ-me', 'Mường', 'Nùng', 'Mông', 'Dao', 'Gia-rai', 'Ngái', 'Ê-đê', 'Ba-na',
  'Xơ-đăng', 'Sán Chay', 'Cơ-ho', 'Chăm', 'Sán Dìu', 'Hrê', 'Mnông', 'Ra-glai', 'Xtiêng', 'Bru-Vân Kiều', 'Thổ',
  'Giáy', 'Cơ-tu', 'Gié-Triêng', 'Mạ', 'Khơ-mú', 'Co', 'Ta-ôi', 'Chơ-ro', 'Kháng', 'Xinh-mun', 'Hà Nhì', 'Chu-ru',
  'Lào', 'La Chí', 'La Ha', 'Phù Lá', 'La Hủ', 'Lự', 'Lô Lô', 'Chứt', 'Mảng', 'Pà Thẻn', 'Cơ Lao', 'Cống', 'Bố Y',
  'Si La', 'Pu Péo', 'Brâu', 'Ơ-đu', 'Rơ-măm',
]

/** Every ethnicity with its official code. */
export const ethnicities: readonly { code: string; name: string }[] = names.map((name, index) => ({
  code: String(index + 1).padStart(2, '0'),
  name,
}))
