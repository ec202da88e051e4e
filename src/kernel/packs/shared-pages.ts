/** Tờ khai trong gói: as it is written, where a page that another form asks as well is named instead of copied. */
import { type Static, Type } from 'typebox'
import { FormDefinition, type FormPage } from '../forms.ts'

const { items: Page } = FormDefinition.properties.pages

/** A page of its own, or `{ "key": "mother", "from": "birth-registration" }`: the page of that key of that form. */
const WrittenPage = Type.Object(
  {
    ...Type.Partial(Page).properties,
    key: Page.properties.key,
    from: Type.Optional(FormDefinition.properties.key),
  },
  { additionalProperties: false },
)
type WrittenPage = Static<typeof WrittenPage>

export const WrittenForm = Type.Object(
  { ...FormDefinition.properties, pages: Type.Array(WrittenPage, { minItems: 1, maxItems: 60 }) },
  { additionalProperties: false },
)
export type WrittenForm = Static<typeof WrittenForm>

/** The forms of a pack by key. */
type Written = ReadonlyMap<string, WrittenForm>

const isWhole = (page: WrittenPage): page is FormPage =>
  page.from === undefined && page.title !== undefined && page.fields !== undefined

/** The page as it is asked; `undefined` when the other form has none of that key, or takes it over itself. */
function pageAsked(forms: Written, page: WrittenPage): FormPage | undefined {
  const { key, from } = page
  const found = from === undefined ? page : forms.get(from)?.pages.find((one) => one.key === key)
  return found && isWhole(found) ? found : undefined
}

/** A form with all its pages; whoever reads it need not know where a page was written. */
export const wholeForm = (forms: Written, form: WrittenForm): FormDefinition => ({
  ...form,
  pages: form.pages.flatMap((page) => pageAsked(forms, page) ?? []),
})

/** What is wrong with a page: neither written here nor in the form that it names. */
export function wrongPage(forms: Written, page: WrittenPage): string | undefined {
  const { key, from } = page
  if (from === undefined) return isWhole(page) ? undefined : 'Trang phải có title và fields, hoặc from.'
  if (Object.keys(page).length > 2) return `Trang lấy từ tờ khai ${from} chỉ ghi key và from.`
  return pageAsked(forms, page) ? undefined : `Tờ khai ${from} không tự viết trang “${key}”.`
}
