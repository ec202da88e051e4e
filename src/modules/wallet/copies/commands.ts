/**
 * Số hóa: a paper that a clerk has compared with its original becomes a signed electronic copy, once
 * (docs/legal.md#digitised-copy). The number is drawn and committed first, the copy is made and signed outside of any
 * transaction, then entry, dossier and events commit together; whoever is killed in between goes on with the same number.
 */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { type ReceivedFile, readVerified, recordFile, storeBytes } from '#kernel/files.ts'
import type { RequiredPaper } from '#kernel/packs.ts'
import { createPdfRenderer, qrMatrix } from '#kernel/pdf.ts'
import { type Officer, officerOf } from '#kernel/policy.ts'
import { signingProvider, signPdf } from '#kernel/signing.ts'
import { formatDate } from '#kernel/text.ts'
import { calendarDate } from '#kernel/types.ts'
import { filePaper } from '#modules/dossiers/api.ts'
import { findUnit } from '#modules/organisation/api.ts'
import { agencyOf, agencySign, newVerifyCode, resultLinks, shownVerifyCode } from '#modules/results/api.ts'
import { type Entry, type EntryOwner, kindCodeOf, monthsAfter, originOf, refusal } from '../domain.ts'
import { flagPapersOf } from '../entries/commands.ts'
import * as entries from '../entries/store.ts'
import { type ShownPaper, type ShownScan, showScan } from '../scanning/commands.ts'
import { checkFields, contentKeyOf, type FieldProblem, tidyFields } from '../scanning/domain.ts'
import { fieldsOf } from '../scanning/fields/domain.ts'
import * as scans from '../scanning/store.ts'
import { texts } from '../scanning/texts.ts'

const renderer = createPdfRenderer()

export type Confirm = {
  readonly scanId: string
  readonly paperId: string
  readonly paperKey: string
  readonly fields: Readonly<Record<string, string>>
  /** Whose paper it is, where the scan began before anybody knew. */
  readonly owner?: EntryOwner | undefined
  /** The clerk says to have compared every field with the paper. */
  readonly isCompared: boolean
}
/** `kept`: a new signed copy. `existing`: the same paper was digitised before, and that copy is used. */
export type Confirmed = { readonly outcome: 'kept' | 'existing'; readonly entry: Entry }

type Ready = {
  readonly shown: ShownScan
  readonly paper: ShownPaper
  readonly required: RequiredPaper
  readonly fields: Readonly<Record<string, string>>
  readonly kindCode: string
  readonly contentKey: string
}

/**
 * Xác nhận giấy tờ. The same paper confirmed again gives the copy that is there; of two clerks at once one makes it.
 * Throws `wallet.wrongFields`, `wallet.mustCompare`, `wallet.chooseKind`, `wallet.alreadyDecided`, `wallet.scanNotFound`.
 */
export async function confirmPaper(context: Context, confirm: Confirm): Promise<Confirmed> {
  const begun = await inTransaction(context, async (tx) => {
    const ready = await demandReady(tx, context, confirm)
    const existing = await findSame(tx, ready)
    if (existing) return { existing: await use(tx, context, ready, existing, 'reused') }
    return { ready, label: await drawNumber(tx, context, ready) }
  })
  if ('existing' in begun) return { outcome: 'existing', entry: begun.existing }
  const file = await makeCopy(context, begun.ready, begun.label)
  return inTransaction(context, async (tx): Promise<Confirmed> => {
    const ready = await demandReady(tx, context, confirm)
    const existing = await findSame(tx, ready)
    if (existing) return { outcome: 'existing', entry: await use(tx, context, ready, existing, 'reused') }
    const entry = await keep(tx, context, ready, file, begun.label)
    return { outcome: 'kept', entry: await use(tx, context, ready, entry, 'digitised') }
  })
}

async function demandReady(tx: Tx, context: Context, confirm: Confirm): Promise<Ready> {
  const officer = officerOf(context.actor)
  const found = await scans.findScan(tx, officer, confirm.scanId)
  if (!found) throw refusal.scanNotFound()
  const scan = confirm.owner && !found.caseId ? { ...found, owner: confirm.owner } : found
  if (scan.state !== 'ready') throw refusal.notReady()
  const locked = await scans.findPaperForUpdate(tx, scan.id, confirm.paperId)
  const shown = await showScan(tx, context, scan)
  const paper = shown.papers.find(({ id }) => id === confirm.paperId)
  if (!paper || locked?.state !== 'proposed') throw refusal.alreadyDecided()
  const required = shown.definition.papers.find(({ key }) => key === confirm.paperKey)
  if (!required) throw refusal.chooseKind()
  const kind = context.pack.paperKinds.find(({ code }) => code === required.kind)
  const known = fieldsOf(kind)
  const problems = checkFields(known, confirm.fields, context.today)
  if (problems.length > 0) throw refusal.wrongFields({ fields: problems.map((one) => worded(context, one)) })
  if (!confirm.isCompared) throw refusal.mustCompare()
  return {
    shown,
    paper: { ...paper, kind },
    required,
    fields: tidyFields(known, confirm.fields),
    kindCode: kindCodeOf(scan.procedureCode, required),
    contentKey: contentKeyOf(paper.pages),
  }
}

const worded = ({ language }: Context, { field, why }: FieldProblem) => ({
  field,
  message: texts[language][`wrong_${why}`],
})

/** Giấy này đã có bản điện tử: the same pictures, or the same kind and number of the same owner. */
function findSame(
  tx: Tx,
  { shown: { scan }, kindCode, fields, contentKey }: Ready,
): Promise<Entry | undefined> {
  const { owner, caseId } = scan
  return entries.findSameCopy(tx, { owner, caseId, kindCode, number: fields.number ?? null, contentKey })
}

type Label = { readonly number: string; readonly verifyCode: string }

/** Số sao y, once for a paper: a number drawn before the machine stopped is taken again. */
async function drawNumber(tx: Tx, context: Context, { paper }: Ready): Promise<Label> {
  const { unitCode, unitName } = officerOf(context.actor)
  if (paper.numberLabel && paper.verifyCode)
    return { number: paper.numberLabel, verifyCode: paper.verifyCode }
  const number = await scans.takeCopyNumber(tx, unitCode, Number(context.today.slice(0, 4)))
  const label = {
    number: `${String(number).padStart(2, '0')}/SY-${agencySign(unitName)}`,
    verifyCode: newVerifyCode(),
  }
  await scans.changePaper(tx, paper.id, { number_label: label.number, verify_code: label.verifyCode })
  return label
}

const template = `
#let input = json(bytes(sys.inputs.document))
#let module = 14mm / input.qr.len()
#let qr = box(width: 14mm, height: 14mm, for (y, row) in input.qr.enumerate() {
  for (x, dark) in row.enumerate() {
    if dark { place(dx: x * module, dy: y * module, rect(width: module * 1.02, height: module * 1.02, fill: black, stroke: none)) }
  }
})
#set page("a4", margin: (top: 10mm, bottom: 27mm, x: 10mm), footer-descent: 4mm, footer: [
  #line(length: 100%, stroke: 0.4pt)
  #grid(columns: (1fr, auto), column-gutter: 4mm, [
    #set text(size: 9pt)
    *BẢN ĐIỆN TỬ SỐ HÓA TỪ BẢN GIẤY* #h(1fr) #context counter(page).display("1/1", both: true) \\
    Số #input.number, #input.agency, ngày #input.day \\
    #input.clerk đã đối chiếu với bản giấy. Mã kiểm tra: *#input.code* tại #input.url
  ], pdf.artifact(qr))
])
#for (index, words) in input.pages.enumerate() {
  if index > 0 { pagebreak() }
  align(center, image("/picture-" + str(index + 1), width: 100%, height: 100%, fit: "contain", alt: words))
}
`

/** The copy as PDF/A: each page as it was laid flat, number and code at its foot, the clerk's signature, the seal. */
async function makeCopy(context: Context, { paper, required }: Ready, label: Label): Promise<ReceivedFile> {
  const { personId: id, name, title, unitId } = officerOf(context.actor)
  const { now: at, settings } = context
  const { unit, agency } = await read(context, async (tx) => {
    const found = await findUnit(tx, unitId)
    if (!found) throw new Error(`The unit ${unitId} of an officer is not there`)
    return { unit: found, agency: await agencyOf(tx, context, found) }
  })
  const pictures: Buffer[] = []
  for (const { pageSha256 } of paper.pages)
    pictures.push(await readVerified(context.files, pageSha256, 'trang.jpg'))
  const address = `${settings.publicUrl}${resultLinks.verify(label.verifyCode)}`
  const pdf = await renderer.render({
    template,
    title: required.name.vi,
    language: 'vi',
    createdAt: at,
    pictures,
    inputs: {
      number: label.number,
      agency: unit.name,
      day: formatDate(at),
      clerk: `${title} ${name}`,
      code: shownVerifyCode(label.verifyCode),
      url: `${settings.publicUrl}${resultLinks.verify()}`,
      qr: qrMatrix(address).map((row) => [...row]),
      pages: paper.pages.map(({ lines }) =>
        lines
          .map(({ text }) => text)
          .join(' ')
          .slice(0, 4000),
      ),
    },
  })
  const provider = signingProvider(settings)
  const personal = await provider.personal({ id, name, title, organisation: unit.name })
  const seal = await provider.seal(unit)
  const location = agency.place
  const signed = await signPdf(pdf, personal, { reason: 'Ký bản số hóa', location, name, at })
  const sealed = await signPdf(signed, seal, { reason: 'Đóng dấu cơ quan', location, name: unit.name, at })
  return storeBytes(context.files, `${required.name.vi.slice(0, 150)}.pdf`, sealed)
}

async function keep(
  tx: Tx,
  context: Context,
  ready: Ready,
  file: ReceivedFile,
  label: Label,
): Promise<Entry> {
  const { shown, paper, required, fields, kindCode, contentKey } = ready
  const officer = officerOf(context.actor)
  const { scan } = shown
  const issuedOn = fields.issuedOn ?? null
  const end =
    issuedOn && paper.kind?.validMonths ? monthsAfter(calendarDate(issuedOn), paper.kind.validMonths) : null
  const owner = { ownerId: scan.owner.id ?? undefined, unitId: officer.unitId }
  const id = await entries.insertEntry(tx, {
    owner: scan.owner,
    kindCode,
    title: paper.kind?.name.vi ?? required.name.vi,
    number: fields.number ?? null,
    source: 'copy',
    agencyName: officer.unitName,
    unitId: officer.unitId,
    issuedOn,
    validFrom: issuedOn ?? context.today,
    validUntil: fields.validUntil ?? end,
    subject: '',
    fields,
    fileId: await recordFile(tx, context, file, owner),
    sha256: file.sha256,
    contentKey,
    verifyCode: label.verifyCode,
    resultId: null,
    caseId: scan.caseId,
    at: context.now,
  })
  const entry = id ? await entries.findEntry(tx, { id }) : await findSame(tx, ready)
  if (!entry) throw new Error('A copy was neither kept nor there before')
  if (id)
    await appendEvent(tx, context, 'paper.digitised', {
      subject: scan.caseId ?? id,
      payload: {
        entry: id,
        code: scan.code ?? undefined,
        paper: required.key,
        kind: kindCode,
        number: label.number,
      },
    })
  return entry
}

/** Puts the copy into the dossier, if there is one, and ends the paper's part of the scan. */
async function use(
  tx: Tx,
  context: Context,
  { shown: { scan }, paper, required, fields }: Ready,
  entry: Entry,
  act: 'digitised' | 'reused',
): Promise<Entry> {
  const officer = officerOf(context.actor)
  if (scan.caseId) {
    const fileId = await takeFile(tx, context, entry, { act, ownerId: scan.owner.id ?? undefined, officer })
    await filePaper(tx, {
      caseId: scan.caseId,
      paperKey: required.key,
      name: required.name.vi,
      fileId,
      at: context.now,
    })
    await flagPapersOf(tx, context, { subjectId: scan.caseId, at: context.now })
  }
  await scans.changePaper(tx, paper.id, {
    state: 'confirmed',
    paper_key: required.key,
    fields: JSON.stringify(fields),
    entry_id: entry.id,
    decided_by: officer.personId,
    decided_at: context.now,
  })
  return entry
}

type Taker = {
  readonly act: 'digitised' | 'reused'
  readonly ownerId: string | undefined
  readonly officer?: Officer | undefined
}

/** The bytes of an entry as a file of whoever hands them in; the file says where it comes from. */
export async function takeFile(tx: Tx, context: Context, entry: Entry, taker: Taker): Promise<string> {
  const stored = await entries.getFile(tx, entry.fileId)
  const owner = { ownerId: taker.ownerId, unitId: taker.officer?.unitId }
  const { pages, ...file } = stored
  const received: ReceivedFile = { ...file, ...(pages !== null && { pages }) }
  return recordFile(tx, context, received, owner, originOf(entry, taker.act))
}

export type TakenPaper = {
  /** The paper of the scan that was confirmed. */
  readonly id: string
  readonly key: string
  readonly fileId: string
  readonly fields: Readonly<Record<string, string>>
}

/**
 * Papers of a scan that were confirmed since, as files of the clerk who submits them at the counter: same bytes, with
 * their origin. `known` are those that were taken before, so that one paper becomes one file.
 */
export async function takeConfirmed(
  tx: Tx,
  context: Context,
  scanId: string,
  known: ReadonlySet<string>,
): Promise<readonly TakenPaper[]> {
  const officer = officerOf(context.actor)
  if (!(await scans.findScan(tx, officer, scanId))) return []
  const taken: TakenPaper[] = []
  for (const { id, state, entryId, paperKey, verifyCode, fields } of await scans.findPapers(tx, scanId)) {
    const isNew = state === 'confirmed' && entryId && paperKey && !known.has(id)
    const entry = isNew ? await entries.findEntry(tx, { id: entryId }) : undefined
    if (!entry || !paperKey) continue
    const act = entry.verifyCode === verifyCode ? 'digitised' : 'reused'
    const fileId = await takeFile(tx, context, entry, { act, ownerId: officer.personId, officer })
    taken.push({ id, key: paperKey, fileId, fields: fields ?? {} })
  }
  return taken
}

/** The copy that a proposed paper seems to have already, so that the clerk is told before signing. */
export function findExisting(tx: Tx, { scan }: ShownScan, paper: ShownPaper): Promise<Entry | undefined> {
  if (paper.state !== 'proposed') return Promise.resolve(undefined)
  const number = paper.proposals.find(({ key }) => key === 'number')?.value
  const required = { key: paper.paperKey ?? '', ...(paper.kind && { kind: paper.kind.code }) }
  return entries.findSameCopy(tx, {
    owner: scan.owner,
    caseId: scan.caseId,
    kindCode: kindCodeOf(scan.procedureCode, required),
    number: number || null,
    contentKey: contentKeyOf(paper.pages),
  })
}
