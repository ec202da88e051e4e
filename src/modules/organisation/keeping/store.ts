/** What the organisation keeps of people, and how it ends. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'organisation.person',
      name: {
        vi: 'Người: họ tên, số định danh, cách liên hệ',
        en: 'A person: name, identity number, contacts',
      },
      since: {
        vi: 'lúc có tên, khi không còn gì khác giữ về người đó',
        en: 'the entry, once nothing else is kept of them',
      },
      table: 'persons',
      id: 'id',
      from: 'r.created_at',
      people: ['id'],
      only: "r.full_name <> ''",
      whenUnused: 'person',
      blank: {
        full_name: "''",
        identity_number: 'null',
        birth_date: 'null',
        gender: 'null',
        phone: 'null',
        email: 'null',
        area_code: 'null',
        address_line: 'null',
      },
      words: true,
    },
    {
      key: 'organisation.post',
      name: { vi: 'Vị trí công tác', en: 'Posts of officers' },
      since: { vi: 'ngày thôi giữ vị trí', en: 'the last day at the post' },
      table: 'posts',
      from: 'r.valid_to',
      people: ['person_id'],
    },
    {
      key: 'organisation.absence',
      name: { vi: 'Ngày vắng mặt và người làm thay', en: 'Absences and deputies' },
      since: { vi: 'ngày cuối vắng mặt', en: 'the last day away' },
      table: 'absences',
      from: 'r.to_on',
      people: ['person_id', 'deputy_id'],
    },
  ],
  parts: [],
}
