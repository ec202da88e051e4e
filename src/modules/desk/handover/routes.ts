/** Hand-over of papers. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { officerOf } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import { dateOf } from '#kernel/types.ts'
import { endpoint, type FormBody, page, type Reply, redirect } from '#kernel/web.ts'
import { type HandoverSheet, printHandover } from '#modules/results/api.ts'
import { tillLinks } from '../api.ts'
import { giveOver, openHandover, receiveHandover, viewHandovers } from './commands.ts'
import type { Handover } from './domain.ts'
import { HandoverPage, type HandoverProps, RecordPage } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'desk.handover' } as const
const input = Type.Object({ id: Type.String({ maxLength: 40 }) })

async function listPage(
  context: Context,
  more: Omit<HandoverProps, 'view'> = {},
  status = 200,
): Promise<Reply> {
  const { title } = textsFor(texts, context.language)
  return page(context, { title }, HandoverPage({ view: await viewHandovers(context), ...more }), status)
}

/** The receiving unit signs; not the hand that gave. */
function mayReceive({ actor }: Context, { toUnitId, receivedAt, givenById }: Handover): boolean {
  const { unitId, personId } = officerOf(actor)
  return receivedAt === null && toUnitId === unitId && givenById !== personId
}

type Shown = { readonly problem?: string; readonly typed?: Readonly<Record<string, string>> }

async function recordPage(context: Context, id: string, shown: Shown = {}, status = 200): Promise<Reply> {
  const handover = await openHandover(context, id)
  const { sheet: title } = textsFor(texts, context.language)
  const body = RecordPage({ handover, mayReceive: mayReceive(context, handover), ...shown })
  return page(context, { title }, body, status)
}

const typedOf = ({ fields }: FormBody): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()[0] ?? '']))

const under = (typed: Readonly<Record<string, string>>, prefix: string): [string, string][] =>
  Object.entries(typed).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
  )

/** Phiếu bàn giao as the official sheet has it. */
function sheetOf(handover: Handover): HandoverSheet {
  const { fromUnitId, fromUnitName, toUnitName, givenBy, givenAt, receivedBy, receivedAt, lines } = handover
  return {
    unitId: fromUnitId,
    from: fromUnitName,
    to: toUnitName,
    on: dateOf(givenAt),
    giver: givenBy,
    ...(receivedBy && { receiver: receivedBy }),
    rows: lines.map((line) => ({
      code: line.code,
      request: line.procedureName,
      applicant: line.applicantName,
      address: line.applicantAddress,
      hasFee: line.feeVnd > 0,
      isByPost: line.returnMethod === 'post',
      at: receivedAt ?? givenAt,
      ...(line.refusedReason !== null && { result: line.refusedReason }),
    })),
  }
}

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/quay/ban-giao',
    access,
    input: Type.Object({}),
    handle: (context) => listPage(context),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/quay/ban-giao',
    access: { permission: 'desk.receive' },
    input: Type.Object({}),
    body: 'raw',
    async handle(context, _input, { fields }) {
      return listPage(context, { outcome: await giveOver(context, [fields.case ?? []].flat()) })
    },
    refused: (context, problem) => listPage(context, { problem: problem.detail }, problem.status),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/quay/ban-giao/:id',
    access,
    input,
    handle: (context, { id }) => recordPage(context, id),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/quay/ban-giao/:id/phieu.pdf',
    access,
    input,
    async handle(context, { id }) {
      const body = await printHandover(context, sheetOf(await openHandover(context, id)))
      return { kind: 'file', name: 'phieu-ban-giao.pdf', mediaType: 'application/pdf', body }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/quay/ban-giao/:id',
    access,
    input,
    body: 'raw',
    async handle(context, { id }, form) {
      const typed = typedOf(form)
      const received = under(typed, 'received.').map(([caseId]) => caseId)
      await receiveHandover(context, { id, received, reasons: new Map(under(typed, 'reason.')) })
      return redirect(tillLinks.handoverRecord(id))
    },
    refused: (context, problem, { id }, form) =>
      recordPage(context, id, { problem: problem.detail, typed: typedOf(form) }, problem.status),
  }),
]
