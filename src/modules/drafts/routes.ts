/** Fill in, page by page. */

import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { type FormPage, lastEntryInput, type RawFields, readAct, visiblePages } from '#kernel/forms.ts'
import { demandLevel } from '#kernel/policy.ts'
import { endpoint, type FormBody, type Reply, redirect } from '#kernel/web.ts'
import { dossierLinks } from '#modules/dossiers/api.ts'
import { registersFor } from '#modules/national/api.ts'
import { getProcedure, levelNeeded, serviceLinks } from '#modules/services/api.ts'
import { revealedMark } from '#ui/form-fields.tsx'
import { fieldId } from '#ui/forms.tsx'
import { draftLinks } from './api.ts'
import {
  faultsIn,
  type OpenDraft,
  openDraft,
  type SaveOutcome,
  savePage,
  shownPage,
  startDraft,
} from './commands.ts'
import { compareDevices } from './conflict/commands.ts'
import { conflictPage, otherMark } from './conflict/pages.tsx'
import {
  checkPage,
  declarationPage,
  draftsOf,
  pageAfter,
  pagesToGo,
  pageToResume,
  refusal,
} from './domain.ts'
import { knowMore, settleKnown } from './known/commands.ts'
import { objectMark } from './known/pages.tsx'
import { type QuestionParts, questionPage, reuseMark, startPage } from './pages.tsx'
import { findOpenDrafts } from './store.ts'

const id = Type.String({ maxLength: 40 })
const code = Type.String({ maxLength: 40 })
const pageKey = Type.String({ maxLength: 60 })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/thu-tuc/:code/nop',
    access: { citizen: 'submit' },
    input: Type.Object({ code }),
    async handle(context, input) {
      await demandLevelOf(context, input.code)
      return startPage(
        context,
        await read(context, async (tx) => ({
          procedure: await getProcedure(tx, input.code, context.today),
          drafts: await findOpenDrafts(tx, draftsOf(context.actor), input.code),
          asks: await registersFor(tx, context, (await getProcedure(tx, input.code, context.today)).form),
        })),
      )
    },
  }),
  endpoint({
    method: 'POST',
    path: '/thu-tuc/:code/nop',
    journey: 'save',
    access: { citizen: 'submit' },
    limit: { name: 'drafts.start', max: 60, seconds: 3600 },
    input: Type.Object({ code }),
    async handle(context, input) {
      await demandLevelOf(context, input.code)
      const draft = await startDraft(context, input)
      await knowMore(context, draft)
      await settleKnown(context, draft)
      return redirect(draftLinks.resume(draft))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/ban-nhap/:id',
    access: { citizen: 'submit' },
    input: Type.Object({ id }),
    handle: async (context, input) => resume(context, await openDraft(context, input.id)),
  }),
  endpoint({
    method: 'GET',
    path: '/ban-nhap/:id/:page',
    journey: 'save',
    access: { citizen: 'submit' },
    input: Type.Object({
      id,
      page: pageKey,
      sua: Type.Optional(Type.Literal('1')),
      them: Type.Optional(Type.Literal('1')),
    }),
    async handle(context, input) {
      const open = await openDraft(context, input.id)
      const pages = pagesOf(open)
      const isAsked =
        pages.some(({ key }) => key === input.page) && declarationPage(pages)?.key !== input.page
      if (open.draft.dossierCode || !isAsked) return resume(context, open)
      return questionPage(context, {
        ...questionParts(open, input.page, input.sua === '1'),
        errors: [],
        hasNewQuestions: input.them === '1',
      })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/ban-nhap/:id/:page',
    journey: 'save',
    access: { citizen: 'submit' },
    body: 'raw',
    limit: { name: 'drafts.save', max: 300, seconds: 600 },
    input: Type.Object({ id, page: pageKey }),
    async handle(context, input, form) {
      const sent = readSent(form)
      const outcome = await savePage(context, {
        ...input,
        ...sent,
        device: deviceOf(context),
        uploads: form.uploads,
        refusedUploads: form.refusedUploads,
      })
      const hasRefusedFiles = form.refusedUploads.length > 0
      if (outcome.kind !== 'saved')
        return answerSave(context, input.page, { ...sent, hasRefusedFiles }, outcome)
      await knowMore(context, input.id)
      const open = await settleKnown(context, input.id)
      return answerSave(context, input.page, { ...sent, hasRefusedFiles }, { ...outcome, open })
    },
  }),
]

/** Throws `kernel.levelTooLow` before anything is typed. docs/legal.md#assurance */
async function demandLevelOf(context: Context, procedureCode: string): Promise<void> {
  const procedure = await read(context, (tx) => getProcedure(tx, procedureCode, context.today))
  demandLevel(levelNeeded(context.pack.manifest, procedure), context.actor)
}

const leaves = (act: string) => act === 'later' || act.startsWith(objectMark)

type Sent = ReturnType<typeof readSent> & { readonly hasRefusedFiles: boolean }

/** Fields of the page itself begin with `_`; a form's own never do. */
function readSent({ fields }: FormBody) {
  const { act, _version, _shown, _back, ...sent } = fields
  const entries = Object.entries(sent).filter(([name]) => !name.startsWith(revealedMark))
  const revealed = Object.keys(sent).flatMap((name) =>
    name.startsWith(revealedMark) ? [name.slice(revealedMark.length)] : [],
  )
  const own = Object.fromEntries(
    entries.filter(([name]) => !name.startsWith(reuseMark) && !name.startsWith(otherMark)),
  )
  const reused = entries.flatMap(([name, value]) =>
    name.startsWith(reuseMark)
      ? [value].flat().map((entryId) => ({ field: name.slice(reuseMark.length), entryId: String(entryId) }))
      : [],
  )
  return {
    fields: own as RawFields,
    reused,
    version: Number(_version) || 0,
    shown: [...(typeof _shown === 'string' ? _shown.split(' ') : []), ...revealed],
    act: typeof act === 'string' ? (readAct(act) ?? (leaves(act) ? 'later' : 'continue')) : 'continue',
    objectsTo:
      typeof act === 'string' && act.startsWith(objectMark) ? act.slice(objectMark.length) : undefined,
    fromOther: entries.flatMap(([name, value]) =>
      name.startsWith(otherMark) && value === 'other' ? [name.slice(otherMark.length)] : [],
    ),
    isCorrection: _back === checkPage,
  } as const
}

function answerSave(context: Context, key: string, sent: Sent, outcome: SaveOutcome): Reply {
  if (outcome.kind === 'submitted')
    return { kind: 'redirect', to: dossierLinks.show(outcome.code), isElsewhere: true }
  const { open } = outcome
  if (outcome.kind === 'conflict') {
    const rows = compareDevices(open, key, outcome.typed, context.language)
    return conflictPage(context, { ...sent, open, page: key, typed: outcome.typed, rows })
  }
  const here = draftLinks.page(open.draft.id, key, { sua: sent.isCorrection })
  if (typeof sent.act !== 'string' && outcome.errors.every(({ kind }) => kind === 'required'))
    return redirect(`${here}#${placeAfter(open, key, sent)}`)
  if (sent.objectsTo !== undefined)
    return redirect(draftLinks.object(open.draft.id, key, sent.objectsTo, sent.isCorrection))
  if (sent.act === 'later') return redirect(`${draftLinks.list}?luu=1`)
  if (outcome.errors.length > 0 || typeof sent.act !== 'string')
    return questionPage(context, {
      ...questionParts(open, key, sent.isCorrection),
      errors:
        typeof sent.act === 'string'
          ? outcome.errors
          : outcome.errors.filter(({ kind }) => kind !== 'required'),
      hasNewQuestions: outcome.newQuestions.length > 0,
      hasRefusedFiles: sent.hasRefusedFiles,
    })
  const [first] = outcome.newQuestions
  if (first) {
    const again = draftLinks.page(open.draft.id, key, { sua: sent.isCorrection, them: true })
    return redirect(`${again}#${fieldId(first)}`)
  }
  if (sent.isCorrection) return redirect(draftLinks.check(open.draft.id))
  return redirect(draftLinks.page(open.draft.id, pageAfter(pagesToGo(pagesOf(open), open.draft, key), key)))
}

/** Where the person goes on after a button inside the page: the new entry, or the field that was changed. */
function placeAfter({ form, draft }: OpenDraft, key: string, { act }: Sent): string {
  if (typeof act === 'string') return 'main'
  if ('path' in act) return fieldId(act.path)
  const group = form.pages
    .find((page) => page.key === key)
    ?.fields.find((field) => field.kind === 'group' && field.key === act.group)
  const last = group?.kind === 'group' ? lastEntryInput(group, draft.kept[key] ?? {}) : undefined
  return fieldId(last ?? act.group)
}

function pagesOf({ form, draft, lookups }: OpenDraft): readonly FormPage[] {
  return visiblePages(form, draft.answers, lookups)
}

function resume({ language }: Context, open: OpenDraft): Reply {
  const { draft } = open
  if (draft.dossierCode) return redirect(dossierLinks.show(draft.dossierCode))
  const pages = pagesToGo(pagesOf(open), draft)
  return redirect(draftLinks.page(draft.id, pageToResume(pages, draft, faultsIn(open, language))))
}

function questionParts(
  open: OpenDraft,
  key: string,
  isCorrection: boolean,
): Omit<QuestionParts, 'errors' | 'hasNewQuestions'> {
  const { draft, definition } = open
  const pages = pagesToGo(pagesOf(open), draft, key)
  const at = pages.findIndex((page) => page.key === key)
  if (at < 0) throw refusal.notFound()
  const before = pages[at - 1]
  const previous = before ? draftLinks.page(draft.id, before.key) : serviceLinks.apply(definition.code)
  return {
    ...shownPage(open, key),
    open,
    back: isCorrection ? draftLinks.check(draft.id) : previous,
    step: at + 1,
    steps: pages.length + 1,
    isCorrection,
  }
}

/** The token of the session's forms stands for the browser, without telling which session it is. */
function deviceOf({ page }: Context): string {
  return createHash('sha256').update(`device ${page.csrfToken}`).digest('hex').slice(0, 16)
}
