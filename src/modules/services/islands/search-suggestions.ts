/** Completes what is typed into the search from everyday words. The form works the same without it. */
import { make, startIslands } from '#ui/island-runtime.ts'

type Props = { readonly address: string }

const waitMs = 150
const lettersMin = 2

startIslands<Props>('search-suggestions', (element, { address }) => {
  const input = element.querySelector<HTMLInputElement>('input[type="search"]')
  if (!input) return
  const list = make('datalist', { id: 'search-suggestions' })
  element.append(list)
  input.setAttribute('list', list.id)
  let timer = 0
  let asked = ''
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void offer(), waitMs)
  })

  async function offer(): Promise<void> {
    const typed = input?.value.trim() ?? ''
    if (typed.length < lettersMin || typed === asked) return
    asked = typed
    const response = await fetch(`${address}?q=${encodeURIComponent(typed.slice(0, 200))}`).catch(
      () => undefined,
    )
    if (!response?.ok || asked !== typed) return
    const offers = (await response.json()) as readonly string[]
    list.replaceChildren(...offers.map((value) => make('option', { value })))
  }
})
