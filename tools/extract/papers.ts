/**
 * Reads the list of papers of a procedure out of the flattened table of the national portal.
 *
 * The source glues the cells together: a title per case, the header "Tên giấy tờMẫu đơn, tờ khaiSố lượng", then for
 * each row the text, perhaps the name of a form file, and "1 bản chính" or "0 bản chính,1 bản sao". Only names of
 * papers are taken over; explanations around them are cut, rows that name no paper are dropped and counted.
 */
import type { Paper } from '../../src/kernel/packs.ts'
import { plain, slug } from './words.ts'

const header = 'Tên giấy tờMẫu đơn, tờ khaiSố lượng'
const nameCharactersMax = 160

export type PaperList = {
  readonly papers: readonly Paper[]
  /** Rows that named no paper, or text outside the table. */
  readonly unreadable: number
}
type Row = { readonly text: string; readonly originals: number; readonly copies: number }

/** True where `N bản chính` is the quantity cell and not words of the row, such as “01 bản chính” or “(2 bản”. */
function quantityStart(before: string, digits: string): number | undefined {
  if (digits.length > 2) return digits.length - 1
  if (digits.startsWith('0') && digits.length === 2) return undefined
  if (before.endsWith('(')) return undefined
  if (!/\s$/.test(before)) return 0
  if (/[.;:,)\t]\s*$/.test(before) || before.endsWith('\t')) return 0
  return digits.length === 2 ? 1 : undefined
}

/** Splits one table into its rows; `rest` is what follows the last quantity: the title of the next table. */
export function rowsOf(table: string): { rows: Row[]; rest: string } {
  const rows: Row[] = []
  let from = 0
  for (const match of table.matchAll(/(\d+) bản chính(?:,(\d+) bản sao)?/g)) {
    const digits = match[1] ?? ''
    const skip = quantityStart(table.slice(0, match.index), digits)
    if (skip === undefined) continue
    rows.push({
      text: table.slice(from, match.index + skip),
      originals: Number(digits.slice(skip)),
      copies: Number(match[2] ?? 0),
    })
    from = match.index + match[0].length
  }
  return { rows, rest: table.slice(from) }
}

const fileName = /[^;:]*\.(?:docx?|pdf|xlsx?|rar|zip|jpe?g|png|rtf|odt)$/i
/** Where a glued file name may begin: a capital right after a small letter, a bracket or a full stop. */
const glue =
  /(?<=[\p{Ll})\],;”"’%]|[\p{L})]\.)(?=\p{Lu})|(?<=\d)(?=\p{Lu}\p{Ll})|(?<=[\p{L}\d)\].,;”"’])(?=(?:Mẫu|Mau|Phụ lục|Phu luc|Phl|PL|TK|BM|Biểu|Bieu|Đơn|Don|Tờ|To khai)\s?)/gu

/** Drops the names of form files glued to the end of a row. */
export function withoutFileName(text: string): string {
  const trimmed = text.trim()
  if (!fileName.test(trimmed)) return trimmed
  const from = Math.max(0, trimmed.length - 140)
  const starts = [...trimmed.matchAll(glue)].map(({ index }) => index)
  const start = starts.find((index) => index >= Math.max(from, 10) && !/[.;]\s/.test(trimmed.slice(index)))
  if (start !== undefined) return trimmed.slice(0, start)
  return trimmed.replace(/\s\S*[\d_-]\S*\.\w+$/, '').replace(/\.(?:docx?|pdf|xlsx?|rar|zip|rtf)$/i, '')
}

const bullet =
  /^(?:[^\p{L}\p{N}(]+|\(?(?:[a-zđ]\d?|[ivx]{1,4}|\d{1,2})\s?[.)]\s*|\d{1,2}(?:\.\d{1,2})+\.?\s*|[a-z]\.\d{1,2}\)?\s*|(?:Bước|Mục)\s\d+\s?[:.]\s*)/iu
/** A bare number before a capital counts rows (“1 Giấy phép”); before a small letter it counts things (“02 ảnh”). */
const rowNumber = /^\d{1,2}\s(?=\p{Lu}\p{Ll})/u
function withoutBullet(text: string): string {
  let left = text
  for (let rounds = 0; rounds < 6 && (bullet.test(left) || rowNumber.test(left)); rounds += 1)
    left = left.replace(bullet, '').replace(rowNumber, '')
  return left
}

const quantityWords = /^0?\d{1,2}\s(?:\([^)]*\)\s)?(?:bản chính|bản sao|bản|bộ)\s(?:của\s)?(?=\p{L})/iu
const copyWords =
  /^(?:(?:bản sao|bản chụp|bản photo|bản phô tô|bản photocopy|bản chính|bản gốc|bản giấy|biểu mẫu điện tử|tệp tin|có chứng thực|được chứng thực|chứng thực|điện tử|hợp lệ|công chứng|được cấp|từ sổ gốc|từ bản chính|của bản chính|kèm theo|kèm|để đối chiếu|xuất trình|tính pháp lý|hoặc là|hoặc|và|cùng với|,|\/|các|của|một trong)[\s]*)+/i
const copyFirst = /^(?:bản sao|bản chụp|bản photo|bản phô tô)/i
const paperWord =
  'đơn(?! vị)|tờ khai|tờ trình|giấy|văn bản|bản|quyết định|hợp đồng|biên bản|biên lai|báo cáo|danh sách|danh mục|hồ sơ|chứng chỉ|chứng từ|chứng thư|chứng nhận|chứng minh|chứng cứ|phiếu|thẻ|hộ chiếu|sơ yếu|lý lịch|lí lịch|ảnh|hình ảnh|hóa đơn|hoá đơn|bằng|văn bằng|tài liệu|thuyết minh|phương án|dự án|đề án|đề cương|kế hoạch|sơ đồ|bản đồ|bản vẽ|nghị quyết|điều lệ|quy chế|quy trình|nội quy|công văn|thông báo|thông tin|trích lục|trích đo|sổ|mẫu|biểu|bảng|kết quả|cam kết|dự thảo|tệp|file|vận đơn|vận tải đơn|xác nhận|ý kiến|lệnh|quy định nội bộ|di chúc|giao dịch|căn cước|thư|bảo lãnh|sao kê|ủy nhiệm|uỷ nhiệm|thiết kế|tem|nhãn|catalogue|catalog|mô tả|kịch bản|mảnh|dữ liệu|chương trình|đĩa|học bạ|lịch|mã số|bộ (?:hồ sơ|bản vẽ|chứng từ|tài liệu|ảnh)|kháng nghị|sơ họa|đề nghị|tiến độ|dự báo|dự toán|hai ảnh|02 ảnh|toàn bộ|một trong|các loại giấy|các giấy|các văn bản|các tài liệu|các chứng từ|những giấy|photo|bài|giải trình|đăng ký|bìa|khai báo|nhật ký|hiệp định|thỏa thuận|thoả thuận|điều ước|phụ lục'
const startsWithPaper = new RegExp(
  `^(?:0?\\d{1,2}\\s)?(?:các\\s|những\\s)?(?:${paperWord})(?![\\p{L}])`,
  'iu',
)
const surePaper =
  'đơn(?! vị)|tờ khai|tờ trình|giấy|văn bản|bản (?:chính|sao|kê|khai|vẽ|cam kết|thuyết minh)|quyết định|hợp đồng|biên bản|biên lai|báo cáo|danh sách|chứng chỉ|chứng từ|chứng thư|phiếu|thẻ|hộ chiếu|ảnh|hóa đơn|văn bằng|tài liệu|phương án|sơ đồ|nghị quyết|trích lục|sổ'
const paperAfter = (words: string) =>
  new RegExp(`(?:${words})[\\s+•–-]+(?:\\([a-z\\d]{1,3}\\)\\s*)?((?:${surePaper})(?![\\p{L}]).*)$`, 'iu')
/** Words that ask for a paper, surest first. */
const asking = [
  paperAfter('(?<!\\p{L})(?:phải có|phải nộp|nộp(?: thêm| kèm| bổ sung)?|kèm theo|bổ sung|xuất trình)|:'),
  paperAfter('[,;]|(?<!\\p{L})(?:thì|có)'),
]

const condition =
  /^(?:trong trường hợp|trường hợp|đối với|nếu|khi|riêng|ngoài|ngoài ra|trừ|tùy|để|người|cá nhân|tổ chức|doanh nghiệp|nhà đầu tư|chủ đầu tư|công dân|cơ sở|bên|lưu ý|ghi chú)(?!\p{L})/iu
/** Sentences about papers rather than papers. */
const prose =
  /(?:^|\s)(?:phải được|không phải nộp|không phải xuất trình|không yêu cầu|có trách nhiệm|chịu trách nhiệm|thì được|được coi là|được lập thành|được thay thế|được gửi|người tiếp nhận|được giao trách nhiệm|chỉ cần|đồng thời đề nghị|theo hình thức trực t|như sau)(?!\p{L})/iu
/** Words that a paper's name may hold, but that mark a sentence where no paper is counted. */
const proseUncounted =
  /(?:^|\s)(?:phải bảo đảm|phải đảm bảo|tra cứu|khai thác được|được miễn|được thực hiện|thực hiện theo|được áp dụng|không cần|gửi đến|phải thể hiện|phù hợp với quy định của pháp luật)(?!\p{L})/iu
const listHead = /(?:sau đây|sau|gồm|bao gồm|gồm có|bao gồm các)\s*$/iu

/** Where an explanation begins. Whatever follows is not part of the name of the paper. */
const explanation =
  /\.\s|\.$|:\s*0?\d+ bản|\s[+•]\s|,?\s(?:trong đó|cụ thể|đối với|trong trường hợp|trường hợp|trừ trường hợp|nếu (?!có)|khi |được quy định|quy định tại|theo quy định|theo các quy định|ban hành kèm|ban hành theo|do (?:Bộ trưởng|Bộ) .{3,40} (?:quy định|ban hành)|được ban hành|kèm theo (?:Thông tư|Nghị định|Quyết định)|tại (?:Phụ lục|Thông tư|Nghị định|khoản|điểm|Điều)|của (?:Thông tư|Nghị định)|theo (?:Phụ lục|Thông tư|Nghị định|hướng dẫn|khoản|Điều|điểm|nội dung|mẫu (?:quy định|ban hành|tại|của|do|số \d+ (?:ban|tại))|pháp luật)|có các nội dung|với các nội dung|gồm các nội dung|bao gồm|nhằm|để chứng minh|tại thời điểm|tính đến|còn hiệu lực|còn giá trị|phải |và phải|mà |\(sau đây|sau đây gọi|Lưu ý|Phụ lục [IVX\d])/iu

function withoutLongBrackets(text: string): string {
  let left = text
  for (let rounds = 0; rounds < 3; rounds += 1)
    left = left.replaceAll(/\s*[([]([^()[\]]*)[)\]]/g, (whole: string, inside: string) =>
      inside.length <= 24 && !/theo|trường hợp|ban hành|quy định|đối với|khoản|điều|bản/i.test(inside)
        ? whole
        : '',
    )
  return left
    .replace(/\s*[([][^)\]]*$/, '')
    .replaceAll(/[)\]](?=[^([]*$)/g, (close: string, index: number, all: string) =>
      /[([]/.test(all.slice(0, index)) ? close : '',
    )
}

function cutExplanation(text: string): string {
  const [first = ''] = text.split(/(?<=^.{5,});/s)
  return cutAt(first)
}

function cutAt(text: string): string {
  const found = explanation.exec(text)
  const kept = found && found.index >= 12 ? text.slice(0, found.index) : text
  return kept.replace(
    /(?:[\s,;:.\-–/+*“"]|\.\d+|\s(?:sau đây|sau|gồm|của|theo|và|hoặc|là|có|do|tại|với|thì|nhưng|các|về|dành cho|kèm))+$|(?<=\p{Ll}{2})\d{1,3}$/gu,
    '',
  )
}

/** Names that say nothing alone: better a long name than a field called “Giấy tờ”. */
const sayingNothing =
  /^(?:bản sao\s)?(?:các\s|những\s)?(?:giấy tờ|tài liệu|văn bản|hồ sơ|giấy|bản sao|giấy chứng nhận|chứng từ|một trong các loại|một trong những|một trong các|bản|quyết định|hợp đồng|báo cáo|văn bản đề nghị|giấy phép|phiếu yêu cầu)(?: đó| này| sau)?$/iu

const empty =
  /^(?:bản sao\s)?(?:các\s|những\s)?(?:giấy tờ|tài liệu|văn bản|hồ sơ|giấy|bản sao|bản)(?: đó| này| sau| nêu trên)?(?: thì)?$/iu

function cutUsefully(text: string): string {
  const cut = cutExplanation(text)
  if (!sayingNothing.test(cut)) return cut
  return (
    text
      .split(/;|\.\s|\s(?:ban hành|được ban hành|Phụ lục|tại Phụ lục|Nghị định số)/)[0]
      ?.replace(/[\s,;:.]+$/u, '') ?? cut
  )
}

function shorten(text: string): string {
  if (text.length <= nameCharactersMax) return text
  const head = text.slice(0, nameCharactersMax - 1)
  const at = Math.max(head.lastIndexOf(', '), head.lastIndexOf(' hoặc '), head.lastIndexOf(' và '))
  const cut = at > 60 ? head.slice(0, at) : head.slice(0, head.lastIndexOf(' '))
  return `${cut.replace(/[\s,;:]+$/, '')}…`
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** “Một trong các giấy tờ sau: a; b” keeps its first items; “Giấy X: explanation” keeps the head. */
function aroundColon(text: string): string {
  const at = text.search(/:(?!\/)/)
  if (at < 0) return text
  const head = text.slice(0, at).trim()
  const tail = text.slice(at + 1).trim()
  if (head.length < 8 || condition.test(head)) return withoutBullet(tail)
  if (!listHead.test(head)) return head
  const generic =
    /^(?:bản sao |bản chính |hợp lệ |hoặc |và )*(?:một trong|một số|các (?:loại )?(?:giấy tờ|tài liệu|văn bản)|giấy tờ|những|hồ sơ)/iu.test(
      head,
    )
  if (!generic) return head.replace(listHead, '').replace(/[\s,(]+$/, '')
  const parts = tail
    .split(/;|\s[+\-–]\s|^[+\-–]\s/)
    .map((part) => cutExplanation(withoutLongBrackets(withoutBullet(plain(part)))))
    .filter((part) => part.length > 3)
  const lead = /một trong/iu.test(head) ? 'Một trong các giấy tờ' : 'Các giấy tờ'
  return parts.length > 1 ? `${lead}: ${parts.join(' / ')}` : (parts[0] ?? '')
}

const clause =
  /^(?:bị|có|không|đã|thuộc|theo|từ|việc|trong|tại|được|phải|mỗi|các trường hợp|nơi|chi cục|cơ quan|cán bộ|công an|công ty|bộ |sở |ủy ban|thực hiện|tương tự|hoặc|và|người|sau|số lượng|mức|thời hạn|vợ|cha|con|bố|thân nhân|nhận)(?!\p{L})/iu
/** A short thing that is neither clause nor sentence is a paper with an unusual name. */
const likelyPaper = (text: string): boolean => text.length <= 90 && text.length >= 8 && !clause.test(text)

/** The name of the paper in a row; `undefined` when the row names none. `counted` is false for rows of 0 and 0. */
export function paperName(row: string, counted = true): string | undefined {
  let text = withoutBullet(plain(withoutFileName(plain(row))))
  text = withoutBullet(
    text
      .replace(quantityWords, '')
      .replace(/(?<=\p{Ll})(?:Mau|Mẫu)\s?\d.*$|(?<=\p{Ll})\.(?=\p{Lu}\p{Ll}).*$/u, ''),
  )
  if (/^(?:lưu ý|ghi chú|chú ý)/iu.test(text)) return undefined
  if (condition.test(text)) {
    if (!counted) return undefined
    const bare = withoutLongBrackets(text)
    const paper = asking.map((words) => words.exec(bare)?.[1]).find((found) => found !== undefined)
    if (!paper) return undefined
    text = paper
  }
  text = withoutBullet(plain(withoutLongBrackets(aroundColon(text))))
  const oneOf = /^(?:Một trong c|C)ác giấy tờ: /.test(text)
  const bare = text.replace(copyWords, '').replace(/^\([^)]*\)\s*/, '')
  if (!oneOf && bare.length >= 6 && /^(?:bản|biểu mẫu|tệp)\s/i.test(text))
    text = copyFirst.test(text)
      ? `Bản sao ${/^\p{Lu}\p{L}/u.test(bare) ? bare.charAt(0).toLocaleLowerCase('vi') + bare.slice(1) : bare}`
      : bare
  text = withoutBullet(plain(oneOf ? text : cutUsefully(text)))
  if (text.length < 3 || condition.test(text) || prose.test(text) || empty.test(text)) return undefined
  if (!counted && proseUncounted.test(text)) return undefined
  if (!startsWithPaper.test(text) && !(counted && likelyPaper(text))) return undefined
  return capital(shorten(text))
}

/** The title of a case, cut like a name; `undefined` for the empty title “--”. */
export function groupName(title: string): string | undefined {
  const text = withoutBullet(plain(title)).replace(/[\s:;,.\-–]+$/, '')
  const bare = withoutLongBrackets(text)
    .replace(/,?\s*(?:thành phần )?hồ sơ (?:bao )?gồm.*$/iu, '')
    .replace(
      /(?<=^.{20,}):.*$|, (?:thì|kèm theo|hồ sơ|cụ thể|phải|ngoài)\s.*$|\s(?:thì|chịu trách nhiệm)\s.*$|,? gồm$/isu,
      '',
    )
    .replace(/[\s:;,.]+$/, '')
  if (
    bare.length < 3 ||
    prose.test(bare) ||
    /^(?:thành phần|hồ sơ|số lượng|theo quy định|\(\*\))/iu.test(bare)
  )
    return undefined
  return capital(shorten(bare))
}

const formFirst =
  /^(?:đơn|tờ khai|giấy đề nghị|văn bản đề nghị|phiếu yêu cầu|phiếu đề nghị|giấy đăng ký|tờ trình)/iu

type Named = Omit<Paper, 'key'>

/** Same name in the same case: one paper. Forms to fill in come first, as a person would prepare them. */
function arrange(papers: readonly Named[]): Paper[] {
  const merged = new Map<string, Named>()
  for (const paper of papers) {
    const id = `${paper.group ?? ''}|${paper.name.toLocaleLowerCase('vi')}`
    const known = merged.get(id)
    merged.set(id, {
      ...paper,
      originals: Math.max(paper.originals, known?.originals ?? 0),
      copies: Math.max(paper.copies, known?.copies ?? 0),
    })
  }
  const groups = [...new Set(papers.map(({ group }) => group ?? ''))]
  const rank = ({ group, name }: Named) => groups.indexOf(group ?? '') * 2 + (formFirst.test(name) ? 0 : 1)
  const used = new Map<string, number>()
  return [...merged.values()]
    .sort((a, b) => rank(a) - rank(b))
    .map((paper) => {
      const base = slug(paper.name, 40)
      const count = (used.get(base) ?? 0) + 1
      used.set(base, count)
      return { key: count === 1 ? base : `${base}-${count}`, ...paper }
    })
}

/** Thành phần hồ sơ: the papers named in the flattened table `text`. */
export function papersOf(text: string): PaperList {
  const [first = '', ...tables] = text.normalize('NFC').split(header)
  if (tables.length === 0) return { papers: [], unreadable: text.trim() === '' ? 0 : 1 }
  let title = first
  let unreadable = 0
  const found: Named[] = []
  for (const table of tables) {
    const { rows, rest } = rowsOf(table)
    if (/^\W*(?:lưu ý|ghi chú|chú ý)/iu.test(title)) {
      title = rest
      continue
    }
    const group = groupName(title)
    for (const { text: row, originals, copies } of rows) {
      const name = paperName(row, originals + copies > 0)
      if (!name) unreadable += 1
      else
        found.push({
          name,
          originals: Math.min(originals, 99),
          copies: Math.min(copies, 99),
          ...(group ? { group } : {}),
        })
    }
    title = rest
  }
  return { papers: arrange(found), unreadable }
}
