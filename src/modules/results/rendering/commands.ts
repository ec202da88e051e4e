/** Papers as PDF: the pack's template, the dossier's agency, the code that verifies it. */

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { createPdfRenderer, type PdfAttachment } from '#kernel/pdf.ts'
import type { JsonObject } from '#kernel/types.ts'
import { findUnit, formLookups, type Unit } from '#modules/organisation/api.ts'

/** One compiler for the process; it is made at the first document. */
const renderer = createPdfRenderer()
const sources = new Map<string, Promise<string>>()

/** Official forms are the same in every province; a pack that has a template of the same name is asked first. */
const commonTemplates = path.join(import.meta.dirname, '../forms/templates')

/** Source of a template; neither a pack nor the common ones change while the process runs. */
export function templateSource({ pack }: Pick<Context, 'pack'>, key: string): Promise<string> {
  const name = `${path.basename(key)}.typ`
  const file = path.join(pack.folder, 'templates', name)
  const source = sources.get(file) ?? readTemplate(file, path.join(commonTemplates, name))
  sources.set(file, source)
  return source
}

const readTemplate = (file: string, common: string): Promise<string> =>
  readFile(existsSync(file) ? file : common, 'utf8')

type Paper = {
  readonly template: string
  readonly inputs: JsonObject
  readonly title: string
  readonly createdAt: Date
  readonly attachment?: PdfAttachment | undefined
}

/** Sets one paper as PDF/A. Throws `TemplateError` naming the line of the template. */
export async function renderPaper(
  context: Context,
  { template, inputs, title, createdAt, attachment }: Paper,
): Promise<Uint8Array> {
  const source = await templateSource(context, template)
  return renderer.render({ template: source, inputs, title, language: 'vi', createdAt, attachment })
}

const warmTemplate = '#import "/official.typ": *\n#show: official\n#letterhead()\n'
const warmAfterMs = 1500

/** Makes the compiler ready a moment after the process began, so that nobody waits for it. */
export function warmRenderer(): void {
  const request = { template: warmTemplate, inputs: {}, title: 'Một Cửa', language: 'vi' } as const
  const warm = () => void renderer.render({ ...request, createdAt: new Date() }).catch(() => undefined)
  setTimeout(warm, warmAfterMs).unref()
}

export type Agency = {
  readonly parent?: string
  readonly name: string
  readonly place: string
  readonly desk?: string
  readonly phone?: string
}

/** Cơ quan ban hành, as the head of a paper names it. Commissions of the people stand under nobody on paper. */
export async function agencyOf(tx: Tx, context: Context, unit: Unit): Promise<Agency> {
  const parent = unit.parentId ? await findUnit(tx, unit.parentId) : undefined
  const isCommittee = unit.kind === 'commune' || unit.kind === 'district' || unit.kind === 'province'
  return {
    name: unit.name,
    place: placeOf(context, unit),
    ...(parent && !isCommittee && { parent: parent.name }),
    ...(unit.deskName && { desk: unit.deskName }),
    ...(unit.phone && { phone: unit.phone }),
  }
}

/** Địa danh: the name of the agency's own area without its kind (docs/legal.md#document-format). */
function placeOf(context: Context, { areaCode }: Unit): string {
  const area = areaCode ? formLookups(context).area(areaCode)?.name : undefined
  const name = area ?? context.pack.manifest.name.vi
  return name.replace(/^(tỉnh|thành phố|thị xã|huyện|quận|phường|xã|thị trấn|đặc khu) /i, '')
}
