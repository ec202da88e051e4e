/**
 * VietQR: a bank transfer as one code that every banking app in the country reads, EMVCo merchant-presented with the rules of
 * NAPAS (docs/legal.md#vietqr). Pure.
 */

export type Transfer = {
  /** Six digits that name the bank. */
  readonly bankBin: string
  readonly account: string
  readonly vnd: number
  /** Letters and digits; comes back with the money. */
  readonly memo: string
}

const field = (id: string, value: string): string => `${id}${String(value.length).padStart(2, '0')}${value}`

/** The text of the code. Throws for what no bank would read. */
export function vietQr({ bankBin, account, vnd, memo }: Transfer): string {
  if (!/^\d{6}$/.test(bankBin) || !/^[A-Za-z0-9]{3,19}$/.test(account)) throw new Error('Not an account')
  if (!Number.isSafeInteger(vnd) || vnd <= 0 || !/^[A-Za-z0-9 ]{1,25}$/.test(memo))
    throw new Error('Not a transfer')
  const beneficiary = field('00', bankBin) + field('01', account)
  const merchant = field('00', 'A000000727') + field('01', beneficiary) + field('02', 'QRIBFTTA')
  const text = [
    field('00', '01'),
    // Made for one payment.
    field('01', '12'),
    field('38', merchant),
    field('53', '704'),
    field('54', String(vnd)),
    field('58', 'VN'),
    field('62', field('08', memo)),
    '6304',
  ].join('')
  return text + crc16(text)
}

/** CRC-16 of EMVCo: polynomial 0x1021, beginning with 0xFFFF, four capital hexadecimal digits. */
export function crc16(text: string): string {
  let crc = 0xffff
  for (const byte of Buffer.from(text, 'utf8')) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1
    crc &= 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
