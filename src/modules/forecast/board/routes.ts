/** Bảng điểm của dự kiến, for everyone. */

import { Type } from 'typebox'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page } from '#kernel/web.ts'
import { openBoard, openProcedureBoard, openUnitBoard } from './commands.ts'
import { AllPage, BoardPage, ProcedureBoardPage, UnitBoardPage } from './pages.tsx'
import { texts } from './texts.ts'

const Code = Type.String({ minLength: 1, maxLength: 40 })

const PageNumber = Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 }))

const allOf = (kind: 'unit' | 'procedure') =>
  endpoint({
    method: 'GET',
    path: kind === 'unit' ? '/du-kien/noi' : '/du-kien/thu-tuc',
    access: 'public',
    input: Type.Object({ trang: PageNumber }),
    async handle(context, { trang = 1 }) {
      const { title, byUnit, byProcedure } = textsFor(texts, context.language)
      const head = `${title} ${kind === 'unit' ? byUnit : byProcedure}`
      return page(context, { title: head }, AllPage({ board: await openBoard(context), kind, page: trang }))
    },
  })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/du-kien',
    access: 'public',
    input: Type.Object({}),
    async handle(context) {
      const { title } = textsFor(texts, context.language)
      return page(context, { title }, BoardPage({ board: await openBoard(context) }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/du-kien/noi/:code',
    access: 'public',
    input: Type.Object({ code: Code }),
    async handle(context, { code }) {
      const found = await openUnitBoard(context, code)
      const { title } = textsFor(texts, context.language)
      return page(context, { title: `${title} ${found.name}` }, UnitBoardPage(found))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/du-kien/thu-tuc/:code',
    access: 'public',
    input: Type.Object({ code: Code }),
    async handle(context, { code }) {
      const found = await openProcedureBoard(context, code)
      const { title } = textsFor(texts, context.language)
      return page(context, { title: `${title} ${found.name}` }, ProcedureBoardPage(found))
    },
  }),
  allOf('unit'),
  allOf('procedure'),
]
