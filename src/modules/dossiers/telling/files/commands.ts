/** Đề nghị gửi lại một tệp that the agency lost. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { defineNotices, notify } from '#modules/notifications/api.ts'
import { findOwner } from '../store.ts'

const notices = defineNotices('files', {
  uploadAgain: {
    subject: ['Hồ sơ {code}: cần gửi lại một tệp', 'Dossier {code}: one file is needed again'],
    body: [
      'Cơ quan không đọc được một tệp đã nộp. Liên hệ nơi tiếp nhận để gửi lại; việc này không tính là bổ sung.',
      'The agency cannot read one of your files. Contact the desk to hand it in again; this is no supplement.',
    ],
  },
})

/** It is the agency's fault and no supplement, so no clock stands for it. `link` leads the applicant to the dossier. */
export async function askForFile(
  tx: Tx,
  context: Context,
  caseId: string,
  { fileId, link }: { readonly fileId: string; readonly link: string },
): Promise<void> {
  const owner = await findOwner(tx, caseId)
  if (!owner?.applicantId) return
  await notify(tx, context, [
    {
      notice: notices.uploadAgain,
      to: [owner.applicantId],
      subjectId: caseId,
      link,
      facts: { code: owner.code },
      key: `${notices.uploadAgain.kind}:${fileId}:${context.today}`,
    },
  ])
}

/** Whose account the dossier belongs to. */
export async function findApplicant(tx: Tx, caseId: string): Promise<string | undefined> {
  return (await findOwner(tx, caseId))?.applicantId ?? undefined
}
