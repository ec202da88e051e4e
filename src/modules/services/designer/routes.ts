/** Routes of the list of procedures and of one procedure with its versions. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { catalogueLinks } from '../api.ts'
import { readBpmnFile, readJsonFile } from '../bpmn/commands.ts'
import { writeBpmn } from '../bpmn/domain.ts'
import { beginDraft, importDraft, withdrawVersion } from '../versions/commands.ts'
import { procedureOf, refusal } from '../versions/domain.ts'
import { findVersions } from '../versions/store.ts'
import { versionOf, viewDifference, viewList, viewProcedure } from './commands.ts'
import { roleNamesOf } from './drawing/domain.ts'
import { ComparePage, ListPage, ProcedurePage } from './pages.tsx'
import { texts } from './texts.ts'

const viewer = { permission: 'catalogue.view' } as const
const drafter = { permission: 'catalogue.manage' } as const
const Code = Type.String({ minLength: 1, maxLength: 40 })
const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/quan-tri/thu-tuc',
    access: viewer,
    personal: 'none',
    input: Type.Object({ q: Type.Optional(Type.String({ maxLength: 200 })) }),
    async handle(context, { q = '' }) {
      const view = await viewList(context, q.trim())
      return page(context, { title: textsFor(texts, context.language).procedures }, ListPage({ view }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/quan-tri/thu-tuc/:code',
    access: viewer,
    personal: 'none',
    input: Type.Object({ code: Code, ban: Type.Optional(Version) }),
    handle: (context, { code, ban }) => procedureReply(context, code, ban),
  }),
  endpoint({
    method: 'GET',
    path: '/quan-tri/thu-tuc/:code/so-sanh',
    access: viewer,
    personal: 'none',
    input: Type.Object({ code: Code, tu: Version, den: Version }),
    async handle(context, { code, tu, den }) {
      const view = await viewDifference(context, code, tu, den)
      return page(
        context,
        { title: textsFor(texts, context.language).compareTitle(tu, den) },
        ComparePage({ view }),
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/quan-tri/thu-tuc/:code/quy-trinh.bpmn',
    access: viewer,
    personal: 'none',
    input: Type.Object({ code: Code, ban: Type.Optional(Version) }),
    async handle(context, { code, ban }) {
      const { definition } = await shownVersion(context, code, ban)
      const names = roleNamesOf(context.pack)
      const body = writeBpmn(definition, names, context.language)
      return {
        kind: 'file',
        name: `${code}-${definition.version}.bpmn`,
        mediaType: 'application/xml',
        body,
        download: true,
      }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/quan-tri/thu-tuc/:code/dinh-nghia.json',
    access: viewer,
    personal: 'none',
    input: Type.Object({ code: Code, ban: Type.Optional(Version) }),
    async handle(context, { code, ban }) {
      const { definition, validFrom } = await shownVersion(context, code, ban)
      const body = `${JSON.stringify({ ...procedureOf(definition, validFrom), version: definition.version }, null, 2)}\n`
      return { kind: 'file', name: `${code}.json`, mediaType: 'application/json', body, download: true }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/thu-tuc/:code/soan',
    access: drafter,
    personal: 'none',
    input: Type.Object({ code: Code, version: Type.Optional(Version) }),
    async handle(context, { code, version }) {
      return redirect(catalogueLinks.draft(await beginDraft(context, { code, version })))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/thu-tuc/:code/nhap',
    access: drafter,
    personal: 'none',
    body: 'text',
    megabytesMax: 1,
    input: Type.Object({ code: Code }),
    async handle(context, { code }, { texts: files }) {
      const [file] = files
      if (!file) throw refusal.noFile()
      const isJson = file.text.trimStart().startsWith('{')
      const id = isJson
        ? await importDraft(context, code, 'json', async (base) => readJsonFile(context, base, file))
        : await importDraft(context, code, 'bpmn', (base) => readBpmnFile(context, base, file))
      return redirect(catalogueLinks.draft(id))
    },
    refused: (context, { detail, status }, { code }) =>
      procedureReply(context, code, undefined, detail, status),
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/thu-tuc/:code/thu-hoi',
    stepUp: { withinMinutes: 5 },
    access: { permission: 'catalogue.approve' },
    personal: 'none',
    input: Type.Object({ code: Code, version: Version, reason: Type.String({ maxLength: 500 }) }),
    async handle(context, { code, version, reason }) {
      await withdrawVersion(context, { code, version, reason })
      return redirect(catalogueLinks.procedure(code, version))
    },
    refused: (context, { detail, status }, { code, version }) =>
      procedureReply(context, code, version, detail, status),
  }),
]

async function shownVersion(context: Context, code: string, wanted: number | undefined) {
  const versions = await read(context, (tx) => findVersions(tx, code))
  return versionOf(context, versions, code, wanted)
}

async function procedureReply(
  context: Context,
  code: string,
  wanted: number | undefined,
  problem?: string,
  status = 200,
): Promise<Reply> {
  const view = await viewProcedure(context, code, wanted)
  return page(
    context,
    { title: view.shown.definition.name },
    ProcedurePage({ view: { ...view, problem } }),
    status,
  )
}
