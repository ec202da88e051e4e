/** A made-up citizen with a draft under way, and the pages that benchmarks look at. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { citizen } from '#kernel/testing/people.ts'
import { getProcedure } from '#modules/services/api.ts'
import { startDraft } from '../src/modules/drafts/commands.ts'
import { reportLinks } from '../src/modules/feedback/domain.ts'
import { readReport, sendReport, startReport } from '../src/modules/feedback/sending/commands.ts'
import { identity } from '../src/modules/identity/module.ts'
import { newsLinks } from '../src/modules/news/domain.ts'
import { news } from '../src/modules/news/module.ts'
import { findPublished } from '../src/modules/news/store.ts'
import { organisation } from '../src/modules/organisation/module.ts'
import { petitionLinks } from '../src/modules/petitions/domain.ts'
import { openSession } from '../tests/portal-under-test.ts'

export type Visitor = { readonly cookie: string; readonly formPath: string; readonly pages: readonly Page[] }
/** `kind` names the row of budgets; a form comes after a first page, so that fonts are at hand. */
export type Page = { readonly name: string; readonly path: string; readonly kind: 'public' | 'form' | 'map' }

const procedure = '1.004873'

/** A report that its sender follows, without an account. */
async function followedReport(context: Context): Promise<string> {
  const visitor: Context = { ...context, actor: { kind: 'visitor' }, operationKey: randomUUID() }
  const [category] = context.pack.feedback.categories
  const area = context.pack.areas.find(({ level }) => level === 'commune')
  const found = readReport(visitor, {
    category: category?.code,
    area: area?.code,
    place: 'Trước chợ',
    words: 'Nắp cống bị vỡ, người đi xe máy dễ ngã vào buổi tối.',
  })
  if (!('meant' in found)) throw new Error(found.wrong.map(({ name }) => name).join())
  const { code, secret } = await startReport(visitor, found.meant, {})
  await sendReport(visitor, code, secret)
  return reportLinks.show(code, secret)
}

/** The newest article, written by made-up officers. */
async function newsPage(context: Context): Promise<string> {
  for (const { seed } of [organisation, identity, news]) await seed?.(context)
  const { now } = context
  const [piece] = await read(context, (tx) => findPublished(tx, { kind: 'article', now, limit: 1 }))
  if (!piece) throw new Error('There is no article')
  return newsLinks.show('article', piece.slug)
}

/** Signs a citizen in and starts a draft at its first page. */
export async function prepareVisitor(context: Context): Promise<Visitor> {
  const article = await newsPage(context) // first: where people are, none are made up
  const may = citizen({ identityNumber: '060190000001', phone: '0900000001' })
  await inTransaction(context, (tx) =>
    sql`insert into persons (id, kind, full_name, identity_number, phone)
        values (${may.personId}, 'citizen', ${may.name}, ${may.identityNumber}, ${may.phone})`.execute(tx),
  )
  const draft = await startDraft({ ...context, actor: may, operationKey: randomUUID() }, { code: procedure })
  const { cookie } = await openSession(context, may.personId, null)
  const { form } = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const formPath = `/ban-nhap/${draft}/${form.pages[0]?.key}`
  return {
    cookie,
    formPath,
    pages: [
      { name: 'trang chủ', path: '/', kind: 'public' },
      { name: 'tìm kiếm', path: '/thu-tuc?q=gi%E1%BA%A5y+khai+sinh', kind: 'public' },
      { name: 'thủ tục', path: `/thu-tuc/${procedure}`, kind: 'public' },
      { name: 'tra cứu', path: '/tra-cuu', kind: 'public' },
      { name: 'tờ khai', path: formPath, kind: 'form' },
      { name: 'gửi phản ánh', path: reportLinks.send, kind: 'form' },
      { name: 'theo dõi phản ánh', path: await followedReport(context), kind: 'public' },
      { name: 'kiến nghị', path: petitionLinks.list, kind: 'public' },
      { name: 'hỏi kiến nghị', path: petitionLinks.ask, kind: 'public' },
      { name: 'gửi kiến nghị', path: petitionLinks.send('staff'), kind: 'form' },
      { name: 'tin', path: article, kind: 'public' },
      { name: 'bản đồ', path: '/ban-do', kind: 'map' },
    ],
  }
}
