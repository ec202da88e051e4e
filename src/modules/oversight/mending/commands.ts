/** Xử lý vướng mắc: one act for each way in which a case that hangs comes back into hands. */

import type { Mend } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { type ReceivedFile, recordFile } from '#kernel/files.ts'
import { officerOf } from '#kernel/policy.ts'
import { dateOf } from '#kernel/types.ts'
import {
  askForFile,
  deskLinks,
  dossierLinks,
  findApplicant,
  giveToPool,
  giveToSuccessor,
  replaceLostFile,
} from '#modules/dossiers/api.ts'
import { defineNotices, notify } from '#modules/notifications/api.ts'
import { chiefsOf, successorOf } from '#modules/organisation/api.ts'
import type { Watched } from '../commands.ts'
import { mayMend, refusal } from '../domain.ts'
import { proveFiles } from '../files/commands.ts'
import { findFileHash } from '../files/store.ts'
import { orderAgain } from '../monitor/commands.ts'
import type { SentMend } from '../monitor/domain.ts'
import { type Finding, findFinding, noteAsked } from '../monitor/store.ts'

const notices = defineNotices('mending', {
  asked: {
    subject: ['Cần lãnh đạo xem hồ sơ {code}', 'Please see to dossier {code}'],
    body: ['Vướng mắc: {lack}.', 'What is lacking: {lack}.'],
  },
  reminder: {
    subject: ['Hồ sơ {code} đang chờ bạn', 'Dossier {code} waits for you'],
    body: [
      'Mở hồ sơ để xem việc cần làm: bổ sung giấy tờ, hoặc nhận kết quả.',
      'Open it to see what to do: answer, or collect the result.',
    ],
  },
})

/**
 * Does one act on a finding in the officer's reach. Throws `oversight.notFound`, `oversight.notThisWay` and the refusals of
 * the act itself.
 */
export async function mend(context: Context, watched: Watched, id: string, how: SentMend): Promise<void> {
  await inTransaction(context, async (tx) => {
    const finding = await demandFinding(tx, context, watched, id, how)
    await acts[how](tx, context, finding, watched)
    await appendEvent(tx, context, 'oversight.acted', {
      subject: finding.caseId,
      unitId: finding.unitId,
      payload: { code: finding.code, kind: finding.kind, how },
    })
  })
}

async function demandFinding(
  tx: Tx,
  { actor }: Context,
  { lacks }: Watched,
  id: string,
  how: Mend,
): Promise<Finding> {
  const finding = await findFinding(tx, officerOf(actor), id)
  if (!finding) throw refusal.notFound()
  if (!mayMend(lacks.get(finding.kind), how)) throw refusal.notThisWay()
  return finding
}

type Act = (tx: Tx, context: Context, finding: Finding, watched: Watched) => Promise<void>

const acts: Readonly<Record<SentMend, Act>> = {
  pool: (tx, context, { code, place }) => giveToPool(tx, context, { code, number: Number(place) }),
  async successor(tx, context, { code, place, unitId }) {
    const successor = await successorOf(tx, unitId, context.today)
    if (!successor) throw refusal.noSuccessor()
    await giveToSuccessor(tx, context, { code, number: Number(place) }, successor)
  },
  async askChief(tx, context, { id, caseId, code, kind, unitId, askedAt }, { lacks }) {
    if (askedAt && dateOf(askedAt) === context.today) throw refusal.askedToday()
    const chiefs = await chiefsOf(tx, unitId, context.today)
    await notify(tx, context, [
      {
        notice: notices.asked,
        to: chiefs.map(({ personId }) => personId),
        subjectId: caseId,
        link: lacks.get(kind)?.at?.(code) ?? deskLinks.dossier(code),
        facts: { code, lack: lacks.get(kind)?.title.vi ?? kind },
        key: `mending.asked:${id}:${context.today}`,
      },
    ])
    await noteAsked(tx, id, context.now)
  },
  async order(tx, _context, { place }, watched) {
    if (!(await orderAgain(tx, watched, place))) throw refusal.notFound()
  },
  upload: (tx, context, { caseId, code, place }) =>
    askForFile(tx, context, caseId, { fileId: place, link: dossierLinks.show(code) }),
  async remind(tx, context, { id, caseId, code }) {
    const applicantId = await findApplicant(tx, caseId)
    await notify(tx, context, [
      {
        notice: notices.reminder,
        to: applicantId ? [applicantId] : [],
        subjectId: caseId,
        link: dossierLinks.show(code),
        facts: { code },
        key: `mending.reminder:${id}:${context.today}`,
      },
    ])
  },
}

/**
 * Tải lại tệp đã mất. The very bytes are in the store again as soon as they came in; another copy of the same paper takes the
 * place of the lost one, and the paper as it was stays on record. Signed papers have no other copy: `oversight.otherFile`.
 */
export async function restoreFile(
  context: Context,
  watched: Watched,
  id: string,
  file: ReceivedFile,
): Promise<void> {
  const caseId = await inTransaction(context, async (tx) => {
    const finding = await demandFinding(tx, context, watched, id, 'upload')
    const lost = await findFileHash(tx, finding.place)
    if (lost?.sha256 !== file.sha256) {
      const fileId = await recordFile(tx, context, file, { ownerId: lost?.ownerId, unitId: finding.unitId })
      if (!(await replaceLostFile(tx, context, finding, finding.place, fileId))) throw refusal.otherFile()
    } else
      await appendEvent(tx, context, 'oversight.acted', {
        subject: finding.caseId,
        unitId: finding.unitId,
        payload: { code: finding.code, kind: finding.kind, how: 'restore' },
      })
    return finding.caseId
  })
  await proveFiles(context, watched.caseFiles, { caseId })
}
