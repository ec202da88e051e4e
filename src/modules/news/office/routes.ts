/** Routes of the office, the same for each kind: list, write, send for approval, decide. */

import { type ComponentChildren, type ComponentType, h } from 'preact'
import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { FieldError, Problem } from '#kernel/errors.ts'
import { hasPermission, officerOf } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, type FormBody, page, type Reply, redirect } from '#kernel/web.ts'
import { placesOf } from '../areas/commands.ts'
import {
  approvePiece,
  correctPiece,
  listWork,
  openWork,
  savePiece,
  sendBackPiece,
  startPiece,
  submitPiece,
  takeBackPiece,
  withdrawPiece,
  working,
} from '../commands.ts'
import {
  type Draft,
  isWriter,
  newsLinks,
  type PieceKind,
  refusal,
  type Version,
  type Written,
} from '../domain.ts'
import { type Fields, typed, typedMoment } from './domain.ts'
import { type FormProps, pictureMegabytesMax } from './form/pages.tsx'
import { type DoneAct, doneActs, NewPage, type Shown, WorkListPage, WorkPage } from './pages.tsx'
import { texts } from './texts.ts'

export type Reading<Content> = { readonly draft: Draft<Content>; readonly errors: readonly FieldError[] }

/** What one kind brings to the screens that all share. */
export type Desk<Content extends object> = {
  readonly kind: PieceKind
  readonly hasFiles: boolean
  readonly titleOf: (content: Content) => string
  read(context: Context, form: FormBody, kept: Written<Content> | undefined): Promise<Reading<Content>>
  fieldsOf(version: Version<Content>): Fields
  readonly Form: ComponentType<FormProps<Content>>
  /** Fields of the kind's own beside those of `FormProps`. */
  formMore?(context: Context): object
  preview(context: Context, piece: Written<Content>): ComponentChildren
  acts?(piece: Written<Content>, may: ReadonlySet<string>, isOwn: boolean): ComponentChildren
  extra?(piece: Written<Content>): ComponentChildren
  /** A column of its own in the list. */
  readonly more?: {
    readonly label: (context: Context) => string
    readonly cell: (piece: Written<Content>) => ComponentChildren
  }
  foot?(context: Context): ComponentChildren
  /** Acts of its own, by their word; they answer the piece to go to. */
  readonly writeActs?: Readonly<Record<string, (context: Context, id: string) => Promise<string>>>
  readonly decideActs?: Readonly<Record<string, (context: Context, id: string) => Promise<DoneAct>>>
}

const Id = Type.String({ format: 'uuid' })
const Reason = Type.Optional(Type.String({ maxLength: 500 }))
const Part = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const anyWork = { anyPermission: working } as const

/** The permissions of news that the officer holds, also in place of another. */
export function held(context: Context): ReadonlySet<string> {
  const officer = officerOf(context.actor)
  return new Set(working.filter((permission) => hasPermission(officer, permission)))
}

export function workRoutes<Content extends object>(desk: Desk<Content>): readonly Endpoint[] {
  const { kind } = desk
  const base = newsLinks.office(kind)
  const to = (id: string, done: DoneAct) => redirect(`${newsLinks.work(kind, id)}?xong=${done}`)
  const title = (context: Context) => ({ title: textsFor(texts, context.language)[kind], noIndex: true })

  const formOf = (
    context: Context,
    fields: Fields,
    problem: Problem | undefined,
    kept: Content | undefined,
  ) =>
    h(desk.Form as ComponentType<Record<string, unknown>>, {
      fields,
      errors: problem?.errors ?? [],
      places: placesOf(context),
      kept,
      ...desk.formMore?.(context),
    })

  const newPage = (context: Context, fields: Fields, problem?: Problem): Reply =>
    page(
      context,
      title(context),
      NewPage({ kind, problem, hasFiles: desk.hasFiles, form: formOf(context, fields, problem, undefined) }),
      problem?.status ?? 200,
    )

  const workPage = async (context: Context, id: string, shown: Shown, fields?: Fields): Promise<Reply> => {
    const { piece, versions } = await openWork<Content>(context, kind, id)
    const { personId } = officerOf(context.actor)
    const may = held(context)
    const own = isWriter(piece.version, personId)
    return page(
      context,
      title(context),
      WorkPage({
        ...shown,
        piece,
        versions,
        title: desk.titleOf(piece.version.content),
        now: context.now,
        may,
        isWriter: own,
        hasFiles: desk.hasFiles,
        form: formOf(context, fields ?? desk.fieldsOf(piece.version), shown.problem, piece.version.content),
        preview: desk.preview(context, piece),
        acts: desk.acts?.(piece, may, own || piece.version.decidedBy === personId),
        extra: may.has('news.write') ? desk.extra?.(piece) : undefined,
      }),
      shown.problem?.status ?? 200,
    )
  }

  const readDraft = async (context: Context, form: FormBody, kept?: Written<Content>) => {
    const { draft, errors } = await desk.read(context, form, kept)
    if (errors.length > 0) throw refusal.incomplete({ fields: errors })
    return draft
  }
  const refusedAct = (context: Context, problem: Problem, { id }: { readonly id: string }) =>
    workPage(context, id, { problem })

  return [
    endpoint({
      method: 'GET',
      path: base,
      access: anyWork,
      personal: 'none',
      input: Type.Object({}),
      handle: async (context) =>
        page(
          context,
          title(context),
          WorkListPage({
            kind,
            pieces: await listWork<Content>(context, kind),
            titleOf: desk.titleOf,
            places: placesOf(context),
            now: context.now,
            mayWrite: held(context).has('news.write'),
            more: desk.more && { label: desk.more.label(context), cell: desk.more.cell },
            foot: desk.foot?.(context),
          }),
        ),
    }),
    endpoint({
      method: 'GET',
      path: newsLinks.start(kind),
      access: { permission: 'news.write' },
      personal: 'none',
      input: Type.Object({}),
      handle: async (context) => newPage(context, {}),
    }),
    endpoint({
      method: 'POST',
      path: newsLinks.start(kind),
      access: { permission: 'news.write' },
      personal: 'none',
      body: 'raw',
      megabytesMax: pictureMegabytesMax,
      input: Type.Object({}),
      async handle(context, _input, form) {
        const draft = await readDraft(context, form)
        const named = kind === 'alert' ? {} : { title: desk.titleOf(draft.content) }
        return to(await startPiece(context, { kind, ...named }, draft), 'luu')
      },
      refused: async (context, problem, _input, form) => newPage(context, form.fields, problem),
    }),
    endpoint({
      method: 'GET',
      path: `${base}/:id`,
      access: anyWork,
      personal: 'none',
      input: Type.Object({ id: Id, xong: Part(20) }),
      handle: (context, { id, xong }) =>
        workPage(context, id, { done: Object.hasOwn(doneActs, xong ?? '') ? (xong as DoneAct) : undefined }),
    }),
    endpoint({
      method: 'POST',
      path: `${base}/:id`,
      access: { permission: 'news.write' },
      personal: 'none',
      body: 'raw',
      megabytesMax: pictureMegabytesMax,
      input: Type.Object({ id: Id }),
      async handle(context, { id }, form) {
        const { piece } = await openWork<Content>(context, kind, id)
        const draft = await readDraft(context, form, piece)
        await savePiece(context, { kind, id, revision: Number(typed(form.fields, 'revision')) }, draft)
        return to(id, 'luu')
      },
      refused: (context, problem, { id }, form) => workPage(context, id, { problem }, form.fields),
    }),
    endpoint({
      method: 'POST',
      path: `${base}/:id/soan`,
      access: { permission: 'news.write' },
      personal: 'none',
      input: Type.Object({
        id: Id,
        viec: Type.Enum(['gui', 'rut-ve', 'dinh-chinh', ...Object.keys(desk.writeActs ?? {})]),
        'ly-do-dinh-chinh': Reason,
      }),
      async handle(context, { id, viec, 'ly-do-dinh-chinh': reason = '' }) {
        const own = desk.writeActs?.[viec]
        if (own) return to(await own(context, id), 'luu')
        if (viec === 'gui') await submitPiece(context, { kind, id })
        else if (viec === 'rut-ve') await takeBackPiece(context, { kind, id })
        else await correctPiece(context, { kind, id }, reason)
        return to(id, viec as DoneAct)
      },
      refused: refusedAct,
    }),
    endpoint({
      method: 'POST',
      path: `${base}/:id/duyet`,
      access: { permission: 'news.approve' },
      personal: 'none',
      input: Type.Object({
        id: Id,
        viec: Type.Enum(['duyet', 'tra-lai', 'rut', ...Object.keys(desk.decideActs ?? {})]),
        'ly-do-tra-lai': Reason,
        'ly-do-rut': Reason,
        'tu.day': Part(2),
        'tu.month': Part(2),
        'tu.year': Part(4),
        'tu-gio': Part(5),
      }),
      async handle(context, { id, viec, ...fields }) {
        const own = desk.decideActs?.[viec]
        if (own) return to(id, await own(context, id))
        if (viec === 'duyet') await approvePiece(context, { kind, id }, momentIn(context, fields))
        else if (viec === 'tra-lai') await sendBackPiece(context, { kind, id }, fields['ly-do-tra-lai'] ?? '')
        else await withdrawPiece(context, { kind, id }, fields['ly-do-rut'] ?? '')
        return to(id, viec as DoneAct)
      },
      refused: refusedAct,
    }),
  ]
}

/** From when on it is published; a moment ahead, or nothing. Throws `news.momentPast`. */
function momentIn({ now }: Context, fields: Fields): Date | undefined {
  const moment = typedMoment(fields, 'tu')
  if (moment === null || (moment && moment <= now)) throw refusal.momentPast()
  return moment
}
