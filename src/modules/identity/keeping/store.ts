/** What signing in leaves behind, and when it is gone. docs/legal.md#retention */

import type { Keeping, RecordPart } from '#kernel/retention.ts'

const ofPerson = (table: string): RecordPart => ({ of: 'organisation.person', table, by: 'person_id' })

export const keeping: Keeping = {
  classes: [
    {
      key: 'identity.session',
      name: { vi: 'Phiên đăng nhập', en: 'Sessions' },
      since: { vi: 'lúc phiên hết hạn', en: 'the end of the session' },
      table: 'sessions',
      from: 'r.ends_at',
      people: ['person_id'],
    },
    {
      key: 'identity.signIn',
      name: { vi: 'Lượt đăng nhập dở dang', en: 'Sign-ins on their way' },
      since: { vi: 'lúc bắt đầu', en: 'the beginning' },
      table: 'sign_ins',
      from: 'r.started_at',
    },
    {
      key: 'identity.keptForm',
      name: { vi: 'Biểu mẫu chờ xác minh', en: 'Forms that wait for a second proof' },
      since: { vi: 'lúc gửi', en: 'the sending' },
      table: 'kept_forms',
      from: 'r.kept_at',
      people: ['person_id'],
    },
    {
      key: 'identity.browser',
      name: { vi: 'Thiết bị đã từng đăng nhập', en: 'Browsers known from earlier sign-ins' },
      since: { vi: 'lần dùng cuối', en: 'the last use' },
      table: 'known_browsers',
      from: 'r.seen_at',
      people: ['person_id'],
    },
    {
      key: 'identity.reset',
      name: { vi: 'Yêu cầu khôi phục truy cập', en: 'Resets of access' },
      since: { vi: 'ngày quyết định', en: 'the decision' },
      table: 'account_resets',
      from: 'r.decided_at',
      people: ['person_id'],
    },
    {
      key: 'identity.provider',
      name: { vi: 'Trạng thái của nơi đăng nhập thử', en: 'State of the development provider' },
      since: { vi: 'lúc hết hạn', en: 'its end' },
      table: 'provider_state',
      from: 'r.ends_at',
    },
  ],
  parts: [
    { of: 'organisation.person', table: 'identity_links', by: 'person_id' },
    ...['factors', 'recovery_codes'].map(ofPerson),
  ],
}
