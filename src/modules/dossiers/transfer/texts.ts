import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  transfer: { vi: 'Chuyển cơ quan có thẩm quyền', en: 'Pass to the competent agency' },
  sendBack: { vi: 'Trả lại nơi chuyển', en: 'Send back' },
  back: { vi: 'Về hồ sơ', en: 'Back to the dossier' },
  notDone: { vi: 'Chưa chuyển được', en: 'Not passed on' },
  transferLead: {
    vi: 'Khi cơ quan này không có thẩm quyền. Thời hạn không đổi: người dân vẫn được trả kết quả đúng ngày đã hẹn.',
    en: 'When this agency is not competent. The clock goes on: the applicant keeps the day that was promised.',
  },
  beforeAcceptance: {
    vi: 'Hồ sơ chưa tiếp nhận: quầy của cơ quan mới tiếp nhận và trả lời trong hạn đã có.',
    en: 'Not accepted yet: the desk of the new agency receives it, within the time that runs already.',
  },
  afterAcceptance: {
    vi: 'Hồ sơ đã tiếp nhận tại đây: nơi tiếp nhận và nơi trả kết quả giữ nguyên.',
    en: 'Accepted here: the desk that received it stays, and returns the result.',
  },
  sendBackLead: {
    vi: 'Chỉ trả lại một lần. Nơi chuyển sẽ chuyển đúng cơ quan hoặc tự giải quyết.',
    en: 'Once only. The agency that passed it on finds the right one or goes on itself.',
  },
  now: { vi: 'Cơ quan giải quyết hiện nay', en: 'Agency that has it now' },
  receiving: { vi: 'Nơi tiếp nhận', en: 'Received at' },
  came: {
    vi: (unit: string) => `Chuyển đến từ ${unit}`,
    en: (unit) => `Passed on from ${unit}`,
  },
  cameBack: { vi: (unit: string) => `${unit} trả lại`, en: (unit) => `Sent back by ${unit}` },
  to: { vi: 'Cơ quan có thẩm quyền', en: 'Competent agency' },
  suggested: {
    vi: (unit: string) => `Theo lĩnh vực và địa bàn trong tờ khai: ${unit}`,
    en: (unit) => `By field and place in the form: ${unit}`,
  },
  reason: { vi: 'Lý do', en: 'Reason' },
  reasonHint: {
    vi: 'Cơ quan nhận và người dân đọc được lý do này.',
    en: 'The other agency and the applicant read this.',
  },
  send: { vi: 'Chuyển hồ sơ', en: 'Pass it on' },
  sendBackButton: { vi: 'Trả lại', en: 'Send back' },
})
