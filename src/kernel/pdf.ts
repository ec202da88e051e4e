/** Documents: official papers set by Typst as tagged PDF/A-2a, and what the platform needs to read of other people's files. */

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { JsonObject } from './types.ts'

export * from './pdf/file.ts'
export { inspectPdf, type PdfInspection } from './pdf/inspect.ts'
export { photosToPdf } from './pdf/photos.ts'
export { scannedPages } from './pdf/pictures.ts'
export { qrMatrix, qrSvg } from './pdf/qr.ts'
export { asDocumentRefusal, documentRefusal } from './pdf/refusals.ts'
export { appendRevision } from './pdf/revision.ts'
export * from './pdf/values.ts'

export type PdfRequest = {
  /** Typst source of a pack's template, which imports `official.typ`. */
  readonly template: string
  /** What the template reads as `input`. Reaches Typst as data only; nothing in it is ever run. */
  readonly inputs: JsonObject
  readonly title: string
  readonly language: 'vi' | 'en'
  readonly createdAt: Date
  /** JPEG or PNG that the template places as `image("/picture-1")`, `image("/picture-2")`, … */
  readonly pictures?: readonly Buffer[]
  /** A text that goes along inside the file, which is then PDF/A-3a. */
  readonly attachment?: PdfAttachment | undefined
}

export type PdfAttachment = { readonly name: string; readonly text: string; readonly description: string }

export type PdfRenderer = { render(request: PdfRequest): Promise<Uint8Array> }

/** The template is at fault, not the data: names the line so that the pack's author finds it. */
export class TemplateError extends Error {
  readonly line: number | undefined
  constructor(message: string, line: number | undefined) {
    super(
      line === undefined ? `Mẫu văn bản có lỗi: ${message}` : `Mẫu văn bản có lỗi ở dòng ${line}: ${message}`,
    )
    this.name = 'TemplateError'
    this.line = line
  }
}

const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']
const library = path.join(import.meta.dirname, 'pdf')
/** Typst keeps every result it may need again; without this a long-lived process grows with each document. */
const rendersBetweenEvictions = 20

const wrapper = `
#set document(title: sys.inputs.title, date: auto)
#set text(font: "Tinos", lang: sys.inputs.language, region: "VN")
#include "/template.typ"
`
const attaching = `
#pdf.attach(sys.inputs.attachedName, bytes(sys.inputs.attached), relationship: "supplement", mime-type: "text/plain",
  description: sys.inputs.attachedAs)
`

/**
 * Sets official documents (thể thức văn bản: docs/legal.md#document-format) as PDF/A-2a.
 * The compiler is made at the first document (half a second); later pages take some 16 ms each.
 * Throws `TemplateError` with the line of the template.
 */
export function createPdfRenderer(): PdfRenderer {
  let starting: Promise<NodeCompiler> | undefined
  let rendered = 0
  return {
    async render(request) {
      starting ??= startCompiler()
      const compiler = await starting
      const pdf = compile(compiler, request)
      rendered += 1
      if (rendered % rendersBetweenEvictions === 0) compiler.evictCache(2)
      return pdf
    },
  }
}

async function startCompiler(): Promise<NodeCompiler> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const fontBlobs = await Promise.all(
    faces.map((face) =>
      readFile(new URL(import.meta.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`))),
    ),
  )
  return NodeCompiler.create({ fontArgs: [{ fontBlobs }], workspace: library })
}

function compile(compiler: NodeCompiler, request: PdfRequest): Uint8Array {
  // A package would be fetched from the network while a person waits.
  if (/@[a-z]+\//.test(request.template)) throw new TemplateError('không dùng gói ngoài (@…/…).', undefined)
  compiler.addSource(path.join(library, 'template.typ'), request.template)
  const pictures = (request.pictures ?? []).map((picture, index) => {
    const place = path.join(library, `picture-${index + 1}`)
    compiler.mapShadow(place, picture)
    return place
  })
  try {
    return setAsPdf(compiler, request)
  } finally {
    for (const place of pictures) compiler.unmapShadow(place)
  }
}

function setAsPdf(compiler: NodeCompiler, request: PdfRequest): Uint8Array {
  const { attachment } = request
  const result = compiler.compile({
    mainFileContent: attachment ? attaching + wrapper : wrapper,
    inputs: {
      title: request.title,
      language: request.language,
      document: JSON.stringify(request.inputs),
      ...(attachment && {
        attachedName: attachment.name,
        attached: attachment.text,
        attachedAs: attachment.description,
      }),
    },
  })
  if (!result.result) throw diagnosis(compiler, result.takeDiagnostics())
  return compiler.pdf(result.result, {
    pdfStandard: attachment ? 'a-3a' : 'a-2a',
    creationTimestamp: Math.floor(request.createdAt.getTime() / 1000),
  })
}

type Diagnostic = {
  readonly message: string
  readonly path: string
  readonly range: { readonly start: { readonly line: number } } | null
}

function diagnosis(compiler: NodeCompiler, error: Parameters<NodeCompiler['fetchDiagnostics']>[0] | null) {
  const all: Diagnostic[] = error ? compiler.fetchDiagnostics(error) : []
  const inTemplate = all.find(({ path, range }) => path.endsWith('template.typ') && range)
  const messages = all.filter(({ message }) => message !== 'import').map(({ message }) => message)
  return new TemplateError(
    messages[0] ?? 'không rõ nguyên nhân',
    inTemplate?.range ? inTemplate.range.start.line + 1 : undefined,
  )
}
