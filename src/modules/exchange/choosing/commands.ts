/** Chọn hệ thống for a connector that several answer for, by what the log says of each. */

import { type AnyConnector, systemKeys } from '#kernel/connectors.ts'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { recently } from '#kernel/recent.ts'
import { findBreakers } from '../asking/store.ts'
import { closedBreaker } from '../domain.ts'
import { findSystems } from '../registry/store.ts'
import { type Candidate, choose } from './domain.ts'
import { findSeconds } from './store.ts'

const measuredSeconds = 5

/** The systems of a connector that are switched on, in the order in which they are declared. */
export async function candidatesOf(context: Context, connector: AnyConnector): Promise<readonly Candidate[]> {
  const keys = systemKeys(connector)
  const { systems, breakers } = await read(context, async (tx) => ({
    systems: await findSystems(tx),
    breakers: await findBreakers(tx),
  }))
  const on = keys.filter((key) => systems.some((one) => one.key === key && one.isEnabled))
  const seconds: ReadonlyMap<string, number> =
    on.length > 1
      ? await recently(context, `exchange seconds ${on.join()}`, measuredSeconds, () =>
          read(context, (tx) => findSeconds(tx, on)),
        )
      : new Map()
  return on.map((key) => ({
    key,
    breaker: breakers.get(key) ?? closedBreaker,
    seconds: seconds.get(key),
  }))
}

/** The system that a call goes to now; the connector's own key where nobody may answer. */
export async function chooseSystem(context: Context, connector: AnyConnector): Promise<string> {
  if (!connector.others) return connector.key
  const { random } = Math
  return choose(await candidatesOf(context, connector), context.now, random())?.key ?? connector.key
}
