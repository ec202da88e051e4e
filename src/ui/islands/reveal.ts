/**
 * Shows a question as soon as an answer of the page brings it up, and takes it away when it no longer does. Without this script the
 * page comes back with it.
 */
import type { Reveal } from '#kernel/forms.ts'
import { formFilled, make, startIslands } from '../island-runtime.ts'
import { isRevealed } from '../revealing.ts'

type Part = { readonly element: HTMLFieldSetElement; readonly reveal: Reveal }

/** Values under a name, of what may be sent: a question that is shut off answers nothing. */
const readFrom = (form: HTMLFormElement) => {
  const sent = new FormData(form)
  return (name: string): readonly string[] =>
    sent.getAll(name).flatMap((value) => (typeof value === 'string' ? [value] : []))
}

/** In the order of the page, so that what hangs on a question that just went goes with it. */
function update(form: HTMLFormElement, parts: readonly Part[]): void {
  for (const { element, reveal } of parts) {
    const isAsked = isRevealed(reveal, readFrom(form))
    if (element.disabled !== isAsked) continue
    element.disabled = !isAsked
    element.hidden = !isAsked
    const { tells } = element.dataset
    if (tells === undefined) continue
    // Sent with the question, so that the server knows that it was seen.
    element.append(make('input', { type: 'hidden', name: tells, value: '1' }))
    delete element.dataset['tells']
  }
}

function start(island: HTMLElement): void {
  const parts = [...island.querySelectorAll<HTMLFieldSetElement>('fieldset[data-reveal]')].map((element) => ({
    element,
    reveal: JSON.parse(element.dataset['reveal'] ?? 'null') as Reveal,
  }))
  const form = parts[0]?.element.form
  if (!form) return
  const now = () => update(form, parts)
  for (const told of ['input', 'change', formFilled]) form.addEventListener(told, now)
  now()
}

startIslands('reveal', start)
