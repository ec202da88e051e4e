/** PostgreSQL: a province is one schema, and every transaction sets its search path. */

import { createHash } from 'node:crypto'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
  type Transaction,
  type TransactionSettings,
} from 'kysely'
import pg from 'pg'
import { type Clock, openClock } from './clock.ts'
import type { Tables } from './db/tables.ts'
import { kernelRefusal } from './errors.ts'
import type { Sealing } from './files/keys.ts'
import type { Actor } from './policy.ts'
import { readSealed } from './sealed-answers.ts'
import { traceStatements } from './traces/database.ts'

export { type RawBuilder, sql }

export type Tx = Transaction<Tables>
export type Database = {
  readonly kysely: Kysely<Tables>
  readonly pool: pg.Pool
  /** The province's schema, checked to be a plain lower-case name. */
  readonly schema: string
  /** What time it is for whoever acts on it. */
  readonly clock: Clock
  /** The same, on a few connections of its own, for work of the night whose statements may take so long; whoever asks closes it. */
  patient(minutes: number): Database
  close(): Promise<void>
}

type DatabaseOptions = {
  readonly url: string
  readonly schema: string
  readonly connectionsMax?: number
  /** Name shown in the server's list of connections. */
  readonly name?: string
  /** Statements longer than this are stopped by the server. */
  readonly statementSecondsMax?: number
  readonly connectSecondsMax?: number
  /** Of a copy: a statement that every transaction begins with and that fails where the copy is too late. */
  readonly readsOnly?: () => string
  /** Opens what is said about health as rows are read; without them it stays sealed. */
  readonly answerKeys?: Sealing | undefined
  /** One that somebody else sets. */
  readonly clock?: Clock
}

// Counts and money stay far below 2^53; as text they would be added like words.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
// A date has no time of day; the driver would make it midnight of the server's zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** Values as the driver reads them, with what was sealed in JSON opened: in this one place, so that no reader can forget to. */
const typesWith = (keys: Sealing): pg.CustomTypesConfig => ({
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    type === pg.types.builtins.JSONB || type === pg.types.builtins.JSON
      ? (text: string) => readSealed(keys, text)
      : pg.types.getTypeParser(type, format as 'text'),
})

const patientMax = 4
/** Between two looks at what time it is; every new connection looks as well, before it is used. */
const clockMs = 5_000

async function timeOf(asked: Pick<pg.Pool, 'query'>): Promise<Date> {
  const { rows } = await asked.query<{ now: Date }>('select clock_timestamp() as now')
  const [row] = rows
  if (!row) throw new Error('The database told no time')
  return row.now
}

/** Opens the pool of one process. The application logs in as the role that may neither alter tables nor rewrite events. */
export function openDatabase(options: DatabaseOptions): Database {
  const { url, schema, connectionsMax = 10, name = 'mot-cua', statementSecondsMax = 10 } = options
  const { connectSecondsMax = 10, readsOnly, answerKeys, clock = openClock() } = options
  const setsClock = options.clock === undefined
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema)) throw new Error(`Not a schema name: ${schema}`)
  const pool = new pg.Pool({
    connectionString: url,
    // The path is for single statements; a transaction sets it once more, wherever its connection was before. Answers of a
    // page are small: to wake helpers for them takes longer than the work, and takes the cores from everyone else.
    options: `-c search_path="${schema}",public -c max_parallel_workers_per_gather=0`,
    max: connectionsMax,
    ...(answerKeys && { types: typesWith(answerKeys) }),
    application_name: name,
    statement_timeout: statementSecondsMax * 1000,
    // A line that is dead without anybody saying so: the server stops what takes too long, so that no answer means no line.
    query_timeout: (statementSecondsMax + 2) * 1000,
    // A machine that is gone says nothing either, however long a statement may take: the line is asked itself.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    connectionTimeoutMillis: connectSecondsMax * 1000,
    ...(setsClock && {
      verify: (client, opened) => void clock.set(() => timeOf(client)).then(() => opened(), opened),
    }),
  })
  const setting = setsClock
    ? setInterval(() => clock.set(() => timeOf(pool)).catch(() => undefined), clockMs).unref()
    : undefined
  // A connection that the server closes, idle or in use, is replaced at the next use; without listeners Node would stop.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  traceStatements(pool)
  const kysely = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new ProvinceDriver(pool, schema, readsOnly),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  const patient = (minutes: number) =>
    openDatabase({ ...options, clock, connectionsMax: patientMax, statementSecondsMax: minutes * 60 })
  const close = () => {
    clearInterval(setting)
    return kysely.destroy()
  }
  return { kysely, pool, schema, clock, patient, close }
}

/** Begins each transaction and sets the province's search path in one round trip. */
class ProvinceDriver extends PostgresDriver {
  readonly #begin: string
  readonly #demand: (() => string) | undefined
  constructor(pool: pg.Pool, schema: string, demand: (() => string) | undefined) {
    super({ pool })
    this.#demand = demand
    this.#begin = `set local search_path to "${schema}", public`
  }
  override async beginTransaction(
    connection: DatabaseConnection,
    { accessMode }: TransactionSettings,
  ): Promise<void> {
    const begin = accessMode === 'read only' ? 'begin isolation level repeatable read read only' : 'begin'
    const demand = this.#demand ? `; ${this.#demand()}` : ''
    try {
      await connection.executeQuery(CompiledQuery.raw(`${begin}; ${this.#begin}${demand}`))
    } catch (thrown) {
      // It has begun all the same; the next user of the connection begins anew.
      if (demand) await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined)
      throw thrown
    }
  }
}

type HasDatabase = { readonly database: Database }
/** Who acts and when, where the caller knows. */
type Acting = HasDatabase & { readonly actor?: Actor; readonly now?: Date }

/**
 * A change and its event: either both are written or neither is. Keep calls to the outside out of it. Done in the place of
 * another, it begins with the mandate, which nobody ends until it is over. Throws `kernel.mandateEnded`.
 */
export function inTransaction<T>(context: Acting, change: (tx: Tx) => Promise<T>): Promise<T> {
  return context.database.kysely.transaction().execute(async (tx) => {
    await demandInForce(tx, context, sql`for share`)
    return change(tx)
  })
}

/** Reads of one page see one moment. Throws `kernel.mandateEnded`. */
export function read<T>(context: Acting, look: (tx: Tx) => Promise<T>): Promise<T> {
  return context.database.kysely
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      await demandInForce(tx, context, sql``)
      return look(tx)
    })
}

async function demandInForce(
  tx: Tx,
  { database, actor, now }: Acting,
  lock: RawBuilder<unknown>,
): Promise<void> {
  if (actor?.kind !== 'citizen' || !actor.agent) return
  const { rows } = await sql`
    select from mandates where id = ${actor.agent.mandate.id} and represented_id = ${actor.personId}
      and agent_id = ${actor.agent.personId} and ${mandateInForce(now ?? database.clock.now())} ${lock}`.execute(
    tx,
  )
  if (rows.length === 0) throw kernelRefusal.mandateEnded({ details: { name: actor.name } })
}

/** A mandate that holds at a moment, as a condition on `mandates`. */
export const mandateInForce = (at: Date) =>
  sql<boolean>`(confirmed_at is not null and ended_at is null and valid_from <= ${at} and coalesce(valid_until, 'infinity') > ${at})`

/**
 * The rows of one query in one round trip: no transaction around it, and planned once a connection. For the read that an
 * act begins with; what several queries must see of one moment is a `read`.
 */
export async function readOnce<Row extends object>(
  { database: { kysely, pool } }: HasDatabase,
  query: RawBuilder<Row>,
): Promise<readonly Row[]> {
  const { sql: text, parameters } = query.compile(kysely)
  const { rows } = await pool.query<Row>({ name: nameOf(text), text, values: [...parameters] })
  return rows
}

const statementNames = new Map<string, string>()
const statementsMax = 1_000

/** The same text has the same name, as prepared statements must. */
function nameOf(text: string): string {
  const known = statementNames.get(text)
  if (known) return known
  const name = createHash('sha256').update(text).digest('hex').slice(0, 24)
  if (statementNames.size >= statementsMax) statementNames.clear()
  statementNames.set(text, name)
  return name
}

/** Whether the database answers and was migrated. */
export async function isReady(platform: HasDatabase): Promise<boolean> {
  try {
    await read(platform, (tx) => sql`select from migrations limit 1`.execute(tx))
    return true
  } catch {
    return false
  }
}

/**
 * Calls a function of the province's schema with one JSON argument and takes its JSON answer: one round trip, no
 * separate begin and commit. The function names its own search path.
 */
export async function callFunction<Answer>(
  { database }: HasDatabase,
  name: string,
  argument: unknown,
): Promise<Answer> {
  const { rows } = await database.pool.query<{ answer: Answer }>({
    name: `call ${name}`,
    text: `select "${database.schema}"."${name}"($1::jsonb) as answer`,
    values: [JSON.stringify(argument)],
  })
  const [row] = rows
  if (!row) throw new Error(`${name} gave no answer`)
  return row.answer
}

/** PostgreSQL's code for a broken unique constraint, so that a store can tell a repeat from a fault. */
export function isUniqueViolation(thrown: unknown, constraint?: string): boolean {
  return (
    thrown instanceof pg.DatabaseError &&
    thrown.code === '23505' &&
    (constraint === undefined || thrown.constraint === constraint)
  )
}
