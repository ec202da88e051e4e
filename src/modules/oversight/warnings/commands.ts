/** Cảnh báo trước khi trễ và khi đã trễ: planned once, told once, many at once as one message. */

import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { unhurried } from '#kernel/unhurried.ts'
import { deskLinks, dossierLinks } from '#modules/dossiers/api.ts'
import { defineNotices, type NewMessage, notify } from '#modules/notifications/api.ts'
import { chiefsOf, officersWith, roleOfStep } from '#modules/organisation/api.ts'
import {
  fireAt,
  isOfficeHour,
  type Recipient,
  subjectOf,
  type WarningRule,
  type WarningSubject,
} from './domain.ts'
import * as store from './store.ts'

const atOnce = 5_000

const one = defineNotices('warning', {
  stepNear: {
    subject: ['Sắp đến hạn bước xử lý: {code}', 'Step nearly due: {code}'],
    body: ['Bước này phải xong trước {due}.', 'The step is due {due}.'],
  },
  stepLate: {
    subject: ['Bước xử lý quá hạn: {code}', 'Step overdue: {code}'],
    body: ['Bước này đã quá hạn từ {due}.', 'The step was due {due}.'],
  },
  caseNear: {
    subject: ['Hồ sơ sắp đến hạn trả: {code}', 'Dossier nearly due: {code}'],
    body: ['Hẹn trả kết quả {due}.', 'The result is due {due}.'],
  },
  caseLate: {
    subject: ['Hồ sơ quá hạn: {code}', 'Dossier overdue: {code}'],
    body: [
      'Hẹn trả {due} đã qua. Xử lý ngay hoặc gửi thư xin lỗi kèm ngày hẹn mới.',
      'It was due {due}. Decide now, or apologise and give a new date.',
    ],
  },
  consultationSilent: {
    subject: ['Chưa có ý kiến phối hợp: {code}', 'No answer to a consultation: {code}'],
    body: ['Hạn cho ý kiến {due} đã qua.', 'The answer was due {due}.'],
  },
  supplementAsked: {
    subject: ['Hồ sơ {code} đang chờ bổ sung', 'Dossier {code} waits for you'],
    body: [
      'Yêu cầu bổ sung gửi từ {due} chưa được trả lời. Thời hạn giải quyết đang tạm dừng.',
      'The supplement asked for {due} is not answered. The time for the result stands still.',
    ],
  },
  supplementSilent: {
    subject: ['Người nộp chưa bổ sung: {code}', 'Supplement unanswered: {code}'],
    body: [
      'Yêu cầu bổ sung gửi từ {due}. Liên hệ người nộp, hoặc xem xét dừng xử lý có căn cứ.',
      'Asked for {due}. Reach the applicant, or consider stopping with a ground.',
    ],
  },
})

const many = defineNotices('warnings', {
  stepNear: {
    subject: ['{count} bước xử lý sắp đến hạn', '{count} steps nearly due'],
    body: ['Mở danh sách việc, xếp theo hạn.', 'Open the list, ordered by date.'],
  },
  stepLate: {
    subject: ['{count} bước xử lý quá hạn', '{count} steps overdue'],
    body: ['Mở danh sách việc, xếp theo hạn.', 'Open the list, ordered by date.'],
  },
  caseNear: {
    subject: ['{count} hồ sơ sắp đến hạn trả', '{count} dossiers nearly due'],
    body: ['Mở danh sách việc, xếp theo hạn.', 'Open the list, ordered by date.'],
  },
  caseLate: {
    subject: ['{count} hồ sơ quá hạn', '{count} dossiers overdue'],
    body: [
      'Xử lý ngay hoặc gửi thư xin lỗi kèm ngày hẹn mới.',
      'Decide now, or apologise and give new dates.',
    ],
  },
  consultationSilent: {
    subject: ['{count} hồ sơ chưa có ý kiến phối hợp', '{count} consultations unanswered'],
    body: ['Mở danh sách việc, xếp theo hạn.', 'Open the list, ordered by date.'],
  },
  supplementAsked: {
    subject: ['{count} hồ sơ đang chờ bổ sung', '{count} dossiers wait for you'],
    body: [
      'Mở danh sách hồ sơ để bổ sung. Thời hạn giải quyết đang tạm dừng.',
      'Open your dossiers to answer. The time for the results stands still.',
    ],
  },
  supplementSilent: {
    subject: ['{count} hồ sơ chưa được bổ sung', '{count} supplements unanswered'],
    body: [
      'Liên hệ người nộp, hoặc xem xét dừng xử lý có căn cứ.',
      'Reach the applicants, or consider stopping with a ground.',
    ],
  },
})

/** Plans what is new, and tells what is due; answers how many things were told of. */
export async function warn(context: Context): Promise<number> {
  const { warnings } = context.pack.oversight
  const piece = unhurried()
  let told = 0
  for (const rule of warnings) {
    await piece(() => planRule(context, rule))
    if (isOfficeHour(context.calendar, context.now)) told += await piece(() => tellRule(context, rule))
  }
  return told
}

/** Each date is planned on the calendar of the unit that works towards it. */
async function planRule(context: Context, rule: WarningRule): Promise<void> {
  await inTransaction(context, async (tx) => {
    const found = await store.findUnplanned(tx, rule, atOnce * 10)
    const plans = found.map(({ startedAt, unitCode, ...thing }) => ({
      ...thing,
      rule: rule.key,
      fireAt: fireAt(calendarFor(context, unitCode), rule, { startedAt, basis: thing.basis }),
    }))
    await store.insertPlans(tx, plans)
  })
}

/** The rows are marked, the events and the messages written in one transaction: told once, or not yet. */
async function tellRule(context: Context, rule: WarningRule): Promise<number> {
  return inTransaction(context, async (tx) => {
    const due = await store.takeDue(tx, rule, context.now, atOnce)
    if (due.length === 0) return 0
    await store.tellWarned(tx, rule.key, due, context.now)
    const find = recipientsIn(tx, context)
    const forWhom = new Map<string, { subject: WarningSubject; to: Recipient; due: store.Due[] }>()
    for (const thing of due)
      for (const to of rule.tell)
        for (const personId of await find(to, thing)) {
          const heard = forWhom.get(personId) ?? { subject: subjectOf(rule, to), to, due: [] }
          if (!heard.due.includes(thing)) heard.due.push(thing)
          forWhom.set(personId, heard)
        }
    await notify(
      tx,
      context,
      [...forWhom].map(([personId, heard]) => messageFor(context, rule, personId, heard)),
    )
    return due.length
  })
}

type Heard = { readonly subject: WarningSubject; readonly to: Recipient; readonly due: readonly store.Due[] }

/** One thing leads to the dossier; several are one message that leads to the list. */
function messageFor({ now }: Context, { key }: WarningRule, personId: string, heard: Heard): NewMessage {
  const { subject, to, due } = heard
  const [first, ...more] = due
  const isApplicant = to === 'applicant'
  if (first && more.length === 0)
    return {
      notice: one[subject],
      to: [personId],
      subjectId: first.caseId,
      link: isApplicant ? dossierLinks.mend(first.code) : deskLinks.dossier(first.code),
      facts: { code: first.code, due: first.basis.toISOString() },
      key: `${key}:${first.caseId}:${first.place}:${first.basis.toISOString()}`,
    }
  return {
    notice: many[subject],
    to: [personId],
    subjectId: first?.caseId ?? personId,
    link: isApplicant ? dossierLinks.list : deskLinks.queue(),
    facts: { count: new Set(due.map(({ caseId }) => caseId)).size },
    key: `${key}:${now.toISOString()}`,
  }
}

/** Who is meant, each unit asked for once. Whoever is away hears of it together with the deputy. */
function recipientsIn(tx: Tx, context: Context) {
  const known = new Map<string, Promise<readonly string[]>>()
  const once = (key: string, look: () => Promise<readonly string[]>) => {
    const found = known.get(key) ?? look()
    known.set(key, found)
    return found
  }
  const ids = (people: readonly { readonly personId: string }[]) => people.map(({ personId }) => personId)
  const withDeputy = (personId: string) =>
    once(`deputy of ${personId}`, async () => {
      const deputy = (await store.findDeputies(tx, [personId], context.today)).get(personId)
      return deputy ? [personId, deputy] : [personId]
    })
  return (to: Recipient, thing: store.Due): Promise<readonly string[]> => {
    const { unitId, role, holderId, applicantId, competentUnitId } = thing
    switch (to) {
      case 'applicant':
        return Promise.resolve(applicantId ? [applicantId] : [])
      case 'holder':
        if (holderId) return withDeputy(holderId)
        return once(`pool ${unitId} ${role}`, async () =>
          ids(await officersWith(tx, unitId, roleOfStep(context, role), context.today)),
        )
      case 'chief':
        return once(`chief ${unitId}`, async () => ids(await chiefsOf(tx, unitId, context.today)))
      case 'leader':
        return once(`leader ${competentUnitId}`, async () =>
          ids(await chiefsOf(tx, competentUnitId, context.today, 'dossier.sign')),
        )
    }
  }
}

export const warnSchedule: Schedule = {
  name: 'oversight.warn',
  every: 'minute',
  run: async (context) => void (await warn(context)),
}
