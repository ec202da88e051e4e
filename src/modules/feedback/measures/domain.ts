/** Số đo của phản ánh hiện trường: what is counted of each handling by a unit (docs/legal.md#field-reports). */

import type { MarkSource } from '#kernel/measures.ts'

const says = (vi: string, en: string, meaningVi: string, meaningEn: string) => ({
  label: { vi, en },
  meaning: { vi: meaningVi, en: meaningEn },
  legal: 'field-reports',
})

/** Items are categories. A report that is handled twice counts twice. */
export const reportMeasures: MarkSource = {
  view: 'feedback_marks',
  measures: {
    'feedback.received': says(
      'Phản ánh đơn vị nhận xử lý',
      'Reports taken',
      'Ngày đơn vị nhận xử lý phản ánh.',
      'The day on which the unit took the report.',
    ),
    'feedback.answeredInTime': says(
      'Phản ánh trả lời đúng hạn',
      'Reports answered in time',
      'Ngày trả lời, không sau hạn (kể cả hạn đã gia hạn).',
      'The day of the answer, not after the limit with its extension.',
    ),
    'feedback.answeredLate': says(
      'Phản ánh trả lời trễ hạn',
      'Reports answered late',
      'Ngày trả lời, sau hạn.',
      'The day of the answer, after the limit.',
    ),
    'feedback.fellLate': says(
      'Phản ánh trở thành trễ hạn',
      'Reports that became late',
      'Ngày hết hạn mà chưa trả lời.',
      'The day on which the limit ran out without an answer.',
    ),
    'feedback.firstAnswers': says(
      'Phản ánh có câu trả lời đầu tiên',
      'Reports answered for the first time',
      'Ngày một đơn vị trả lời phản ánh lần đầu, tính cho đơn vị đó.',
      'The day on which a unit was the first to answer the report, for that unit.',
    ),
    'feedback.firstAnswerHours': says(
      'Số giờ chờ câu trả lời đầu tiên',
      'Hours to the first answer',
      'Số giờ từ lúc gửi đến câu trả lời đầu tiên, kể cả ngày nghỉ; giờ đã bắt đầu tính là một giờ.',
      'Hours from sending to the first answer, days off among them; a begun hour is whole.',
    ),
    'feedback.reopened': says(
      'Phản ánh bị mở lại',
      'Reports opened again',
      'Ngày người gửi yêu cầu xử lý lại, tính cho đơn vị có câu trả lời được công khai sau cùng.',
      'The day on which the sender had it opened again, for the unit whose answer was published last.',
    ),
    'feedback.rated': says(
      'Lượt đánh giá phản ánh',
      'Ratings of reports',
      'Mỗi lần trả lời được người gửi đánh giá một lần.',
      'One for each answer, by who sent the report.',
    ),
    'feedback.ratedHappy': says(
      'Lượt hài lòng hoặc chấp nhận',
      'Satisfied or acceptable',
      'Người gửi chọn hài lòng hoặc chấp nhận.',
      'Who sent it chose satisfied or acceptable.',
    ),
    'feedback.ratedUnhappy': says(
      'Lượt không hài lòng',
      'Dissatisfied',
      'Người gửi chọn không hài lòng.',
      'Who sent it chose dissatisfied.',
    ),
  },
}
