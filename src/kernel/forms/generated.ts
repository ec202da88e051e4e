import type { Field, FormDefinition, FormPage, Words } from './definition.ts'
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
    shape: /citizen|công dân|cá nhân|người|viên chức|cán bộ|công chức/i,
  },
  {
    value: 'household',
    label: words('Hộ kinh doanh, hộ gia đình', 'A household business or family'),
    shape: /household|hộ /i,
  },
  { value: 'firm', label: words('Doanh nghiệp', 'A firm'), shape: /firm|^doanh nghiệp/i },
  { value: 'cooperative', label: words('Hợp tác xã', 'A cooperative'), shape: /cooperative|^hợp tác xã/i },
  {
    value: 'organisation',
    label: words('Tổ chức khác', 'Another organisation'),
    shape: /organi[sz]ation|^tổ chức/i,
  },
] as const

const papersPerPage = 5

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
    ...(hasOthers ? [{ ...bodyPage, ...when("answers.applicantKind != 'citizen'") }] : []),
    contactPage,
  ]
}

const personPage: FormPage = {
  key: 'person',
  title: words('Người đề nghị', 'The applicant'),
  hint: words('Ghi đúng như trên thẻ căn cước.', 'Write as on the identity card.'),
  fields: [
    { kind: 'fullName', key: 'fullName', label: words('Họ và tên', 'Full name'), prefill: 'person.fullName' },
    {
      kind: 'identityNumber',
      key: 'identityNumber',
      label: words('Số căn cước (số định danh cá nhân)', 'Identity number'),
      noun: words('số căn cước', 'identity number'),
      hint: words('12 chữ số, ở mặt trước thẻ căn cước.', '12 digits, on the front of the identity card.'),
      birthDate: 'birthDate',
      prefill: 'person.identityNumber',
    },
    {
      kind: 'date',
      key: 'birthDate',
      label: words('Ngày sinh', 'Birth date'),
      notAfter: 'today',
      prefill: 'person.birthDate',
    },
  ],
}

const bodyPage: FormPage = {
  key: 'body',
  title: words('Tổ chức, cơ sở đề nghị', 'The organisation applying'),
  fields: [
    {
      kind: 'text',
      key: 'bodyName',
      label: words('Tên đầy đủ', 'Full name'),
      noun: words('tên đầy đủ của tổ chức', 'full name of the organisation'),
      hint: words(
        'Ghi như trên giấy chứng nhận đăng ký hoặc quyết định thành lập.',
        'As on the registration papers.',
      ),
      prefill: 'organisation.name',
    },
    {
      kind: 'taxCode',
      key: 'taxCode',
      label: words('Mã số thuế hoặc mã số doanh nghiệp', 'Tax or business code'),
      noun: words('mã số thuế', 'tax code'),
      required: "answers.applicantKind in ['firm', 'cooperative']",
      prefill: 'organisation.taxCode',
    },
    {
      kind: 'fullName',
      key: 'representative',
      label: words('Họ và tên người đại diện', 'Full name of the representative'),
      prefill: 'organisation.representative',
    },
  ],
}

const contactPage: FormPage = {
  key: 'contact',
  title: words('Địa chỉ và cách liên hệ', 'Address and contact'),
  hint: words('Cơ quan giải quyết sẽ liên hệ theo thông tin này.', 'The agency will use this to reach you.'),
  fields: [
    { kind: 'address', key: 'address', label: words('Địa chỉ', 'Address'), prefill: 'person.address' },
    { kind: 'phone', key: 'phone', label: words('Số điện thoại', 'Phone number'), prefill: 'person.phone' },
    {
      kind: 'email',
      key: 'email',
      label: words('Thư điện tử', 'E-mail'),
      noun: words('địa chỉ thư điện tử', 'e-mail address'),
      required: false,
      prefill: 'person.email',
    },
  ],
}

const onBehalfPage: FormPage = {
  key: 'onBehalf',
  title: words('Nộp cho ai?', 'Applying for whom?'),
  fields: [
    {
      kind: 'choice',
      key: 'onBehalf',
      label: words('Người nộp hồ sơ này', 'The person filing'),
      options: [
        { value: 'self', label: words('Chính người đề nghị', 'The applicant') },
        {
          value: 'authorised',
          label: words('Người được ủy quyền nộp thay', 'Somebody authorised by the applicant'),
          hint: words('Cần có giấy ủy quyền.', 'A letter of authority is needed.'),
        },
      ],
    },
  ],
}

const representedPage: FormPage = {
  key: 'authorised',
  title: words('Người được ủy quyền', 'The person authorised'),
  when: "answers.onBehalf == 'authorised'",
  fields: [
    {
      kind: 'fullName',
      key: 'authorisedName',
      label: words('Họ và tên người nộp thay', 'Full name of the person filing'),
    },
    {
      kind: 'identityNumber',
      key: 'authorisedIdentityNumber',
      label: words('Số căn cước của người nộp thay', 'Identity number of the person filing'),
    },
    {
      kind: 'phone',
      key: 'authorisedPhone',
      label: words('Số điện thoại của người nộp thay', 'Phone number of the person filing'),
    },
    {
      kind: 'file',
      key: 'authorisation',
      label: words('Giấy ủy quyền', 'Letter of authority'),
      paper: 'authorisation',
    },
  ],
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
      noun: words(`giấy tờ số ${index + 1}`, `paper ${index + 1}`),
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

function quantityHint({
  originals = 0,
  copies = 0,
}: GeneratedFormEntry['papers'][number]): Words | undefined {
  const vi = [originals > 0 && `${originals} bản chính`, copies > 0 && `${copies} bản sao`].filter(Boolean)
  const en = [originals > 0 && `originals: ${originals}`, copies > 0 && `copies: ${copies}`].filter(Boolean)
  return vi.length === 0 ? undefined : words(`${vi.join(', ')}.`, `${en.join(', ')}.`)
}

const resultPage: FormPage = {
  key: 'result',
  title: words('Nhận kết quả bằng cách nào?', 'How to receive the result?'),
  fields: [
    {
      kind: 'choice',
      key: 'resultBy',
      label: words('Cách nhận kết quả', 'Way to receive the result'),
      options: [
        {
          value: 'online',
          label: words('Bản điện tử, trong kho giấy tờ của tôi', 'Electronically, in my wallet'),
        },
        { value: 'desk', label: words('Đến nhận tại Bộ phận Một cửa', 'At the one-stop desk') },
        {
          value: 'post',
          label: words('Gửi về nhà qua bưu điện', 'By post'),
          hint: words('Người nhận trả cước bưu điện.', 'The receiver pays the postage.'),
        },
      ],
    },
    {
      kind: 'address',
      key: 'postAddress',
      label: words('Địa chỉ nhận qua bưu điện', 'Postal address'),
      when: "answers.resultBy == 'post'",
      prefill: 'person.address',
    },
  ],
}

const declarationPage: FormPage = {
  key: 'declaration',
  title: words('Cam đoan', 'Declaration'),
  fields: [
    {
      kind: 'declaration',
      key: 'truth',
      label: words(
        'Tôi cam đoan các thông tin và giấy tờ trên là đúng sự thật và chịu trách nhiệm trước pháp luật.',
        'I declare that this information and these papers are true, and answer for them before the law.',
      ),
    },
  ],
}
