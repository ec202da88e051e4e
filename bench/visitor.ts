/** A made-up citizen with a draft under way, and the pages that benchmarks look at. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { citizen } from '#kernel/testing/people.ts'
import { getProcedure } from '#modules/services/api.ts'
import { startDraft } from '../src/modules/drafts/commands.ts'
import { openSession } from '../tests/portal-under-test.ts'

export type Visitor = { readonly cookie: string; readonly formPath: string; readonly pages: readonly Page[] }
/** `kind` names the row of budgets; a form comes after a first page, so that fonts are at hand. */
export type Page = { readonly name: string; readonly path: string; readonly kind: 'public' | 'form' }

const procedure = '1.004873'

/** Signs a citizen in and starts a draft at its first page. */
export async function prepareVisitor(context: Context): Promise<Visitor> {
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
    ],
  }
}
