import type { Field, FormDefinition, FormPage, Words } from './definition.ts'
import {
  bodyPage,
  contactPage,
  declarationPage,
  onBehalfPage,
  personPage,
  representedPage,
  resultPage,
} from './generated-pages.ts'
import { words } from './kind.ts'

/** What the catalogue knows of a procedure that has no form of its own. */
export type GeneratedFormEntry = {
  code: string
  name: string
  papers: readonly { key: string; name: string; originals?: number; copies?: number }[]
  /** Codes (`citizen`, `household`, `firm`, `cooperative`, `organisation`) or the catalogue's own Vietnamese words. */
  applicants: readonly string[]
  /** Questions of this procedure's own, asked with the request. */
  fields?: readonly Field[]
}

const kinds = [
  {
    value: 'citizen',
    label: words('Cá nhân', 'A person'),
    shape: /^(citizen|công dân|cá nhân|người|viên chức|cán bộ|công chức)/i,
  },
  {
    value: 'household',
    label: words('Hộ kinh doanh, hộ gia đình', 'A household business or family'),
    shape: /^(household|hộ )/i,
  },
  { value: 'firm', label: words('Doanh nghiệp', 'A firm'), shape: /^(firm|doanh nghiệp)/i },
  { value: 'cooperative', label: words('Hợp tác xã', 'A cooperative'), shape: /^(cooperative|hợp tác xã)/i },
  {
    value: 'organisation',
    label: words('Tổ chức khác', 'Another organisation'),
    shape: /^(organi[sz]ation|tổ chức)/i,
  },
] as const

const papersPerPage = 5
const nounMax = 80

/**
 * The form of every procedure that has none of its own: who applies, for whom, what is asked for, the papers, how to
 * receive the result, and the declaration.
 */
export function generatedForm(entry: GeneratedFormEntry): FormDefinition {
  const pages = [
    ...applicantPages(entry),
    onBehalfPage,
    representedPage,
    requestPage(entry),
    ...paperPages(entry),
    resultPage,
    declarationPage,
  ]
  return {
    key: entry.code.toLowerCase(),
    version: 1,
    title: same(entry.name),
    pages,
  }
}

/** Official names have no translation of their own. */
function same(name: string): Words {
  const text = name.trim().slice(0, 2000)
  return words(text, text)
}

/** Who may apply; a catalogue that says nothing lets everybody. */
function applicantKinds(applicants: readonly string[]) {
  const named = kinds.filter(({ shape }) => applicants.some((applicant) => shape.test(applicant.trim())))
  return named.length > 0 ? named : kinds
}

/** Firms and cooperatives always have a tax code; a household or another organisation may not. */
function needsTaxCode(allowed: readonly { value: string }[]): boolean | string {
  const bodies = allowed.filter(({ value }) => value !== 'citizen')
  const registered = bodies.filter(({ value }) => value === 'firm' || value === 'cooperative')
  if (registered.length === 0) return false
  if (registered.length === bodies.length) return true
  return `answers.applicantKind in [${registered.map(({ value }) => `'${value}'`).join(', ')}]`
}

function applicantPages({ applicants }: GeneratedFormEntry): FormPage[] {
  const allowed = applicantKinds(applicants)
  const hasPeople = allowed.some(({ value }) => value === 'citizen')
  const hasOthers = allowed.some(({ value }) => value !== 'citizen')
  const isMixed = hasPeople && hasOthers
  const kindPage: FormPage = {
    key: 'applicantKind',
    title: words('Ai đề nghị giải quyết thủ tục này?', 'Who is applying?'),
    fields: [
      {
        kind: 'choice',
        key: 'applicantKind',
        label: words('Người đề nghị', 'Applicant'),
        options: allowed.map(({ value, label }) => ({ value, label })),
      },
    ],
  }
  const when = (condition: string) => (isMixed ? { when: condition } : {})
  return [
    ...(allowed.length > 1 ? [kindPage] : []),
    ...(hasPeople ? [{ ...personPage, ...when("answers.applicantKind == 'citizen'") }] : []),
    ...(hasOthers
      ? [{ ...bodyPage(needsTaxCode(allowed)), ...when("answers.applicantKind != 'citizen'") }]
      : []),
    contactPage,
  ]
}

function requestPage({ fields = [] }: GeneratedFormEntry): FormPage {
  return {
    key: 'request',
    title: words('Nội dung đề nghị', 'What is requested'),
    fields: [
      {
        kind: 'longText',
        key: 'request',
        label: words('Đề nghị giải quyết việc gì', 'What should be done'),
        noun: words('nội dung đề nghị', 'what should be done'),
        hint: words('Viết ngắn gọn, mỗi ý một dòng.', 'Write briefly, one point a line.'),
      },
      ...fields,
    ],
  }
}

/** One page for at most five papers. The first paper is the application itself; the others may be in a register already. */
function paperPages({ papers }: GeneratedFormEntry): FormPage[] {
  const fields = papers.map((paper, index): Field => {
    const hint = quantityHint(paper)
    const name = paper.name.trim().slice(0, 2000)
    return {
      kind: 'file',
      key: `paper${index + 1}`,
      paper: paper.key,
      label: same(name),
      noun: words(`giấy tờ "${shortened(name)}"`, `paper "${shortened(name)}"`),
      required: index === 0,
      max: 10,
      ...(hint && { hint }),
    }
  })
  const pageCount = Math.ceil(fields.length / papersPerPage)
  return Array.from({ length: pageCount }, (_, index): FormPage => {
    const part = pageCount > 1 ? ` (${index + 1}/${pageCount})` : ''
    return {
      key: `papers${index + 1}`,
      title: words(`Giấy tờ kèm theo${part}`, `Papers${part}`),
      hint: words(
        'Chụp ảnh rõ bốn góc hoặc tải tệp PDF. Giấy tờ không thuộc trường hợp đang làm thì bỏ qua.',
        'Photograph all four corners or upload a PDF. Leave out papers that do not apply.',
      ),
      fields: fields.slice(index * papersPerPage, (index + 1) * papersPerPage),
    }
  })
}

/** A paper's name may be a whole paragraph of a decree; a sentence of error takes its beginning. */
function shortened(name: string): string {
  if (name.length <= nounMax) return name
  const end = name.lastIndexOf(' ', nounMax)
  return `${name.slice(0, end > 0 ? end : nounMax).toWellFormed()}…`
}

function quantityHint({
  originals = 0,
  copies = 0,
}: GeneratedFormEntry['papers'][number]): Words | undefined {
  const vi = [originals > 0 && `${originals} bản chính`, copies > 0 && `${copies} bản sao`].filter(Boolean)
  const en = [originals > 0 && `originals: ${originals}`, copies > 0 && `copies: ${copies}`].filter(Boolean)
  return vi.length === 0 ? undefined : words(`${vi.join(', ')}.`, `${en.join(', ')}.`)
}
