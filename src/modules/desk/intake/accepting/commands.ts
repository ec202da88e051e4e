/** Tiếp nhận: people kept, dossier submitted and accepted, fee taken, papers flagged, in the name of one intake. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { fillForm } from '#kernel/forms.ts'
import { officerOf } from '#kernel/policy.ts'
import {
  acceptDossier,
  dossierRefusal,
  factsIn,
  findDossier,
  submitDossier,
  type VouchedPaper,
} from '#modules/dossiers/api.ts'
import { personOf, recordFacts } from '#modules/facts/api.ts'
import { findCitizenByNumber, findUnitByCode, recordCitizen } from '#modules/organisation/api.ts'
import { demandReference, takePayment } from '#modules/payments/api.ts'
import { feesFor, type ProcedureDefinition, papersFor } from '#modules/services/api.ts'
import { flagPapersOf } from '#modules/wallet/api.ts'
import { refusal } from '../../domain.ts'
import { vouchedAtDesk } from '../asking/domain.ts'
import { definitionFor, lookupsOf } from '../commands.ts'
import {
  emptyTick,
  type Intake,
  isGiven,
  onHandOf,
  partiesOf,
  paymentOf,
  remainingFaults,
  returnFieldOf,
  returnWays,
  situationOf,
} from '../domain.ts'
import { checkedFacts, heldCard } from '../facts/domain.ts'
import { askAgain, type Sent, saveIntake, takeScanned } from '../saving/commands.ts'
import * as store from '../store.ts'

export type Outcome = 'accepted' | 'incomplete'

/**
 * Tiếp nhận: submits and accepts in the name of the intake, so pressed twice or after a crash it is one dossier. With
 * anything still missing nothing happens but that it is kept.
 */
export async function acceptIntake(context: Context, sent: Sent): Promise<Outcome> {
  const clerk = officerOf(context.actor)
  const isAccepted = async () =>
    (await read(context, (tx) => store.findIntake(tx, clerk, sent.id)))?.state === 'accepted'
  if (await isAccepted()) return 'accepted'
  try {
    await saveIntake(context, sent)
    await takeScanned(context, sent.id)
    // What a register vouched for must still be what the answers ask.
    await askAgain(context, sent.id)
  } catch (thrown) {
    if (await isAccepted()) return 'accepted'
    throw thrown
  }
  const { intake, definition } = await read(context, async (tx) => {
    const saved = await store.findIntake(tx, clerk, sent.id)
    return { intake: saved, definition: saved && (await definitionFor(tx, context, saved)) }
  })
  if (!intake) throw refusal.unknownIntake()
  if (!definition) throw refusal.procedureNeeded()
  const { answers, errors } = fillForm(definition.form, intake.typed, context.language, lookupsOf(context))
  const vouched = vouchedAtDesk(definition, intake, answers, context.today)
  if (remainingFaults(definition.form, errors, intake.papers, vouched).length > 0) return 'incomplete'
  if (missingPapers(definition, intake, answers, vouched).length > 0) return 'incomplete'
  if (intake.filing.isForOther && !intake.filing.authorityPaper) throw refusal.authorityNeeded()
  const payment = paymentOf(intake)
  const situation = situationOf(definition.form, answers, context.today)
  if (payment && feesFor(definition, situation).length > 0) demandReference(payment)
  const applicantId = await keepPeople(context, intake, definition, answers)
  const { helpedAtUnit } = intake.filing
  const helpUnit = helpedAtUnit
    ? await read(context, (tx) => findUnitByCode(tx, helpedAtUnit, context.today))
    : undefined
  const who = { applicantId, helpUnitId: helpUnit?.id }
  const { caseId, code } = await submit(context, intake, definition, answers, { ...who, vouched })
  await acceptOnce(context, code)
  await inTransaction(context, async (tx) => {
    const now = await store.openIntakeForUpdate(tx, clerk, { id: intake.id, at: context.now })
    if (now?.state !== 'open') return
    const receipt =
      payment &&
      (await takePayment(tx, context, { key: `intake ${intake.id}`, caseId, moment: 'intake', payment }))
    // What QĐ 766 counts of papers stands from this moment, not when the next reaction runs.
    await flagPapersOf(tx, context, { subjectId: caseId, at: context.now })
    await store.endIntake(tx, intake.id, { state: 'accepted', caseId, at: context.now })
    await appendEvent(tx, context, 'desk.intakeAccepted', {
      subject: caseId,
      payload: { code, intake: intake.id, receipt: receipt?.id, filing: filingOf(intake) },
    })
  })
  return 'accepted'
}

/** The same press arriving twice at once: whichever comes second finds that the dossier was accepted meanwhile. */
async function acceptOnce(context: Context, code: string): Promise<void> {
  const find = async () => {
    const dossier = await read(context, (tx) => findDossier(tx, officerOf(context.actor), code))
    // Without acceptance there is no receipt to print: the intake then stays open.
    if (!dossier) throw dossierRefusal.notFound()
    return dossier
  }
  const { state, version } = await find()
  if (state !== 'registered') return
  try {
    await acceptDossier(context, { code, expectedVersion: version })
  } catch (thrown) {
    if ((await find()).state === 'registered') throw thrown
  }
}

type Answers = ReturnType<typeof fillForm>['answers']

/** Papers that must be there and were neither shown nor scanned, nor vouched for. */
function missingPapers(
  definition: ProcedureDefinition,
  { papers }: Intake,
  answers: Answers,
  vouched: readonly VouchedPaper[],
) {
  return papersFor(definition, answers).filter(
    ({ paper: { key }, required }) =>
      required && !isGiven(papers[key] ?? emptyTick) && !vouched.some((one) => one.key === key),
  )
}

/** Người nộp được tìm hoặc lập hồ sơ: whoever showed a card is kept, as the clerk said which of the two holds. */
async function keepPeople(
  context: Context,
  { cards, holding, filing }: Intake,
  { form }: ProcedureDefinition,
  answers: Answers,
): Promise<string | undefined> {
  const facts = factsIn(form, answers)
  const identity = facts.get('person.identityNumber')
  const phone = facts.get('person.phone')
  return inTransaction(context, async (tx) => {
    for (const [at, card] of cards.entries()) {
      const kept = await findCitizenByNumber(tx, card.identityNumber)
      const held = at === 0 ? heldCard(card, kept, holding) : card
      if (!held.name) continue
      const { id, isNew } = await recordCitizen(tx, {
        identityNumber: held.identityNumber,
        name: held.name,
        birthDate: held.birthDate ?? undefined,
        gender: held.gender ?? undefined,
        addressLine: held.address || undefined,
        ...(at === (filing.isForOther ? 1 : 0) && typeof phone === 'string' && { phone }),
      })
      if (isNew)
        await appendEvent(tx, context, 'person.recorded', { subject: id, payload: { why: 'intake' } })
      // A card has a day of issue only when it was read; a number typed by hand proves nothing.
      if (held.issuedOn)
        await recordFacts(tx, context, {
          subject: personOf(held.identityNumber),
          eventOf: id,
          facts: checkedFacts(context, held),
        })
    }
    return typeof identity === 'string' ? (await findCitizenByNumber(tx, identity))?.id : undefined
  })
}

/** What a submission takes of an intake; the one place where both meet. */
function submit(
  context: Context,
  intake: Intake,
  procedure: ProcedureDefinition,
  answers: Answers,
  {
    vouched,
    ...who
  }: {
    readonly applicantId: string | undefined
    readonly helpUnitId: string | undefined
    readonly vouched: readonly VouchedPaper[]
  },
) {
  const chosen = answers[returnFieldOf(procedure.form) ?? '']
  const wanted = new Set(papersFor(procedure, answers).map(({ paper }) => paper.key))
  const papers = Object.entries(intake.papers).filter(([key]) => wanted.has(key))
  const [present] = intake.cards
  // A paper that lies on the counter all the same is taken as what it is.
  const instead = vouched.filter(({ key }) => wanted.has(key) && !isGiven(intake.papers[key] ?? emptyTick))
  return submitDossier(context, {
    key: `desk ${intake.id}`,
    procedure,
    answers,
    papers: papers.flatMap(([key, { files }]) => files.map((fileId) => ({ key, fileId }))),
    onHand: onHandOf(Object.fromEntries(papers)),
    ...(instead.length > 0 && { vouched: instead }),
    channel: 'direct',
    returnMethod: returnWays.find((way) => way === chosen) ?? 'desk',
    ...who,
    parties: partiesOf(intake),
    deskUnitId: intake.unitId,
    ...(intake.filing.isForOther && present?.name && { submitterName: present.name }),
  })
}

/** Nộp cho ai, ai hỗ trợ, ở đâu: place of help, place of reception and competent agency are three things. */
function filingOf({ filing, cards, unitId }: Intake) {
  const [present] = cards
  return {
    ...filing,
    ...(filing.isForOther && present && { byName: present.name, byIdentity: present.identityNumber }),
    helpedAtUnit: filing.helpedAtUnit ?? null,
    receivedAtUnit: unitId,
  }
}
