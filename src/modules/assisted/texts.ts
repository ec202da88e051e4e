/** Words of help by community digital teams, for helpers and for those who appoint them. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  // The commune.
  teamsTitle: { vi: 'Tổ công nghệ số cộng đồng', en: 'Community digital teams' },
  teamsLead: {
    vi: 'Thành viên tổ giúp bà con nộp hồ sơ tại nhà, kể cả nơi không có mạng. Mỗi lần giúp đều có đồng ý của người được giúp.',
    en: 'Members help people to submit at home, also where there is no line. Each time the person agrees.',
  },
  teams: { vi: 'Các tổ', en: 'The teams' },
  noTeams: { vi: 'Chưa có tổ nào. Lập tổ ở dưới.', en: 'There is no team yet. Found one below.' },
  team: { vi: 'Tổ', en: 'Team' },
  commune: { vi: 'Xã, phường', en: 'Commune' },
  area: { vi: 'Thôn, khu phố', en: 'Hamlet or quarter' },
  members: { vi: 'Thành viên', en: 'Members' },
  devices: { vi: 'Máy', en: 'Devices' },
  helped: { vi: 'Lượt giúp 30 ngày', en: 'Helped in 30 days' },
  found: { vi: 'Lập tổ', en: 'Found a team' },
  teamName: { vi: 'Tên tổ', en: 'Name of the team' },
  teamNameHint: { vi: 'Ví dụ: Tổ công nghệ số cộng đồng thôn 2', en: 'For example: Team of hamlet 2' },
  backTeams: { vi: 'Các tổ', en: 'Teams' },
  noMembers: { vi: 'Chưa có ai. Ghi tên thành viên ở dưới.', en: 'Nobody yet. Appoint members below.' },
  member: { vi: 'Họ và tên', en: 'Name' },
  part: { vi: 'Vai trò', en: 'Part' },
  lead: { vi: 'Tổ trưởng', en: 'Head of the team' },
  plain: { vi: 'Thành viên', en: 'Member' },
  term: { vi: 'Từ ngày đến ngày', en: 'From and to' },
  state: { vi: 'Tình trạng', en: 'State' },
  memberState: {
    vi: (state: string) =>
      ({ coming: 'Chưa đến ngày', active: 'Đang làm', over: 'Hết hạn', ended: 'Đã thôi' })[state] ?? state,
    en: (state) =>
      ({ coming: 'Not yet', active: 'At work', over: 'Over', ended: 'Dismissed' })[state] ?? state,
  },
  acts: { vi: 'Việc', en: 'Acts' },
  dismiss: { vi: 'Cho thôi', en: 'Dismiss' },
  dismissWhom: { vi: (name: string) => `Cho thôi ${name}`, en: (name) => `Dismiss ${name}` },
  appoint: { vi: 'Ghi tên thành viên', en: 'Appoint a member' },
  identity: { vi: 'Số định danh cá nhân', en: 'Identity number' },
  name: { vi: 'Họ và tên', en: 'Full name' },
  isLead: { vi: 'Là tổ trưởng', en: 'Heads the team' },
  from: { vi: 'Từ ngày', en: 'From' },
  fromHint: { vi: 'Để trống là từ hôm nay.', en: 'Left empty it is today.' },
  to: { vi: 'Đến hết ngày', en: 'To the end of' },
  noDevices: { vi: 'Chưa ghi máy nào.', en: 'No device is enrolled.' },
  device: { vi: 'Máy', en: 'Device' },
  deviceList: { vi: 'Danh sách máy', en: 'List of devices' },
  holder: { vi: 'Của ai', en: 'Whose' },
  contact: { vi: 'Liên lạc gần nhất', en: 'Last contact' },
  silent: { vi: (days: number) => `Im lặng quá ${days} ngày`, en: (days) => `Silent for over ${days} days` },
  deviceState: {
    vi: (state: string) =>
      ({ active: 'Đang dùng', wiping: 'Chờ máy tự xóa', wiped: 'Đã xóa' })[state] ?? state,
    en: (state) =>
      ({ active: 'In use', wiping: 'To be wiped at its next contact', wiped: 'Wiped' })[state] ?? state,
  },
  slips: { vi: 'Phiếu đã đến', en: 'Slips arrived' },
  slipsMissing: {
    vi: (count: number, first: string) => `còn thiếu ${count}, từ số ${first}`,
    en: (count, first) => `${count} missing, from ${first}`,
  },
  wipe: { vi: 'Ra lệnh xóa', en: 'Order to wipe' },
  wipeReason: { vi: 'Lý do xóa', en: 'Why it is wiped' },
  wipeHint: {
    vi: 'Chưa gửi thì mất. Dùng khi máy mất, hoặc người giữ máy thôi làm.',
    en: 'What was not sent is lost. For a device that is lost, or whose holder leaves.',
  },
  notDone: { vi: 'Chưa làm được', en: 'Not done' },
  // Helpers.
  homeTitle: { vi: 'Hỗ trợ bà con nộp hồ sơ', en: 'Help people to submit' },
  homeLead: {
    vi: 'Gõ thay, chụp giấy tờ và nộp khi bà con đồng ý. Không hỏi mật khẩu hay mã của bà con.',
    en: 'Type, photograph papers and submit once the person agrees. Never ask for their password or codes.',
  },
  yourTeam: { vi: 'Tổ của anh/chị', en: 'Your team' },
  until: { vi: (day: string) => `đến hết ${day}`, en: (day) => `to the end of ${day}` },
  choose: { vi: 'Chọn việc cần giúp', en: 'Choose the work' },
  papersLink: { vi: 'Giấy tờ cần có của từng việc', en: 'Papers needed for each' },
  yourDevices: { vi: 'Máy của anh/chị', en: 'Your devices' },
  deviceHelp: {
    vi: 'Ghi máy để làm được khi không có mạng. Máy chưa ghi vẫn làm được khi có mạng.',
    en: 'Enrol a device to work without a line. With a line you can work on any.',
  },
  giveUp: { vi: 'Bỏ máy', en: 'Give up' },
  giveUpWhich: { vi: (name: string) => `Bỏ máy ${name}`, en: (name) => `Give up ${name}` },
  sessions: { vi: 'Các lượt đã giúp', en: 'Sessions' },
  noSessions: { vi: 'Chưa giúp ai.', en: 'Nobody helped yet.' },
  slip: { vi: 'Số phiếu', en: 'Slip' },
  work: { vi: 'Việc', en: 'Work' },
  code: { vi: 'Mã hồ sơ', en: 'Dossier' },
  at: { vi: 'Lúc đến', en: 'Arrived' },
  open: { vi: 'Đang mở', en: 'Open' },
  ended: { vi: 'Đã xong', en: 'Done' },
  backHome: { vi: 'Hỗ trợ nộp hồ sơ', en: 'Help' },
  papersTitle: { vi: 'Giấy tờ cần có', en: 'Papers needed' },
  papersLead: {
    vi: 'Đọc trước cho bà con chuẩn bị. Trang này mở được khi không có mạng, trên máy đã ghi.',
    en: 'Read it out beforehand. On an enrolled device it opens without a line.',
  },
  noPapers: { vi: 'Không cần giấy tờ kèm theo.', en: 'No papers are needed.' },
  whenAsked: { vi: 'khi hồ sơ cần', en: 'where the case needs it' },
  begin: { vi: 'Bắt đầu giúp', en: 'Begin' },
  person: { vi: 'Người được giúp', en: 'The person helped' },
  personLead: {
    vi: 'Ghi đúng như trên thẻ căn cước. Tin báo đi thẳng đến điện thoại của bà con.',
    en: 'As on the identity card. Messages go straight to their phone.',
  },
  phone: { vi: 'Số điện thoại', en: 'Phone' },
  phoneHint: {
    vi: 'Của bà con, không phải của người hỗ trợ. 4 số cuối dùng để xem hồ sơ.',
    en: 'Theirs, not the helper’s. The last 4 figures open the dossier.',
  },
  wholeHint: {
    vi: 'Chỉ điền những câu hợp với bà con; câu không cần thì để trống.',
    en: 'Fill in what fits the person; leave the rest empty.',
  },
  consent: { vi: 'Bà con đồng ý', en: 'The person agrees' },
  consentLead: {
    vi: 'Đọc to cho bà con nghe. Không đồng ý thì bấm “Không đồng ý, bỏ tờ này”: không gửi gì, không giữ lại gì.',
    en: 'Read it aloud. If they do not agree, press “They do not agree: drop this”: nothing is sent, nothing kept.',
  },
  way: { vi: 'Đồng ý bằng cách nào', en: 'How they agree' },
  signed: { vi: 'Ký', en: 'Signed' },
  signedHint: {
    vi: 'Ký trên màn hình, hoặc ký giấy rồi chụp.',
    en: 'On the screen, or on paper, photographed.',
  },
  spoken: { vi: 'Nói', en: 'Spoken' },
  spokenHint: {
    vi: 'Bà con nói: “Tôi đồng ý để … làm giúp hồ sơ này.”',
    en: 'They say: “I let … fill in this dossier for me.”',
  },
  sheet: { vi: 'Ảnh giấy đã ký', en: 'Picture of the signed sheet' },
  clip: { vi: 'Ghi âm lời đồng ý', en: 'Recording of the consent' },
  readBack: { vi: 'Đọc lại cho bà con', en: 'Read back' },
  readTitle: { vi: 'Đọc lại cho bà con nghe', en: 'Read this to the person' },
  readHint: {
    vi: 'Xoay màn hình cho bà con cùng xem. Sai chỗ nào sửa ngay ở dưới. Ảnh chụp trước đó chọn lại khi nộp.',
    en: 'Turn the screen to them. Mend below what is wrong. Choose photos again when submitting.',
  },
  send: { vi: 'Nộp hồ sơ', en: 'Submit' },
  refuse: { vi: 'Không đồng ý, bỏ tờ này', en: 'They do not agree: drop this' },
  helperPicks: { vi: 'Tổ đang giúp', en: 'Team' },
  slipTitle: { vi: 'Phiếu hỗ trợ nộp hồ sơ', en: 'Slip of help' },
  slipDone: { vi: 'Đã nộp hồ sơ', en: 'Submitted' },
  slipFor: { vi: 'Của', en: 'For' },
  slipReply: {
    vi: (time: string) => `Cơ quan trả lời đã nhận hay cần bổ sung chậm nhất ${time}.`,
    en: (time) => `The agency says by ${time} whether it accepts or needs more.`,
  },
  slipLimit: {
    vi: (limit: string) =>
      `Thời hạn giải quyết: ${limit}, tính từ khi tiếp nhận. Ngày hẹn trả gửi qua tin nhắn.`,
    en: (limit) => `Time limit: ${limit} from acceptance. The date comes as a message.`,
  },
  slipFollow: {
    vi: (url: string) =>
      `Xem hồ sơ: vào ${url}, gõ số phiếu và 4 số cuối điện thoại. Hoặc hỏi bộ phận một cửa.`,
    en: (url) => `To follow it: ${url}, with the slip and the last 4 figures of the phone. Or ask the desk.`,
  },
  slipBy: {
    vi: (name: string, team: string) => `do ${name}, ${team}, hỗ trợ`,
    en: (name, team) => `with the help of ${name}, ${team}`,
  },
  slipQr: { vi: 'Quét để xem hồ sơ', en: 'Scan to follow' },
  print: { vi: 'In phiếu bằng lệnh In của trình duyệt', en: 'Print the slip with the browser’s own command' },
  doneAct: { vi: 'Xong', en: 'Done' },
  doneHint: {
    vi: 'Bấm Xong khi bà con đã cầm phiếu. Sau đó anh/chị không xem được hồ sơ này nữa.',
    en: 'Press Done once they hold the slip. You will not see the dossier any more.',
  },
  ledeEnded: {
    vi: 'Lượt hỗ trợ đã xong. Bà con tự theo dõi hồ sơ.',
    en: 'The session is done. The person follows it themselves.',
  },
})
