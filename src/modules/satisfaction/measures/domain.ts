/** Số đo của đánh giá: what is counted of answers, and of online dossiers that are late (docs/legal.md#satisfaction). */

import type { MarkSource } from '#kernel/measures.ts'

const says = (vi: string, en: string, meaningVi: string, meaningEn: string) => ({
  label: { vi, en },
  meaning: { vi: meaningVi, en: meaningEn },
  legal: 'satisfaction',
})

/** Keys begin with what was rated. */
export const answerMeasures: MarkSource = {
  view: 'satisfaction_answer_marks',
  measures: {
    'dossiers.rated': says('Lượt đánh giá', 'Ratings', 'Mỗi hồ sơ một lượt.', 'One for a dossier.'),
    'dossiers.ratedUnhappy': says(
      'Lượt không hài lòng',
      'Unhappy ratings',
      'Đánh giá chung là không hài lòng, hoặc có phàn nàn về thái độ chưa được xác minh là sai.',
      'Not satisfied all in all, or a complaint about attitude that was not found to be false.',
    ),
    'dossiers.ratedHappy': says(
      'Lượt hài lòng',
      'Happy ratings',
      'Đánh giá chung là hài lòng hoặc rất hài lòng, không có phàn nàn.',
      'Satisfied or very satisfied, without a complaint.',
    ),
    'dossiers.pointsContacts': says(
      'Điểm tiêu chí 3',
      'Points of criterion 3',
      'Số lần phải liên hệ để hoàn thiện hồ sơ: 2, 1 hoặc 0 điểm.',
      'How often one had to come back: 2, 1 or 0 points.',
    ),
    'dossiers.pointsAgencies': says(
      'Điểm tiêu chí 4',
      'Points of criterion 4',
      'Số cơ quan phải liên hệ: 2, 1 hoặc 0 điểm.',
      'How many agencies one had to see: 2, 1 or 0 points.',
    ),
    'dossiers.pointsAttitude': says(
      'Điểm tiêu chí 7',
      'Points of criterion 7',
      'Thái độ của cán bộ: có phàn nàn 0 điểm; không thì theo thời gian giải quyết, 2, 1 hoặc 0 điểm.',
      'Attitude of officers: 0 with a complaint; without one by the handling time, 2, 1 or 0 points.',
    ),
  },
}

export const onlineMeasures: MarkSource = {
  view: 'satisfaction_online_marks',
  measures: {
    'satisfaction.onlineFellLate': says(
      'Hồ sơ trực tuyến trở thành trễ hẹn',
      'Online dossiers that became late',
      'Ngày hồ sơ nộp qua mạng quá hẹn mà chưa xong.',
      'The day on which the appointment of an online dossier passed unfinished.',
    ),
    'satisfaction.onlineFinishedLate': says(
      'Hồ sơ trực tuyến xong trễ hẹn',
      'Online dossiers finished late',
      'Hồ sơ nộp qua mạng xong sau giờ hẹn trả.',
      'Filed online and finished after the appointment.',
    ),
  },
}
