/** Words of following a dossier. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  // Tra cứu
  lookUp: { vi: 'Tra cứu hồ sơ', en: 'Find a dossier' },
  lookUpLead: {
    vi: 'Nhập hai mã in trên phiếu. Quét mã QR trên phiếu thì không cần nhập.',
    en: 'Enter the two codes on your receipt. Scan its QR code and you need not type them.',
  },
  code: { vi: 'Mã hồ sơ', en: 'Dossier code' },
  codeHint: {
    vi: 'Ví dụ: H10.12-240705-0009, hoặc số phiếu hỗ trợ HT-H10.12-01-0001',
    en: 'For example H10.12-240705-0009, or the slip of a helper, HT-H10.12-01-0001',
  },
  secret: { vi: 'Mã tra cứu', en: 'Lookup code' },
  secretHint: {
    vi: '6 chữ và số, in ngay dưới mã hồ sơ. Với phiếu hỗ trợ: 4 số cuối điện thoại',
    en: '6 letters and figures, just under the dossier code. With a slip: the last 4 figures of the phone',
  },
  lookUpAct: { vi: 'Xem hồ sơ', en: 'Show the dossier' },
  lookUpAnother: { vi: 'Tra cứu hồ sơ khác', en: 'Find another dossier' },
  secretMissing: {
    vi: 'Nhập thêm mã tra cứu, gồm 6 chữ và số.',
    en: 'Enter the lookup code too; it has 6 letters and figures.',
  },
  codeMissing: { vi: 'Nhập mã hồ sơ in trên phiếu.', en: 'Enter the dossier code on your receipt.' },
  lost: { vi: 'Mất phiếu?', en: 'Lost the receipt?' },
  lostAnswer: {
    vi: 'Đăng nhập để xem mọi hồ sơ của mình, không cần mã. Hoặc mang căn cước đến Bộ phận Một cửa nơi đã nộp.',
    en: 'Sign in to see all your dossiers without a code. Or bring your identity card to the desk where you applied.',
  },
  signIn: { vi: 'Đăng nhập', en: 'Sign in' },
  signInForAll: { vi: 'Đăng nhập để xem đầy đủ', en: 'Sign in to see everything' },
  maskedWhy: {
    vi: 'Trang này che bớt tên và không hiện giấy tờ.',
    en: 'This page hides part of names and shows no papers.',
  },
  // Hồ sơ
  dossier: { vi: (code: string) => `Hồ sơ ${code}`, en: (code) => `Dossier ${code}` },
  dossiers: { vi: 'Hồ sơ của tôi', en: 'My dossiers' },
  account: { vi: 'Tài khoản', en: 'Account' },
  applicant: { vi: 'Người đề nghị', en: 'Applicant' },
  stepNow: { vi: 'Đang ở bước', en: 'Now at' },
  holder: { vi: 'Ai đang giữ', en: 'Who has it' },
  until: { vi: 'Đến khi nào', en: 'Until when' },
  next: { vi: 'Tiếp theo', en: 'What next' },
  glance: { vi: 'Hồ sơ đang ở đâu', en: 'Where the dossier is' },
  holderYou: { vi: 'Ông/bà. Cơ quan đang chờ.', en: 'You. The agency is waiting.' },
  holderNobody: { vi: 'Không ai. Hồ sơ đã kết thúc.', en: 'Nobody. The dossier is closed.' },
  phone: { vi: 'Điện thoại', en: 'Phone' },
  untilReply: {
    vi: (time: string) => `Cơ quan trả lời trước ${time}`,
    en: (time) => `The agency answers before ${time}`,
  },
  untilDue: {
    vi: (time: string) => `Hẹn trả kết quả trước ${time}`,
    en: (time) => `Result due before ${time}`,
  },
  untilPaused: {
    vi: 'Thời hạn tạm dừng, chờ ông/bà. Làm xong thì đếm tiếp.',
    en: 'The clock is stopped and waits for you. It goes on when you are done.',
  },
  untilWas: { vi: (time: string) => `Đã hẹn trước ${time}`, en: (time) => `It was due before ${time}` },
  untilDone: { vi: 'Đã có kết quả.', en: 'The result is ready.' },
  untilEnded: { vi: (time: string) => `Kết thúc lúc ${time}`, en: (time) => `Closed at ${time}` },
  awaitedSupplement: { vi: 'ông/bà bổ sung', en: 'you to complete it' },
  awaitedPayment: { vi: 'ông/bà nộp tiền', en: 'you to pay' },
  lateWords: {
    vi: 'Cơ quan đã trễ hẹn. Ông/bà không phải làm gì thêm. Có thể gọi cơ quan đang giữ để hỏi.',
    en: 'The agency is late. You need not do anything. You may call the agency that has it.',
  },
  nextRegistered: {
    vi: 'Cán bộ xem giấy tờ rồi tiếp nhận, hoặc báo chỗ cần bổ sung. Ông/bà chờ tin nhắn.',
    en: 'An officer checks the papers, then accepts or says what is missing. Wait for a message.',
  },
  nextProcessing: {
    vi: (step: string) => `Xong bước này thì đến: ${step}. Ông/bà chưa phải làm gì.`,
    en: (step) => `After this step comes: ${step}. You need not do anything.`,
  },
  nextLast: {
    vi: 'Đây là bước cuối. Ông/bà chờ tin nhắn báo có kết quả.',
    en: 'This is the last step. Wait for the message that the result is ready.',
  },
  nextSupplementing: {
    vi: (count: number) => `Sửa ${count} chỗ được nêu rồi gửi lại. Chỉ phải bổ sung một lần.`,
    en: (count) =>
      count === 1
        ? 'Mend the 1 thing named and send it. You are asked once only.'
        : `Mend the ${count} things named and send them. You are asked once only.`,
  },
  nextFinancial: {
    vi: 'Nộp khoản tiền theo thông báo. Nộp xong, cơ quan làm tiếp.',
    en: 'Pay as the notice says. The agency goes on once it is paid.',
  },
  nextDoneOnline: {
    vi: 'Tải kết quả điện tử. Bản này có giá trị như bản giấy.',
    en: 'Download the electronic result. It is as valid as paper.',
  },
  nextDoneDesk: {
    vi: (desk: string) => `Mang phiếu và căn cước đến ${desk} để nhận kết quả.`,
    en: (desk) => `Bring your receipt and identity card to ${desk} to collect the result.`,
  },
  collectAct: { vi: 'Lấy mã nhận kết quả', en: 'Get the code to collect it' },
  nextDonePost: {
    vi: 'Bưu điện mang kết quả đến địa chỉ đã khai.',
    en: 'The post brings the result to the address you gave.',
  },
  nextReturned: { vi: 'Hồ sơ đã xong. Cảm ơn ông/bà.', en: 'The dossier is finished. Thank you.' },
  nextNotAccepted: {
    vi: 'Xem lý do, sửa rồi nộp hồ sơ mới. Không đồng ý thì có quyền khiếu nại.',
    en: 'See the reason, mend it and apply anew. If you disagree you may complain.',
  },
  nextWithdrawn: { vi: 'Cần làm lại thì nộp hồ sơ mới.', en: 'To do it again, apply anew.' },
  nextStopped: {
    vi: 'Xem thông báo để biết lý do. Đủ điều kiện thì nộp hồ sơ mới.',
    en: 'See the notice for the reason. Apply anew when you can.',
  },
  askedPublic: { vi: 'Những chỗ cần bổ sung', en: 'What is to be mended' },
  // Cách tính hạn
  why: { vi: 'Vì sao hẹn ngày này?', en: 'Why this date?' },
  whyReply: {
    vi: 'Hồ sơ nộp trực tuyến được trả lời trong 8 giờ làm việc.',
    en: 'A dossier filed online is answered within 8 working hours.',
  },
  whyLimit: {
    vi: (limit: string) => `Thời hạn giải quyết: ${limit}, tính từ lúc tiếp nhận.`,
    en: (limit) => `Time limit: ${limit}, from the moment of acceptance.`,
  },
  outcome: { vi: 'Kết luận', en: 'Outcome' },
  limitHour: { vi: (n: string) => `${n} giờ làm việc`, en: (n) => `${n} working hours` },
  limitWorkingDay: { vi: (n: string) => `${n} ngày làm việc`, en: (n) => `${n} working days` },
  limitDay: { vi: (n: string) => `${n} ngày`, en: (n) => `${n} days` },
  limitMonth: { vi: (n: string) => `${n} tháng`, en: (n) => `${n} months` },
  // Diễn biến
  story: { vi: 'Diễn biến', en: 'What happened' },
  storySubmittedOnline: { vi: 'Đã nộp trực tuyến', en: 'Submitted online' },
  storySubmitted: { vi: 'Đã nộp', en: 'Submitted' },
  storyInPlace: {
    vi: (agent: string, owner: string) => `${agent} làm thay ${owner}`,
    en: (agent, owner) => `${agent} for ${owner}`,
  },
  storyHelped: {
    vi: (agent: string) => `do ${agent} (tổ công nghệ số cộng đồng) hỗ trợ`,
    en: (agent) => `with the help of ${agent} (community digital team)`,
  },
  storyAsked: { vi: 'Cơ quan yêu cầu bổ sung', en: 'The agency asked for more' },
  storyAnswered: { vi: 'Đã gửi bổ sung', en: 'The missing things were sent' },
  storyWaitMend: { vi: 'Chờ ông/bà bổ sung', en: 'Waiting for you to complete it' },
  storyWaitPay: { vi: 'Chờ ông/bà nộp tiền', en: 'Waiting for you to pay' },
  storyApology: {
    vi: (moment: string) => `Cơ quan xin lỗi và hẹn lại: ${moment}`,
    en: (moment) => `The agency apologised and gave a later day: ${moment}`,
  },
  storyExtension: {
    vi: (moment: string) => `Gia hạn theo luật đến ${moment}`,
    en: (moment) => `Extended as the law allows, until ${moment}`,
  },
  storyTransferred: {
    vi: (unit: string) => `Chuyển đến cơ quan có thẩm quyền: ${unit}`,
    en: (unit) => `Passed to the competent agency: ${unit}`,
  },
  storyRepinned: {
    vi: 'Thủ tục có quy định mới, hồ sơ được giải quyết theo quy định đó',
    en: 'The procedure has new rules, and the dossier follows them from here',
  },
  storyRepinUndone: {
    vi: 'Hồ sơ trở lại quy định lúc nộp',
    en: 'The dossier follows the rules of its filing again',
  },
  storyDueNow: {
    vi: (moment: string) => `Hẹn trả từ đây: ${moment}`,
    en: (moment) => `Due from here on: ${moment}`,
  },
  storyReason: { vi: (reason: string) => `Lý do: ${reason}`, en: (reason) => `Reason: ${reason}` },
  stoppedTitle: { vi: 'Hồ sơ đã dừng giải quyết', en: 'The dossier was stopped' },
  stoppedWay: {
    vi: 'Nhận lại giấy tờ gốc tại nơi nộp. Đủ điều kiện thì nộp hồ sơ mới. Không đồng ý thì khiếu nại trong 90 ngày.',
    en: 'Collect your originals where you handed them in. Apply anew when you can. If you disagree, complain within 90 days.',
  },
  storyHandedBack: {
    vi: (step: string) => `${step}: làm lại bước trước`,
    en: (step) => `${step}: back to the step before`,
  },
  storyBefore: { vi: (time: string) => `Xong trước ${time}`, en: (time) => `Done before ${time}` },
  storyComing: { vi: 'Chưa đến', en: 'Not yet' },
  // Trang đầy đủ
  mendTitle: { vi: 'Hồ sơ cần bổ sung', en: 'Your dossier needs something more' },
  mendAct: { vi: 'Xem và bổ sung', en: 'See and complete' },
  resultTitle: { vi: 'Đã có kết quả', en: 'The result is ready' },
  resultAct: { vi: 'Tải kết quả', en: 'Download the result' },
  refusedTitle: { vi: 'Hồ sơ không được tiếp nhận', en: 'The dossier was not accepted' },
  refusedGround: { vi: 'Lý do', en: 'Reason' },
  refusedBasis: { vi: 'Căn cứ', en: 'Legal basis' },
  refusedWay: {
    vi: 'Sửa theo lý do rồi nộp hồ sơ mới. Không đồng ý thì gửi khiếu nại đến cơ quan giải quyết trong 90 ngày.',
    en: 'Mend what is named and apply anew. If you disagree, complain to the agency within 90 days.',
  },
  applyAnew: { vi: 'Nộp hồ sơ mới', en: 'Apply anew' },
  rateAct: { vi: 'Đánh giá', en: 'Give your opinion' },
  rateAsk: {
    vi: 'Ông/bà có hài lòng không? Bốn câu hỏi, khoảng một phút.',
    en: 'Were you satisfied? Four questions, about a minute.',
  },
  receipt: { vi: 'Giấy tiếp nhận và hẹn trả kết quả (PDF)', en: 'Receipt with the due date (PDF)' },
  ledgerProof: { vi: 'Bằng chứng ghi sổ cái', en: 'Proof in the ledger' },
  slip: { vi: 'Phiếu nộp hồ sơ và mã QR', en: 'Submission slip with the QR code' },
  apologySlip: { vi: 'Văn bản xin lỗi và hẹn lại (PDF)', en: 'Apology and new date (PDF)' },
  stopSlip: { vi: 'Thông báo dừng giải quyết (PDF)', en: 'Notice of stopping (PDF)' },
  refusalSlip: { vi: 'Phiếu từ chối tiếp nhận (PDF)', en: 'Refusal (PDF)' },
  receiptLater: {
    vi: 'Hồ sơ được tiếp nhận thì Giấy tiếp nhận và hẹn trả có ở trang theo dõi hồ sơ.',
    en: 'Once it is accepted, the receipt with the due date is on the page of the dossier.',
  },
  lookReceipt: { vi: 'Người có mã tra cứu', en: 'Someone with the lookup code' },
  reasonsSlip: { vi: 'Xem lý do từng chỗ (PDF)', en: 'See the reason for each (PDF)' },
  supplementSlip: { vi: 'Phiếu yêu cầu bổ sung (PDF)', en: 'Request for more papers (PDF)' },
  result: { vi: 'Kết quả giải quyết (PDF)', en: 'Result (PDF)' },
  documents: { vi: 'Phiếu và kết quả', en: 'Receipts and result' },
  facts: { vi: 'Thông tin hồ sơ', en: 'About the dossier' },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  agency: { vi: 'Cơ quan giải quyết', en: 'Agency' },
  desk: { vi: 'Nơi tiếp nhận', en: 'Received at' },
  submitter: { vi: 'Người nộp', en: 'Submitted by' },
  submittedAt: { vi: 'Nộp lúc', en: 'Submitted at' },
  returnBy: { vi: 'Nhận kết quả', en: 'Result by' },
  returnOnline: { vi: 'Bản điện tử, trên cổng này', en: 'Electronic, on this portal' },
  returnDesk: { vi: 'Tại Bộ phận Một cửa', en: 'At the one-stop desk' },
  returnPost: { vi: 'Qua bưu điện', en: 'By post' },
  fee: { vi: 'Phí, lệ phí', en: 'Fees' },
  payAct: { vi: 'Nộp trực tuyến, xem biên lai', en: 'Pay online, see receipts' },
  noFee: { vi: 'Không thu', en: 'None' },
  papers: { vi: 'Giấy tờ đã nộp', en: 'Papers you gave' },
  noPapers: { vi: 'Hồ sơ không kèm giấy tờ.', en: 'No papers were given.' },
  paperOnly: { vi: 'Bản giấy, giữ tại nơi tiếp nhận', en: 'On paper, kept at the desk' },
  answers: { vi: 'Nội dung đã khai', en: 'What you answered' },
  looks: { vi: 'Ai đã xem hồ sơ của tôi', en: 'Who looked at my dossier' },
  looksLead: {
    vi: 'Mỗi lần cán bộ mở hồ sơ đều được ghi lại. Thấy lạ thì gọi đường dây nóng.',
    en: 'Each time an officer opens the dossier it is written down. Call the hotline if something looks strange.',
  },
  noLooks: { vi: 'Chưa ai mở hồ sơ này.', en: 'Nobody has opened this dossier yet.' },
  lookTimes: { vi: (count: number) => `${count} lần`, en: (count) => `${count} times` },
  lookSystem: { vi: 'Hệ thống', en: 'The system' },
  withdrawAct: { vi: 'Rút hồ sơ', en: 'Withdraw the dossier' },
  withdrawTitle: { vi: 'Rút hồ sơ này?', en: 'Withdraw this dossier?' },
  withdrawLead: {
    vi: 'Cơ quan sẽ dừng xử lý. Rút rồi không mở lại được; cần làm lại thì nộp hồ sơ mới.',
    en: 'The agency will stop. This cannot be undone; to go on later, apply anew.',
  },
  withdrawReason: { vi: 'Lý do rút', en: 'Why you withdraw it' },
  withdrawConfirm: { vi: 'Rút hồ sơ', en: 'Withdraw the dossier' },
  withdrawKeep: { vi: 'Không rút, quay lại', en: 'Keep it, go back' },
  withdrawn: { vi: 'Đã rút hồ sơ.', en: 'The dossier was withdrawn.' },
  mended: {
    vi: 'Đã gửi bổ sung. Cơ quan xem tiếp, thời hạn đếm tiếp từ bây giờ.',
    en: 'Sent. The agency goes on, and the clock runs again from now.',
  },
  // Đã nộp
  submitted: { vi: 'Đã nộp hồ sơ', en: 'Submitted' },
  keepCodes: {
    vi: 'Giữ hai mã này. Có hai mã là xem được hồ sơ đang ở đâu.',
    en: 'Keep both codes. With them you can see where your dossier is.',
  },
  qrLabel: { vi: 'Quét để theo dõi', en: 'Scan to follow it' },
  whatNext: { vi: 'Việc tiếp theo', en: 'What happens next' },
  stepReply: {
    vi: (unit: string, time: string) =>
      `${unit} xem hồ sơ và trả lời trước ${time}. Đó là 8 giờ làm việc kể từ lúc nộp.`,
    en: (unit, time) =>
      `${unit} looks at it and answers before ${time}. That is 8 working hours from submission.`,
  },
  stepAnswer: {
    vi: 'Đủ giấy tờ thì hồ sơ được tiếp nhận. Thiếu thì cơ quan báo một lần, nêu đủ mọi chỗ.',
    en: 'If all is there it is accepted. If not, the agency says once all that is missing.',
  },
  stepResult: {
    vi: (date: string) => `Kết quả dự kiến có trước ${date}, nếu hồ sơ được tiếp nhận đúng hẹn.`,
    en: (date) => `The result is expected before ${date}, if it is accepted in time.`,
  },
  stepReturn: { vi: (way: string) => `Nhận kết quả: ${way}.`, en: (way) => `The result comes: ${way}.` },
  follow: { vi: 'Theo dõi hồ sơ', en: 'Follow the dossier' },
  printHint: {
    vi: 'Lưu địa chỉ trang này hoặc in trang này để giữ hai mã.',
    en: 'Bookmark or print this page to keep both codes.',
  },
})
