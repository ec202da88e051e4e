import { defineRefusals } from '../errors.ts'
import { PdfSyntaxError } from './values.ts'

/** Why a file is not taken. Each sentence says what the person can do. */
export const documentRefusal = defineRefusals('documents', {
  notPdf: [
    'unsupportedType',
    'Tệp này không phải là PDF. Chọn tệp PDF, hoặc chụp ảnh giấy tờ rồi gửi ảnh.',
    'This file is not a PDF. Choose a PDF, or take photos of the paper and send those.',
  ],
  damagedPdf: [
    'invalid',
    'Không mở được tệp PDF này vì tệp bị hỏng. Mở thử trên máy, lưu lại rồi gửi lại.',
    'This PDF is damaged and cannot be opened. Open it on your device, save it again and resend it.',
  ],
  encryptedPdf: [
    'invalid',
    'Tệp PDF này có mật khẩu. Bỏ mật khẩu rồi gửi lại.',
    'This PDF is protected by a password. Remove the password and send it again.',
  ],
  pdfTooLarge: [
    'tooLarge',
    'Tệp PDF quá lớn hoặc có quá nhiều trang (tối đa {megabytes} MB, {pages} trang). Chia thành nhiều tệp rồi gửi lại.',
    'This PDF is too large or has too many pages (at most {megabytes} MB, {pages} pages). Split it and send the parts.',
  ],
  notPhoto: [
    'unsupportedType',
    'Tệp này không phải là ảnh JPEG, PNG, WebP hoặc TIFF. Chụp lại giấy tờ rồi gửi lại.',
    'This file is not a JPEG, PNG, WebP or TIFF picture. Take the photo again and resend it.',
  ],
  damagedPhoto: [
    'invalid',
    'Ảnh bị hỏng hoặc tải lên chưa trọn vẹn. Chụp lại giấy tờ rồi gửi lại.',
    'This picture is damaged or incomplete. Take the photo again and resend it.',
  ],
  photoTooLarge: [
    'tooLarge',
    'Ảnh quá lớn (tối đa {megapixels} triệu điểm ảnh). Chụp lại với độ phân giải thấp hơn.',
    'This picture is too large (at most {megapixels} megapixels). Take it again at a lower resolution.',
  ],
  tooManyPhotos: [
    'tooLarge',
    'Mỗi giấy tờ gửi từ 1 đến {count} ảnh. Bỏ bớt ảnh hoặc chia thành nhiều lần gửi.',
    'Send between 1 and {count} photos for each paper. Remove some or send them in several parts.',
  ],
})

/** Bytes that are no PDF become the refusal "damaged"; anything else thrown stays what it is. */
export function asDocumentRefusal(cause: unknown): unknown {
  return cause instanceof PdfSyntaxError ? Object.assign(documentRefusal.damagedPdf(), { cause }) : cause
}
