/** Báo không đúng: the person's word stands beside the source's, and the source is asked to correct it. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { type FormFault, type RawFields, readPage } from '#kernel/forms.ts'
import { citizenOf } from '#kernel/policy.ts'
import { provenanceWords } from '#kernel/provenance.ts'
import type { JsonValue } from '#kernel/types.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { beginRequest, privacyRefusal, wordsMin } from '#modules/privacy/api.ts'
import { findOwnBook, ownSubject, recordFacts } from '../commands.ts'
import { formOfFact, isSame, type Known, provenanceOf, valueWords } from '../domain.ts'
import * as store from '../store.ts'
import { mayObject, refusal } from './domain.ts'

/** What stands under the key in one's own book. Throws `facts.notFound`, and `facts.ownWord` where nobody can be asked. */
export async function demandObjectable(tx: Tx, context: Context, key: string): Promise<Known> {
  const known = (await findOwnBook(tx, context)).get(key)
  if (!known || !ownSubject(context)) throw refusal.notFound()
  if (!mayObject(known.current.source)) throw refusal.ownWord()
  return known
}

export const openObjectable = (context: Context, key: string): Promise<Known> =>
  read(context, (tx) => demandObjectable(tx, context, key))

export type Typed = { readonly fields: RawFields; readonly why: string }
export type ReadObjection = { readonly value: JsonValue } | { readonly errors: readonly FormFault[] }

/** The value that was typed, read and checked as any form would. */
export function readRightValue(context: Context, { fact }: Known, fields: RawFields): ReadObjection {
  const read = readPage(formOfFact(fact), 'value', fields, context.language, formLookups(context))
  const [value] = Object.values(read.values)
  return read.errors.length > 0 || value === undefined ? { errors: read.errors } : { value }
}

export type Objected = {
  readonly code: string
  readonly dueAt: Date
  readonly known: string
}

/**
 * Báo không đúng, in the caller's transaction: a request to correct begins with its clock, and what the person says is in the book
 * beside it. Throws `privacy.wordsNeeded`, `facts.sameValue` and `facts.noNumber`.
 */
export async function objectTo(
  tx: Tx,
  context: Context,
  known: Known,
  { value, why }: { readonly value: JsonValue; readonly why: string },
): Promise<Objected> {
  const { fact, current } = known
  const subject = ownSubject(context)
  const said = why.trim()
  if (!subject) throw refusal.noNumber()
  if (said.length < wordsMin) throw privacyRefusal.wordsNeeded()
  if (isSame(value, current.value)) throw refusal.sameValue()
  const lookups = formLookups(context)
  const words = valueWords(fact, current.value, 'vi', lookups)
  const request = await beginRequest(tx, context, {
    kind: 'correction',
    words: said,
    about: `${fact.name.vi}. ${provenanceWords(provenanceOf(current), 'vi')}: ${words}. Người dân khai: ${valueWords(fact, value, 'vi', lookups)}.`,
  })
  await store.insertObjection(tx, {
    requestId: request.id,
    subject,
    key: fact.key,
    known: current,
    said: value,
    why: said,
    code: request.code,
    at: context.now,
  })
  await recordFacts(tx, context, {
    subject,
    eventOf: citizenOf(context.actor).personId,
    facts: [
      {
        key: fact.key,
        value,
        source: 'said',
        by: 'person',
        byName: { vi: 'người dân', en: 'the person' },
        asOf: context.now,
        reference: request.code,
      },
    ],
  })
  return { code: request.code, dueAt: request.dueAt, known: words }
}

/** As `objectTo`, from the page of the book. Gives what is wrong with the value, or the code of the request. */
export async function objectToFact(
  context: Context,
  { key, typed }: { readonly key: string; readonly typed: Typed },
): Promise<{ readonly errors: readonly FormFault[] } | { readonly code: string }> {
  return inTransaction(context, async (tx) => {
    const known = await demandObjectable(tx, context, key)
    const right = readRightValue(context, known, typed.fields)
    if ('errors' in right) return right
    return objectTo(tx, context, known, { value: right.value, why: typed.why })
  })
}
