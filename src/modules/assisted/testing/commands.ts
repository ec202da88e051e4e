/** A commune with a team, helpers and somebody to be helped, for tests. */

import { randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { askedToday } from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { receiveFile } from '#kernel/files.ts'
import type { RawFields } from '#kernel/forms.ts'
import type { Citizen } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen } from '#kernel/testing/people.ts'
import { calendarDate } from '#kernel/types.ts'
import type { Upload } from '#kernel/web.ts'
import { findCitizenByNumber, officerAt } from '#modules/organisation/api.ts'
import { modules } from '../../../app.ts'
import { enrolDevice } from '../devices/commands.ts'
import { helpPurpose } from '../domain.ts'
import type { Sent } from '../sessions/commands.ts'
import { appointMember, foundTeam, viewTeam } from '../teams/commands.ts'
import { hireForTest } from './store.ts'

export const platform = await freshPlatform(undefined, undefined, modules)
export const monday = '2026-03-02T08:00+07:00'
export const tuesday = '2026-03-03T09:00+07:00'
export const commune = 'Z99.11.01'
export const kitePermit = '9.000001'

export const system = (at = monday): Context => platform.as({ kind: 'system' }, at)

async function hired(unitCode: string, roles: readonly string[]) {
  return inTransaction(system(), async (tx) => {
    const found = await officerAt(tx, await hireForTest(tx, unitCode, roles), system().today)
    if (!found) throw new Error('There is no post')
    return found
  })
}

export const head = await hired(commune, ['leader'])
export const otherHead = await hired('Z99.11.03', ['leader'])
export const byHead = (at = monday): Context => ({ ...platform.as(head, at), operationKey: randomUUID() })
export const byOther = (at = monday): Context => ({
  ...platform.as(otherHead, at),
  operationKey: randomUUID(),
})

export const teamId = await foundTeam(byHead(), { unit: commune, name: 'Tổ thôn Gió', area: 'Thôn Gió' })

/** Somebody with an account who is a member of the team until the end of the year. */
export async function appointed(name: string, identity: string): Promise<Citizen> {
  await appointMember(byHead(), {
    team: teamId,
    identity,
    name,
    isLead: false,
    from: undefined,
    to: calendarDate('2026-12-31'),
  })
  const found = await read(system(), (tx) => findCitizenByNumber(tx, identity))
  if (!found) throw new Error(`${name} was not written down`)
  return citizen({ personId: found.id, name, identityNumber: identity, phone: '0990000900' })
}

export const helper = await appointed('Lã Thị Giúp', '099190000901')
export const memberIdOf = async (person: Citizen): Promise<string> => {
  const { members } = await viewTeam(byHead(), teamId)
  const found = members.find(({ personId, endedAt }) => personId === person.personId && !endedAt)
  if (!found) throw new Error(`${person.name} is no member`)
  return found.id
}
export const as = (actor: Citizen, at = monday): Context => platform.as(actor, at)

export const secret = () => randomBytes(32).toString('base64url')

/** A device of the helper, with the slip that it gives first. */
export async function enrolled(of: Citizen = helper, name = 'Điện thoại thôn Gió') {
  const [token, proof] = [secret(), secret()]
  const device = await enrolDevice(as(of), { team: undefined, name, token, proof })
  return { ...device, token, proof }
}

export const signature = `M10 10${Array.from({ length: 12 }, (_, at) => ` L${10 + at * 5}.5 ${20 + at}`).join('')}`

export const person = { _name: 'Trần Thị Diều', _identity: '099 190 000 777', _phone: '0990 000 777' }

const kite: RawFields = {
  'flyerBirthDate.day': '2',
  'flyerBirthDate.month': '3',
  'flyerBirthDate.year': '1958',
  'kites.0.name': 'Diều Rồng',
  'kites.0.lengthMetres': '1,5',
  'kites.0.hasFlute': 'no',
  'field.province': '99',
  'field.commune': '99101',
  'field.line': 'Bãi sau',
  'from.day': '1',
  'from.month': '12',
  'from.year': '2026',
  'to.day': '5',
  'to.month': '12',
  'to.year': '2026',
  hours: ['dawn', 'dusk'],
  draftReturnBy: 'desk',
  truth: 'yes',
}

export const agreed = (at = monday) => askedToday(as(helper, at), helpPurpose).sha256

export async function picture(field: string, name = 'anh.jpg'): Promise<Upload> {
  const bytes = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer()
  return { field, file: await receiveFile(platform.files, { name, content: Readable.from([bytes]) }, 5) }
}

/** The kite, photographed. */
const kitePhoto = await picture('pictures', 'dieu.jpg')

/** What a helper typed for somebody who signed on the screen. */
export function typed(
  wish: RawFields = {},
  uploads: readonly Upload[] = [],
  key: string = randomUUID(),
): Sent {
  const fields = { ...kite, ...person, _agreed: agreed(), _way: 'signed', _signature: signature, ...wish }
  return { key, fields, uploads: [kitePhoto, ...uploads] }
}
