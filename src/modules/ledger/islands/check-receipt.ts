/** The script of the page that checks receipts without a network. Keys stand in the page; nothing is fetched. */

import { parseVerifierKey } from '#kernel/notes.ts'
import { checkReceipt } from '#kernel/receipts.ts'
import { verdictWords } from '#kernel/verdicts.ts'

const one = <E extends HTMLElement>(id: string): E => document.querySelector(`#${id}`) as E

async function check(text: string): Promise<void> {
  const lines = one('keys').textContent?.split('\n').filter(Boolean) ?? []
  const keys = (await Promise.all(lines.map(parseVerifierKey))).filter((key) => key !== undefined)
  const { tone, title, text: words, rows } = verdictWords(await checkReceipt(text, keys), 'vi')
  const answer = one('answer')
  answer.className = tone
  const heading = document.createElement('h2')
  heading.textContent = title
  const sentence = document.createElement('p')
  sentence.textContent = words
  const list = document.createElement('dl')
  for (const { term, value } of rows) {
    list.append(document.createElement('dt'), document.createElement('dd'))
    const [dt, dd] = [list.children[list.children.length - 2], list.lastElementChild]
    if (dt) dt.textContent = term
    if (dd) dd.textContent = value
  }
  answer.replaceChildren(heading, sentence, list)
  answer.focus()
}

one<HTMLFormElement>('form').addEventListener('submit', (event) => {
  event.preventDefault()
  void check(one<HTMLTextAreaElement>('text').value)
})
one<HTMLInputElement>('file').addEventListener('change', async (event) => {
  const [file] = (event.target as HTMLInputElement).files ?? []
  if (!file) return
  one<HTMLTextAreaElement>('text').value = await file.text()
  await check(one<HTMLTextAreaElement>('text').value)
})
