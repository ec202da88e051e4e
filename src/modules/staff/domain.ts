/** Cán bộ đến, chuyển, thôi việc: what is asked for and what officers are told. Pure. */

import { addDays, type CalendarDate } from '#kernel/types.ts'
import { defineNotices } from '#modules/notifications/api.ts'

/** Where a list ends; one more word finds the rest. */
export const listMax = 50

/** Nobody works on the day after it, or from this moment on. */
export type LastDay = CalendarDate | 'now'

/** The last day on which posts are held. Whoever leaves at once holds none today. */
export const lastDayOf = (last: LastDay, today: CalendarDate): CalendarDate =>
  last === 'now' ? addDays(today, -1) : last

export const staffLinks = {
  list: '/quan-tri/can-bo' as const,
  join: '/quan-tri/can-bo/tiep-nhan' as const,
  show: (id: string) => `/quan-tri/can-bo/${id}` as const,
  correct: (id: string) => `/quan-tri/can-bo/${id}/thong-tin` as const,
  move: (id: string) => `/quan-tri/can-bo/${id}/vi-tri` as const,
  close: (id: string) => `/quan-tri/can-bo/${id}/vi-tri/ket-thuc` as const,
  leave: (id: string) => `/quan-tri/can-bo/${id}/thoi-viec` as const,
  handOn: (id: string) => `/quan-tri/can-bo/${id}/ban-giao` as const,
  endSession: (id: string) => `/quan-tri/can-bo/${id}/phien` as const,
  link: (id: string) => `/quan-tri/can-bo/${id}/lien-ket` as const,
  reset: (id: string) => `/quan-tri/can-bo/${id}/khoi-phuc` as const,
}

export const notices = defineNotices('staff', {
  arrived: {
    subject: ['{name} nhận vị trí {title} từ {from}', '{name} takes the post {title} from {from}'],
    body: [
      'Nếu đơn vị không biết người này, báo ngay người quản trị.',
      'If your unit does not know this person, tell the administrator at once.',
    ],
  },
  left: {
    subject: ['{name} thôi giữ vị trí, làm việc đến hết {last}', '{name} leaves; last day {last}'],
    body: [
      'Người này đang giữ {count} việc. Giao cho người khác trong danh sách việc của đơn vị.',
      'They hold {count} pieces of work. Give them to others in the lists of your unit.',
    ],
  },
})
