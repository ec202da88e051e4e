/** SQL of the made-up provider's own state. Times are the database's: the provider keeps its own clock anyway. */

import { sql, type Tx } from '#kernel/db.ts'
import type { JsonObject } from '#kernel/types.ts'

type Row = { readonly payload: JsonObject; readonly consumed: number | null }

const payloadOf = (row: Row | undefined) =>
  row && { ...row.payload, ...(row.consumed !== null && { consumed: row.consumed }) }

export async function saveState(
  tx: Tx,
  kind: string,
  id: string,
  payload: { readonly [name: string]: unknown },
  secondsToLive: number | undefined,
): Promise<void> {
  const { grantId = null, userCode = null, uid = null } = payload
  await sql`delete from provider_state where ends_at < now()`.execute(tx)
  await sql`
    insert into provider_state (kind, id, payload, grant_id, user_code, uid, ends_at)
    values (${kind}, ${id}, ${JSON.stringify(payload)}::jsonb, ${grantId}, ${userCode}, ${uid},
      now() + make_interval(secs => ${secondsToLive ?? null}))
    on conflict (kind, id) do update set payload = excluded.payload, grant_id = excluded.grant_id,
      user_code = excluded.user_code, uid = excluded.uid, ends_at = excluded.ends_at`.execute(tx)
}

/** State by its id, by the uid of a session, or by a user code. */
export async function findState(
  tx: Tx,
  kind: string,
  by: 'id' | 'uid' | 'user_code',
  value: string,
): Promise<JsonObject | undefined> {
  const { rows } = await sql<Row>`
    select payload, extract(epoch from consumed_at)::int as consumed from provider_state
    where kind = ${kind} and ${sql.ref(by)} = ${value} and coalesce(ends_at, 'infinity') > now()`.execute(tx)
  return payloadOf(rows[0])
}

export async function consumeState(tx: Tx, kind: string, id: string): Promise<void> {
  await sql`update provider_state set consumed_at = now() where kind = ${kind} and id = ${id}`.execute(tx)
}

export async function deleteState(tx: Tx, kind: string, id: string): Promise<void> {
  await tx.deleteFrom('provider_state').where('kind', '=', kind).where('id', '=', id).execute()
}

export async function deleteGrant(tx: Tx, grantId: string): Promise<void> {
  await tx.deleteFrom('provider_state').where('grant_id', '=', grantId).execute()
}

/**
 * Says who signs in at a waiting interaction, and forgets the session that began it: the provider would otherwise ask,
 * on a page that needs a script, to sign the person before out. Answers where to go on.
 */
export async function answerInteraction(
  tx: Tx,
  uid: string,
  login: string,
  level: string,
): Promise<string | undefined> {
  await sql`
    delete from provider_state where kind = 'Session' and uid = (
      select payload #>> '{session,uid}' from provider_state where kind = 'Interaction' and id = ${uid})`.execute(
    tx,
  )
  const { rows } = await sql<{ returnTo: string }>`
    update provider_state set payload = (payload - 'session') || jsonb_build_object('result',
      jsonb_build_object('login', jsonb_build_object('accountId', ${login}::text, 'remember', false, 'acr', ${level}::text, 'amr', jsonb_build_array('pwd'))))
    where kind = 'Interaction' and id = ${uid} and ends_at > now()
    returning payload ->> 'returnTo' as "returnTo"`.execute(tx)
  return rows[0]?.returnTo
}

/** The keys of this installation's provider; the first one to write them wins. */
export async function keepKeys(tx: Tx, made: JsonObject): Promise<JsonObject> {
  await sql`insert into settings (key, value) values ('developmentProviderKeys', ${JSON.stringify(made)}::jsonb)
    on conflict (key) do nothing`.execute(tx)
  return (await findKeys(tx)) ?? made
}

export async function findKeys(tx: Tx): Promise<JsonObject | undefined> {
  const { rows } = await sql<{ value: JsonObject }>`
    select value from settings where key = 'developmentProviderKeys'`.execute(tx)
  return rows[0]?.value
}
