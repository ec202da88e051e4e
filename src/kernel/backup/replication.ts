/**
 * The replication protocol of PostgreSQL, which `pg_basebackup` and `pg_receivewal` speak: the embedded server comes without
 * these programs, and those of another major version refuse it.
 */

import pg from 'pg'

/** The driver's connection, as far as it is used here. */
export type Wire = {
  readonly stream: { pause(): void; resume(): void }
  sendCopyFromChunk(chunk: Buffer): void
}

export type Talk = {
  /** What the server sends inside a copy; nothing more is read while the answer is pending. */
  onChunk?(chunk: Buffer, wire: Wire): Promise<void> | undefined
}

export type ReplicationRow = Readonly<Record<string, string | null>>

/** One connection that replicates. Commands go one after another. */
export type Replication = {
  /** Every row of every result that the command gives. */
  run(command: string, talk?: Talk): Promise<readonly ReplicationRow[]>
  readonly wire: Wire
  close(): Promise<void>
}

/** Opens a replication connection: `physical` for the whole server, `logical` within the database of the address. */
export async function openReplication(url: string, kind: 'physical' | 'logical'): Promise<Replication> {
  const replication = kind === 'physical' ? 'true' : 'database'
  const settings = { connectionString: url, replication, keepAlive: true, connectionTimeoutMillis: 10_000 }
  const client = new pg.Client(settings)
  // A connection that breaks ends the command that runs on it; without a listener Node would stop.
  client.on('error', () => undefined)
  await client.connect()
  const { connection: wire } = client as unknown as { readonly connection: Wire }
  return {
    wire,
    run: (command, talk = {}) =>
      new Promise((resolve, reject) => {
        const broken = () => reject(new Error('The server ended the replication connection'))
        client.once('end', broken)
        // The driver runs whatever has a `submit`; its types ask for more than it uses.
        client.query(
          running(command, talk, wire, (thrown, rows) => {
            client.off('end', broken)
            if (thrown) reject(thrown)
            else resolve(rows)
          }) as unknown as pg.Submittable,
        )
      }),
    close: () => client.end().catch(() => undefined),
  }
}

type Done = (thrown: Error | undefined, rows: readonly ReplicationRow[]) => void

/** A command in the shape in which the driver runs those of others. */
function running(text: string, { onChunk }: Talk, wire: Wire, done: Done) {
  const rows: ReplicationRow[] = []
  let names: readonly string[] = []
  let failed: Error | undefined
  let writing: Promise<void> | undefined
  const fail = (thrown: unknown) => {
    failed ??= thrown instanceof Error ? thrown : new Error(String(thrown))
  }
  const nothing = () => undefined
  return {
    submit: (connection: { query(text: string): void }) => connection.query(text),
    handleRowDescription(message: { readonly fields: readonly { readonly name: string }[] }) {
      names = message.fields.map(({ name }) => name)
    },
    handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }) {
      rows.push(Object.fromEntries(names.map((name, at) => [name, fields[at] ?? null])))
    },
    handleCopyData({ chunk }: { readonly chunk: Buffer }) {
      // The driver uses its buffer again.
      const own = Buffer.from(chunk)
      const next = (writing ?? Promise.resolve()).then(() => (failed ? undefined : onChunk?.(own, wire)))
      const settled = next.catch(fail).then(() => {
        if (writing !== settled) return
        writing = undefined
        wire.stream.resume()
      })
      writing = settled
      wire.stream.pause()
    },
    handleError(thrown: Error) {
      fail(thrown)
      done(failed, rows)
    },
    async handleReadyForQuery() {
      await writing
      done(failed, rows)
    },
    handleCommandComplete: nothing,
    handlePortalSuspended: nothing,
    handleEmptyQuery: nothing,
    handleCopyInResponse: nothing,
  }
}
