/** What the scanner said of bytes, kept beside them: what waits or is malware is handed to nobody but its sender. */

import { createReadStream } from 'node:fs'
import { chmod, mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { Context } from './context.ts'
import { inTransaction, read, sql, type Tx } from './db.ts'
import { defineRefusals } from './errors.ts'
import { type Scanner, ScannerAway } from './scanner.ts'

/** `made`: by the platform itself, so that there is nothing to scan. */
export type ScanState = 'clean' | 'waiting' | 'made'
const refusal = defineRefusals('scans', {
  infected: [
    'invalid',
    'Tệp “{name}” có mã độc ({found}) nên không nhận. Quét virus máy của bạn, rồi chụp lại giấy tờ hoặc lưu tệp mới và chọn lại.',
    'The file “{name}” carries malware ({found}) and was not taken. Scan your device, make the file anew and choose it again.',
  ],
  quarantined: [
    'conflict',
    'Tệp “{name}” đã bị cách ly vì có mã độc ({found}). Không ai mở được tệp này; cần gửi lại bằng tệp khác.',
    'The file “{name}” carries malware ({found}) and is kept apart. Nobody can open it; it must be sent again as another file.',
  ],
  notScanned: [
    'unavailable',
    'Tệp “{name}” đã nhận và đang chờ quét mã độc. Mở lại sau ít phút.',
    'The file “{name}” was received and waits to be scanned for malware. Open it again in a few minutes.',
  ],
})

/** Where uploads come in, and who looks at them. */
type Entrance = { readonly incoming: string; readonly scanner?: Scanner | undefined }
type Named = { readonly sha256: string; readonly name: string }

/**
 * Asks the scanner before anything is stored. Malware is refused, and kept apart for whoever has to look into it; while the
 * scanner is away the file is taken and waits, because a person's deadline does not. Throws `scans.infected`.
 */
export async function scanIncoming(
  { scanner, incoming }: Entrance,
  path: string,
  { name, sha256 }: Named,
): Promise<ScanState | undefined> {
  if (!scanner) return undefined
  try {
    const verdict = await scanner.scan(createReadStream(path))
    if (verdict.state === 'clean') return 'clean'
    const apart = join(dirname(incoming), 'quarantine')
    await mkdir(apart, { recursive: true, mode: 0o700 })
    await chmod(path, 0o400)
    await rename(path, join(apart, `${sha256}.infected`))
    throw refusal.infected({ details: { name, found: verdict.found } })
  } catch (thrown) {
    if (thrown instanceof ScannerAway) return 'waiting'
    throw thrown
  }
}

/** Writes down what is known of bytes that somebody sent. What was found once stays found. */
export async function noteScan(
  tx: Tx,
  { now }: Pick<Context, 'now'>,
  { sha256, scan }: { readonly sha256: string; readonly scan?: ScanState },
): Promise<void> {
  const isClean = scan === 'clean'
  await sql`
    insert into file_scans as s (sha256, state, since, scanned_at)
    values (${sha256}, ${isClean ? 'clean' : 'waiting'}, ${now}, ${isClean ? now : null})
    on conflict (sha256) do update set state = 'clean', scanned_at = excluded.scanned_at
    where s.state = 'waiting' and excluded.state = 'clean'`.execute(tx)
}

/** Throws `scans.quarantined`; and `scans.notScanned` for what waits, whether a scanner is set or was taken away since. */
export async function demandClean(tx: Tx, { sha256, name }: Named): Promise<void> {
  const { rows } = await sql<{ state: string; found: string | null }>`
    select state, found from file_scans where sha256 = ${sha256}`.execute(tx)
  const [{ state, found } = { state: 'clean', found: null }] = rows
  if (state === 'infected') throw refusal.quarantined({ details: { name, found: found ?? '' } })
  if (state === 'waiting') throw refusal.notScanned({ details: { name, seconds: 60 } })
}

const atOnce = 20

type Waiting = { readonly sha256: string }
export type Found = { readonly sha256: string; readonly found: string }

/** Scans what waits, the oldest first, and answers what was found. Stops at the first that gets no verdict. */
export async function scanWaiting(context: Context): Promise<readonly Found[]> {
  const { scanner } = context.files
  if (!scanner) return []
  const { rows } = await read(context, (tx) =>
    sql<Waiting>`select sha256 from file_scans where state = 'waiting' order by since limit ${atOnce}`.execute(
      tx,
    ),
  )
  const infected: Found[] = []
  for (const { sha256 } of rows) {
    if (!(await context.files.has(sha256))) {
      await inTransaction(context, (tx) => forgetScans(tx, [sha256]))
      continue
    }
    const verdict = await scanner
      .scan(Readable.from(await context.files.open(sha256)))
      .catch((thrown: unknown) => {
        if (thrown instanceof ScannerAway) return undefined
        throw thrown
      })
    if (!verdict) return infected
    const found = verdict.state === 'infected' ? verdict.found : null
    await inTransaction(context, (tx) =>
      sql`update file_scans set state = ${verdict.state}, found = ${found}, scanned_at = ${context.now}
        where sha256 = ${sha256} and state = 'waiting'`.execute(tx),
    )
    if (found !== null) infected.push({ sha256, found })
  }
  return infected
}

/** Of bytes that are gone. */
export async function forgetScans(tx: Tx, hashes: readonly string[]): Promise<void> {
  await sql`delete from file_scans where sha256 = any(${hashes})`.execute(tx)
}

export type Scanning = { readonly waiting: number; readonly oldest: Date | null; readonly infected: number }

export async function findScanning(tx: Tx): Promise<Scanning> {
  const { rows } = await sql<Scanning>`
    select count(*) filter (where state = 'waiting') as waiting, min(since) filter (where state = 'waiting') as oldest,
      count(*) filter (where state = 'infected') as infected from file_scans where state <> 'clean'`.execute(
    tx,
  )
  return rows[0] ?? { waiting: 0, oldest: null, infected: 0 }
}
