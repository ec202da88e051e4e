/** Hỏi cơ sở dữ liệu cho một bản nháp, after an act of the person; and what the person says is wrong. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { answersAsTyped, type FormFault } from '#kernel/forms.ts'
import { demandObjectable, objectTo, provenanceOf, readRightValue, type Typed } from '#modules/facts/api.ts'
import { askForForm, askForPapers, registerName } from '#modules/national/api.ts'
import { furnish, type OpenDraft, openDraft } from '../commands.ts'
import { type Draft, draftsOf, refusal } from '../domain.ts'
import * as store from '../store.ts'
import { asAnswer, type DraftKnown, settled } from './domain.ts'

/**
 * Hỏi những gì còn thiếu: once for the draft what the form is filled in with, and each paper that a register may vouch for as
 * soon as the answers say what to ask. Called after an act of the person, never when a page is only looked at. What is away is
 * said in the draft; nothing is refused.
 */
export async function knowMore(context: Context, id: string): Promise<void> {
  if (context.actor.kind !== 'citizen') return
  const open = await openDraft(context, id)
  if (open.draft.dossierCode) return
  const registers = await askedRegisters(context, open)
  const before = open.draft.known
  const papers = await askForPapers(context, {
    papers: open.definition.papers,
    answers: open.draft.answers,
    procedureName: open.definition.name,
    before: before.papers,
  })
  const known: DraftKnown = {
    ...before,
    ...(registers && { registers }),
    ...(Object.keys(papers).length > 0 || before.papers ? { papers } : {}),
  }
  if (JSON.stringify(known) === JSON.stringify(before)) return
  await inTransaction(context, async (tx) => {
    const now = await store.findDraftForUpdate(tx, draftsOf(context.actor), id)
    if (!now || now.dossierCode) return
    // Answers that changed meanwhile are asked about by the act that changed them.
    if (now.version !== open.draft.version) return
    await store.saveKnown(tx, id, {
      ...known,
      ...(now.known.objections && { objections: now.known.objections }),
    })
  })
}

/** Trả lời sẵn những trang không còn gì để hỏi. Gives the draft as it stands then; without anything to settle nothing is written. */
export async function settleKnown(context: Context, id: string): Promise<OpenDraft> {
  const open = await openDraft(context, id)
  const draft = settled(open)
  if (open.draft.dossierCode || isSettledAs(open.draft, draft)) return open
  return inTransaction(context, async (tx) => {
    const now = await store.findDraftForUpdate(tx, draftsOf(context.actor), id)
    // Answers that changed meanwhile are settled by the act that changed them.
    if (!now || now.dossierCode || now.version !== open.draft.version) return open
    const at = { ...context, form: open.form }
    await store.saveDraft(tx, at, { ...now, answers: draft.answers, pages: draft.pages })
    return { ...open, draft }
  })
}

function isSettledAs(before: Draft, after: Draft): boolean {
  const known = ({ answers, pages }: Draft) =>
    JSON.stringify([
      Object.entries(answers).toSorted(),
      Object.keys(pages).filter((key) => pages[key]?.isKnown),
    ])
  return known(before) === known(after)
}

async function askedRegisters(
  context: Context,
  { draft, form, definition }: OpenDraft,
): Promise<DraftKnown['registers']> {
  if (draft.known.registers) return undefined
  const asked = await askForForm(context, { form, procedureName: definition.name })
  return Object.fromEntries(
    [...asked].map(([register, { outcome }]) => [register, { outcome, name: registerName(register) }]),
  )
}

type Object = { readonly id: string; readonly page: string; readonly field: string; readonly typed: Typed }

/** The fact behind a question of the person's own draft. Throws `drafts.notFound`, `facts.notFound` and `facts.ownWord`. */
export async function openObjection(context: Context, { id, page, field }: Omit<Object, 'typed'>) {
  return inTransaction(context, async (tx) => {
    const draft = await store.findDraft(tx, draftsOf(context.actor), id)
    if (!draft || draft.dossierCode) throw refusal.notFound()
    const open = await furnish(tx, context, draft)
    const { key } = fieldOf(open, page, field)
    return demandObjectable(tx, context, key)
  })
}

function fieldOf({ form }: Pick<OpenDraft, 'form'>, page: string, key: string) {
  const field = form.pages.find((one) => one.key === page)?.fields.find((one) => one.key === key)
  if (!field?.prefill) throw refusal.notFound()
  return { field, key: field.prefill }
}

/**
 * Báo không đúng ngay trong tờ khai: the right value is the answer from here on, marked as the person's own, and the request to
 * correct begins, in one transaction. Gives what is wrong with the value. Throws as `openObjection` and `objectTo`.
 */
export async function objectInDraft(
  context: Context,
  { id, page, field: fieldKey, typed }: Object,
): Promise<readonly FormFault[]> {
  return inTransaction(context, async (tx) => {
    const draft = await store.findDraftForUpdate(tx, draftsOf(context.actor), id)
    if (!draft || draft.dossierCode) throw refusal.notFound()
    const open = await furnish(tx, context, draft)
    const { field, key } = fieldOf(open, page, fieldKey)
    // The same form sent again finds the objection made.
    if (draft.known.objections?.[fieldKey]) return []
    const known = await demandObjectable(tx, context, key)
    const right = readRightValue(context, known, typed.fields)
    if ('errors' in right) return right.errors
    const { code, known: words } = await objectTo(tx, context, known, { value: right.value, why: typed.why })
    const value = asAnswer(field, right.value)
    const objected = {
      fact: key,
      source: provenanceOf(known.current),
      known: words,
      value,
      why: typed.why,
      request: code,
    }
    await store.saveKnown(tx, id, {
      ...draft.known,
      objections: { ...draft.known.objections, [fieldKey]: objected },
    })
    const kept = draft.kept[page]
    await store.saveDraft(
      tx,
      { ...context, form: open.form },
      {
        ...draft,
        answers: { ...draft.answers, [fieldKey]: value },
        // A page that was answered by itself is the person's own from here on.
        pages: draft.pages[page]?.isKnown
          ? { ...draft.pages, [page]: { version: draft.version + 1, device: '' } }
          : draft.pages,
        // What else was typed on the page and is not right yet stays as it was.
        kept: kept
          ? { ...draft.kept, [page]: { ...kept, ...answersAsTyped([field], { [fieldKey]: value }) } }
          : draft.kept,
        version: draft.version + 1,
        savedAt: context.now,
      },
    )
    return []
  })
}
