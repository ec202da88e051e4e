/** `npm run province -- list | add | move | remove`: provinces of an installation (docs/how-to/provinces.md). */

import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { addressAt, holderFor } from '#kernel/db/cluster.ts'
import { explain } from '#kernel/errors.ts'
import { loadPack, openInstallation } from '#kernel/install.ts'
import { migrate } from '#kernel/migrations.ts'
import { readPack } from '#kernel/packs.ts'
import { backgroundContext, openPlatform, operatorSeconds, readEnvironment } from '#kernel/platform.ts'
import { importProvince, listProvinces, moveProvince, moveWithin, removeProvince } from '#kernel/provinces.ts'
import { modules } from '../src/app.ts'

const usage = `Cách dùng:
  npm run province -- list
  npm run province -- add --pack demo [--from thư-mục-đã-xuất]
  npm run province -- move --schema hon_gio --to postgres://mot_cua_owner:…@máy/cơ-sở-dữ-liệu
  npm run province -- move --schema hon_gio --to-server máy:cổng        (trong một cụm Citus)
  npm run province -- remove --schema hon_gio --export thư-mục-mới`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pack: { type: 'string' },
    from: { type: 'string' },
    schema: { type: 'string' },
    to: { type: 'string' },
    'to-server': { type: 'string' },
    export: { type: 'string' },
  },
})

async function add(
  ownerUrl: string,
  env: NodeJS.ProcessEnv,
  pack: string,
  from: string | undefined,
): Promise<void> {
  const environment = readEnvironment({ ...process.env, ...env, PACK: pack })
  const { schema } = (await readPack(environment.packFolder)).manifest
  if (from) {
    const { rows, tables } = await importProvince(ownerUrl, schema, from)
    console.log(`Đã nạp ${rows} dòng của ${tables} bảng từ ${from}.`)
  }
  const done = await migrate(ownerUrl, schema)
  const place = await holderFor(ownerUrl, schema)
  const databaseUrl = place ? addressAt(environment.databaseUrl, place) : environment.databaseUrl
  const platform = await openPlatform(
    { ...environment, databaseUrl },
    { name: 'mot-cua province', connectionsMax: 4, statementSecondsMax: operatorSeconds },
  )
  try {
    const isLoaded = await loadPack(backgroundContext(platform), modules)
    console.log(
      `Tỉnh ${schema}: ${done.length} bước nâng cấp, gói ${pack} ${isLoaded ? 'đã nạp' : 'không đổi'}.`,
    )
    if (place)
      console.log(
        `Tỉnh nằm ở máy ${place.host}:${place.port}: DATABASE_URL của các tiến trình trỏ thẳng tới máy đó.`,
      )
  } finally {
    await platform.database.close()
  }
}

async function remove(ownerUrl: string, schema: string, folder: string): Promise<void> {
  const asking = createInterface({ input: process.stdin, output: process.stdout })
  const typed = await asking.question(
    `Xóa tỉnh ${schema} sau khi xuất ra ${folder}. Gõ tên tỉnh để xác nhận: `,
  )
  asking.close()
  const { tables, exportedAt } = await removeProvince(ownerUrl, schema, folder, typed.trim())
  console.log(`Đã xuất ${tables.length} bảng lúc ${exportedAt} và xóa tỉnh ${schema}.`)
}

async function run(): Promise<void> {
  const [verb] = positionals
  const { pack, from, schema, to, 'to-server': toServer, export: folder } = values
  const installation = await openInstallation(process.env)
  const { owner } = installation.urls
  try {
    if (verb === 'list') console.table(await listProvinces(owner))
    else if (verb === 'add' && pack) await add(owner, installation.env, pack, from)
    else if (verb === 'move' && schema && to)
      console.log(JSON.stringify(await moveProvince(owner, to, schema)))
    else if (verb === 'move' && schema && toServer) {
      const { hostname: host, port } = new URL(`server://${toServer}`)
      console.log(JSON.stringify(await moveWithin(owner, schema, { host, port: Number(port || 5432) })))
      console.log(`Từ nay DATABASE_URL của các tiến trình trỏ tới ${toServer}; chạy lại chúng.`)
    } else if (verb === 'remove' && schema && folder) await remove(owner, schema, folder)
    else throw new Error(usage)
  } finally {
    if (installation.postgres?.how === 'started') installation.postgres.stop()
  }
}

await run().catch((thrown: unknown) => {
  console.error(explain(thrown))
  process.exitCode = 1
})
