/** Jobs that leave the database (messages, other systems) or wait for a time. Added in the caller's transaction; may run late, twice or after a crash. */

import type { Context } from './context.ts'
import { sql, type Tx } from './db.ts'
import type { JsonObject } from './types.ts'

export type Job<Payload extends JsonObject = JsonObject> = {
  /** `<module>.<verb>`. */
  readonly task: `${string}.${string}`
  readonly attemptsMax: number
  run(context: Context, payload: Payload): Promise<void>
  /** Adds the job, or moves the waiting one with the same key. It is there only if the caller's transaction commits. */
  enqueue(tx: Tx, order: { key: string; at?: Date; payload: Payload }): Promise<void>
}

type JobDeclaration<Payload extends JsonObject> = Pick<Job<Payload>, 'task' | 'attemptsMax' | 'run'>

/** Declares a job. Its module lists it in `module.ts`; the worker runs it. */
export function job<Payload extends JsonObject>(declaration: JobDeclaration<Payload>): Job<Payload> {
  return {
    ...declaration,
    async enqueue(tx, { key, at, payload }) {
      const jobKey = `${declaration.task}:${key}`
      await sql`select graphile_worker.add_job(${declaration.task}, ${JSON.stringify(payload)}::json,
        run_at => ${at ?? null}::timestamptz, max_attempts => ${declaration.attemptsMax}::int,
        job_key => ${jobKey}::text, job_key_mode => 'replace')`.execute(tx)
    },
  }
}
