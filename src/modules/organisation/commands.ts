/** Loading the organisation of a pack. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { arrangeUnits } from './domain.ts'
import * as store from './store.ts'

/**
 * Nạp đơn vị hành chính, cơ quan, vai trò của gói. Loading the same pack twice changes nothing; what a newer pack
 * renames is renamed; what it leaves out ends the day before and stays readable.
 */
export async function loadOrganisation(context: Context): Promise<void> {
  const { pack, today, now } = context
  await inTransaction(context, async (tx) => {
    await store.lockOrganisation(tx)
    const arranged = arrangeUnits(pack.units, await store.findKnownUnits(tx), () => newId(now))
    const areas = await store.saveAreas(tx, pack.areas.map(areaRow), today)
    const units = await store.saveUnits(tx, arranged.map(unitRow), today)
    const roles = await store.saveRoles(
      tx,
      pack.roles.map(({ code, name, permissions, scope }) => ({ code, name: name.vi, permissions, scope })),
    )
    const responsible = arranged.find(({ unit }) => unit.code === pack.manifest.agencyCode)
    if (responsible && areas + units + roles > 0)
      await appendEvent(tx, context, 'organisation.loaded', {
        subject: responsible.id,
        payload: { areas, units, roles },
      })
  })
}

type PackArea = Context['pack']['areas'][number]
type PackUnit = Context['pack']['units'][number]

function areaRow(area: PackArea): store.AreaRow {
  return {
    code: area.code,
    valid_from: area.validFrom,
    valid_to: area.validTo ?? null,
    level: area.level,
    kind: area.kind,
    name: area.name,
    parent_code: area.parent ?? null,
  }
}

type Arranged = ReturnType<typeof arrangeUnits<PackUnit>>[number]

function unitRow({ id, unit, parentId, path }: Arranged): store.UnitRow {
  return {
    id,
    code: unit.code,
    name: unit.name,
    short_name: unit.shortName,
    kind: unit.kind,
    parent_id: parentId,
    path,
    area_code: unit.area ?? null,
    address: unit.address ?? null,
    phone: unit.phone ?? null,
    desk_name: unit.desk ?? null,
    valid_from: unit.validFrom,
    valid_to: unit.validTo ?? null,
  }
}
