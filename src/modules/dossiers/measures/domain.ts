/** Số đo của hồ sơ: what is counted, and by which rule. The views of the migrations give the marks. */

import type { MarkSource } from '#kernel/measures.ts'

const says = (vi: string, en: string, meaningVi: string, meaningEn: string, legal?: string) => ({
  label: { vi, en },
  meaning: { vi: meaningVi, en: meaningEn },
  ...(legal && { legal }),
})

export const dossierMeasures: MarkSource = {
  view: 'dossier_marks',
  measures: {
    'dossiers.received': says(
      'Hồ sơ tiếp nhận',
      'Dossiers received',
      'Đếm vào ngày tiếp nhận. Nhóm liên thông đếm một lần.',
      'Counted on the day of reception. Linked procedures count once.',
      'score-counting',
    ),
    'dossiers.receivedOnline': says(
      'Hồ sơ nộp trực tuyến',
      'Dossiers filed online',
      'Hồ sơ tiếp nhận, người dân nộp qua mạng.',
      'Received, and filed by the applicant online.',
    ),
    'dossiers.fitForFullyOnline': says(
      'Hồ sơ của thủ tục đủ điều kiện toàn trình',
      'Dossiers of procedures fit for full online handling',
      'Hồ sơ tiếp nhận của thủ tục có kênh trực tuyến.',
      'Received, of procedures with the online channel.',
      'score-online',
    ),
    'dossiers.fullyOnline': says(
      'Hồ sơ trực tuyến toàn trình',
      'Dossiers handled wholly online',
      'Nộp qua mạng, nhận kết quả qua mạng hoặc bưu chính.',
      'Filed online, with the result online or by post.',
      'score-online',
    ),
    'dossiers.withFee': says(
      'Hồ sơ phải nộp phí, lệ phí',
      'Dossiers with a fee',
      'Hồ sơ tiếp nhận có số phải thu lớn hơn 0.',
      'Received, with more than nothing to pay.',
    ),
    'dossiers.supplementAsked': says(
      'Lần yêu cầu bổ sung',
      'Requests for supplements',
      'Số lần yêu cầu bổ sung của hồ sơ, đếm vào ngày tiếp nhận.',
      'Requests for a supplement, on the day of reception.',
    ),
    'dossiers.finished': says(
      'Hồ sơ đã xử lý xong',
      'Dossiers finished',
      'Có kết quả (ưu tiên trạng thái 9 trước 10), hoặc đóng do rút, dừng.',
      'With a result (state 9 before 10), or closed by withdrawal or stop.',
      'score-counting',
    ),
    'dossiers.answered': says(
      'Hồ sơ đã có kết quả',
      'Dossiers with a result',
      'Xong với kết quả giải quyết; không tính rút, dừng.',
      'Finished with a result; not those withdrawn or stopped.',
    ),
    'dossiers.finishedLate': says(
      'Hồ sơ xong trễ hẹn',
      'Dossiers finished late',
      'Xong sau giờ hẹn trả, hoặc đã bị yêu cầu bổ sung quá một lần.',
      'Finished after the appointment, or with more than one request for a supplement.',
      'score-progress',
    ),
    'dossiers.finishedEarly': says(
      'Hồ sơ xong trước hạn',
      'Dossiers finished early',
      'Ngày xong trước ngày hẹn trả.',
      'Finished on a day before the day of the appointment.',
      'score-counting',
    ),
    'dossiers.finishedSameDay': says(
      'Hồ sơ xong đúng ngày hẹn',
      'Dossiers finished on the day',
      'Ngày xong là ngày hẹn trả.',
      'Finished on the day of the appointment.',
      'score-counting',
    ),
    'dossiers.fellLate': says(
      'Hồ sơ trở thành trễ hẹn',
      'Dossiers that became late',
      'Ngày hồ sơ quá hẹn mà chưa xong. Đang chờ bổ sung hoặc nộp tiền thì không quá hẹn.',
      'The day on which the appointment passed unfinished. Waiting for a supplement or payment, none passes.',
      'score-progress',
    ),
    'dossiers.finishedMinutes': says(
      'Thời gian giải quyết (phút)',
      'Handling time (minutes)',
      'Từ lúc tiếp nhận đến lúc xong, theo đồng hồ.',
      'From reception to the end, by the clock on the wall.',
    ),
    'dossiers.withdrawn': says(
      'Hồ sơ rút',
      'Dossiers withdrawn',
      'Người dân rút hồ sơ.',
      'By the applicant.',
    ),
    'dossiers.stopped': says('Hồ sơ dừng', 'Dossiers stopped', 'Cơ quan dừng xử lý.', 'By the agency.'),
    'dossiers.reportedEarly': says(
      'Hồ sơ xong trước ngày hẹn, theo báo cáo',
      'Dossiers finished before the day, for reports',
      'Ngày xong trước ngày hẹn trả; không tính hồ sơ dừng.',
      'Finished before the day of the appointment; none that was stopped.',
      'report-tables',
    ),
    'dossiers.reportedLate': says(
      'Hồ sơ xong sau ngày hẹn, theo báo cáo',
      'Dossiers finished after the day, for reports',
      'Ngày xong sau ngày hẹn trả; trễ giờ trong ngày hẹn thì chưa là quá hạn.',
      'Finished after the day of the appointment; some hours late on that day is not late.',
      'report-tables',
    ),
    'dossiers.lateByDay': says(
      'Hồ sơ quá ngày hẹn, theo báo cáo',
      'Dossiers past the day, for reports',
      'Ngày đầu tiên sau ngày hẹn mà chưa xong; trừ lại khi bắt đầu chờ người dân hoặc khi dừng.',
      'The first day after the appointment unfinished; taken back when it waits for the applicant or is stopped.',
      'report-tables',
    ),
    'dossiers.refused': says(
      'Hồ sơ không được tiếp nhận',
      'Dossiers refused',
      'Từ chối tiếp nhận, có phiếu.',
      'Refused at reception, with its notice.',
    ),
  },
}

export const paperMeasures: MarkSource = {
  view: 'dossier_paper_marks',
  measures: {
    'dossiers.withDigitisedPapers': says(
      'Hồ sơ có giấy tờ số hóa',
      'Dossiers with digitised papers',
      'Có ít nhất một giấy tờ đã số hóa, ký số.',
      'With at least one digitised and signed paper.',
      'score-digitised',
    ),
    'dossiers.withReusedPapers': says(
      'Hồ sơ dùng lại dữ liệu số hóa',
      'Dossiers with reused papers',
      'Có giấy tờ dùng lại hoặc thành phần đã số hóa.',
      'With a reused paper or a digitised one.',
      'score-digitised',
    ),
    'dossiers.fromStore': says(
      'Hồ sơ lấy giấy tờ từ kho',
      'Dossiers with papers from the store',
      'Có giấy tờ lấy từ kho dữ liệu quốc gia.',
      'With a paper from the national store.',
      'score-digitised',
    ),
  },
}
