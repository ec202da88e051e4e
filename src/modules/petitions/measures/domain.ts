/** Số đo của phản ánh, kiến nghị (docs/legal.md#petitions), for indicators 5.1 to 5.3 of the index. */

import type { MarkSource } from '#kernel/measures.ts'

const says = (vi: string, en: string, meaningVi: string, meaningEn: string) => ({
  label: { vi, en },
  meaning: { vi: meaningVi, en: meaningEn },
  legal: 'petitions',
})

/** Items are procedures, or the kind where none is named. Units are those that have it: the desk until one was given it. */
export const petitionMeasures: MarkSource = {
  view: 'petition_marks',
  measures: {
    'petitions.received': says(
      'Phản ánh, kiến nghị nhận được',
      'Petitions received',
      'Ngày nhận; không tính việc đã hướng dẫn khiếu nại, tố cáo.',
      'The day of reception, without those led to complaint or denunciation.',
    ),
    'petitions.aboutRules': says(
      'Phản ánh, kiến nghị về quy định, thủ tục',
      'Petitions about rules',
      'Ngày nhận, về quy định, thủ tục.',
      'The day of reception, of those about rules.',
    ),
    'petitions.aboutStaff': says(
      'Phản ánh, kiến nghị về cán bộ',
      'Petitions about staff',
      'Ngày nhận, về hành vi cán bộ, cơ quan.',
      'The day of reception, of those about the conduct of staff.',
    ),
    'petitions.due': says(
      'Phản ánh, kiến nghị phải trả lời',
      'Petitions due',
      'Ngày kết thúc, hoặc ngày quá một thời hạn nếu sớm hơn.',
      'The day on which it ended, or a limit ran out, whichever was first.',
    ),
    'petitions.answeredInTime': says(
      'Phản ánh, kiến nghị xử lý đúng hạn',
      'Petitions answered in time',
      'Ngày kết thúc, khi giữ đúng mọi hạn: chuyển 2, hỏi lại 5, xử lý 15, công khai 2 ngày làm việc.',
      'The day of the end, with every limit kept: 2 to pass on, 5 to ask, 15 to handle, 2 to publish, in working days.',
    ),
    'petitions.fellLate': says(
      'Phản ánh, kiến nghị trở thành quá hạn',
      'Petitions that became late',
      'Ngày một thời hạn đầu tiên bị lỡ.',
      'The day on which the first limit was missed.',
    ),
    'petitions.endedLate': says(
      'Phản ánh, kiến nghị xong quá hạn',
      'Petitions ended late',
      'Ngày kết thúc của việc đã quá một thời hạn.',
      'The day of the end of one that had missed a limit.',
    ),
    'petitions.answered': says(
      'Phản ánh, kiến nghị đã trả lời',
      'Petitions answered',
      'Ngày công khai câu trả lời.',
      'The day on which the answer was published.',
    ),
    'petitions.disliked': says(
      'Phản ánh, kiến nghị chưa được hài lòng',
      'Petitions disliked',
      'Đã trả lời mà bị chê, bị gửi lặp lại, hoặc quá hạn; theo ngày công khai.',
      'Answered, and disliked, sent again or late; by the day of publication.',
    ),
    'petitions.rated': says(
      'Lượt đánh giá câu trả lời',
      'Ratings of answers',
      'Mỗi kiến nghị một lượt.',
      'One for a petition.',
    ),
    'petitions.ratedLike': says(
      'Câu trả lời được hài lòng',
      'Answers that were liked',
      'Người gửi chọn hài lòng.',
      'The sender chose like.',
    ),
    'petitions.ratedDislike': says(
      'Câu trả lời không được hài lòng',
      'Answers that were disliked',
      'Người gửi chọn không hài lòng.',
      'The sender chose dislike.',
    ),
    'petitions.foundUseful': says(
      'Lượt người đọc thấy có ích',
      'Readers who found an answer useful',
      'Ngày người đọc chọn có ích, mỗi người một lượt trong ngày cho một câu trả lời.',
      'The day on which a reader chose useful, one a day for each reader and answer.',
    ),
    'petitions.foundUnclear': says(
      'Lượt người đọc thấy chưa rõ',
      'Readers who did not find an answer clear',
      'Ngày người đọc chọn chưa rõ, mỗi người một lượt trong ngày cho một câu trả lời.',
      'The day on which a reader chose not clear, one a day for each reader and answer.',
    ),
  },
}
