/** Giám sát: what stands against an open case, how the last proof looks, and who is to see to it. Pure. */

import type { LackFacts, Mend } from '#kernel/cases.ts'
import { defineRefusals } from '#kernel/errors.ts'

/** A proof older than this proves nothing about now. */
export const proofMinutesMax = 5

export type ProofRun = {
  readonly startedAt: Date
  readonly endedAt: Date
  readonly examined: number
  readonly fine: number
  readonly found: number
  readonly filesSeen: number
  readonly filesRead: number
}

export type Standing = 'proven' | 'lacking' | 'stale' | 'never'

/** Mọi hồ sơ đều có người giữ: said only when it was proven in the last five minutes. */
export function standingOf(run: ProofRun | undefined, openFindings: number, now: Date): Standing {
  if (!run) return 'never'
  if (now.getTime() - run.startedAt.getTime() > proofMinutesMax * 60_000) return 'stale'
  return openFindings > 0 ? 'lacking' : 'proven'
}

/** What the watch itself finds beside the modules' own proofs. */
export const ownLacks = {
  fileMissing: {
    title: { vi: 'Mất tệp của hồ sơ', en: 'A file is missing' },
    remedy: {
      vi: 'Tải lại đúng tệp này từ bản lưu, hoặc đề nghị người nộp gửi lại. Không tính là yêu cầu bổ sung.',
      en: 'Upload this very file again, or ask the applicant for it. It does not count as a supplement.',
    },
    mends: ['upload', 'askChief'],
  },
  fileWrong: {
    title: { vi: 'Tệp của hồ sơ bị hỏng', en: 'A file is damaged' },
    remedy: {
      vi: 'Tải lại đúng tệp này từ bản lưu, hoặc đề nghị người nộp gửi lại. Không tính là yêu cầu bổ sung.',
      en: 'Upload this very file again, or ask the applicant for it. It does not count as a supplement.',
    },
    mends: ['upload', 'askChief'],
  },
  jobLost: {
    title: { vi: 'Việc nền của hồ sơ bị mất', en: 'A job it counts on got lost' },
    remedy: { vi: 'Xếp lại việc vào hàng chờ.', en: 'Order the job again.' },
    mends: ['order'],
  },
} as const satisfies Readonly<Record<string, LackFacts>>

export const mayMend = (facts: LackFacts | undefined, mend: Mend): boolean =>
  facts?.mends.includes(mend) ?? false

export const refusal = defineRefusals('oversight', {
  notFound: [
    'notFound',
    'Vướng mắc này không còn, hoặc không thuộc đơn vị của ông/bà. Tải lại trang giám sát.',
    'This finding is gone, or is not in your reach. Reload the page.',
  ],
  notThisWay: [
    'conflict',
    'Vướng mắc này không xử lý được bằng cách đó. Chọn cách khác trên trang giám sát.',
    'This finding cannot be mended that way. Choose another on the page.',
  ],
  otherFile: [
    'invalid',
    'Tệp vừa chọn không trùng với tệp đã mất. Chọn đúng bản đã lưu, hoặc đề nghị người nộp gửi lại.',
    'This is not the file that was lost. Choose the very one, or ask the applicant to send it again.',
  ],
  noSuccessor: [
    'conflict',
    'Chưa biết đơn vị kế thừa. Hỏi quản trị hệ thống, hoặc giao hồ sơ cho người cụ thể.',
    'No successor is known. Ask the administrator, or give the dossier to a person.',
  ],
  askedToday: [
    'conflict',
    'Đã hỏi lãnh đạo trong hôm nay. Chờ trả lời hoặc gọi điện.',
    'The chief was asked today already. Wait for an answer, or call.',
  ],
})
