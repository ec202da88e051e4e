import type { FormPage } from './definition.ts'
import { words } from './kind.ts'

export const personPage: FormPage = {
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

/** `required` says when the tax code is: always, never, or by an expression. */
export function bodyPage(required: boolean | string): FormPage {
  return {
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
        required,
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
}

export const contactPage: FormPage = {
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

export const onBehalfPage: FormPage = {
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

export const representedPage: FormPage = {
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

export const resultPage: FormPage = {
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

export const declarationPage: FormPage = {
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
