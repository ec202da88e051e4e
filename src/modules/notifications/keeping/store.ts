/** What is kept of messages and of ways to people. docs/legal.md#retention */

import type { Keeping, RecordPart } from '#kernel/retention.ts'

const ofPerson = (table: string): RecordPart => ({ of: 'organisation.person', table, by: 'person_id' })

export const keeping: Keeping = {
  classes: [
    {
      key: 'notifications.message',
      name: { vi: 'Thông báo trong tài khoản', en: 'Messages in accounts' },
      since: { vi: 'lúc báo', en: 'the message' },
      table: 'notifications',
      from: 'r.at',
      people: ['person_id'],
      cases: ['subject_id'],
    },
    {
      key: 'notifications.outgoing',
      name: { vi: 'Tin đã gửi ra ngoài, và số máy nhận', en: 'Messages sent outside, with the number' },
      since: { vi: 'lúc gửi', en: 'the sending' },
      table: 'notification_outgoing',
      from: 'r.made_at',
      people: ['person_id'],
      cases: ['subject_id'],
    },
    {
      key: 'notifications.code',
      name: { vi: 'Mã xác nhận địa chỉ', en: 'Codes that prove an address' },
      since: { vi: 'lúc gửi mã', en: 'the sending of the code' },
      table: 'notification_codes',
      from: 'r.made_at',
      people: ['person_id'],
    },
  ],
  parts: ['notification_contacts', 'notification_choices', 'notification_devices'].map(ofPerson),
}
