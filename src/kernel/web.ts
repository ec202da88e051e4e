/** Endpoints as data: method, path, who may, what comes in, one call, what goes out. HTTP is known here and nowhere else. */

import type { Readable } from 'node:stream'
import type { VNode } from 'preact'
import type { Static, TSchema } from 'typebox'
import type { Context } from './context.ts'
import { kernelRefusal, type Problem, type Sentence } from './errors.ts'
import type { ReceivedFile } from './files.ts'
import { type DocumentHead, renderDocument } from './page.tsx'
import type { Access, AssuranceLevel } from './policy.ts'
import type { Journey, Sheddable } from './service-levels.ts'
import type { JsonObject, JsonValue } from './types.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Reply =
  | {
      readonly kind: 'page'
      readonly status: number
      readonly html: string
      /** Any site may show it inside its own pages: only for what everyone may read and nobody can act on. */
      readonly mayBeFramed?: true
    }
  | { readonly kind: 'redirect'; readonly to: string; readonly cookies?: readonly Cookie[] }
  /** Sends a form that was kept while its sender proved who they are, in the session that the cookie opens. */
  | { readonly kind: 'resend'; readonly form: KeptForm; readonly session: Cookie }
  | {
      readonly kind: 'json'
      readonly status: number
      readonly value: JsonValue | object
      readonly headers?: Readonly<Record<string, string>>
    }
  | {
      readonly kind: 'file'
      /** 200 unless told: a protocol has its own form for what went wrong. */
      readonly status?: number
      readonly name: string
      readonly mediaType: string
      readonly body: Readable | Uint8Array | string
      /** Shown in the browser unless `true`. */
      readonly download?: boolean
      /** The same for everyone, who may keep it so long and show it on other sites; then asks whether it changed. */
      readonly publicSeconds?: number
    }

export type Cookie = {
  readonly name: string
  /** An empty value removes the cookie. */
  readonly value: string
  readonly maxAgeSeconds?: number
  /** Scripts may read it: only for choices of display. */
  readonly readable?: boolean
}

/** `always`: of those too who have nothing to prove with yet; they sign in anew. */
export type StepUp = { readonly withinMinutes: number; readonly always?: true }

/** What was asked for with a form, fields as typed. */
export type KeptForm = { readonly path: string; readonly fields: FormBody['fields'] }

/** What a form sent beside the declared input: its fields as typed, and its files, stored and examined. */
export type FormBody = {
  readonly fields: Readonly<Record<string, string | readonly string[]>>
  readonly uploads: readonly Upload[]
  /** Files that could not be taken, each with the reason; what came with them is kept. */
  readonly refusedUploads: readonly RefusedUpload[]
  /** Files of an endpoint with the body `text`: read, and not kept. */
  readonly texts: readonly TextUpload[]
}
export type TextUpload = { readonly field: string; readonly name: string; readonly text: string }
export type RefusedUpload = { readonly field: string; readonly name: string; readonly problem: Problem }
export type Upload = { readonly field: string; readonly file: ReceivedFile }

/** How an endpoint appears in the published API. Endpoints without it are pages. */
export type ApiDocs = {
  readonly summary: Sentence
  readonly description: Sentence
  readonly tag: ApiTag
  readonly response: TSchema
  /** Of the answer when all went well; 200 unless told. */
  readonly status?: 201
  readonly idempotencyKey?: 'required'
  /** What a call looks like: parameters and body as one object, as in `input`, and the answer. */
  readonly example: { readonly request?: JsonObject; readonly response: JsonValue }
}

/** What the API speaks of. */
export const apiTags = {
  procedures: { vi: 'Thủ tục', en: 'Procedures' },
  files: { vi: 'Tệp', en: 'Files' },
  drafts: { vi: 'Hồ sơ nháp', en: 'Drafts' },
  dossiers: { vi: 'Hồ sơ', en: 'Dossiers' },
  quality: { vi: 'Chất lượng phục vụ', en: 'Quality of service' },
  deadlines: { vi: 'Thời hạn', en: 'Deadlines' },
  wallet: { vi: 'Kho giấy tờ', en: 'Wallet' },
  messages: { vi: 'Tin báo', en: 'Messages' },
  causes: { vi: 'Nguyên nhân', en: 'Causes' },
} as const satisfies Record<string, Sentence>
export type ApiTag = keyof typeof apiTags

export type Limit = {
  readonly name: string
  readonly max: number
  readonly seconds: number
}

type EndpointShape<I extends TSchema> = {
  readonly method: Method
  readonly path: `/${string}`
  /** There is no default. */
  readonly access: Access
  /**
   * Whether the answer tells anything of other people. `told`: it is sent only after `recordLook`, which is what stands for
   * pages of the office and for systems unless they say `none`. Pages for everyone and for citizens themselves are `none`
   * unless they say `told`.
   */
  readonly personal?: 'none' | 'told'
  /** Parameters, query and body as one object; unknown keys are refused under the API and left out elsewhere. */
  readonly input: I
  /** Asks for a session of at least this level. */
  readonly level?: AssuranceLevel
  /** Asks officers for a second proof that is not older; the form is kept meanwhile. For forms without files. */
  readonly stepUp?: StepUp
  /**
   * `raw`: the body is not part of `input` but comes untouched as `FormBody` (forms that a pack defines, uploads). Such
   * an endpoint answers for `refusedUploads` itself; elsewhere the first refused file refuses the request.
   * `file`: one file in the part `file`, which `fileOf` gives. `text`: fields are `input`, and files are UTF-8 text that is
   * read and not kept.
   */
  readonly body?: 'raw' | 'file' | 'text'
  /** Browsers send it by themselves, without a form and so without its token: it may change nothing that is anybody's. */
  readonly isReport?: true
  readonly megabytesMax?: number
  /**
   * Files are papers (pictures, PDF), each proved to open, unless recordings are taken too, or the endpoint reads `anything`
   * and answers for it.
   */
  readonly files?: 'papers and sound' | 'anything'
  /** Tries allowed per address (visitors) or per actor. */
  readonly limit?: Limit
  readonly api?: ApiDocs
  /** Every request counts for the promise that is made of this journey. */
  readonly journey?: Journey
  /** What it is to somebody who must wait their turn: a page that is read, unless told. What writes never waits. */
  readonly sheds?: Exclude<Sheddable, 'reading'>
  handle(context: Context, input: Static<I>, form: FormBody): Promise<Reply>
  /** Shows the form again when the rules said no; without it the person gets the page of errors. */
  refused?(context: Context, problem: Problem, input: Static<I>, form: FormBody): Promise<Reply>
}

/** An endpoint in a list of many: its input is checked by its own schema before `handle` sees it. */
export type Endpoint = Omit<EndpointShape<TSchema>, 'handle' | 'refused'> & {
  handle(context: Context, input: never, form: FormBody): Promise<Reply>
  refused?(context: Context, problem: Problem, input: never, form: FormBody): Promise<Reply>
}

/** Declares an endpoint and ties the type of its input to its schema. */
export function endpoint<I extends TSchema>(declaration: EndpointShape<I>): Endpoint {
  return declaration
}

/** Whether an answer of this endpoint needs a look, as declared or as its access says. */
export function toldBy({ access, personal }: Pick<Endpoint, 'access' | 'personal'>): 'none' | 'told' {
  return personal ?? (access === 'public' || isOfCitizens(access) ? 'none' : 'told')
}

const isOfCitizens = (access: Access) =>
  access === 'citizen' || (typeof access === 'object' && 'citizen' in access)

/** A page of HTML in its document. */
export function page(context: Context, head: DocumentHead, body: VNode, status = 200): Reply {
  return { kind: 'page', status, html: renderDocument(context.page, head, body) }
}

/** After a change: see the result at another address, so that a reload never repeats the act. */
export function redirect(to: string, cookies: readonly Cookie[] = []): Reply {
  return { kind: 'redirect', to, cookies }
}

export function json(
  value: JsonValue | object,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { kind: 'json', status, value, headers }
}

/** The one file of an endpoint with the body `file`. Throws `kernel.fileNeeded`. */
export function fileOf({ uploads }: FormBody): ReceivedFile {
  const [upload, ...more] = uploads
  if (upload?.field !== 'file' || more.length > 0) throw kernelRefusal.fileNeeded()
  return upload.file
}

/** One page of a list; `next` is the `after` of the next page, told as a link too (RFC 8288). */
export function jsonPage(
  context: Context,
  list: { readonly items: readonly object[]; readonly next: string | null },
): Reply {
  if (list.next === null) return json(list)
  const url = new URL(context.page.path, context.settings.publicUrl)
  url.searchParams.set('after', list.next)
  return json(list, 200, { link: `<${url.href}>; rel="next"` })
}
