/** Trao đổi với hệ thống khác: when to try again, when to stop trying, and every way in which a call may fail. Pure. */

import { defineRefusals } from '#kernel/errors.ts'

/** Why a call is made: purpose and provision stand in the connector; a call about a dossier names it. */
export type About = {
  readonly purpose?: string | undefined
  readonly article?: string | undefined
  readonly dossierCode?: string | undefined
  /** The number of the call in the log, where its caller has to name it. */
  readonly callId?: string | undefined
  /** The same key does one thing at the other side, however often it arrives. */
  readonly idempotencyKey?: string | undefined
  /** The body holds a secret: the log keeps its hash alone. */
  readonly isSecret?: boolean | undefined
  /** Which of several systems of the connector is asked; the one that answers soonest unless told. */
  readonly system?: string | undefined
}

export const refusal = defineRefusals('exchange', {
  notConnected: [
    'unavailable',
    'Chưa nối với {system}. Báo người quản trị đăng ký kết nối; hồ sơ vẫn giữ nguyên.',
    '{system} is not connected. Tell the administrator; nothing was changed.',
  ],
  away: [
    'unavailable',
    '{system} chưa trả lời. Làm tiếp việc khác và thử lại sau ít phút; hồ sơ vẫn giữ nguyên.',
    '{system} does not answer. Go on and try again in some minutes; nothing was changed.',
  ],
  wrong: [
    'unavailable',
    '{system} trả lời không đúng định dạng hoặc không đúng chữ ký, nên không dùng được. Báo người quản trị.',
    '{system} gave an answer that cannot be trusted. Tell the administrator.',
  ],
  refused: [
    'conflict',
    '{system} không nhận yêu cầu này: {reason}. Sửa theo lý do đó rồi gửi lại.',
    '{system} did not take this request: {reason}. Mend it and send again.',
  ],
  keyMissing: [
    'unavailable',
    'Chưa có khóa ký trao đổi của tỉnh. Người quản trị đặt khóa Ed25519 tại exchange/province.pem trong thư mục dữ liệu.',
    'The province’s exchange key is missing. Put an Ed25519 key at exchange/province.pem in the data folder.',
  ],
  pushKeyMissing: [
    'unavailable',
    'Chưa có khóa gửi thông báo đẩy. Người quản trị đặt khóa P-256 tại exchange/push.pem trong thư mục dữ liệu.',
    'The key of web push is missing. Put a P-256 key at exchange/push.pem in the data folder.',
  ],
  secretMissing: [
    'unavailable',
    'Chưa có mật khẩu do bên kia cấp. Người quản trị đặt tại exchange/{key}.secret trong thư mục dữ liệu.',
    'The secret that the other side gave is missing. Put it at exchange/{key}.secret in the data folder.',
  ],
  badAddress: [
    'invalid',
    'Địa chỉ chưa đúng. Ghi tên miền đầy đủ bằng chữ thường, ví dụ api.example.vn, không kèm cổng, đường dẫn hay ký tự “@”.',
    'The address is not right. Write a full lower-case domain name such as api.example.vn, nothing else.',
  ],
  badKey: [
    'invalid',
    'Khóa công khai chưa đúng. Dán khóa Ed25519 dạng base64url gồm 43 ký tự do bên kia gửi.',
    'The public key is not right. Paste the 43 characters in base64url that the other side sent.',
  ],
  badPort: [
    'invalid',
    'Cổng chưa đúng. Ghi một số từ 1 đến 65535; thường là 443, máy chủ thư là 587 hoặc 465.',
    'The port is not right. Write a number from 1 to 65535; usually 443, for mail 587 or 465.',
  ],
  badMember: [
    'invalid',
    'Mã hệ thống chưa đúng. Ghi bốn phần cách nhau bằng dấu “/”, ví dụ VN/GOV/G01/HE-THONG.',
    'The member is not right. Write four parts with “/” between, such as VN/GOV/G01/SYSTEM.',
  ],
  nameNeeded: ['invalid', 'Ghi tên cơ quan và hệ thống.', 'Write the name of agency and system.'],
  scopeNeeded: ['invalid', 'Chọn ít nhất một dịch vụ được gọi.', 'Choose at least one service.'],
  badRate: [
    'invalid',
    'Số lượt mỗi phút chưa đúng. Ghi một số nguyên từ 1, ví dụ 600.',
    'The calls a minute are not right. Write a whole number from 1, such as 600.',
  ],
  badPath: [
    'invalid',
    'Đường dẫn chưa đúng. Ghi dạng /api/v1, hoặc để trống.',
    'The path is not right. Write it as /api/v1, or leave it empty.',
  ],
  notFound: [
    'notFound',
    'Không tìm thấy thông điệp này trong danh sách đang giữ lại. Tải lại trang kết nối.',
    'There is no such parked message. Reload the page.',
  ],
  reasonNeeded: [
    'invalid',
    'Ghi lý do bỏ thông điệp, ví dụ số công văn của bên nhận.',
    'Say why it is dropped, for example the letter of the other side.',
  ],
  badBody: [
    'invalid',
    'Nội dung sửa chưa đúng: {reason}. Sửa lại rồi gửi.',
    'The mended content is not right: {reason}. Mend it and send.',
  ],
})

export type Failure = 'away' | 'refused' | 'wrong'

/** A call that brought no answer to use. Caught by the delivery of messages, told to people as a refusal by `ask`. */
export class CallFailure extends Error {
  readonly failure: Failure
  /** Nothing of the call reached the other side, so that another system may be asked without doing it twice. */
  readonly isUnsent: boolean
  constructor(failure: Failure, reason: string, isUnsent = false) {
    super(reason)
    this.name = 'CallFailure'
    this.failure = failure
    this.isUnsent = isUnsent
  }
}

/** A message that was said no to as often as this is set aside for a person to look at. */
export const refusalsMax = 4

const baseSeconds = 15
const mostSeconds = 15 * 60

/** When to try again: full jitter, doubling from 15 seconds to a quarter of an hour. `chance` lies in [0, 1). */
export function nextTry(now: Date, tries: number, chance: number): Date {
  const most = Math.min(mostSeconds, baseSeconds * 2 ** Math.min(tries, 10))
  return new Date(now.getTime() + Math.max(1, chance * most) * 1000)
}

export type Breaker = {
  readonly failures: number
  readonly openedAt: Date | null
  readonly probeAt: Date | null
}
export const closedBreaker: Breaker = { failures: 0, openedAt: null, probeAt: null }
/** The circuit opens at this many failures in a row. */
export const failuresMax = 5

/** A probe is never further away. */
const probeSecondsMax = 10 * 60

/** The breaker after a call that failed. While it is open, the next probe comes later and later. */
export function afterFailure(breaker: Breaker, now: Date): Breaker {
  const failures = breaker.failures + 1
  if (failures < failuresMax) return { failures, openedAt: null, probeAt: null }
  const wait = Math.min(probeSecondsMax, 30 * 2 ** Math.min(failures - failuresMax, 10))
  return {
    failures,
    openedAt: breaker.openedAt ?? now,
    probeAt: new Date(now.getTime() + wait * 1000),
  }
}

/** Whether a call may be made now. What a process in another hour wrote down is believed by nobody. */
export const mayCall = ({ openedAt, probeAt }: Breaker, now: Date): boolean =>
  openedAt === null || (probeAt !== null && (probeAt <= now || probeAt > latestProbe(now)))

/** No clock that is right puts a probe off for longer. */
export const latestProbe = (now: Date): Date => new Date(now.getTime() + probeSecondsMax * 1000)

/** What happens to a message after a try that failed. Outages never park: there is nothing for a person to mend. */
export function afterTry(
  message: { readonly tries: number; readonly refusals: number },
  failure: Failure,
  breaker: Breaker,
  now: Date,
  chance: number,
): { readonly state: 'waiting' | 'parked'; readonly refusals: number; readonly nextAt: Date } {
  // Nonsense from a system that gives everyone nonsense says nothing about this message.
  const counts = failure === 'refused' || (failure === 'wrong' && breaker.openedAt === null)
  const refusals = message.refusals + (counts ? 1 : 0)
  return {
    state: refusals >= refusalsMax ? 'parked' : 'waiting',
    refusals,
    nextAt: nextTry(now, message.tries, chance),
  }
}
