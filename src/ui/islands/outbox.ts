/** On every page of a person who has signed in: sends what waits on this device, and says how much does. */
import { make, pageWords, startIslands } from '../island-runtime.ts'
import { outboxAddress } from '../keeping-words.ts'
import { keptBy } from '../kept-forms.ts'
import { onTold, startOutbox } from '../outbox.ts'

type Props = { readonly owner: string }

const words = pageWords({
  vi: {
    waiting: (count: number) => `${count} mục chưa gửi trên máy này`,
    attention: (count: number) => `, ${count} mục cần xem lại`,
    open: 'Xem hộp gửi',
  },
  en: {
    waiting: (count: number) => `${count} not sent from this device`,
    attention: (count: number) => `, ${count} need you`,
    open: 'See the outbox',
  },
})

startIslands<Props>('outbox', (element, { owner }) => {
  const note = make('div', { class: 'outbox-note', role: 'status' })
  element.append(note)
  let said = ''
  const draw = async () => {
    const all = await keptBy(owner).catch(() => [])
    const waiting = all.filter(({ state }) => state === 'queued' || state === 'attention')
    const asking = waiting.filter(({ state }) => state === 'attention').length
    const text = words.waiting(waiting.length) + (asking > 0 ? words.attention(asking) : '')
    if (waiting.length === 0) note.replaceChildren()
    else if (text !== said || note.childElementCount === 0)
      note.replaceChildren(
        make('p', { class: 'wrap' }, `${text}. `, make('a', { href: outboxAddress }, words.open)),
      )
    said = text
  }
  onTold(() => void draw())
  startOutbox(owner)
  void draw()
})
