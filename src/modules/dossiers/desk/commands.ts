/** Opening a dossier and its papers: every look at personal data leaves an event that says who, what and why. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { fileRefusal } from '#kernel/files.ts'
import { type FormDefinition, type SummaryRow, summarise } from '#kernel/forms.ts'
import { type Officer, officerOf } from '#kernel/policy.ts'
import { formLookups, type OfficerPost } from '#modules/organisation/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { refusal } from '../domain.ts'
import { type ShownDeadline, shownDeadline } from '../queue/domain.ts'
import { definitionOf, officersFor, unitOfStep } from '../steps/commands.ts'
import {
  type Dossier,
  holdsStep,
  nextStepOf,
  type OfficerAction,
  officerMay,
  previousStepOf,
  type Step,
  stepsOf,
} from '../steps/domain.ts'
import { findDossier } from '../steps/store.ts'
import * as store from './store.ts'

export type OpenDossier = {
  readonly dossier: Dossier
  readonly details: store.Details
  readonly definition: ProcedureDefinition
  readonly answers: readonly SummaryRow[]
  readonly papers: readonly store.PaperOnFile[]
  readonly steps: readonly store.StepTaken[]
  /** Steps that are still to come, in order. */
  readonly coming: readonly Step[]
  readonly supplements: readonly store.SupplementAsked[]
  readonly notes: readonly store.Note[]
  readonly deadline: ShownDeadline
  readonly may: ReadonlySet<OfficerAction>
  readonly next:
    | { readonly step: Step; readonly unitName: string; readonly officers: readonly OfficerPost[] }
    | undefined
  readonly previous: Step | undefined
  readonly mayDigitise: boolean
  /** Who could be given the current step; empty unless the officer may assign. */
  readonly assignable: readonly OfficerPost[]
}

const actions: readonly OfficerAction[] = [
  'accept',
  'refuseReception',
  'requestSupplement',
  'take',
  'assign',
  'forward',
  'handBack',
  'returnResult',
]

/** Mở hồ sơ. Throws `dossiers.notFound` for one that is not the officer's to see. */
export async function openDossier(context: Context, code: string): Promise<OpenDossier> {
  const officer = officerOf(context.actor)
  const { pack, calendar, now, language } = context
  return inTransaction(context, async (tx) => {
    const dossier = await findDossier(tx, officer, code)
    if (!dossier) throw refusal.notFound()
    await tellViewed(tx, context, officer, dossier)
    const definition = await definitionOf(tx, context, dossier)
    const may = new Set(actions.filter((action) => officerMay(action, officer, dossier, pack.stepRoles)))
    const at = definition.steps.findIndex(({ key }) => key === dossier.stepKey)
    const details = await store.getDetails(tx, dossier.id)
    return {
      dossier,
      details,
      mayDigitise: officer.permissions.has('paper.digitise'),
      definition,
      answers: summarise(withoutFiles(definition.form), dossier.answers, language, formLookups(context)),
      papers: await store.findPapers(tx, dossier.id),
      steps: await store.findSteps(tx, dossier.id),
      coming: details.endedAt
        ? []
        : stepsOf(definition, dossier).filter((step) => definition.steps.indexOf(step) > at),
      supplements: await store.findSupplements(tx, dossier.id),
      notes: await store.findNotes(tx, dossier.id),
      deadline: shownDeadline(calendar, now, dossier),
      may,
      next: await nextOf(tx, context, definition, dossier, may),
      previous: may.has('handBack') ? previousStepOf(definition, dossier) : undefined,
      assignable: may.has('assign')
        ? await officersFor(tx, context, dossier.holderUnitId, { role: dossier.stepRole })
        : [],
    }
  })
}

/** The form without the questions that papers and promises answer: papers stand beside it, a promise says nothing new. */
function withoutFiles(form: FormDefinition): FormDefinition {
  const pages = form.pages.map((page) => ({
    ...page,
    fields: page.fields.filter(({ kind }) => kind !== 'file' && kind !== 'declaration'),
  }))
  return { ...form, pages: pages.filter(({ fields }) => fields.length > 0) }
}

async function nextOf(
  tx: Tx,
  context: Context,
  definition: ProcedureDefinition,
  dossier: Dossier,
  may: ReadonlySet<OfficerAction>,
): Promise<OpenDossier['next']> {
  const step = may.has('accept') || may.has('forward') ? nextStepOf(definition, dossier) : undefined
  if (!step) return undefined
  const unit = await unitOfStep(tx, context, dossier, step)
  return { step, unitName: unit.name, officers: await officersFor(tx, context, unit.id, step) }
}

/** Why the officer looked: to do the step, or to look it up. */
function tellViewed(
  tx: Tx,
  context: Context,
  officer: Officer,
  dossier: Dossier,
  file?: string,
): Promise<void> {
  const why = holdsStep(officer, dossier, context.pack.stepRoles) ? 'step' : 'lookup'
  return appendEvent(tx, context, 'dossier.viewed', {
    subject: dossier.id,
    payload: { code: dossier.code, why, step: dossier.stepKey, file },
  })
}

/** Mở một giấy tờ của hồ sơ. Throws `files.notFound`. */
export async function openPaper(context: Context, fileId: string): Promise<store.FileOfDossier> {
  const officer = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const file = await store.findFile(tx, officer, fileId)
    const dossier = file && (await findDossier(tx, officer, file.code))
    if (!file || !dossier) throw fileRefusal.notFound()
    await tellViewed(tx, context, officer, dossier, fileId)
    return file
  })
}
