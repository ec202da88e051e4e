/** Giấy tờ mẫu of a development installation: some invented people have papers, so that a newcomer sees reuse at work. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { recordFile, storeBytes } from '#kernel/files.ts'
import { createPdfRenderer } from '#kernel/pdf.ts'
import { signingProvider, signPdf } from '#kernel/signing.ts'
import { formatDate } from '#kernel/text.ts'
import { type Account, competentUnit, findAccounts, type Unit } from '#modules/organisation/api.ts'
import { newVerifyCode } from '#modules/results/api.ts'
import * as entries from '../entries/store.ts'
import { type InventedPaper, papersOf } from './domain.ts'

/** The first and the last are those that the welcome page offers to sign in as. */
const peopleMax = 5

const template = `
#import "/official.typ": *
#set page(paper: "a4", margin: 25mm)
#set text(size: 13pt)
#align(center)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc*]
#v(12mm)
#align(center)[#text(size: 18pt, weight: "bold")[#upper(get("title"))]]
#v(8mm)
Số: #get("number") #parbreak()
Họ và tên: *#get("name")* #parbreak()
Số định danh cá nhân: #get("identity") #parbreak()
Nơi cấp: #get("agency") #parbreak()
Ngày cấp: #get("issuedOn")
#v(12mm)
#text(size: 11pt)[_Giấy này được tạo ra để dùng thử hệ thống và không có giá trị pháp lý._]
`

/** Run again it finds the papers there and adds nothing. */
export async function seedWallet(context: Context): Promise<void> {
  const people = await read(context, async (tx) => {
    const accounts = await findAccounts(tx)
    const citizens = accounts.filter(({ kind, identityNumber }) => kind === 'citizen' && identityNumber)
    return [...new Set([...citizens.slice(0, peopleMax), ...citizens.slice(-1)])]
  })
  const renderer = createPdfRenderer()
  for (const [index, person] of people.entries()) {
    const unit = await unitOf(context, person)
    if (!unit) continue
    const had = await read(context, (tx) => entries.findEntriesOf(tx, person.identityNumber ?? ''))
    for (const paper of papersOf(context.pack.paperKinds, index, context.today))
      if (!had.some(({ kindCode }) => kindCode === paper.kind.code))
        await keepOne(context, renderer, { person, unit, paper })
  }
}

function unitOf(context: Context, { areaCode }: Account): Promise<Unit | undefined> {
  const ask = { fieldCode: '', ...(areaCode && { areaCode }) }
  return competentUnit(context, { competence: { level: 'commune' }, ...ask })
}

type One = { readonly person: Account; readonly unit: Unit; readonly paper: InventedPaper }

async function keepOne(
  context: Context,
  renderer: ReturnType<typeof createPdfRenderer>,
  { person, unit, paper }: One,
): Promise<void> {
  const { now: at } = context
  const { kind, number, issuedOn, source } = paper
  const identity = person.identityNumber ?? ''
  const pdf = await renderer.render({
    template,
    title: kind.name.vi,
    language: 'vi',
    createdAt: at,
    inputs: {
      title: kind.name.vi,
      number,
      name: person.name,
      identity,
      agency: unit.name,
      issuedOn: formatDate(issuedOn),
    },
  })
  const seal = await signingProvider(context.settings).seal(unit)
  const reason = 'Đóng dấu cơ quan'
  const signed = await signPdf(pdf, seal, { reason, location: unit.name, name: unit.name, at })
  const file = await storeBytes(context.files, `${kind.name.vi}.pdf`, signed)
  await inTransaction(context, async (tx) => {
    const id = await entries.insertEntry(tx, {
      owner: { id: person.personId, identity, kind: 'citizen', name: person.name },
      kindCode: kind.code,
      title: kind.name.vi,
      number,
      source,
      agencyName: unit.name,
      unitId: unit.id,
      issuedOn,
      validFrom: issuedOn,
      validUntil: paper.validUntil,
      subject: '',
      fields: { number, ownerName: person.name, ownerIdentity: identity, issuedOn },
      fileId: await recordFile(tx, context, file, { ownerId: person.personId, unitId: unit.id }),
      sha256: file.sha256,
      contentKey: null,
      verifyCode: newVerifyCode(),
      resultId: null,
      caseId: null,
      at,
    })
    if (id && paper.revokedFor) await entries.revokeById(tx, { id, reason: paper.revokedFor, at })
  })
}
