/** Runs in the browser: what the controls of a form hold, read and filled in again. */
import { formFilled } from './island-runtime.ts'
import type { KeptFile, KeptForm } from './kept-forms.ts'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
type Fields = KeptForm['fields']

const isTechnical = (name: string) => name === '' || name === '_csrf' || name === 'request_id'
/** What the page says of itself: it was seen with it, and is sent with it. */
const isOfPage = (name: string) => name.startsWith('_') && !isTechnical(name)
const isHidden = (control: Control) => control instanceof HTMLInputElement && control.type === 'hidden'

const controlsOf = (form: HTMLFormElement) =>
  [...form.elements].filter(
    (one): one is Control =>
      one instanceof HTMLInputElement ||
      one instanceof HTMLTextAreaElement ||
      one instanceof HTMLSelectElement,
  )

/** What the controls hold, files apart. */
export function fieldsOf(form: HTMLFormElement): Fields {
  return [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !isTechnical(name) ? [[name, value]] : [],
  )
}

/** The files that were chosen, in every file field that is asked. */
export function filesOf(form: HTMLFormElement): readonly KeptFile[] {
  return fileInputs(form)
    .filter((input) => !input.matches(':disabled'))
    .flatMap(({ name, files }) => [...(files ?? [])].map((file) => ({ name, file })))
}

export const fileInputs = (form: HTMLFormElement): readonly HTMLInputElement[] => [
  ...form.querySelectorAll<HTMLInputElement>('input[type="file"]'),
]

/** Whether the controls hold what a person typed there before; what the page says of itself does not count. */
export function saysTheSame(
  form: HTMLFormElement,
  { fields, files }: Pick<KeptForm, 'fields' | 'files'>,
): boolean {
  const text = (all: Fields) =>
    JSON.stringify(all.filter(([name, value]) => !isOfPage(name) && name !== 'act' && value !== ''))
  return files.length === 0 && text(fields) === text(fieldsOf(form))
}

/** Fills the controls in. `isAsSeen`: what the page says of itself is as it was when the person saw it. */
export function fill(
  form: HTMLFormElement,
  { fields, files }: Pick<KeptForm, 'fields' | 'files'>,
  isAsSeen: boolean,
): void {
  const values = Map.groupBy(fields, ([name]) => name)
  for (const control of controlsOf(form)) {
    const { name } = control
    if (isTechnical(name) || control.type === 'file' || control.type === 'submit') continue
    const texts = (values.get(name) ?? []).map(([, text]) => text)
    if (isHidden(control)) {
      if (isAsSeen && isOfPage(name) && texts[0] !== undefined) control.value = texts[0]
    } else if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type))
      control.checked = texts.includes(control.value)
    else if (texts[0] !== undefined) control.value = texts[0]
  }
  form.dispatchEvent(new Event(formFilled))
  for (const input of fileInputs(form)) {
    const own = files.filter(({ name }) => name === input.name)
    if (own.length === 0) continue
    const transfer = new DataTransfer()
    for (const { file } of own) transfer.items.add(file)
    input.files = transfer.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

/** Whether these are the same files; what a file is called and how large it is tells. */
export function areSameFiles(one: readonly KeptFile[], other: readonly KeptFile[]): boolean {
  const names = (all: readonly KeptFile[]) => all.map(({ name, file }) => `${name} ${file.name} ${file.size}`)
  return names(one).join('\n') === names(other).join('\n')
}
