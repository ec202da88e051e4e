/** Nhập hồ sơ cũ: the list, one import, what is done with it, and the cases behind its figures. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { isId } from '#kernel/ids.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, fileOf, page, redirect } from '#kernel/web.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import { historyLinks } from './api.ts'
import { loadLog, mapLog, retryLog, takeBackLog, uploadLog } from './commands.ts'
import { acts, atWork, columnRoles, type Import, type Mapping, refusal, type Target } from './domain.ts'
import { faultsTable } from './faults/domain.ts'
import { OldCasesPage } from './figures/pages.tsx'
import { findOldCases, findTotals, findVariants } from './figures/store.ts'
import { fieldNames } from './mapping/pages.tsx'
import { ImportPage, ImportsPage, megabytesMax } from './pages.tsx'
import { findImport, findImports } from './store.ts'
import { texts } from './texts.ts'

const importers = { permission: 'history.import' } as const
const listMax = 100
const casesPerPage = 50
const variantsMax = 10
const One = Type.Object({ id: Type.String({ maxLength: 40 }) })

async function demandImport(context: Context, id: string): Promise<Import> {
  const one = isId(id) ? await read(context, (tx) => findImport(tx, id)) : undefined
  if (!one) throw refusal.notFound()
  return one
}

async function listPage(
  context: Context,
  typed: Readonly<Record<string, string | undefined>>,
  problem?: string,
) {
  const imports = await read(context, (tx) => findImports(tx, listMax))
  const { title } = textsFor(texts, context.language)
  return page(context, { title }, ImportsPage({ imports, typed, problem }), problem === undefined ? 200 : 422)
}

async function importPage(context: Context, id: string, problem?: string) {
  const one = await demandImport(context, id)
  return read(context, async (tx) => {
    const { steps, name } = await getProcedureVersion(tx, context, one.procedureCode, one.procedureVersion)
    const figures =
      one.state === 'loaded'
        ? { one, totals: await findTotals(tx, id), variants: await findVariants(tx, id, variantsMax) }
        : undefined
    const refreshSeconds = atWork.includes(one.state) && !one.isSilent ? 2 : undefined
    const view = { one, procedureName: name, mapping: { one, steps }, figures, problem }
    return page(
      context,
      { title: one.fileName, refreshSeconds },
      ImportPage(view),
      problem === undefined ? 200 : 409,
    )
  })
}

const Upload = Type.Object({
  source: Type.String({ maxLength: 120 }),
  procedure: Type.String({ maxLength: 20 }),
  unit: Type.String({ maxLength: 40 }),
  replaces: Type.Optional(Type.String()),
})

/** An act on one import by a button: done, then shown; refused, then shown with the reason. */
const act = (path: `/${string}`, run: (context: Context, id: string) => Promise<void>) =>
  endpoint({
    method: 'POST',
    path,
    access: importers,
    personal: 'none',
    input: One,
    async handle(context, { id }) {
      await demandImport(context, id)
      await run(context, id)
      return redirect(historyLinks.show(id))
    },
    refused: (context, problem, { id }) => importPage(context, id, problem.detail),
  })

const targets = new Set<string>([...acts, 'skip'])

/** The mapping as typed; whatever is not among the choices is as if nothing were chosen. */
function mappingFrom({ fields }: FormBody, { found }: Import): Mapping {
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name].trim() : '')
  const chosen = <T extends string>(names: readonly { name: string }[], field: (index: number) => string) =>
    Object.fromEntries(
      names.flatMap(({ name }, index) => (text(field(index)) ? [[name, text(field(index)) as T]] : [])),
    )
  const isTarget = ([, target]: [string, string]) => targets.has(target) || target.startsWith('step:')
  return {
    columns: Object.fromEntries(
      columnRoles.flatMap((role) => {
        const column = text(fieldNames.column(role))
        return found?.columns.includes(column) ? [[role, column]] : []
      }),
    ),
    zone: text('mui-gio') === 'utc' ? 'utc' : 'province',
    activities: Object.fromEntries(
      Object.entries(chosen<Target>(found?.activities ?? [], fieldNames.activity)).filter(isTarget),
    ),
    resources: chosen(found?.resources ?? [], fieldNames.resource),
    unfinished: text('chua-xong') === 'open' ? 'open' : 'closed',
  }
}

export const routes = [
  endpoint({
    method: 'GET',
    path: '/quan-tri/nhap-lich-su',
    access: importers,
    personal: 'none',
    input: Type.Object({}),
    handle: (context) =>
      listPage(context, { unit: context.actor.kind === 'officer' ? context.actor.unitCode : undefined }),
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/nhap-lich-su',
    access: importers,
    personal: 'none',
    body: 'file',
    files: 'anything',
    megabytesMax,
    input: Upload,
    async handle(context, { source, procedure, unit, replaces }, form) {
      const upload = {
        file: fileOf(form),
        source,
        procedure,
        unitCode: unit,
        replaces: replaces !== undefined,
      }
      return redirect(historyLinks.show(await uploadLog(context, upload)))
    },
    refused: (context, problem, input) => listPage(context, input, problem.detail),
  }),
  endpoint({
    method: 'GET',
    path: '/quan-tri/nhap-lich-su/:id',
    access: importers,
    personal: 'none',
    input: One,
    handle: (context, { id }) => importPage(context, id),
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/nhap-lich-su/:id/ghep',
    access: importers,
    personal: 'none',
    body: 'raw',
    input: One,
    async handle(context, { id }, form) {
      await mapLog(context, id, mappingFrom(form, await demandImport(context, id)))
      return redirect(historyLinks.show(id))
    },
    refused: (context, problem, { id }) => importPage(context, id, problem.detail),
  }),
  act('/quan-tri/nhap-lich-su/:id/nap', loadLog),
  act('/quan-tri/nhap-lich-su/:id/lam-lai', retryLog),
  act('/quan-tri/nhap-lich-su/:id/rut-lai', takeBackLog),
  endpoint({
    method: 'GET',
    path: '/quan-tri/nhap-lich-su/:id/loi.csv',
    access: importers,
    personal: 'none',
    input: One,
    async handle(context, { id }) {
      const { report } = await demandImport(context, id)
      if (!report) throw refusal.notNow()
      const body = faultsTable(report)
      return { kind: 'file', name: 'loi.csv', mediaType: 'text/csv; charset=utf-8', body, download: true }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/quan-tri/nhap-lich-su/:id/ho-so',
    access: importers,
    personal: 'none',
    input: Type.Object({
      ...One.properties,
      loc: Type.Optional(Type.Enum(['finished', 'unfinished', 'onTime', 'late'] as const)),
      buoc: Type.Optional(Type.String({ maxLength: 80 })),
      'duong-di': Type.Optional(Type.String({ maxLength: 1_000 })),
      sau: Type.Optional(Type.String({ maxLength: 4_000 })),
    }),
    async handle(context, { id, loc, buoc, 'duong-di': variant, sau }) {
      const one = await demandImport(context, id)
      const only = { verdict: loc, step: buoc, variant, after: sau }
      const found = await read(context, (tx) => findOldCases(tx, id, only, casesPerPage + 1))
      const cases = found.slice(0, casesPerPage)
      const last = found.length > casesPerPage ? cases.at(-1)?.foreignCase : undefined
      const wanted = Object.entries({ loc, buoc, 'duong-di': variant, sau: last })
      const query = Object.fromEntries(wanted.filter((entry): entry is [string, string] => Boolean(entry[1])))
      const nextHref = last === undefined ? undefined : historyLinks.cases(id, query)
      return page(context, { title: one.fileName }, OldCasesPage({ one, cases, only, nextHref }))
    },
  }),
]
