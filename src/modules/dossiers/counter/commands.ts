/** Tiếp nhận tại quầy: a person stands at the desk; the clerk fills in the form, submits and accepts in one go. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { recordFile } from '#kernel/files.ts'
import {
  applyAct,
  type FormDefinition,
  type FormFault,
  type FormLookups,
  type PageView,
  type RawFields,
  readAct,
} from '#kernel/forms.ts'
import { officerOf } from '#kernel/policy.ts'
import type { Upload } from '#kernel/web.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure, type ProcedureDefinition, papersFor } from '#modules/services/api.ts'
import { acceptDossier } from '../handling/commands.ts'
import { submitDossier } from '../submission/commands.ts'
import { factsIn } from '../submission/domain.ts'
import { fillForm, newQuestions, papersIn, type ReturnWay, returnFieldOf, returnWays } from './domain.ts'
import * as store from './store.ts'

export type CounterForm = {
  readonly definition: ProcedureDefinition
  readonly form: FormDefinition
  readonly views: readonly PageView[]
  readonly errors: readonly FormFault[]
  readonly hasNewQuestions: boolean
  readonly files: ReadonlyMap<string, store.OwnFile>
}

export type CounterSent = {
  readonly code: string
  readonly fields: RawFields
  readonly uploads: readonly Upload[]
  readonly act: string
  readonly shown: readonly string[]
  /** As chosen beside a form that does not ask. */
  readonly returnMethod: ReturnWay
}

/** The form of a procedure, empty. Throws `services.unknownProcedure`. */
export async function startCounterForm(context: Context, code: string): Promise<CounterForm> {
  const definition = await read(context, (tx) => getProcedure(tx, code, context.today))
  const form = counterForm(definition)
  const { views } = fillForm(form, {}, context.language, formLookups(context))
  return { definition, form, views, errors: [], hasNewQuestions: false, files: new Map() }
}

/** Every paper has its field: those that the form does not ask for stand on a page of their own at its end. */
function counterForm({ form, papers }: ProcedureDefinition): FormDefinition {
  const asked = new Set(
    form.pages.flatMap((page) => page.fields.map((field) => (field.kind === 'file' ? field.paper : ''))),
  )
  const missing = papers.filter(({ key }) => !asked.has(key))
  if (missing.length === 0) return form
  const fields = missing.map((paper, index) => ({
    kind: 'file' as const,
    key: `counterPaper${index}`,
    label: paper.name,
    paper: paper.key,
    required: paper.required,
  }))
  const title = { vi: 'Giấy tờ kèm theo', en: 'Papers' }
  return { ...form, pages: [...form.pages, { key: 'counterPapers', title, fields }] }
}

/** Submits and accepts; the code of the dossier, or the form again with what is still to be mended. */
export async function receiveAtCounter(context: Context, sent: CounterSent): Promise<CounterForm | string> {
  const { personId, unitId } = officerOf(context.actor)
  const definition = await read(context, (tx) => getProcedure(tx, sent.code, context.today))
  const form = counterForm(definition)
  const typed = await receiveFields(context, form, sent)
  const ids = Object.values(typed).flatMap((value) => value ?? [])
  const own = await read(context, (tx) => store.findOwnFiles(tx, personId, ids))
  const files = new Map(own.map((file) => [file.id, file]))
  const lookups: FormLookups = { ...formLookups(context), file: (id) => files.get(id) }
  const filled = fillForm(form, typed, context.language, lookups)
  const isSending = readAct(sent.act) === undefined
  const hasNewQuestions = isSending && newQuestions(filled.views, sent.shown)
  const errors = isSending ? filled.errors : []
  if (!isSending || errors.length > 0 || hasNewQuestions)
    return { definition, form, views: filled.views, errors, hasNewQuestions, files }
  const asked = new Set(definition.form.pages.flatMap((page) => page.fields.map(({ key }) => key)))
  const answers = Object.fromEntries(Object.entries(filled.answers).filter(([key]) => asked.has(key)))
  const wanted = new Set(papersFor(definition, answers).map(({ paper }) => paper.key))
  const identity = factsIn(definition.form, answers).get('person.identityNumber')
  const applicantId =
    typeof identity === 'string' ? await read(context, (tx) => store.findCitizenId(tx, identity)) : undefined
  if (!context.operationKey) throw kernelRefusal.keyNeeded()
  const chosen = answers[returnFieldOf(definition.form) ?? '']
  const { code } = await submitDossier(context, {
    key: `counter ${context.operationKey}`,
    procedure: definition,
    answers,
    papers: papersIn(form, filled.answers).filter(({ key }) => wanted.has(key)),
    channel: 'direct',
    returnMethod: returnWays.find((way) => way === chosen) ?? sent.returnMethod,
    applicantId,
    deskUnitId: unitId,
  })
  await acceptDossier(context, { code, expectedVersion: 1 })
  return code
}

/** What the controls hold after the files came and the button was pressed. */
async function receiveFields(
  context: Context,
  form: FormDefinition,
  { fields, uploads, act }: CounterSent,
): Promise<RawFields> {
  const { personId: ownerId } = officerOf(context.actor)
  const typed: Record<string, string | readonly string[] | undefined> = { ...fields }
  for (const { field, file } of uploads) {
    const id = await inTransaction(context, (tx) => recordFile(tx, context, file, { ownerId }))
    typed[field] = [...[typed[field] ?? []].flat(), id]
  }
  const wanted = readAct(act)
  if (!wanted) return typed
  return form.pages.reduce<RawFields>((before, page) => applyAct(page, before, wanted), typed)
}
