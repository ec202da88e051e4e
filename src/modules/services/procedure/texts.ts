import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  procedure: { vi: 'Thủ tục hành chính', en: 'Administrative procedure' },
  alsoCalled: { vi: (words: string) => `Còn gọi: ${words}`, en: (words) => `Also called: ${words}` },
  apply: { vi: 'Nộp hồ sơ trực tuyến', en: 'Apply online' },
  checklist: { vi: 'In danh mục giấy tờ', en: 'Print the list of papers' },
  guides: { vi: 'Hướng dẫn từng bước', en: 'Step by step' },
  summary: { vi: 'Tóm tắt', en: 'In short' },
  code: { vi: 'Mã thủ tục', en: 'Code' },
  field: { vi: 'Lĩnh vực', en: 'Field' },
  decision: { vi: 'Quyết định công bố', en: 'Published by decision' },
  onThisPage: { vi: 'Trên trang này', en: 'On this page' },

  who: { vi: 'Ai được nộp', en: 'Who may apply' },
  whoUnknown: {
    vi: 'Nguồn công bố không ghi đối tượng. Cá nhân và tổ chức đều nộp được; bộ phận một cửa sẽ xem.',
    en: 'The source does not say. Persons and organisations may apply; the desk will check.',
  },

  papers: { vi: 'Cần giấy tờ gì', en: 'What is needed' },
  papersNone: { vi: 'Không phải nộp giấy tờ kèm theo.', en: 'No papers have to be attached.' },
  papersMixed: {
    vi: 'Danh sách này gộp giấy tờ của nhiều trường hợp. Nộp giấy tờ đúng với trường hợp của mình; bộ phận một cửa nói rõ một lần nếu còn thiếu.',
    en: 'This list joins the papers of several cases. Submit those of your own case; the desk will say once, and fully, if something is missing.',
  },
  'need.required': { vi: 'Bắt buộc', en: 'Required' },
  'need.byCase': { vi: 'Tùy trường hợp', en: 'In some cases' },
  'need.ifAny': { vi: 'Nếu có', en: 'If you have it' },
  originals: {
    vi: (count: number) => `${count} bản chính`,
    en: (count) => `${count} ${count === 1 ? 'original' : 'originals'}`,
  },
  copies: {
    vi: (count: number) => `${count} bản sao`,
    en: (count) => `${count} ${count === 1 ? 'copy' : 'copies'}`,
  },
  show: { vi: 'Chỉ xuất trình', en: 'Only to be shown' },
  reused: {
    vi: 'Không phải nộp nếu đã có trong kho giấy tờ của ông/bà.',
    en: 'Not needed if it is already in your document wallet.',
  },

  howLong: { vi: 'Bao lâu có kết quả', en: 'How long it takes' },
  allCases: { vi: 'Mọi trường hợp', en: 'Every case' },
  otherCases: { vi: 'Các trường hợp còn lại', en: 'Other cases' },
  'channel.direct': { vi: 'Nộp trực tiếp', en: 'At the desk' },
  'channel.online': { vi: 'Nộp trực tuyến', en: 'Online' },
  'channel.post': { vi: 'Nộp qua bưu chính', en: 'By post' },
  limitAssumed: {
    vi: 'Nguồn công bố không ghi thời hạn dùng được. Tỉnh tạm tính như trên cho đến khi cơ quan chuyên môn xác nhận.',
    en: 'The source gives no usable limit. The province reckons provisionally as above until the department confirms.',
  },
  limitPartly: {
    vi: 'Nguồn công bố không ghi rõ thời hạn cho mọi cách nộp; cách nộp thiếu được tính như trên.',
    en: 'The source gives no clear limit for every channel; those without are reckoned as above.',
  },
  limitByCase: {
    vi: 'Nguồn ghi nhiều thời hạn tùy trường hợp.',
    en: 'The source gives several limits, depending on the case.',
  },
  limitReceipt: {
    vi: 'Ngày hẹn trả ghi trên giấy tiếp nhận. Thời hạn tính từ khi nhận đủ hồ sơ hợp lệ.',
    en: 'Your receipt states the due date. The time runs from a complete and valid dossier.',
  },

  howMuch: { vi: 'Phí, lệ phí', en: 'How much it costs' },
  feeNone: { vi: 'Không thu phí, lệ phí.', en: 'There is no fee.' },
  feeFromAnswers: {
    vi: 'Tính theo tờ khai; số tiền hiện ra trước khi nộp',
    en: 'Worked out from the form; shown before you submit',
  },
  feeWhen: { vi: (words: string) => `khi ${words}`, en: (words) => `when ${words}` },
  comingLimits: { vi: 'Thời hạn sẽ áp dụng', en: 'Limits still to come' },
  comingFees: { vi: 'Mức thu sẽ áp dụng', en: 'Fees still to come' },
  comingVersion: {
    vi: (day: string) => `Từ ${day} thủ tục này thay đổi`,
    en: (day) => `This procedure changes on ${day}`,
  },
  comingVersionText: {
    vi: (legal: string) => `Theo ${legal}. Hồ sơ nộp trước ngày đó vẫn làm theo quy định hiện nay.`,
    en: (legal) => `By ${legal}. Dossiers filed before that day follow the rules of today.`,
  },
  'collect.onReceipt': { vi: 'thu khi nộp hồ sơ', en: 'paid when submitting' },
  'collect.onSupplement': { vi: 'thu khi có thông báo', en: 'paid when notified' },
  'collect.onReturn': { vi: 'thu khi nhận kết quả', en: 'paid on receiving the result' },
  legalBasisOf: { vi: (legal: string) => `Căn cứ: ${legal}`, en: (legal) => `Legal basis: ${legal}` },
  feePublished: { vi: 'Mức thu ghi trong nguồn công bố:', en: 'The published source says:' },
  feeAsk: { vi: 'Hỏi mức thu trước khi nộp tiền', en: 'Ask for the fee before you pay' },
  feeAskText: {
    vi: 'Bộ phận một cửa cho biết có thu hay không, mức thu và căn cứ. Cổng này không thu.',
    en: 'The desk says whether there is a fee, how much and by which text. This portal charges none.',
  },
  glanceFeeNone: { vi: 'Không thu', en: 'None' },
  glanceFeeRules: { vi: 'Có thu', en: 'There is a fee' },
  glanceFeeAsk: { vi: 'Bộ phận một cửa xác nhận', en: 'The desk confirms' },
  glancePapers: { vi: (count: number) => `${count} loại`, en: (count) => `${count}` },
  papersShort: { vi: 'Giấy tờ', en: 'Papers' },
  limitShort: { vi: 'Thời hạn', en: 'Time limit' },
  provisional: { vi: 'tạm tính', en: 'provisional' },
  feeUnknown: { vi: 'Nguồn công bố không ghi mức thu.', en: 'The published source gives no fee.' },
  feeCaution: { vi: 'Chưa phải mức thu chính thức', en: 'Not yet the fee you will be charged' },
  feeCautionText: {
    vi: 'Cổng này không thu tiền theo dòng trên. Bộ phận một cửa xác nhận mức thu và căn cứ trước khi ông/bà nộp tiền.',
    en: 'This portal charges nothing on that line. The desk confirms amount and legal basis before you pay.',
  },
  feeSuspect: {
    vi: 'Con số trong nguồn có thể sai, ví dụ thiếu số 0.',
    en: 'The figure in the source may be wrong, for example by missing zeros.',
  },
  feeByCouncil: {
    vi: 'Mức thu do Hội đồng nhân dân tỉnh quyết định.',
    en: 'The amount is set by the People’s Council of the province.',
  },
  feeCases: { vi: 'Có nhiều mức thu, tùy trường hợp.', en: 'There are several amounts, by case.' },

  where: { vi: 'Nộp ở đâu', en: 'Where to apply' },
  decides: { vi: 'Cơ quan giải quyết', en: 'Who decides' },
  desk: { vi: 'Bộ phận tiếp nhận', en: 'Desk' },
  deskOnline: {
    vi: 'Nộp trực tuyến tại cổng này, lúc nào cũng được, hoặc:',
    en: 'Online at this portal at any time, or:',
  },
  deskCommune: {
    vi: 'Bộ phận một cửa của xã, phường, thị trấn nơi ông/bà ở hoặc nơi có việc',
    en: 'The one-stop desk of the commune where you live or where the matter lies',
  },
  deskDistrict: {
    vi: 'Bộ phận một cửa của huyện, thị xã, thành phố nơi có việc',
    en: 'The one-stop desk of the district where the matter lies',
  },
  deskProvince: {
    vi: 'Trung tâm Phục vụ hành chính công của tỉnh',
    en: 'The public administration service centre of the province',
  },
  'decides.commune': { vi: 'Ủy ban nhân dân cấp xã', en: 'People’s Committee of the commune' },
  'decides.district': { vi: 'Ủy ban nhân dân cấp huyện', en: 'People’s Committee of the district' },
  'decides.province': { vi: 'Cơ quan chuyên môn của tỉnh', en: 'Department of the province' },
  handledBy: { vi: 'Người thụ lý', en: 'Handled by' },
  address: { vi: 'Địa chỉ', en: 'Address' },
  phone: { vi: 'Điện thoại', en: 'Telephone' },
  publishedAgency: { vi: 'Theo nguồn công bố', en: 'As published' },
  agencyMismatch: {
    vi: 'Nguồn ghi cơ quan không khớp với cấp giải quyết. Gọi đường dây nóng để hỏi lại trước khi đi.',
    en: 'Body and level disagree in the source. Call the hotline before you go.',
  },

  result: { vi: 'Nhận được gì', en: 'What you receive' },
  resultMissing: { vi: 'Nguồn không ghi tên kết quả.', en: 'The source does not name the result.' },
  resultCode: { vi: (code: string) => `mã ${code}`, en: (code) => `code ${code}` },

  sequenceShow: {
    vi: 'Đọc trình tự theo cơ quan công bố',
    en: 'Read the steps as published (in Vietnamese)',
  },
  'applicant.citizen': { vi: 'Công dân Việt Nam', en: 'Vietnamese citizens' },
  'applicant.overseasVietnamese': {
    vi: 'Người Việt Nam định cư ở nước ngoài',
    en: 'Vietnamese living abroad',
  },
  'applicant.foreigner': { vi: 'Người nước ngoài', en: 'Foreigners' },
  'applicant.residentForeigner': {
    vi: 'Người nước ngoài cư trú tại Việt Nam',
    en: 'Foreigners living in Vietnam',
  },
  'applicant.officer': { vi: 'Cán bộ, công chức, viên chức', en: 'Public officials' },
  'applicant.enterprise': { vi: 'Doanh nghiệp', en: 'Enterprises' },
  'applicant.vietnameseEnterprise': { vi: 'Doanh nghiệp Việt Nam', en: 'Vietnamese enterprises' },
  'applicant.foreignInvestedEnterprise': {
    vi: 'Doanh nghiệp có vốn đầu tư nước ngoài',
    en: 'Enterprises with foreign capital',
  },
  'applicant.cooperative': { vi: 'Hợp tác xã', en: 'Cooperatives' },
  'applicant.organisation': {
    vi: 'Tổ chức (không phải doanh nghiệp, hợp tác xã)',
    en: 'Organisations (not enterprises or cooperatives)',
  },
  'applicant.foreignOrganisation': { vi: 'Tổ chức nước ngoài', en: 'Foreign organisations' },
  'applicant.partyMember': { vi: 'Đảng viên', en: 'Party members' },
  'applicant.partyOrganisation': { vi: 'Tổ chức Đảng', en: 'Party organisations' },
  conditionsShow: { vi: 'Đọc yêu cầu, điều kiện', en: 'Read the conditions (in Vietnamese)' },
  stepsTitle: { vi: 'Hồ sơ đi qua các bước', en: 'The steps of a dossier' },
  legal: { vi: 'Căn cứ pháp lý', en: 'Legal basis' },
  legalNone: { vi: 'Nguồn không ghi số văn bản.', en: 'The source names no text.' },
  related: { vi: 'Thủ tục hay cần cùng lúc', en: 'Often needed together' },
  sourceDoubt: {
    vi: 'Cần đối chiếu với nguồn',
    en: 'To be checked against the source',
  },
  papersUnreadable: {
    vi: 'Danh mục giấy tờ của nguồn không đọc chắc được. Hỏi bộ phận một cửa trước khi nộp.',
    en: 'The list of papers could not be read with certainty. Ask the desk before you apply.',
  },
  papersMissing: { vi: 'Nguồn không ghi giấy tờ phải nộp.', en: 'The source names no papers.' },
  nameSuspect: {
    vi: 'Tên này lặp lại ở nhiều mã thủ tục trong nguồn, có thể sai.',
    en: 'This name stands at several codes in the source and may be wrong.',
  },
  help: { vi: 'Cần người giúp?', en: 'Need help?' },
  helpText: {
    vi: 'Gọi đường dây nóng, hoặc đến bộ phận một cửa gần nhất: cán bộ làm cùng ông/bà.',
    en: 'Call the hotline, or go to the nearest one-stop desk: an officer will do it with you.',
  },

  checklistTitle: {
    vi: (name: string) => `Giấy tờ cần mang: ${name}`,
    en: (name) => `Papers to bring: ${name}`,
  },
  checklistLead: {
    vi: 'Đánh dấu vào ô khi đã có. Để in, mở mục In của trình duyệt (Ctrl+P).',
    en: 'Tick what you have. To print, use your browser’s Print (Ctrl+P).',
  },
  back: { vi: 'Về trang thủ tục', en: 'Back to the procedure' },
  asOf: { vi: (day: string) => `In ngày ${day}`, en: (day) => `Printed on ${day}` },
})
