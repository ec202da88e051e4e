/** How the routes of help are asked: a team in each place; of each citizen a device and a session, and one who is a member. */

import { createHash, randomUUID } from 'node:crypto'
import { sql, type Tx } from '#kernel/db.ts'
import type { Ask, Cell } from './questions.ts'

const token = 'may-cua-thanh-vien'.padEnd(43, 'x')
const sha256 = createHash('sha256').update(token).digest('hex')
const day = '2026-01-01'

/** A team of the unit of this code. */
export async function plantTeam(tx: Tx, id: string, unit: string, at: Date): Promise<void> {
  await sql`insert into assisted_teams (id, unit_id, name, founded_by, founded_at)
    select ${id}, id, 'Tổ thử', ${id}, ${at} from units where code = ${unit} order by valid_from desc limit 1`.execute(
    tx,
  )
}

type Owner = { readonly id: string; readonly role: string }
type Noting = (name: string) => string

/** Only the role `helper` is a member today; the others were, and left a device and a session that is over. */
export async function plantHelp(tx: Tx, { id, role }: Owner, at: Date, note: Noting): Promise<void> {
  const [team, member] = [randomUUID(), randomUUID()]
  await sql`insert into assisted_teams (id, unit_id, name, founded_by, founded_at)
    select ${team}, id, ${`Tổ của ${role}`}, ${id}, ${at} from units where code = 'Z99.11.01' limit 1`.execute(
    tx,
  )
  const ended = role === 'helper' ? null : at
  await sql`insert into assisted_members (id, team_id, person_id, is_lead, from_on, to_on, appointed_by, appointed_at, ended_by, ended_at)
    values (${member}, ${team}, ${id}, false, ${day}, '2026-12-31', ${id}, ${at}, ${ended && id}, ${ended})`.execute(
    tx,
  )
  const device = note(`helpDevice ${role}`)
  await sql`insert into assisted_devices (id, member_id, unit_id, number, name, token_sha256, proof_sha256, server_half, state, enrolled_at, contact_at)
    select ${device}, ${member}, unit_id, (select coalesce(max(number), 0) + 1 from assisted_devices), 'Máy thử', ${sha256}, ${sha256}, 'nua', 'active', ${at}, ${at}
    from assisted_teams where id = ${team}`.execute(tx)
  const session = note(`help ${role}`)
  await sql`insert into assisted_sessions (id, team_id, unit_id, member_id, helper_id, slip, procedure_code, person_id, papers, mandate_id, case_id, dossier_code, arrived_at, until_at, ended_at)
    select ${session}, ${team}, unit_id, ${member}, ${id}, ${session}, '9.000001', ${randomUUID()}, '{}', ${randomUUID()}, ${randomUUID()}, 'Z99.02-260302-9998', ${at}, ${at}, ${at}
    from assisted_teams where id = ${team}`.execute(tx)
}

const id =
  (name: string) =>
  ({ thing }: Cell) => ({ id: thing(name) })
const shown = () => ({ token, proof: token, lastSlip: '1' })
const kite = () => ({ code: '9.000001' })

export const assistedAsks: Readonly<Record<string, Ask>> = {
  'POST /ho-tro/may': { body: () => ({ ...shown(), name: 'Máy mới' }) },
  'POST /ho-tro/may/:id/khoa': { path: id('helpDevice'), body: shown },
  'POST /ho-tro/may/:id/lien-lac': { path: id('helpDevice'), body: shown },
  'POST /ho-tro/may/:id/bo': { path: id('helpDevice') },
  'GET /ho-tro/lap/:code': { path: kite },
  'POST /ho-tro/lap/:code': { path: kite },
  'GET /ho-tro/phieu/:id': { path: id('help') },
  'POST /ho-tro/phieu/:id/xong': { path: id('help') },
  'POST /lam-viec/to-cong-nghe-so': { body: () => ({ unit: 'Z99.77', name: 'Tổ mới' }) },
  'GET /lam-viec/to-cong-nghe-so/:id': { path: id('team') },
  'POST /lam-viec/to-cong-nghe-so/:id/thanh-vien': {
    path: id('team'),
    body: () => ({
      identity: '099158000061',
      name: 'Người Mới',
      'to.day': '1',
      'to.month': '6',
      'to.year': '2026',
    }),
  },
  'POST /lam-viec/to-cong-nghe-so/:id/thanh-vien/:member/thoi': {
    path: ({ thing }) => ({ id: thing('team'), member: randomUUID() }),
  },
  'POST /lam-viec/to-cong-nghe-so/:id/xoa-may': {
    path: id('team'),
    body: () => ({ device: randomUUID(), reason: 'Mất máy' }),
  },
}
