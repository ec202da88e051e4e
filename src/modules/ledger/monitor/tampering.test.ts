/** The opponent is whoever runs the server: every change is made as its superuser, and each must be found and named in one cycle. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import pg from 'pg'
import type { Context } from '#kernel/context.ts'
import { withDatabase } from '#kernel/db/roles.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { recordLook } from '#kernel/looks.ts'
import { grow, hashesOf, treeRoot } from '#kernel/merkle-tiles.ts'
import { checkpointText, verifierKey } from '#kernel/notes.ts'
import { newSigningKey } from '#kernel/signed-messages.ts'
import { openSigningKey } from '#kernel/signing-keys.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { service } from '#kernel/testing/people.ts'
import { testSchema } from '#kernel/testing/server.ts'
import { startTimeAuthority } from '#kernel/testing/time-authority.ts'
import { commitmentOf, leafOfCommitment, originOf, trees } from '../domain.ts'
import { type OwnKey, preparePromises, publish, signNote } from '../heads/commands.ts'
import { findTree, tileReader } from '../sequencing/store.ts'
import { stampHead } from '../stamps/commands.ts'
import { settle } from '../testing/commands.ts'
import { check } from './commands.ts'
import type { FindingKind, Memory } from './domain.ts'
import { findKeptEvents } from './store.ts'

const platform = await freshPlatform()
const context: Context = platform.as(service(), '2026-03-02T02:00:00Z')
const later = platform.as(service(), '2026-03-02T05:00:00Z')
const database = new URL(platform.url).pathname.slice(1)
const root = new pg.Client(withDatabase(String(process.env.TEST_POSTGRES_ADMIN), database))
const kept = [
  'events',
  'looks',
  'ledger_trees',
  'ledger_leaves',
  'ledger_tiles',
  'ledger_keys',
  'ledger_cosignatures',
  'ledger_checkpoints',
  'ledger_stamps',
]

let memory: Memory
let yesterday: Memory

before(async () => {
  await root.connect()
  await root.query(`set search_path to "${testSchema}", public; set session_replication_role = replica`)
  await preparePromises(context)
  for (let number = 0; number < 300; number++)
    await inTransaction(context, (tx) =>
      appendEvent(tx, context, 'dossier.submitted', {
        subject: randomUUID(),
        payload: { code: `Z99-${number}`, feeVnd: number },
      }),
    )
  for (let times = 0; times < 3; times++)
    await inTransaction(context, (tx) =>
      recordLook(tx, context, { of: [subject], what: 'dossier', why: 'api', words: 'Xem xét' }),
    )
  await settle(context)
  for (const tree of trees) await publish(context, tree)
  const clock = await startTimeAuthority('Giờ Biển Xa')
  await stampHead({ ...context, settings: { ...context.settings, timestampUrl: clock.url } })
  clock.stop()
  yesterday = (await check(context, undefined)).memory
  await settle(later)
  for (const tree of trees) await publish(later, tree)
  await settle(later)
  const calm = await check(later, yesterday)
  assert.deepEqual(calm.findings, [], 'a calm day raises no alarm')
  memory = calm.memory
  for (const table of kept) await root.query(`create table "kept_${table}" as table "${table}"`)
})
platform.beforeClose(() => root.end())

const subject = randomUUID()

const putBack = async (tables: readonly string[]) => {
  for (const table of tables.toReversed()) await root.query(`delete from "${table}"`)
  for (const table of tables)
    await root.query(`insert into "${table}" overriding system value select * from "kept_${table}"`)
}

/** Makes the change, asks the watch once, puts back what was changed. */
async function findings(change: string | (() => Promise<void>)): Promise<ReadonlySet<FindingKind>> {
  if (typeof change === 'string') await root.query(change)
  else await change()
  const found = new Set((await check(later, memory)).findings.map(({ kind }) => kind))
  await putBack(kept.filter((table) => typeof change !== 'string' || change.includes(table)))
  return found
}

const event = `position = (select position from events where payload->>'code' = 'Z99-7')`
const look = `id = (select id from looks order by id limit 1)`
const leaf = `tree = 'decisions' and index = 7`
const other = `'${randomUUID()}'`

/** What is done to one row, column by column, and by what name it is found. */
const changes: readonly [what: string, change: string, found: FindingKind][] = [
  ...(
    [
      ['at', `at + interval '1 microsecond'`],
      ['name', `'dossier.refused'`],
      ['subject_id', other],
      ['actor_kind', `'citizen'`],
      ['actor_id', other],
      ['unit_id', other],
      ['represented_id', other],
      ['mandate_id', other],
      ['payload', `jsonb_set(payload, '{feeVnd}', '8')`],
      ['salt', `set_byte(salt, 0, 255 - get_byte(salt, 0))`],
    ] as const
  ).map(([column, value]): [string, string, FindingKind] => [
    `events.${column}`,
    `update events set ${column} = ${value} where ${event}`,
    'eventChanged',
  ]),
  [
    'events.txid',
    `update events set txid = (txid::text::bigint - 1)::text::xid8 where ${event}`,
    'eventMissing',
  ],
  ['an event removed', `delete from events where ${event}`, 'eventMissing'],
  [
    'two events swapped',
    `update events e set payload = o.payload, salt = o.salt from events o where e.payload->>'code' in ('Z99-7', 'Z99-8')
      and o.payload->>'code' in ('Z99-7', 'Z99-8') and o.position <> e.position`,
    'eventChanged',
  ],
  [
    'an event inserted back in time',
    `insert into events (txid, at, name, subject_id, actor_kind, payload)
      select txid, at, 'dossier.approved', subject_id, 'officer', '{}' from events where ${event}`,
    'eventInserted',
  ],
  [
    'words gone without a forgetting',
    `update events set payload = '{}', salt = null where ${event}`,
    'erasedUntold',
  ],
  ...(
    [
      ['viewer_kind', `'citizen'`],
      ['viewer_id', other],
      ['represented_id', other],
      ['unit_id', other],
      ['viewer_title', `'Ai đó'`],
      ['subjects', `array[${other}::uuid]`],
      ['what', `'list'`],
      ['why', `'step'`],
      ['way', `'screen'`],
      ['words', 'null'],
      ['for_dossier', `'Z99-1'`],
      ['first_at', `first_at - interval '1 second'`],
      ['key', `set_byte(key, 0, 255 - get_byte(key, 0))`],
      ['slot', `slot - interval '30 minutes'`],
      ['txid', `(txid::text::bigint - 1)::text::xid8`],
      ['salt', `set_byte(salt, 0, 255 - get_byte(salt, 0))`],
    ] as const
  ).map(([column, value]): [string, string, FindingKind] => [
    `looks.${column}`,
    `update looks set ${column} = ${value} where ${look}`,
    'lookChanged',
  ]),
  ['looks.id', `update looks set id = ${other} where ${look}`, 'lookMissing'],
  ['looks.times', `update looks set times = 2 where ${look}`, 'countChanged'],
  ['looks.last_at', `update looks set last_at = last_at + interval '1 second' where ${look}`, 'countChanged'],
  ['a look removed', `delete from looks where ${look}`, 'lookMissing'],
  [
    'a look inserted back in time',
    `insert into looks select slot - interval '1 hour', key, ${other}, first_at, last_at, 1, viewer_kind, viewer_id, represented_id,
      unit_id, viewer_title, subjects, what, why, way, words, for_dossier, salt, (txid::text::bigint - 1)::text::xid8 from looks where ${look}`,
    'lookInserted',
  ],
  ['ledger_leaves.leaf', `update ledger_leaves set leaf = sha256(leaf) where ${leaf}`, 'leafChanged'],
  [
    'ledger_leaves.commitment',
    `update ledger_leaves set commitment = sha256(commitment) where ${leaf}`,
    'eventChanged',
  ],
  ['ledger_leaves.index', `update ledger_leaves set index = 1000 where ${leaf}`, 'leafMissing'],
  [
    'ledger_leaves.event_position',
    `update ledger_leaves set event_position = 99999 where ${leaf}`,
    'eventInserted',
  ],
  ['ledger_leaves.event_txid', `update ledger_leaves set event_txid = '1' where ${leaf}`, 'eventMissing'],
  [
    'ledger_leaves.look_id',
    `update ledger_leaves set look_id = ${other} where tree = 'accesses' and index = 0`,
    'lookMissing',
  ],
  [
    'ledger_leaves.is_count',
    `delete from ledger_leaves where tree = 'accesses' and index = 1;
      update ledger_leaves set is_count = not is_count where tree = 'accesses' and index = 0`,
    'lookInserted',
  ],
  ['a leaf removed', `delete from ledger_leaves where ${leaf}`, 'leafMissing'],
  [
    'ledger_tiles.hashes',
    `update ledger_tiles set hashes = set_byte(hashes, 99, 255 - get_byte(hashes, 99)) where tree = 'decisions' and level = 0 and index = 0`,
    'leafChanged',
  ],
  [
    'a tile above',
    `update ledger_tiles set hashes = sha256(hashes) where tree = 'decisions' and level = 1`,
    'tileChanged',
  ],
  ['a tile removed', `delete from ledger_tiles where tree = 'decisions' and level = 1`, 'tileChanged'],
  [
    'ledger_tiles.index',
    `update ledger_tiles set index = 9 where tree = 'decisions' and level = 0 and index = 0`,
    'tileChanged',
  ],
  ['ledger_trees.size', `update ledger_trees set size = size - 1 where tree = 'decisions'`, 'shrunk'],
  [
    'ledger_checkpoints.root',
    `update ledger_checkpoints set root = sha256(root) where tree = 'decisions'`,
    'headChanged',
  ],
  [
    'ledger_checkpoints.note',
    `update ledger_checkpoints set note = replace(note, 'quyet-dinh', 'quyet-dihn')`,
    'headForged',
  ],
  [
    'ledger_checkpoints.size',
    `update ledger_checkpoints set size = size - 1 where tree = 'decisions' and size = (select max(size) from ledger_checkpoints where tree = 'decisions')`,
    'headForged',
  ],
  [
    'ledger_stamps.token',
    'update ledger_stamps set token = set_byte(token, 300, 255 - get_byte(token, 300))',
    'stampForged',
  ],
  ['ledger_stamps.at', `update ledger_stamps set at = at - interval '1 day'`, 'stampForged'],
  ['ledger_stamps.authority', `update ledger_stamps set authority = 'khác'`, 'stampForged'],
  ['ledger_stamps.size', 'update ledger_stamps set size = size + 1', 'stampForged'],
  ['ledger_keys.key', `update ledger_keys set key = replace(key, '+A', '+B')`, 'keyChanged'],
  ['ledger_keys.name', `update ledger_keys set name = 'khác'`, 'keyChanged'],
  ['ledger_keys.role', `update ledger_keys set role = 'witness'`, 'keyChanged'],
  ['a key removed', `delete from ledger_keys where role = 'promise'`, 'keyChanged'],
  [
    'the tail cut off, all of it',
    `delete from ledger_leaves where tree = 'decisions' and index >= 290; delete from ledger_checkpoints where tree = 'decisions';
     delete from events where position > (select event_position from ledger_leaves where tree = 'decisions' and index = 289);
     update ledger_tiles set hashes = substring(hashes for 34 * 32) where tree = 'decisions' and level = 0 and index = 1;
     update ledger_trees t set size = 290, txid = f.event_txid, position = f.event_position from ledger_leaves f
       where t.tree = 'decisions' and f.tree = 'decisions' and f.index = 289`,
    'shrunk',
  ],
]

test('a change of any column, as superuser, is found and named in one cycle', async () => {
  assert.deepEqual(await findings('select 1'), new Set(), 'without a change there is nothing to find')
  for (const [what, change, kind] of changes) {
    const found = await findings(change)
    assert.ok(found.has(kind), `${what}: found ${[...found].join(', ') || 'nothing'}`)
  }
})

const stolen = async (): Promise<OwnKey> => {
  const signing = openSigningKey(platform.settings.dataDir, 'ledger/log', false)
  assert.ok(signing)
  const name = originOf(platform.settings.publicUrl, 'decisions')
  return { signing, verifier: await verifierKey(name, 'note', Buffer.from(signing.publicKey, 'base64url')) }
}

/** One event rewritten and everything above it made anew, signed with the true key: perfect in itself. */
async function rewriteHistory(): Promise<void> {
  const key = await stolen()
  await root.query(`update events set payload = jsonb_set(payload, '{feeVnd}', '0') where ${event}`)
  const { rows } = await root.query<{ index: number }>(
    `select index::int from ledger_leaves where event_position = (select position from events where payload->>'code' = 'Z99-7')`,
  )
  const index = rows[0]?.index ?? 0
  const [row] = await read(later, (tx) => findKeptEvents(tx, index, 1))
  assert.ok(row && row.position !== null && row.salt)
  const commitment = commitmentOf(row.salt, row.details)
  const leafOf = leafOfCommitment(row.about, commitment)
  await root.query('update ledger_leaves set leaf = $1, commitment = $2 where tree = $3 and index = $4', [
    leafOf,
    commitment,
    'decisions',
    index,
  ])
  const tiles = await root.query<{ hashes: Buffer }>(
    `select hashes from ledger_tiles where tree = 'decisions' and level = 0 and index = 0`,
  )
  const hashes = hashesOf(tiles.rows[0]?.hashes ?? Buffer.alloc(0))
  hashes[index] = leafOf
  for (const tile of grow(0, [], hashes))
    await root.query('update ledger_tiles set hashes = $1 where tree = $2 and level = $3 and index = $4', [
      tile.hashes,
      'decisions',
      tile.level,
      tile.index,
    ])
  const heads = await root.query<{ size: number }>(
    `select size::int from ledger_checkpoints where tree = 'decisions'`,
  )
  for (const { size } of heads.rows) {
    const newRoot = await read(later, (tx) => treeRoot(tileReader(tx, 'decisions'), size))
    const note = signNote(key, checkpointText({ origin: key.verifier.name, size, root: newRoot }))
    await root.query('update ledger_checkpoints set root = $1, note = $2 where tree = $3 and size = $4', [
      newRoot,
      note,
      'decisions',
      size,
    ])
  }
}

test('a history rewritten whole and signed with the stolen key is found by whoever remembers one root, and by its stamps', async () => {
  assert.deepEqual(await findings(rewriteHistory), new Set<FindingKind>(['forked', 'stampForged']))
})

test('a head signed with another key, or a second head of the same size, is found', async () => {
  const signing = newSigningKey()
  const name = originOf(platform.settings.publicUrl, 'decisions')
  const foreign = {
    signing,
    verifier: await verifierKey(name, 'note', Buffer.from(signing.publicKey, 'base64url')),
  }
  const newest = `(select max(size) from ledger_checkpoints where tree = 'decisions')`
  const resign = async (key: OwnKey, rootBytes?: Buffer) => {
    const { rows } = await root.query<{ size: number; root: Buffer }>(
      `select size::int, root from ledger_checkpoints where tree = 'decisions' and size = ${newest}`,
    )
    const [head] = rows
    assert.ok(head)
    const note = signNote(
      key,
      checkpointText({ origin: name, size: head.size, root: rootBytes ?? head.root }),
    )
    await root.query(
      `update ledger_checkpoints set note = $1, root = $2 where tree = 'decisions' and size = ${newest}`,
      [note, rootBytes ?? head.root],
    )
  }
  assert.deepEqual(await findings(() => resign(foreign)), new Set<FindingKind>(['headForged']))
  const fork = await findings(async () => resign(await stolen(), Buffer.alloc(32, 1)))
  assert.deepEqual(fork, new Set<FindingKind>(['headChanged']))
})

test("yesterday's backup is found, and still is after it has grown past what was seen", async () => {
  const back = async () => {
    const { size } = yesterday.decisions
    await root.query(`delete from ledger_checkpoints where tree = 'decisions' and size > ${size}`)
    await root.query(
      `delete from events where position > (select event_position from ledger_leaves where tree = 'decisions' and index = ${size - 1})`,
    )
    await root.query(`update ledger_trees t set size = ${size}, txid = f.event_txid, position = f.event_position from ledger_leaves f
      where t.tree = 'decisions' and f.tree = 'decisions' and f.index = ${size - 1}`)
    await root.query(`delete from ledger_leaves where tree = 'decisions' and index >= ${size}`)
    await root.query(
      `update ledger_tiles set hashes = substring(hashes for ${(size - 256) * 32}) where tree = 'decisions' and level = 0 and index = 1`,
    )
  }
  const found = await findings(back)
  assert.ok(found.has('shrunk'), [...found].join())
  const grown = await findings(async () => {
    await back()
    for (let number = 0; number < 20; number++)
      await inTransaction(later, (tx) =>
        appendEvent(tx, later, 'dossier.submitted', { subject: randomUUID() }),
      )
    await settle(later)
    assert.ok((await read(later, (tx) => findTree(tx, 'decisions'))).size > memory.decisions.size)
  })
  assert.ok(grown.has('forked'), [...grown].join())
})
