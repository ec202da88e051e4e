/** Bổ sung hồ sơ: what is prepared is saved at every press; sending answers the request once and whole. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { type ReceivedFile, recordFile } from '#kernel/files.ts'
import {
  applyAct,
  type Field,
  type FormAct,
  type FormFault,
  type FormLookups,
  type FormPage,
  type RawFields,
} from '#kernel/forms.ts'
import { citizenOf } from '#kernel/policy.ts'
import { sealAnswers } from '#kernel/sealed-answers.ts'
import type { RefusedUpload } from '#kernel/web.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedureVersion, type ProcedureDefinition } from '#modules/services/api.ts'
import { dossierCan, refusal } from '../domain.ts'
import { answerSupplement } from '../supplement/commands.ts'
import { getOwn } from '../tracking/commands.ts'
import type { Tracked } from '../tracking/domain.ts'
import { faultsAsErrors, firstTyped, type Mended, mendForm, mendPageOf, readMending } from './domain.ts'
import * as store from './store.ts'

export type Mending = {
  readonly dossier: Tracked
  readonly request: store.OpenRequest
  readonly mended: Mended
  /** What the request names, each at the control that mends it. */
  readonly named: readonly FormFault[]
  /** What is still wrong or missing. */
  readonly errors: readonly FormFault[]
  readonly files: ReadonlyMap<string, store.OwnFile>
}

/** The page of one's own request. Throws `dossiers.notFound`, and `notNow` when nothing is asked. */
export function openMending(context: Context, code: string): Promise<Mending> {
  return read(context, async (tx) => {
    const parts = await furnish(tx, context, code)
    return complete(tx, context, parts, parts.request.typed ?? undefined, [])
  })
}

type Parts = {
  readonly dossier: Tracked
  readonly request: store.OpenRequest
  readonly definition: ProcedureDefinition
}

async function furnish(tx: Tx, context: Context, code: string): Promise<Parts> {
  const dossier = await getOwn(tx, context, code, 'mend')
  const request = await store.findOpenRequest(tx, dossier.id)
  if (!request || !dossierCan('answerSupplement', dossier)) throw refusal.notNow()
  const { procedureCode, procedureVersion } = dossier
  return {
    dossier,
    request,
    definition: await getProcedureVersion(tx, context, procedureCode, procedureVersion),
  }
}

/** `typed` is missing until something was saved. */
async function complete(
  tx: Tx,
  context: Context,
  { dossier, request, definition }: Parts,
  typed: RawFields | undefined,
  moreErrors: readonly FormFault[],
): Promise<Mending> {
  const { personId } = citizenOf(context.actor)
  const first = typed ?? firstTyped(mendForm(definition, request.faults), dossier.answers)
  const found = await store.findOwnFiles(
    tx,
    personId,
    Object.values(first).flatMap((text) => text ?? []),
  )
  const files = new Map(found.map((file) => [file.id, file]))
  // Whose files they are is checked when they are sent.
  const lookups: FormLookups = formLookups(context)
  const { language } = context
  const { faults } = request
  const mended = readMending(
    { known: definition, faults, answers: dossier.answers, language, lookups },
    first,
  )
  const named = faultsAsErrors(definition, faults, mended.view, language)
  return { dossier, request, mended, named, errors: [...moreErrors, ...mended.errors], files }
}

export type MendingSave = {
  readonly code: string
  readonly fields: RawFields
  readonly uploads: readonly { readonly field: string; readonly file: ReceivedFile }[]
  readonly refusedUploads: readonly RefusedUpload[]
  readonly act: FormAct | 'save' | 'send'
}

/** Lưu phần bổ sung, whatever is wrong with it. Only controls of the page are kept. */
export function saveMending(context: Context, save: MendingSave): Promise<Mending> {
  const { personId } = citizenOf(context.actor)
  return inTransaction(context, async (tx) => {
    const parts = await furnish(tx, context, save.code)
    const page = mendPageOf(mendForm(parts.definition, parts.request.faults))
    const typed: Record<string, string | readonly string[] | undefined> = { ...save.fields }
    for (const { field: path, file } of save.uploads) {
      const field = fileFieldAt(page, path)
      if (!field) continue
      const id = await recordFile(tx, context, file, { ownerId: personId })
      typed[path] = field.max === 1 ? [id] : [...[typed[path] ?? []].flat(), id]
    }
    const after = typeof save.act === 'string' ? typed : applyAct(page, typed, save.act)
    const refused = save.refusedUploads.map(
      ({ field, problem }): FormFault => ({ kind: 'value', field, message: problem.detail, inputId: field }),
    )
    const mending = await complete(tx, context, parts, after, refused)
    const { form } = parts.definition
    const kept = await sealAnswers(context.files, form, parts.dossier.id, mending.mended.kept)
    await store.saveMending(tx, parts.dossier.id, kept, context.now)
    return mending
  })
}

function fileFieldAt(page: FormPage, path: string): Extract<Field, { kind: 'file' }> | undefined {
  const [key, , inner] = path.split('.')
  const field = page.fields.find((one) => one.key === key)
  const found = field?.kind === 'group' ? field.fields.find((one) => one.key === inner) : field
  return found?.kind === 'file' ? found : undefined
}

/** Gửi bổ sung: through the one command that answers a request. Throws what `answerSupplement` throws. */
export async function sendMending(context: Context, { dossier, mended }: Mending): Promise<void> {
  await answerSupplement(context, {
    code: dossier.code,
    expectedVersion: dossier.version,
    answers: mended.answers,
    papers: mended.papers,
  })
}
