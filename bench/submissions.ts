/** Submissions to measure with: real answers to a real form, for many communes. */

import sharp from 'sharp'
import type { Context } from '#kernel/context.ts'
import { callFunction, read, sql } from '#kernel/db.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import { newId } from '#kernel/ids.ts'
import { competentUnit, formLookups } from '#modules/organisation/api.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'

const measured = '1.004873'

/** A fixed sequence of chances, so that every run measures the same answers. */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

type Target = {
  readonly url: string
  readonly token: string
  readonly communes: number
  /** Another procedure than the one that benchmarks measure with. */
  readonly procedure?: string
  /** Each names at least one paper, even if the procedure asks for none. */
  readonly hasPaper?: true
}

/** One body for each of so many communes; its papers name one uploaded picture. */
export async function bodiesFor(
  context: Context,
  { url, token, communes, procedure = measured, hasPaper }: Target,
): Promise<object[]> {
  const fileId = await upload(url, token)
  const { form, papers } = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const codes = context.pack.areas.filter(({ level }) => level === 'commune').map(({ code }) => code)
  return codes.slice(0, communes).map((commune, index) => {
    const lists = { ...formLookups(context), communes: [commune], units: [], files: [fileId] }
    const answers = exampleAnswers(form, chances(index + 1), lists)
    const asked = papersFor({ papers }, answers)
    const needed = asked.filter((paper) => paper.required)
    const required = hasPaper && needed.length === 0 ? asked.slice(0, 1) : needed
    return {
      procedure,
      answers,
      papers: required.map(({ paper }) => ({ key: paper.key, fileId })),
      returnMethod: 'online',
    }
  })
}

async function upload(url: string, token: string): Promise<string> {
  const picture = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#fbf7f0' } })
    .jpeg()
    .toBuffer()
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'giay-to.jpg')
  const answer = await fetch(`${url}/api/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  })
  if (answer.status !== 201) throw new Error(`The upload answered ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

/** The row that the bare handler and pgbench write: what the API writes, without checking anything. */
export async function sampleRow(context: Context, actorId: string): Promise<object> {
  const { version, name, competence, field, steps } = await read(context, (tx) =>
    getProcedure(tx, measured, context.today),
  )
  const commune = context.pack.areas.find(({ level }) => level === 'commune')?.code
  const unit = await competentUnit(context, { competence, fieldCode: field, areaCode: commune })
  const [first] = steps
  if (!unit || !first) throw new Error('The procedure of the benchmark needs a unit and a step')
  return {
    key: 'sample',
    contentHash: 'sample',
    id: newId(context.now),
    agencyCode: unit.code,
    period: '260101',
    procedureCode: measured,
    procedureName: name,
    version,
    stepKey: first.key,
    stepName: first.name.vi,
    stepType: first.type,
    stepRole: first.role,
    channel: 'online',
    receivingUnitId: unit.id,
    competentUnitId: unit.id,
    applicantId: actorId,
    applicantKind: 'citizen',
    applicantName: 'Nguyễn Thị Mây',
    applicantIdentity: '060190000001',
    applicantPhone: '0900000001',
    applicantEmail: null,
    applicantAddress: 'Thôn 1',
    submitterName: 'Nguyễn Thị Mây',
    answers: {},
    summary: name,
    returnMethod: 'online',
    feeVnd: 0,
    feeLines: [],
    lookupSecret: 'ABC234',
    replyDueAt: context.now.toISOString(),
    clock: [],
    searchText: 'nguyen thi may',
    papers: [],
    at: context.now.toISOString(),
    actorKind: 'service',
    actorId,
  }
}

const fillBatch = 1_000

/** Brings the number of dossiers to `rows`, spread over two hundred agencies, through the same function. */
export async function fillTo(context: Context, row: object, rows: number): Promise<void> {
  const { rows: counted } = await read(context, (tx) =>
    sql<{ n: number }>`select count(*) as n from cases`.execute(tx),
  )
  let have = counted[0]?.n ?? 0
  for (; have < rows; have += fillBatch) {
    const batch = Array.from({ length: Math.min(fillBatch, rows - have) }, (_, index) => ({
      ...row,
      key: `fill ${have + index}`,
      id: newId(new Date(context.now.getTime() + have + index)),
      agencyCode: `H11.B${(have + index) % 200}`,
    }))
    await callFunction(context, 'submit_dossiers', batch)
  }
  await context.database.pool.query('analyze')
}
