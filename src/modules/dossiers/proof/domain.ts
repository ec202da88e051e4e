/** Hồ sơ treo: what a dossier may lack so that nobody would go on with it, and what to do about each. Pure. */

import { type CaseState, caseStates, type LackFacts } from '#kernel/cases.ts'

export const lacks = {
  noStep: {
    title: { vi: 'Không có bước đang mở', en: 'No open step' },
    remedy: {
      vi: 'Dữ liệu bước xử lý bị hỏng. Báo quản trị hệ thống kèm mã hồ sơ; hồ sơ vẫn còn nguyên.',
      en: 'The rows of its steps are broken. Tell the administrator its code; the dossier itself is whole.',
    },
    mends: ['askChief'],
  },
  noDate: {
    title: { vi: 'Không có hạn mà đồng hồ không dừng', en: 'No date although the clock runs' },
    remedy: {
      vi: 'Hạn của hồ sơ bị hỏng. Báo quản trị hệ thống tính lại từ lịch sử.',
      en: 'Its date is broken. Tell the administrator to count it anew from its history.',
    },
    mends: ['askChief'],
  },
  noOfficer: {
    title: { vi: 'Đơn vị không còn ai làm được bước này', en: 'Nobody in the unit can do the step' },
    remedy: {
      vi: 'Cử người giữ vai trò này, hoặc khai người làm thay.',
      en: 'Appoint someone to the role, or name a deputy.',
    },
    mends: ['askChief'],
  },
  holderGone: {
    title: { vi: 'Người giữ không còn công tác', en: 'The holder has left' },
    remedy: {
      vi: 'Giao cho người khác, hoặc đưa về danh sách chung của đơn vị.',
      en: 'Give it to someone else, or back to the pool of the unit.',
    },
    mends: ['assign', 'pool'],
  },
  holderWithoutRole: {
    title: { vi: 'Người giữ không còn vai trò làm bước này', en: 'The holder no longer has the role' },
    remedy: {
      vi: 'Giao cho người khác, hoặc đưa về danh sách chung của đơn vị.',
      en: 'Give it to someone else, or back to the pool of the unit.',
    },
    mends: ['assign', 'pool'],
  },
  holderAway: {
    title: { vi: 'Người giữ vắng mặt, không có người làm thay', en: 'The holder is away without a deputy' },
    remedy: {
      vi: 'Khai người làm thay, giao cho người khác, hoặc đưa về danh sách chung.',
      en: 'Name a deputy, give it to someone else, or back to the pool.',
    },
    mends: ['assign', 'pool'],
  },
  unitGone: {
    title: { vi: 'Đơn vị đang giữ đã giải thể', en: 'The unit that holds it was dissolved' },
    remedy: {
      vi: 'Chuyển sang đơn vị kế thừa.',
      en: 'Pass it to the successor.',
    },
    mends: ['successor', 'askChief'],
  },
  noDefinition: {
    title: { vi: 'Không đọc được quy trình đã gắn với hồ sơ', en: 'Its procedure cannot be read' },
    remedy: {
      vi: 'Báo quản trị hệ thống khôi phục phiên bản quy trình.',
      en: 'Tell the administrator to restore the version of the procedure.',
    },
    mends: ['askChief'],
  },
  noReply: {
    title: { vi: 'Quá 8 giờ làm việc chưa trả lời người nộp', en: 'No reply within 8 working hours' },
    remedy: {
      vi: 'Tiếp nhận, yêu cầu bổ sung hoặc từ chối ngay.',
      en: 'Accept, ask for a supplement, or refuse at once.',
    },
    mends: ['askChief'],
  },
  noSupplement: {
    title: { vi: 'Yêu cầu bổ sung quá lâu chưa được trả lời', en: 'Supplement unanswered for too long' },
    remedy: {
      vi: 'Nhắc người nộp, hoặc xem xét dừng xử lý có căn cứ.',
      en: 'Remind the applicant, or consider stopping with a ground.',
    },
    mends: ['remind'],
  },
} as const satisfies Readonly<Record<string, LackFacts>>

export type LackKind = keyof typeof lacks

const statesWith = (...clocks: readonly string[]) =>
  (Object.keys(caseStates) as CaseState[]).filter((state) => clocks.includes(caseStates[state].clock))

/** While the clock runs a case has a date or a lawful pause, never both; where the state itself pauses it, only the pause. */
export const dated = { runs: statesWith('reply', 'runs'), paused: statesWith('paused') }
