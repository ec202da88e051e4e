/** Trang của người hỗ trợ: what they may help with, their devices, what they did. It names nobody who was helped. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import type { KeptPage } from '#kernel/module.ts'
import { citizenOf } from '#kernel/policy.ts'
import { getProcedure, limitFor, limitInWords } from '#modules/services/api.ts'
import { findDevicesOf } from '../devices/store.ts'
import { assistedLinks, type Device, noHelp, type Session } from '../domain.ts'
import { listOwn } from '../sessions/store.ts'
import { demandHelper, type Helper } from '../teams/commands.ts'

const sessionsMax = 30

export type FitProcedure = {
  readonly code: string
  readonly name: string
  readonly limit: string
  readonly papers: readonly {
    readonly name: { readonly vi: string; readonly en: string }
    readonly isAlways: boolean
  }[]
}

export type Home = {
  readonly owner: string
  readonly helper: Helper
  readonly procedures: readonly FitProcedure[]
  readonly devices: readonly Device[]
  readonly sessions: readonly Session[]
  readonly now: Date
  readonly settings: { readonly keptMax: number; readonly daysAway: number; readonly wrongPinsMax: number }
}

/** Throws `assisted.notAMember`. */
export function viewHome(context: Context): Promise<Home> {
  const { personId } = citizenOf(context.actor)
  const { now, pack } = context
  const { keptMax, daysAway, wrongPinsMax } = pack.assisted ?? noHelp
  return read(context, async (tx) => ({
    owner: personId,
    helper: await demandHelper(tx, context),
    procedures: await fitProcedures(context, tx),
    devices: await findDevicesOf(tx, { personId }),
    sessions: await listOwn(tx, personId, sessionsMax),
    now,
    settings: { keptMax, daysAway, wrongPinsMax },
  }))
}

/** For whoever enrolled a device: the first page, the papers to bring and the forms. They name nobody who was helped. */
export async function keptOfHelper(context: Context): Promise<readonly KeptPage[]> {
  const { actor, pack } = context
  if (actor.kind !== 'citizen') return []
  const devices = await read(context, (tx) => findDevicesOf(tx, actor))
  if (!devices.some(({ state }) => state === 'active')) return []
  const { procedures, keptMax } = pack.assisted ?? noHelp
  const forms = procedures.slice(0, keptMax).map((code) => assistedLinks.form(code))
  return [assistedLinks.home, assistedLinks.papers, ...forms].map((path) => ({ path, isEssential: true }))
}

type Tx = Parameters<Parameters<typeof read>[1]>[0]

async function fitProcedures(context: Context, tx: Tx): Promise<readonly FitProcedure[]> {
  const found: FitProcedure[] = []
  for (const code of (context.pack.assisted ?? noHelp).procedures) {
    const definition = await getProcedure(tx, code, context.today)
    found.push({
      code,
      name: definition.name,
      limit: limitInWords(
        limitFor(definition, {
          channel: 'online',
          answers: {},
          today: context.today,
          applicant: { kind: 'citizen' },
        }),
        context.language,
      ),
      papers: definition.papers.map(({ name, required }) => ({ name, isAlways: required === true })),
    })
  }
  return found
}
