/** A made-up office for tests of petitions: the desk, units, people, and petitions brought to a state. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { officerAt } from '#modules/organisation/api.ts'
import { modules } from '../../../app.ts'
import type { About } from '../domain.ts'
import { acceptPetition, answerPetition, publishAnswer, takePetition } from '../handling/commands.ts'
import { readPetition, type Sent, sendPetition } from '../sending/commands.ts'
import type { Typed } from '../sending/domain.ts'
import { findPetition, type Petition } from '../store.ts'
import { hireForTest } from './store.ts'

export const platform = await freshPlatform(undefined, undefined, modules)
/** A Monday morning, and days after it. */
export const monday = '2026-03-02T08:00+07:00'
export const tuesday = '2026-03-03T09:00+07:00'
export const wednesday = '2026-03-04T10:00+07:00'
export const thursday = '2026-03-05T10:00+07:00'

export const person = citizen({ name: 'Trần Thị Diều', phone: '0990000777' })
await savePerson(platform, person)

export const visitor = (at = monday): Context => platform.as({ kind: 'visitor' }, at)
export const asSender = (at = monday): Context => platform.as(person, at)

async function hired(name: string, unitCode: string, roles: readonly string[]): Promise<Officer> {
  return inTransaction(visitor(), async (tx) => {
    const found = await officerAt(tx, await hireForTest(tx, { name, unitCode, roles }), visitor().today)
    if (!found) throw new Error(`${name} has no post`)
    return found
  })
}

const people = {
  desk: await hired('Lã Thị Quầy', 'Z99', ['procedure-controller']),
  head: await hired('Ưng Văn Đỉnh', 'Z99', ['leader']),
  /** Head, and one of several officers, of the department. */
  chief: await hired('Đặng Văn Trưởng', 'Z99.02', ['leader']),
  clerk: await hired('Ỷ Thị Thường', 'Z99.02', ['officer']),
  accused: await hired('Gió Văn Gắt', 'Z99.02', ['officer']),
  other: await hired('Lã Văn Cát', 'Z99.03', ['officer']),
}
export type Who = keyof typeof people
export const officerOfTest = (who: Who): Officer => people[who]
export const by = (who: Who, at: string): Context => platform.as(people[who], at)

export const aboutRules: Typed = {
  words: 'Đơn xin thả diều phải nộp ba bản giống hệt nhau, đề nghị còn một.',
  name: 'Bà Lụa',
  phone: '0912345678',
  procedure: '9.000001',
}
export const aboutStaff: Typed = {
  words: 'Cán bộ quát người dân và bắt chờ cả buổi mà không nói lý do.',
  name: 'Ông Sậy',
  address: 'Thôn Gió, xã Ỷ Ỹ',
  accused: 'Z99.02',
  official: 'gió văn gắt',
  conduct: 'behaviour',
}

export async function sent(
  about: About = 'rules',
  wish: Typed = {},
  context: Context = visitor(),
): Promise<Sent> {
  const read_ = readPetition(context, about, { ...(about === 'rules' ? aboutRules : aboutStaff), ...wish })
  if ('wrong' in read_) throw new Error(read_.wrong.map(({ name }) => name).join())
  return sendPetition({ ...context, operationKey: randomUUID() }, read_.meant)
}

export async function petitionOf({ code }: Pick<Sent, 'code'>): Promise<Petition> {
  const found = await read(visitor(), (tx) => findPetition(tx, code))
  if (!found) throw new Error(`There is no petition ${code}`)
  return found
}

export const given = (code: string, wish: Partial<Parameters<typeof acceptPetition>[1]> = {}) => ({
  code,
  unitCode: 'Z99.02',
  procedureCode: '9.000001',
  accusedCode: 'Z99.02',
  officialName: 'Gió Văn Gắt',
  words: '',
  ...wish,
})

export const answerWords = 'Cơ quan tiếp thu, từ nay chỉ nhận một bản.'
export const published = {
  title: 'Đơn thả diều phải nộp ba bản',
  words: 'Đơn phải nộp ba bản giống nhau, đề nghị còn một.',
  answer: 'Cơ quan tiếp thu, từ nay chỉ nhận một bản.',
}

type Stop = 'new' | 'accepted' | 'processing' | 'answered' | 'published'
const order: readonly Stop[] = ['new', 'accepted', 'processing', 'answered', 'published']

/** A petition that stands at this state: sent on Monday, accepted and taken on Tuesday, answered Wednesday, published Thursday. */
export async function standing(
  stop: Stop,
  about: About = 'rules',
  context: Context = visitor(),
): Promise<Sent> {
  const made = await sent(about, {}, context)
  const { code } = made
  const steps: Readonly<Record<Exclude<Stop, 'new'>, () => Promise<unknown>>> = {
    accepted: () => acceptPetition(by('desk', tuesday), given(code)),
    processing: () => takePetition(by('clerk', tuesday), { code }),
    answered: () => answerPetition(by('clerk', wednesday), { code, words: answerWords }),
    published: () => publishAnswer(by('desk', thursday), { code, ...published }),
  }
  for (const step of order.slice(1, order.indexOf(stop) + 1)) await steps[step as Exclude<Stop, 'new'>]()
  return made
}
