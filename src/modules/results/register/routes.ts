/** Sổ đăng ký kết quả: the list of registers, one register, its table. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { type LookWay, recordLook } from '#kernel/looks.ts'
import { officerOf } from '#kernel/policy.ts'
import { csvTable, formatDate, textsFor } from '#kernel/text.ts'
import { endpoint, page } from '#kernel/web.ts'
import { refusal } from '../domain.ts'
import { RegisterPage, RegistersPage } from './pages.tsx'
import { type Entry, findEntries, findRegisters, findUnconfirmed, type Register } from './store.ts'
import { texts } from './texts.ts'

const readers = { anyPermission: ['dossier.number', 'dossier.sign'] } as const
const pageMax = 50
const tableMax = 20_000

const Book = {
  register: Type.String({ maxLength: 80 }),
  'don-vi': Type.String({ maxLength: 40 }),
  nam: Type.Integer({ minimum: 2000, maximum: 2200 }),
}
type BookInput = { readonly register: string; readonly 'don-vi': string; readonly nam: number }

/** The register, if it is one of the officer's agency or below. */
async function demandBook(context: Context, input: BookInput): Promise<Register> {
  const registers = await read(context, (tx) => findRegisters(tx, officerOf(context.actor)))
  const book = registers.find(
    ({ register, unitCode, year }) =>
      register === input.register && unitCode === input['don-vi'] && year === input.nam,
  )
  if (!book) throw refusal.noSuchRegister()
  return book
}

/** Lines of the register, with the look at whoever stands in them. */
function readEntries(
  context: Context,
  book: Register,
  wanted: Parameters<typeof findEntries>[3],
  way: LookWay,
): Promise<readonly Entry[]> {
  return inTransaction(context, async (tx) => {
    const entries = await findEntries(tx, officerOf(context.actor), book, wanted)
    await recordLook(tx, context, { of: entries.map(({ caseId }) => caseId), what: 'list', why: 'book', way })
    return entries
  })
}

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/so',
    access: readers,
    input: Type.Object({}),
    async handle(context) {
      const officer = officerOf(context.actor)
      const [registers, unconfirmed] = await inTransaction(context, async (tx) => {
        const waiting = officer.permissions.has('dossier.number') ? await findUnconfirmed(tx, officer) : []
        await recordLook(tx, context, { of: waiting.map(({ caseId }) => caseId), what: 'list', why: 'sign' })
        return [await findRegisters(tx, officer), waiting]
      })
      const title = textsFor(texts, context.language).registers
      return page(context, { title }, RegistersPage({ registers, unconfirmed }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/so/:register',
    access: readers,
    input: Type.Object({ ...Book, 'truoc-so': Type.Optional(Type.Integer({ minimum: 1 })) }),
    async handle(context, input) {
      const book = await demandBook(context, input)
      const wanted = { before: input['truoc-so'], max: pageMax + 1 }
      const found = await readEntries(context, book, wanted, 'screen')
      const entries = found.slice(0, pageMax)
      const next = found.length > pageMax ? entries.at(-1)?.number : undefined
      return page(context, { title: book.title }, RegisterPage({ book, entries, next }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/so/:register/tai-ve',
    access: readers,
    input: Type.Object(Book),
    async handle(context, input) {
      const book = await demandBook(context, input)
      const all = { before: undefined, max: tableMax }
      const entries = await readEntries(context, book, all, 'export')
      const t = textsFor(texts, 'vi')
      const body = csvTable([
        [t.number, t.day, t.document, t.dossier, t.person, t.signer, t.state, t.note],
        ...entries.map((entry) => [
          entry.label,
          formatDate(entry.numberedAt),
          `${entry.documentKind}: ${entry.title}`,
          entry.code,
          entry.applicantName,
          entry.signerName ?? '',
          t[entry.state],
          entry.endedReason ?? '',
        ]),
      ])
      const name = `so-${book.register}-${book.unitCode}-${book.year}.csv`
      return { kind: 'file', name, mediaType: 'text/csv; charset=utf-8', body, download: true }
    },
  }),
]
