/** What happens writes facts: what a person says of themselves in a dossier, and what a signed result says. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import type { Reaction } from '#kernel/events.ts'
import { evaluate, expression } from '#kernel/expressions.ts'
import { healthFields } from '#kernel/forms.ts'
import { dateOf } from '#kernel/types.ts'
import { findSaid } from '#modules/dossiers/api.ts'
import { findPerson } from '#modules/organisation/api.ts'
import { findIssued, type IssuedResult } from '#modules/results/api.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import { monthsAfter } from '#modules/wallet/api.ts'
import { recordFacts } from '../commands.ts'
import { type NewFact, personOf, type Subject } from '../domain.ts'
import { endFacts } from '../store.ts'

/**
 * Người dân tự khai: only what a person says of themselves. A form that names somebody else's number tells nothing about that
 * person, and what was filled in beforehand and left as it was is nothing new.
 */
export const keepSaid: Reaction = {
  name: 'facts.keepSaid',
  events: ['dossier.submitted'],
  async run(tx, context, event) {
    const said = await findSaid(tx, event.subjectId)
    const person = said?.applicantId ? await findPerson(tx, said.applicantId) : undefined
    if (!said || said.isMember || !person?.identityNumber) return
    const { procedureCode, procedureVersion, answers, prefilled } = said
    const { form } = await getProcedureVersion(tx, context, procedureCode, procedureVersion)
    const fields = form.pages.flatMap((page) => page.fields)
    const isOwn = fields.some(
      ({ key, prefill }) => prefill === 'person.identityNumber' && answers[key] === person.identityNumber,
    )
    if (!isOwn) return
    const facts = fields.flatMap(({ key, prefill }): NewFact[] => {
      const value = answers[key]
      const source = prefilled?.sources[key]
      if (!prefill?.startsWith('person.') || value === undefined || (source && !source.otherwise)) return []
      return [
        {
          key: prefill,
          value,
          source: 'said',
          by: 'person',
          byName: { vi: 'người dân', en: 'the person' },
          asOf: said.openedAt,
          reference: said.code,
        },
      ]
    })
    // A form may ask for one thing twice: the first answer is the one that is meant.
    const first = [...new Map(facts.toReversed().map((fact) => [fact.key, fact])).values()]
    await recordFacts(tx, context, {
      subject: personOf(person.identityNumber),
      eventOf: event.subjectId,
      facts: first,
    })
  },
}

/** Kết quả đã ký: what the pack declares that it says; one that is withdrawn says nothing any more. */
export const keepResults: Reaction = {
  name: 'facts.keepResults',
  events: ['result.signed', 'result.withdrawn'],
  async run(tx, context, event) {
    const issued = await findIssued(tx, { caseId: event.subjectId })
    if (issued?.kind !== 'grant') return
    await writeResult(tx, context, issued)
    if (issued.state === 'withdrawn') await endFacts(tx, issued.code, issued.endedAt ?? event.at)
  },
}

async function writeResult(tx: Tx, context: Context, issued: IssuedResult): Promise<void> {
  const { procedureCode, procedureVersion, answers, code } = issued
  const { result, form } = await getProcedureVersion(tx, context, procedureCode, procedureVersion)
  const from = dateOf(issued.numberedAt)
  const name = `${issued.title} số ${issued.numberLabel}`
  const secret = healthFields(form)
  const open = Object.entries(answers).filter(([name]) => !secret.has(name))
  // What is known of a person lies open in the book: nothing about health is written into it.
  const scope = { answers: Object.fromEntries(open), today: from }
  for (const { fact: key, value: text, of } of result.writes ?? []) {
    const subject = subjectOf(key, of ? answers[of] : issued.ownerIdentity)
    const value = evaluate(expression(text), scope)
    if (!subject || value === null) continue
    const fact: NewFact = {
      key,
      value,
      source: 'signed',
      by: result.code ?? procedureCode,
      byName: { vi: name, en: name },
      asOf: issued.signedAt,
      validTo: result.validMonths ? monthsAfter(from, result.validMonths) : null,
      reference: code,
    }
    await recordFacts(tx, context, { subject, eventOf: issued.caseId, facts: [fact] })
  }
}

function subjectOf(key: string, number: unknown): Subject | undefined {
  if (typeof number !== 'string') return undefined
  if (key.startsWith('person.')) return /^\d{12}$/.test(number) ? personOf(number) : undefined
  return /^\d{10}(-\d{3})?$/.test(number) ? `organisation:${number}` : undefined
}
