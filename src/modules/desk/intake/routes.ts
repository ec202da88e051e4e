/** Intake at the counter. One form holds the whole screen; each press saves it and comes back to the next thing to do. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { readVerified } from '#kernel/files.ts'
import { type RawFields, readAct } from '#kernel/forms.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, fileOf, json, page, type Reply, redirect } from '#kernel/web.ts'
import { formLists } from '#modules/organisation/api.ts'
import { walletLinks } from '#modules/wallet/api.ts'
import { fieldId } from '#ui/forms.tsx'
import { tillLinks } from '../api.ts'
import { readCardPicture } from '../cards/commands.ts'
import { refusal } from '../domain.ts'
import { acceptIntake } from './accepting/commands.ts'
import { findPeople, type Till, viewTill } from './commands.ts'
import { TillPage } from './pages.tsx'
import {
  actInForm,
  askAgain,
  askAtDesk,
  dropIntake,
  type Sent,
  saveIntake,
  takeScanned,
} from './saving/commands.ts'
import { texts } from './texts.ts'

const access = { permission: 'desk.receive' } as const
const Id = Type.Optional(Type.String({ maxLength: 40 }))

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/quay',
    journey: 'intake',
    access,
    input: Type.Object({
      luot: Id,
      moi: Type.Optional(Type.String({ maxLength: 1 })),
      loi: Type.Optional(Type.String({ maxLength: 1 })),
      tim: Type.Optional(Type.String({ maxLength: 200 })),
      quet: Type.Optional(Type.Literal('1')),
    }),
    async handle(context, { luot, moi, loi, tim, quet }) {
      if (luot && quet) {
        await takeScanned(context, luot)
        const next = nextThing(await viewTill(context, { id: luot }))
        return redirect(`${tillLinks.intake(luot)}#${fieldId(next)}`)
      }
      const till = await viewTill(context, { id: luot || undefined, isFresh: moi === '1', text: tim })
      return tillPage(context, till, { isChecked: loi === '1' })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/quay',
    journey: 'intake',
    access,
    input: Type.Object({}),
    body: 'raw',
    handle: (context, _input, form) => press(context, sentOf(form), form),
    async refused(context, problem, _input, form) {
      const { id } = sentOf(form)
      const till = await viewTill(context, { id, isLenient: true })
      return tillPage(context, till, { isChecked: false, problem: problem.detail }, problem.status)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/quay/doc-the',
    access,
    personal: 'none',
    input: Type.Object({}, { additionalProperties: false }),
    body: 'file',
    megabytesMax: 5,
    async handle(context, _input, form) {
      const { sha256, name } = fileOf(form)
      const found = await readCardPicture(await readVerified(context.files, sha256, name))
      if (!found) throw refusal.noCodeInPicture()
      return json({ text: found.text })
    },
  }),
]

/** The till as it stands, with what went wrong beside it. */
export async function tillWithProblem(context: Context, { detail, status }: Problem): Promise<Reply> {
  return tillPage(context, await viewTill(context), { isChecked: false, problem: detail }, status)
}

const first = (value: string | readonly string[] | undefined): string => [value ?? ''].flat()[0] ?? ''

function sentOf({ fields, uploads }: FormBody): Sent {
  const { act, _id, ...own } = fields
  return { id: first(_id), fields: own as RawFields, uploads, act: first(act) || 'next' }
}

async function press(context: Context, sent: Sent, { refusedUploads }: FormBody): Promise<Reply> {
  const { id, act, fields } = sent
  const [wrong] = refusedUploads
  if (act === 'drop') {
    await dropIntake(context, id)
    return redirect(`${tillLinks.fresh()}#${fieldId('_card')}`)
  }
  if (act === 'accept') {
    const outcome = await acceptIntake(context, sent)
    if (outcome === 'accepted') return redirect(tillLinks.intake(id))
    return tillPage(context, await viewTill(context, { id }), { isChecked: true }, 422)
  }
  const { nameTyped } = readAct(act) ? await actInForm(context, sent) : await saveIntake(context, sent)
  if (nameTyped) {
    // The answer is not an address: a name stands in none.
    const people = await findPeople(context, nameTyped)
    return tillPage(context, { ...(await viewTill(context, { id })), people }, { isChecked: false })
  }
  if (act === 'next') await askAgain(context, id)
  if (act === 'ask') {
    await askAtDesk(context, id)
    return redirect(`${tillLinks.intake(id)}#till-papers`)
  }
  const text = first(fields._q).trim()
  const till = await viewTill(context, { id, text })
  if (act === 'save') return tillPage(context, till, { isChecked: false })
  if (wrong) return tillPage(context, till, { isChecked: false, problem: wrong.problem.detail }, 422)
  if (act === 'review') {
    const waiting = till.scans.find(({ papers }) => papers.some(({ state }) => state === 'proposed'))
    if (waiting) return redirect(walletLinks.scan(waiting.scan.id))
  }
  if (act === 'scan') return redirect(`${tillLinks.intake(id)}#till-scan`)
  const search = text && !till.form ? `&tim=${encodeURIComponent(text)}` : ''
  return redirect(`${tillLinks.intake(id)}${search}#${fieldId(nextThing(till))}`)
}

/** Where the clerk goes on: who, what for, the first question open, the first paper, the press that accepts. */
function nextThing({ intake, form }: Till): string {
  if (intake.cards.length === 0) return '_card'
  if (!form) return '_q'
  const [fault] = form.faults
  if (fault) return fault.inputId
  const paper = form.papers.find(
    ({ isExpected, tick, vouch }) => isExpected && !vouch && tick.way === null && tick.files.length === 0,
  )
  return paper ? `_paper.${paper.key}.way` : '_accept'
}

type Shown = { readonly isChecked: boolean; readonly problem?: string | undefined }

function tillPage(context: Context, till: Till, shown: Shown, status = 200): Reply {
  const { title } = textsFor(texts, context.language)
  return page(
    context,
    { title, noIndex: true },
    TillPage({ till, lists: formLists(context), ...shown }),
    status,
  )
}
