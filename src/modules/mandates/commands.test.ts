import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { recordFile, storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import { accountIdOf } from '#kernel/policy.ts'
import { calendarDate } from '#kernel/types.ts'
import { findListed, getOwn, submitDossier } from '#modules/dossiers/api.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import {
  acceptMandate,
  beginActing,
  endMandate,
  grantMandate,
  refuseMandate,
  viewMandates,
} from './commands.ts'
import type { GrantedRole } from './domain.ts'
import { askMandate, claimChild, openOrganisation } from './proving/commands.ts'
import {
  as,
  clerk,
  firmCode,
  head,
  inPlace,
  monday,
  newest,
  platform,
  stranger,
  system,
  toldOf,
} from './testing/commands.ts'

type Context = ReturnType<typeof as>
const festival = '9.000201'

/** A paper of the account in which the actor acts. */
async function paperOf(context: Context): Promise<string> {
  const document = await PDFDocument.create()
  document.addPage()
  const file = await storeBytes(platform.files, 'giay.pdf', await document.save())
  return inTransaction(context, (tx) =>
    recordFile(tx, context, file, { ownerId: accountIdOf(context.actor) ?? undefined }),
  )
}

/** Submits the small declaration of a festival. */
async function submit(context: Context, procedure = festival): Promise<string> {
  const definition = await read(system(), (tx) => getProcedure(tx, procedure, context.today))
  const fileId = await paperOf(context)
  const lists = { ...formLookups(context), communes: ['99101'], units: ['Z99.02'], files: [fileId] }
  const answers = {
    ...exampleAnswers(definition.form, () => 0.5, lists),
    hasStall: false,
    coHosts: [{ name: 'Ka Brếu', identityNumber: '099190000027' }],
    hasContact: false,
    wasHelped: false,
  }
  const papers = papersFor(definition, answers).filter(({ required }) => required)
  const { code } = await submitDossier(context, {
    key: randomUUID(),
    procedure,
    answers,
    papers: papers.map(({ paper }) => ({ key: paper.key, fileId })),
    channel: 'online',
    returnMethod: 'online',
  })
  return code
}

async function idOf(code: string): Promise<string> {
  const { rows } = await read(system(), (tx) =>
    sql<{ id: string }>`select id from cases where code = ${code}`.execute(tx),
  )
  return rows[0]?.id ?? ''
}
const listed = (context: Context) =>
  read(context, (tx) => findListed(tx, context.actor, { limit: 9 })).then((rows) =>
    rows.map(({ code }) => code),
  )

test('only whom the register names opens the account of a firm, once, also of two presses', async () => {
  await assert.rejects(openOrganisation(as(stranger), firmCode), { code: 'mandates.notRepresentative' })
  await assert.rejects(openOrganisation(as(head), '7600991111'), { code: 'mandates.notActive' })
  await assert.rejects(openOrganisation(as(head), '12'), { code: 'mandates.badTaxCode' })
  const pressed = as(head)
  await Promise.all([openOrganisation(pressed, firmCode), openOrganisation(pressed, firmCode)])
  await assert.rejects(openOrganisation(as(head), firmCode), { code: 'mandates.already' })
  const { byMe } = await viewMandates(as(head))
  assert.deepEqual(
    byMe.map(({ representedName, role, source }) => [representedName, role, source]),
    [['Công ty TNHH Thử Nghiệm 111', 'legalRepresentative', 'register']],
  )
})

/** The head, acting for the firm. */
const asFirm = async (at = monday) =>
  (await inPlace(head, (await newest(head, 'legalRepresentative')).id, at))(at)

/** Invites and has it accepted; gives the mandate. */
async function member(role: GrantedRole, more: object = {}, of = clerk) {
  await grantMandate(await asFirm(), { identity: of.identityNumber ?? '', role, ...more })
  const { id } = await newest(of, role)
  await acceptMandate(as(of), id)
  return id
}

test('an invitation holds once the invited accepts: not before, not by another, not twice', async () => {
  const firm = await asFirm()
  const invite = () => grantMandate(firm, { identity: '099 090 002 222', role: 'memberViewer' })
  await invite()
  await invite() // the same form
  const { id, awaits } = await newest(clerk, 'memberViewer')
  assert.equal(awaits, 'agent')
  await assert.rejects(beginActing(as(clerk), id), { code: 'mandates.notFound' })
  await assert.rejects(acceptMandate(as(stranger), id), { code: 'mandates.notFound' })
  await assert.rejects(acceptMandate(firm, id), { code: 'mandates.notNow' })
  const both = await Promise.allSettled([acceptMandate(as(clerk), id), acceptMandate(as(clerk), id)])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  await assert.rejects(grantMandate(await asFirm(), { identity: '099090002222', role: 'memberViewer' }), {
    code: 'mandates.already',
  })
  assert.deepEqual(
    (await toldOf(id)).map(({ name, actor }) => [name, actor]),
    [
      ['mandate.asked', head.personId],
      ['mandate.confirmed', clerk.personId],
    ],
  )
  await endMandate(as(clerk), id)
})

test('refused stays refused; what is wrong is said', async () => {
  await grantMandate(await asFirm(), { identity: '099090002222', role: 'memberManager' })
  const { id } = await newest(clerk, 'memberManager')
  await refuseMandate(as(clerk), id)
  await assert.rejects(acceptMandate(as(clerk), id), { code: 'mandates.notNow' })
  const firm = await asFirm()
  const grant = (identity: string, role: GrantedRole, more = {}) =>
    grantMandate(firm, { identity, role, ...more })
  await assert.rejects(grant('12', 'memberViewer'), { code: 'mandates.badIdentity' })
  await assert.rejects(grant(head.identityNumber ?? '', 'memberViewer'), { code: 'mandates.ownMandate' })
  await assert.rejects(grant('099090002222', 'helper'), { code: 'mandates.roleNotYours' })
  await assert.rejects(grant('099090002222', 'memberViewer', { procedures: ['9.999999'] }), {
    code: 'mandates.unknownProcedure',
  })
})

test('what a member files is the firm’s: both are named, the head sees it, the member as themselves does not', async () => {
  const id = await member('memberSubmitter')
  const context = await (await inPlace(clerk, id))()
  const code = await submit(context)
  const caseId = await idOf(code)
  const firmId = (await newest(clerk, 'memberSubmitter')).representedId
  assert.deepEqual(await toldOf(caseId), [
    { name: 'dossier.submitted', actor: clerk.personId, represented: firmId, mandate: id },
  ])
  const own = await read(await asFirm(), async (tx) => getOwn(tx, await asFirm(), code))
  assert.deepEqual(
    [own.applicantKind, own.applicantName, own.submitterName, own.applicantId],
    ['enterprise', 'Công ty TNHH Thử Nghiệm 111', clerk.name, firmId],
  )
  assert.deepEqual(await listed(as(clerk)), [])
  assert.deepEqual(await listed(as(stranger)), [])
  await endMandate(as(clerk), id)
  await assert.rejects(listed(context), { code: 'kernel.mandateEnded' })
})

test('a mandate that is revoked, over or too narrow files nothing', async () => {
  const revoked = await member('memberSubmitter')
  const going = await (await inPlace(clerk, revoked))()
  await endMandate(await asFirm(), revoked)
  await endMandate(await asFirm(), revoked) // again is no harm
  await assert.rejects(submit(going), { code: 'kernel.mandateEnded' })

  const short = await member('memberSubmitter', { to: calendarDate('2026-03-03') })
  const at = await inPlace(clerk, short)
  await assert.rejects(submit(await at('2026-03-04T00:00:00+07:00')), { code: 'kernel.mandateEnded' })
  await submit(await at('2026-03-03T23:59:00+07:00'))
  await assert.rejects(beginActing(as(clerk, '2026-03-04T00:00:00+07:00'), short), {
    code: 'mandates.notFound',
  })
  await endMandate(as(clerk), short)

  const viewer = await (await inPlace(clerk, await member('memberViewer')))()
  await assert.rejects(submit(viewer), { code: 'kernel.mandateTooNarrow' })

  const narrow = await (await inPlace(clerk, await member('memberSubmitter', { procedures: ['9.000001'] })))()
  await assert.rejects(submit(narrow), { code: 'kernel.mandateTooNarrow' })
  assert.deepEqual(await listed(narrow), [])
  assert.ok((await listed(viewer)).length > 0)
  for (const role of ['memberViewer', 'memberSubmitter'] as const)
    await endMandate(as(clerk), (await newest(clerk, role)).id)
})

test('revoked at the moment of filing, the dossier is there whole or not at all', async () => {
  const id = await member('memberSubmitter')
  const context = await (await inPlace(clerk, id))()
  const before = (await listed(await asFirm())).length
  const [filed] = await Promise.allSettled([submit(context), endMandate(await asFirm(), id)])
  const made = (await listed(await asFirm())).length - before
  assert.equal(made, filed.status === 'fulfilled' ? 1 : 0)
  await assert.rejects(submit(context), { code: 'kernel.mandateEnded' })
})

test('a manager invites, but makes no manager and ends no representative', async () => {
  const id = await member('memberManager')
  const manager = await (await inPlace(clerk, id))()
  const number = stranger.identityNumber ?? ''
  await assert.rejects(grantMandate(manager, { identity: number, role: 'memberManager' }), {
    code: 'mandates.roleNotYours',
  })
  await grantMandate({ ...manager, operationKey: randomUUID() }, { identity: number, role: 'memberViewer' })
  const representative = (await newest(head, 'legalRepresentative')).id
  await assert.rejects(endMandate(manager, representative), { code: 'mandates.notYoursToEnd' })
  await endMandate(as(clerk), id)
  await assert.rejects(viewMandates(manager), { code: 'kernel.mandateEnded' })
})

const child = { identity: '099216901111', name: 'Nguyễn An Nhiên', birthDate: calendarDate('2010-05-04') }

test('a parent acts for the child until the eighteenth birthday, as the register says', async () => {
  await assert.rejects(claimChild(as(stranger), child), { code: 'mandates.notTheirParent' })
  await assert.rejects(claimChild(as(head), { ...child, birthDate: calendarDate('2008-03-02') }), {
    code: 'mandates.ofAge',
  })
  await claimChild(as(head), child)
  await assert.rejects(claimChild(as(head), child), { code: 'mandates.already' })
  const { id, representedId } = await newest(head, 'parent')
  const at = await inPlace(head, id)
  const lastEvening = '2028-05-03T23:00:00+07:00'
  assert.equal((await at(lastEvening)).actor.personId, representedId)
  await viewMandates(await at(lastEvening))
  const birthday = await at('2028-05-04T00:00:00+07:00')
  assert.equal(birthday.actor.agent?.mandate.isInForce, false)
  await assert.rejects(viewMandates(birthday), { code: 'kernel.mandateEnded' })
  // What the parent gave on goes with it.
  await grantMandate(await at(), {
    identity: '099090002222',
    role: 'authorised',
    to: calendarDate('2040-01-01'),
    scopes: ['submit'],
  })
  assert.equal((await newest(clerk, 'authorised')).validUntil?.toISOString(), '2028-05-03T17:00:00.000Z')
})

const own = {
  identity: stranger.identityNumber ?? '',
  name: stranger.name,
  birthDate: calendarDate('1990-01-01'),
}

test('a helper asks, the helped agrees, and after the hours it is over; the wallet stays shut', async () => {
  await assert.rejects(
    askMandate(as(clerk), { person: { ...own, identity: '099190000009' }, role: 'helper', hours: '4' }),
    {
      code: 'mandates.noSuchPerson',
    },
  )
  await askMandate(as(clerk), { person: own, role: 'helper', hours: '4' })
  const { id } = await newest(stranger, 'helper')
  await assert.rejects(acceptMandate(as(clerk), id), { code: 'mandates.notNow' })
  await acceptMandate(as(stranger), id)
  const at = await inPlace(clerk, id)
  const { agent } = (await at()).actor
  assert.deepEqual(agent?.mandate.scopes, ['look', 'submit'])
  const code = await submit(await at('2026-03-02T11:59:00+07:00'))
  assert.deepEqual(await listed(as(stranger)), [code])
  await assert.rejects(submit(await at('2026-03-02T12:00:00+07:00')), { code: 'kernel.mandateEnded' })
  const [told] = await toldOf(await idOf(code))
  assert.deepEqual([told?.actor, told?.represented, told?.mandate], [clerk.personId, stranger.personId, id])
})

test('whom the register names no more loses the firm when another proves to represent it', async () => {
  const { id, representedId } = await newest(head, 'legalRepresentative')
  await platform.database.kysely
    .transaction()
    .execute((tx) => sql`update mandates set agent_identity = '099190009999' where id = ${id}`.execute(tx))
  await openOrganisation(as(head), firmCode)
  const { rows } = await read(system(), (tx) =>
    sql<{ id: string; ending: string | null }>`select id, ending from mandates
      where represented_id = ${representedId} and role = 'legalRepresentative' order by asked_at, id`.execute(
      tx,
    ),
  )
  assert.deepEqual(rows.map(({ ending }) => ending).toSorted(), [null, 'revoked'].toSorted())
})
